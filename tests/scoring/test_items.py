"""Prohibitions, what nobody asked for, repeats, what was not asked, and what was withheld: by example."""

from fractions import Fraction

import pytest

from ccdrill.model.ids import ActionId, MomentId, PlaceId, RecordId, RoleId, StepId
from ccdrill.model.procedure import Procedure
from ccdrill.model.units import StoryStart
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.scoring.frame import frame_procedure
from ccdrill.scoring.result import Score, rounded
from ccdrill.scoring.score import Circumstances, NothingToScore, score_trace
from ccdrill.scoring.trace import Deed, Trace
from tests.builders import TINY_PROCEDURE, TINY_VOCABULARY, read
from tests.scoring.example import NO_WORDS

HEAD = 'schema: ccdrill/procedure/v1\nid: p\ntitle: P\nversion: "1"\nsource: {document: P}\n'
TWO = "steps:\n  - {id: one, do: One, weight: 6}\n  - {id: two, do: Two, weight: 4}\n"


def deed(seq: int, action: str, t: int | None = None, **facts: object) -> Deed:
    return Deed(seq=seq, t=seq if t is None else t, action=ActionId(action), **facts)


def score(
    text: str, *deeds: Deed, moments: dict[str, int] | None = None, circumstances: Circumstances | None = None
) -> Score:
    trace = Trace(deeds=deeds, moments={MomentId(name): t for name, t in (moments or {}).items()})
    frame = frame_procedure(read(HEAD + text, Procedure), {}, {}, doable=None)
    return score_trace(frame, trace, NO_WORDS, circumstances)


def lost(found: Score, kind: str) -> Fraction:
    return sum((item.cost for item in found.items if item.kind == kind), Fraction(0))


def prohibited(rule: str) -> str:
    return TWO + f"prohibited:\n  - {{id: r, action: taboo, cost: 2, why: It harms, {rule}}}\n"


@pytest.mark.parametrize(
    ("rule", "deeds", "moments", "cost"),
    [
        ("max_count: 1", ("taboo", "taboo"), {}, 2),
        ("max_count: 2", ("taboo", "taboo", "taboo"), {}, 4),
        ('until: "step:one"', ("taboo", "one"), {}, 2),
        ('until: "step:one"', ("one", "taboo"), {}, 0),
        ('until: "step:one"', ("taboo",), {}, 2),
        ('until: "moment:m"', ("taboo",), {"m": 1}, 0),
        ('until: "moment:m"', ("taboo",), {"m": 2}, 2),
        ('until: "moment:m"', ("taboo",), {}, 2),
        ('since: "moment:m"', ("taboo",), {"m": 1}, 2),
        ('since: "moment:m"', ("taboo",), {"m": 2}, 0),
        ('since: "moment:m"', ("taboo",), {}, 0),
    ],
)
def test_a_prohibition_is_in_force_only_in_its_time(
    rule: str, deeds: tuple[str, ...], moments: dict[str, int], cost: int
):
    found = score(prohibited(rule), *(deed(seq, action) for seq, action in enumerate(deeds, start=1)), moments=moments)
    assert lost(found, "prohibited") == cost


def test_a_prohibition_for_a_role_does_not_match_an_absent_one():
    text = "roles: {a: {title: A}, b: {title: B}}\n" + prohibited("roles: [a]")
    assert lost(score(text, deed(1, "taboo", role=RoleId("a"))), "prohibited") == 2
    assert lost(score(text, deed(1, "taboo", role=RoleId("b"))), "prohibited") == 0
    assert lost(score(text, deed(1, "taboo")), "prohibited") == 0


def test_a_gate_may_name_the_action_of_a_required_step():
    text = TWO + 'prohibited:\n  - {id: r, action: two, cost: 3, why: Too early, until: "step:one"}\n'
    assert score(text, deed(1, "one"), deed(2, "two")).lost == 0
    assert score(text, deed(1, "two"), deed(2, "one")).lost == 3


def test_a_decision_that_nobody_asked_for_costs_half_a_unit_up_to_a_tenth_of_all():
    deeds = [deed(seq, "junk") for seq in range(1, 6)]
    assert [lost(score(TWO, *deeds[:count]), "unneeded") for count in range(5)] == [0, Fraction(1, 2), 1, 1, 1]


def test_a_sensible_extra_within_a_good_decision_costs_nothing():
    together = (deed(1, "junk", decision=7), deed(2, "one", decision=7), deed(3, "junk", decision=8))
    assert lost(score(TWO, *together), "unneeded") == Fraction(1, 2)


