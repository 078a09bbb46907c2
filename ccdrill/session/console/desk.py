"""What the facilitator can do with the story by hand now, and what would come of it. None of it may stand on the big screen."""

from collections.abc import Sequence

from ccdrill.engine.situation import Situation
from ccdrill.model.ids import ActionId
from ccdrill.session.console.coming import InjectView, messages_to_come
from ccdrill.session.console.prospects import ProspectView, prospect_of_written
from ccdrill.session.deciding.by_hand import require_leader
from ccdrill.session.deciding.commands import WriteIn
from ccdrill.session.deciding.seating import RoleView, roles_to_take
from ccdrill.session.run.ledger import Stamped
from ccdrill.session.run.ports import KeptName
from ccdrill.session.run.run import Run
from ccdrill.session.showing.present import Presenter
from ccdrill.session.telling.naming import Mappings, mappings
from ccdrill.session.telling.view import PromptView


class Desk:
    """Of one run at one instant."""

    def __init__(
        self,
        presenter: Presenter,
        run: Run,
        situation: Situation,
        passed: Sequence[Stamped],
        names: tuple[KeptName, ...],
    ) -> None:
        """The run comes to the situation by the time `passed` since its last entry; `names` are of who takes part."""
        self._presenter = presenter
        self._run = run
        self._situation = situation
        self._passed = passed
        self._names = names

    def mappings(self) -> Mappings:
        """What a decision in the team's own words can be mapped to, and where the story can be led.

        Raises NotAllowed where nobody leads.
        """
        require_leader(self._presenter.exercise)
        offered = self._presenter.story.offers(self._situation)
        return mappings(self._presenter.exercise, self._situation, offered)

    def messages(self) -> tuple[InjectView, ...]:
        """What can be sent or held back. Raises NotAllowed where nobody leads."""
        require_leader(self._presenter.exercise)
        return messages_to_come(self._presenter.telling, self._presenter.program, self._situation, self._run)

    def roles(self) -> tuple[RoleView, ...]:
        """What can change hands. Raises NotAllowed where nobody leads."""
        require_leader(self._presenter.exercise)
        return roles_to_take(self._presenter.telling, self._run, self._names)

    def asked_of(self, does: Sequence[ActionId]) -> tuple[PromptView, ...]:
        """What is asked beside a decision in the team's own words that was mapped to these actions."""
        return self._presenter.prompter.asked_of(does, self._presenter.story.offers(self._situation))

    def prospect_of(self, command: WriteIn) -> ProspectView | None:
        """What would come of such a decision; None where it can't be taken any more."""
        return prospect_of_written(self._presenter, self._run, self._situation, self._passed, command)
