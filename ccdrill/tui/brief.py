"""What the briefing tells, and the blanks in which a team may say who plays. Pure: an exercise in, lines and a team out."""

from collections.abc import Sequence

from textual.content import Content

from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import RoleId
from ccdrill.session.deciding.team import Team, split_names
from ccdrill.session.telling.rules import rules_of
from ccdrill.session.telling.telling import Telling
from ccdrill.tui.paint import TITLE, Line, lines_of

_TEAM, _PEOPLE, _LEADERS = "Team", "People", "Facilitator"
"""No role has capitals in its id."""
_OF_ALL = (_TEAM, _PEOPLE, _LEADERS)
"""What is asked of everybody together."""
_MOST_DIGITS = 4
"""Of a head count."""


class Blank:
    """One thing that can be filled in."""

    def __init__(self, identity: str, label: str, value: str = "") -> None:
        """`value` is what is known already."""
        self.id, self.label, self.value = identity, label, value

    def why_not(self, typed: str) -> str:
        """Why it can't take what was typed; empty when it can."""
        count = typed.strip()
        is_number = not count or (count.isdecimal() and len(count) <= _MOST_DIGITS)
        return "" if self.id != _PEOPLE or is_number else "How many people take part is a whole number, up to 9999."


def blanks(telling: Telling, team: Team) -> list[Blank]:
    """The team's name, a head count, who leads it, and each role, with what is known of them."""
    count = str(team.head_count) if team.head_count else ""
    seated = {role: ", ".join(name for one, name in team.players if one == role) for role in telling.roles()}
    seats = [Blank(role, telling.role_title(role), names) for role, names in seated.items()]
    leaders = Blank(_LEADERS, telling.leads_title(), ", ".join(team.facilitators))
    return [Blank(_TEAM, "Team", team.name), Blank(_PEOPLE, "How many people", count), leaders, *seats]


def team_of(filled: Sequence[Blank]) -> Team:
    """Who plays. A role that stayed open is vacant if any other was taken, else nothing is known of it."""
    values = {blank.id: blank.value for blank in filled}
    roles = {RoleId(role): names for role, names in values.items() if role not in _OF_ALL}
    players = tuple((role, name) for role, names in roles.items() for name in split_names(names))
    vacant = tuple(role for role, names in roles.items() if not names) if any(roles.values()) else ()
    return Team(
        name=values[_TEAM],
        head_count=int(values[_PEOPLE] or 0),
        players=players,
        vacant=vacant,
        facilitators=split_names(values[_LEADERS]),
    )


def vacancies(filled: Sequence[Blank]) -> str:
    """What becomes of roles that stayed open while others were taken, in words; empty: there are none such."""
    roles = [blank for blank in filled if blank.id not in _OF_ALL]
    vacant = sum(not blank.value for blank in roles)
    if vacant in (0, len(roles)):
        return ""
    have, them = ("role has", "it") if vacant == 1 else ("roles have", "them")
    return f"{vacant} of {len(roles)} {have} nobody: the facilitator plays {them}."


def brief(exercise: Exercise, telling: Telling, width: int) -> list[Line]:
    """The story in a few words, and the rules."""
    drill, scenario, wording = exercise.drill, exercise.scenario, telling.wording
    return [
        *lines_of(wording.fill(scenario.title), width, TITLE, indent=" "),
        Content(""),
        *lines_of(wording.fill(drill.summary or scenario.summary), width, indent="  "),
        Content(""),
        *(
            line
            for text in rules_of(exercise, shows_minutes_left=True)
            for line in lines_of(text, width, indent="    ", first="  · ")
        ),
    ]