def test_what_a_prohibition_names_is_never_unneeded_even_when_it_is_allowed():
    assert lost(score(prohibited('until: "step:one"'), deed(1, "one"), deed(2, "taboo")), "unneeded") == 0


def test_what_is_accepted_costs_nothing():
    assert score(TWO + "accepted: [tea]\n", deed(1, "one"), deed(2, "two"), deed(3, "tea")).lost == 0


EVIDENCE = "steps:\n  - {id: one, do: One, weight: 20, evidence: [a, b]}\n"


@pytest.mark.parametrize(
    ("recorded", "cost"),
    [
        ([("a", "b")], 0),
        ([("a",)], Fraction(3, 2)),
        ([()], 3),
        ([None], 0),
        ([("a",), ("b",)], 0),
        ([None, ("a",)], Fraction(3, 2)),
        ([None, ()], 0),
        ([(), None], 3),
    ],
)
def test_evidence_is_what_the_first_deed_and_later_ones_recorded(
    recorded: list[tuple[str, ...] | None], cost: Fraction
):
    deeds = [
        deed(seq, "one", evidence=None if records is None else tuple(RecordId(one) for one in records))
        for seq, records in enumerate(recorded, start=1)
    ]
    assert lost(score(EVIDENCE, *deeds), "evidence") == cost


@pytest.mark.parametrize(
    ("recorded", "not_left", "told"),
    [
        ((), (), '"One" was done at 1 s after the start without its records: a and b.'),
        (("a",), ("b",), "without its record: b. It was ticked, but what was chosen leaves no such record."),
        ((), ("a", "b"), "a and b. They were ticked, but what was chosen leaves no such records."),
        ((), ("b", "c"), "a and b. Ticked, but what was chosen leaves no such record: b."),
    ],
)
def test_a_record_that_was_ticked_in_vain_is_charged_and_not_called_forgotten(
    recorded: tuple[str, ...], not_left: tuple[str, ...], told: str
):
    found = score(
        EVIDENCE,
        deed(
            1,
            "one",
            evidence=tuple(RecordId(one) for one in recorded),
            not_left=tuple(RecordId(one) for one in not_left),
        ),
    )
    assert found.lost == Fraction(3, 2) * (2 - len(recorded))
    assert found.items[0].sentence.endswith(told)


def test_what_was_not_asked_is_listed_and_not_judged():
    text = "roles: {a: {title: A}}\nsteps:\n  - {id: one, do: One, responsible: [a], evidence: [log], where: [desk]}\n"
    found = score(text, deed(1, "one"))
    assert found.lost == 0
    assert found.not_recorded == ((StepId("one"), "who"), (StepId("one"), "record"), (StepId("one"), "place"))
    assert score(TWO, deed(1, "one")).not_recorded == ()


def test_what_a_vacant_role_does_is_never_charged_for_role():
    text = "roles: {a: {title: A}, b: {title: B}}\nsteps:\n  - {id: one, do: One, responsible: [a]}\n"
    assert lost(score(text, deed(1, "one", role=RoleId("b"))), "role") > 0
    assert lost(score(text, deed(1, "one", role=RoleId("b"), is_vacant=True)), "role") == 0


def test_a_deputy_may_act():
    text = "roles: {a: {title: A, deputies: [b]}, b: {title: B}}\nsteps:\n  - {id: one, do: One, responsible: [a]}\n"
    assert score(text, deed(1, "one", role=RoleId("b"))).lost == 0


def test_a_cut_leads_to_a_score_on_what_was_played():
    found = score(TWO, deed(1, "one"), circumstances=Circumstances(withheld=[StepId("two")]))
    assert found.score == 60
    assert (found.played, found.played_weight, found.withheld) == (100, 6, (StepId("two"),))


def test_a_withheld_step_is_no_critical_failure():
    text = "steps:\n  - {id: one, do: One}\n  - {id: two, do: Two, critical: true}\n"
    assert len(score(text, deed(1, "one")).critical_failures) == 1
    found = score(text, deed(1, "one"), circumstances=Circumstances(withheld=[StepId("two")]))
    assert [(item.kind, item.is_critical) for item in found.items] == [("omitted", False)]
    assert not found.critical_failures


def test_a_critical_failure_is_listed_even_when_it_costs_nothing():
    text = "scoring: {costs: {late: 0}}\nsteps:\n  - {id: one, do: One, critical: true, deadline: {from: start, within: 1m}}\n"
    found = score(text, deed(1, "one", t=61))
    assert found.score == 100
    assert [item.kind for item in found.critical_failures] == ["late"]


