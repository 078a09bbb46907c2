"""The hot wash, as it is recorded: the moment of most doubt, what was missing, three questions; and whether it can stand."""

from typing import TypeAlias

from ccdrill.model.afterwards import MOST_GAPS, DoubtNamed, GapNamed, QuestionAnswered
from ccdrill.model.errors import NotAllowed
from ccdrill.session.deciding import commands
from ccdrill.session.run.afterwards import Afterwards, gap_subject
from ccdrill.session.run.keeping import Keeping
from ccdrill.session.run.run import Run

Washed: TypeAlias = DoubtNamed | GapNamed | QuestionAnswered
_WITHDRAWN = "The action about it is withdrawn with it; the log keeps both."


def washed(command: commands.Wash, said: Afterwards, keeping: Keeping) -> tuple[Washed, Washed]:
    """What is asked for, as an event; and what stands. `said` is what people said before."""
    match command:
        case commands.NameDoubt(decision=decision, words=words):
            doubt = said.doubt or DoubtNamed()
            return DoubtNamed(decision=decision, words=keeping.ref(words, doubt.words)), doubt
        case commands.NameGap(gap=gap, what=what):
            missing = said.gaps.get(gap, GapNamed(gap=gap))
            named = GapNamed(gap=gap, what=keeping.ref(what, missing.what))
            if named.what is None and gap_subject(gap) in said.actions:
                keeping.tell(_WITHDRAWN)
            return named, missing
        case commands.AnswerQuestion(question=question, answer=answer, why=why):
            unanswered = QuestionAnswered(question=question)
            answered = said.answers.get(question, unanswered)
            if answer is None:
                return unanswered, answered
            kept = answered if answered.answer == answer else unanswered
            return QuestionAnswered(question=question, answer=answer, why=keeping.ref(why, kept.why)), answered


def check_washed(run: Run, event: Washed) -> None:
    """Whether a run that is over can have that said of it. Raises NotAllowed."""
    match event:
        case DoubtNamed(decision=None):
            pass
        case GapNamed(gap=gap):
            if not 1 <= gap <= MOST_GAPS:
                raise NotAllowed(
                    f"there is room for {MOST_GAPS} gaps, and none is number {gap}",
                    "Change one of them, or withdraw one.",
                )
        case DoubtNamed(decision=decision, words=words):
            if words is not None:
                raise NotAllowed("a decision was named, and a moment in words", "Name one of them.")
            if all(one.entry.seq != decision for one in run.decisions):
                raise NotAllowed(
                    f"there is no decision {decision} that stands",
                    "Name one of those that were taken, or say it in words.",
                )
        case QuestionAnswered(answer=answer, why=why):
            if answer is None and why is not None:
                raise NotAllowed("a sentence needs an answer", "Say first whether yes, partly or no.")