def test_a_procedure_of_which_nothing_applies_can_not_be_scored():
    with pytest.raises(NothingToScore):
        score("steps:\n  - {id: one, do: One, when: case.never}\n", deed(1, "one"))


@pytest.mark.parametrize(
    ("change", "deeds", "grade"),
    [
        ("", ("report", "divert", "isolate", "acquirer"), "P"),
        ("", ("report", "divert"), "M"),
        ("", ("report", "isolate"), "U"),
        ("", ("report", "divert:late", "isolate"), "M"),
        ("", ("report", "isolate", "divert"), "S"),
    ],
)
def test_an_objective_is_rated_by_its_worst_failure(change: str, deeds: tuple[str, ...], grade: str):
    from ccdrill.model.drill import Objective

    actions = {"report": "escalate", "acquirer": "tell-acquirer"}
    found = [
        deed(seq, actions.get(name, name).removesuffix(":late"), t=4 * 3600 if name.endswith(":late") else seq)
        for seq, name in enumerate(deeds, start=1)
    ]
    found = [one if one.seq == 1 else deed(one.seq, one.action, t=max(one.t, found[one.seq - 2].t)) for one in found]
    objective = Objective(id="stop", text="Stop", steps=(StepId("divert"), StepId("isolate")))
    vocabulary = read(TINY_VOCABULARY, Vocabulary)
    frame = frame_procedure(read(TINY_PROCEDURE, Procedure), vocabulary.roles, {}, doable=None)
    rated = score_trace(frame, Trace(deeds=tuple(found)), vocabulary, Circumstances(objectives=(objective,)))
    assert [rating.grade for rating in rated.ratings] == [grade]


@pytest.mark.parametrize(("late", "grade"), [("0.25", "S"), ("0.26", "M")])
def test_an_objective_that_only_the_procedure_names_is_rated_too_and_down_to_75_points_the_challenges_are_some(
    late: str, grade: str
):
    text = f"scoring: {{costs: {{late: {late}}}}}\nsteps:\n  - {{id: one, do: One, objective: stop-it, deadline: {{from: start, within: 1m}}}}\n"
    [rating] = score(text, deed(1, "one", t=61)).ratings
    assert (rating.text, rating.grade) == ("stop it", grade)


def test_an_objective_that_was_wholly_withheld_is_not_exercised():
    from ccdrill.model.drill import Objective

    objective = Objective(id="o", text="O", steps=(StepId("two"),))
    found = score(TWO, deed(1, "one"), circumstances=Circumstances(withheld=[StepId("two")], objectives=(objective,)))
    assert found.ratings[0].grade == "N"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("1/2", 0, "0"),
        ("3/2", 0, "2"),
        ("89/1", 0, "89"),
        ("1/20", 1, "0.0"),
        ("3/20", 1, "0.2"),
        ("-1/3", 1, "-0.3"),
        ("200/3", 1, "66.7"),
    ],
)
def test_numbers_for_people_are_rounded_half_to_even(value: str, places: int, text: str):
    assert rounded(Fraction(value), places) == text


def test_a_sentence_says_what_happened_against_what_was_asked():
    vocabulary = read(TINY_VOCABULARY, Vocabulary)
    frame = frame_procedure(read(TINY_PROCEDURE, Procedure), vocabulary.roles, {}, doable=None)
    trace = Trace(
        deeds=(
            deed(1, "divert", t=3 * 3600, role=RoleId("payments"), evidence=()),
            deed(2, "power-off", t=3 * 3600),
            deed(3, "escalate", t=3 * 3600, evidence=()),
            deed(4, "power-off", t=4 * 3600),
            deed(5, "look-around", t=4 * 3600, decision=5),
            deed(6, "retry", t=4 * 3600, decision=5),
        )
    )
    sentences = [item.sentence for item in score_trace(frame, trace, vocabulary).items]
    assert sentences == [
        (
            '"Escalate on the security line" was done at 3 h after the start, after "Divert the route" (3 h after the start), '
            "which it must precede."
        ),
        (
            '"Escalate on the security line" was done at 3 h after the start, 2 h 45 min after it was due '
            "(15 min after the start)."
        ),
        '"Escalate on the security line" was done at 3 h after the start without its records: Ticket and Call IDs.',
        '"Divert the route" was done at 3 h after the start, 2 h 15 min after it was due (45 min after the start).',
        '"Divert the route" was done by Acquirer contact; it belongs to Telephony engineer.',
        '"Divert the route" was done at 3 h after the start without its record: Route difference.',
        '"Isolate the node" was not done.',
        '"Phone the acquirer" was not done.',
        (
            '"Power off the node" was done at 3 h after the start and 4 h after the start: prohibited. '
            "It destroys volatile evidence."
        ),
        '"Look around" and "Ask the caller to pay again" were done at 4 h after the start: the procedure does not ask for them.',
    ]


def test_what_was_done_very_often_is_one_sentence_and_counting_it_takes_no_longer_than_reading_it():
    vocabulary = read(TINY_VOCABULARY, Vocabulary)
    frame = frame_procedure(read(TINY_PROCEDURE, Procedure), vocabulary.roles, {}, doable=None)
    trace = Trace(deeds=tuple(deed(seq, "power-off", t=60 * seq) for seq in range(1, 30_001)))
    item = next(item for item in score_trace(frame, trace, vocabulary).items if item.kind == "prohibited")
    assert item.times == 30_000
    assert item.sentence == (
        '"Power off the node" was done at 1 min after the start, 2 min after the start, 3 min after the start and '
        "29997 other times: prohibited. It destroys volatile evidence."
    )


def test_what_a_run_did_not_come_to_is_told_as_such():
    vocabulary = read(TINY_VOCABULARY, Vocabulary)
    frame = frame_procedure(read(TINY_PROCEDURE, Procedure), vocabulary.roles, {}, doable=None)
    begins = StoryStart.parse("2026-03-02T10:20+00:00")
    sentences = [
        item.sentence
        for ends in (10 * 60, 20 * 60)
        for item in score_trace(frame, Trace(deeds=(), begins=begins, ends=ends), vocabulary).items
        if item.step == "report"
    ]
    assert sentences == [
        '"Escalate on the security line" was not done; the story stops before it is due (Mon 10:35).',
        '"Escalate on the security line" was not done; it was due by Mon 10:35.',
    ]


def test_a_step_late_by_seconds_is_not_told_to_be_due_at_the_time_it_was_done():
    vocabulary = read(TINY_VOCABULARY, Vocabulary)
    frame = frame_procedure(read(TINY_PROCEDURE, Procedure), vocabulary.roles, {}, doable=None)
    trace = Trace(deeds=(deed(1, "escalate", t=15 * 60 + 30),), begins=StoryStart.parse("2026-03-02T10:20+00:00"))
    sentences = [item.sentence for item in score_trace(frame, trace, vocabulary).items if item.kind == "late"]
    assert sentences == ['"Escalate on the security line" was done at Mon 10:35, 30 s after it was due.']


def test_counted_from_the_start_what_was_late_and_by_how_much_agree_to_the_second():
    vocabulary = read(TINY_VOCABULARY, Vocabulary)
    frame = frame_procedure(read(TINY_PROCEDURE, Procedure), vocabulary.roles, {}, doable=None)
    trace = Trace(deeds=(deed(1, "escalate", t=16 * 60 + 40),))
    (late,) = [item.sentence for item in score_trace(frame, trace, vocabulary).items if item.kind == "late"]
    assert "done at 16 min 40 s after the start, 1 min 40 s after it was due (15 min after the start)" in late


def test_in_a_long_run_every_instant_has_its_date_and_a_midnight_the_day_that_it_ends():
    vocabulary = read(TINY_VOCABULARY, Vocabulary)
    text = TINY_PROCEDURE.replace("deadline: {from: start, within: 15m}", "deadline: {from: start, within: 3bd}")
    frame = frame_procedure(read(text, Procedure), vocabulary.roles, {}, doable=None)
    begins = StoryStart.parse("2026-03-02T10:20+00:00")
    late = Trace(deeds=(deed(1, "escalate", t=8 * 86_400),), begins=begins)
    never = Trace(deeds=(), begins=begins, ends=9 * 86_400)
    sentences = [
        next(item.sentence for item in score_trace(frame, trace, vocabulary).items if item.step == "report")
        for trace in (late, never)
    ]
    assert sentences == [
        (
            '"Escalate on the security line" was done at Tue 10 Mar 10:20, 4 days 10 h after it was due '
            "(end of Thu 5 Mar)."
        ),
        '"Escalate on the security line" was not done; it was due by the end of Thu 5 Mar.',
    ]


OPTIONAL = (
    "steps:\n"
    "  - {id: one, do: One}\n"
    "  - {id: thank, do: Thank the caller, required: false, responsible: [desk], where: [lobby], evidence: [note],\n"
    "     after: [one], deadline: {from: start, within: 10s}}\n"
    "roles: {desk: {title: Desk}, guard: {title: Guard}}\n"
)


def test_what_differs_in_an_optional_step_costs_nothing_and_is_listed():
    facts = {"role": RoleId("guard"), "place": PlaceId("yard"), "evidence": frozenset[RecordId]()}
    found = score(OPTIONAL, deed(1, "thank", 20, **facts), deed(2, "one", 30))
    assert (found.score, found.items) == (100, ())
    kinds = [(item.step, item.kind, item.cost, item.is_critical) for item in found.costless]
    assert kinds == [("thank", kind, 0, False) for kind in ("order", "late", "role", "evidence", "place")]


def test_an_optional_step_left_out_is_not_listed():
    assert score(OPTIONAL, deed(1, "one")).costless == ()


def test_an_inversion_that_costs_nothing_is_told_once_of_what_was_done_too_early():
    text = (
        "steps:\n  - {id: one, do: One, required: false}\n  - {id: two, do: Two, required: false, after: [one]}\n"
        "  - {id: three, do: Three, after: [two], costs: {order: 0}}\n"
        "  - {id: four, do: Four, after: [three]}\n"
    )
    found = score(text, deed(1, "three"), deed(2, "two"), deed(3, "one"), deed(4, "four"))
    assert found.score == 100
    assert [(item.step, item.kind, item.pairs) for item in found.costless] == [
        ("two", "order", (("one", "two"),)),
        ("three", "order", (("one", "three"), ("two", "three"))),
    ]
    assert found.order_pairs == (("one", "three"), ("one", "two"), ("two", "three"))


def test_where_only_what_must_come_first_costs_nothing_that_is_told():
    text = "steps:\n  - {id: one, do: One, costs: {order: 0}}\n  - {id: two, do: Two, after: [one]}\n"
    found = score(text, deed(1, "two"), deed(2, "one"))
    assert (found.score, [(item.step, item.pairs) for item in found.costless]) == (100, [("one", (("one", "two"),))])


def test_an_inversion_that_a_charge_meets_is_told_of_nothing_that_costs_nothing():
    text = (
        "steps:\n  - {id: one, do: One}\n  - {id: two, do: Two, after: [one], weight: 0.5}\n"
        "  - {id: three, do: Three, after: [two], costs: {order: 0}}\n"
    )
    found = score(text, deed(1, "three"), deed(2, "two"), deed(3, "one"))
    assert [(item.step, item.pairs) for item in found.items] == [("two", (("one", "two"), ("two", "three")))]
    assert [(item.step, item.pairs) for item in found.costless] == [("three", (("one", "three"),))]


@pytest.mark.parametrize(
    "clock", ["from: start, within: 1bd", 'from: "step:gone", within: 1s', 'from: "step:days", within: 1s']
)
def test_a_clock_that_cannot_run_judges_no_optional_step(clock: str):
    others = (
        "  - {id: gone, do: Gone, when: case.never}\n"
        "  - {id: days, do: Days, required: false, deadline: {from: start, within: 1bd}}\n"
    )
    text = OPTIONAL.replace("from: start, within: 10s", clock).replace("roles:", others + "roles:")
    assert score(text, deed(1, "one"), deed(2, "thank", 9_000_000)).costless == ()


def test_a_prohibition_names_every_time_that_it_was_broken():
    rule = prohibited("max_count: 3")
    found = score(rule, deed(1, "taboo", 60), deed(2, "taboo", 60), deed(3, "taboo", 120))
    (broken,) = found.items[-1:]
    assert "at 1 min after the start (twice) and 2 min after the start: prohibited" in broken.sentence


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("cost: 2", "prohibited. It harms."),
        ('until: "step:one"', 'prohibited before "One". It harms.'),
        ('until: "moment:m"', 'prohibited before "m". It harms.'),
        ('since: "moment:m"', 'prohibited since "m". It harms.'),
        ('since: "moment:m", until: "step:one"', 'prohibited since "m" and before "One". It harms.'),
        ("roles: [guard]", "prohibited to Guard. It harms."),
        ('since: "moment:m", roles: [guard, desk]', 'prohibited since "m" to Guard or Desk. It harms.'),
    ],
)
def test_a_broken_prohibition_is_told_with_its_limits(rule: str, words: str):
    roles = "roles: {desk: {title: Desk}, guard: {title: Guard}}\nmoments: {m: {title: m}}\n"
    moments = {} if "until" in rule and "since" not in rule else {"m": 1}
    text = prohibited(rule).replace("cost: 2, why: It harms, cost: 2", "cost: 2, why: It harms")
    found = score(roles + text, deed(1, "taboo", 9, role=RoleId("guard")), moments=moments)
    (broken,) = (item for item in found.items if item.kind == "prohibited")
    assert broken.sentence.endswith(words)
