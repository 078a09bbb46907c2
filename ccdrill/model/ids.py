"""The kinds of name that files and events use, each its own type so that one is never taken for another."""

from typing import Annotated, NewType

from msgspec import Meta

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*(?!\n)$"
"""Ids: lower-case words and digits joined by hyphens. (`$` alone would let a line end pass behind them.)"""
WORD = r"^[a-z][a-z0-9_]*(?!\n)$"
"""Names that conditions use bare: lower-case letters, digits and underscores."""
SOURCE = r"^[a-z0-9]+([.-][a-z0-9]+)*(?!\n)$"
"""Names of outside sources: like ids, with dots for their editions."""

Slug = Annotated[str, Meta(pattern=SLUG)]
Word = Annotated[str, Meta(pattern=WORD)]
SourceName = Annotated[str, Meta(pattern=SOURCE)]

ScenarioId = NewType("ScenarioId", Slug)
ProcedureId = NewType("ProcedureId", Slug)
DrillId = NewType("DrillId", Slug)
StateId = NewType("StateId", Slug)
"""A state or an ending: what a `goto` may name."""
ChoiceId = NewType("ChoiceId", Slug)
ChoiceKey = NewType("ChoiceKey", Annotated[str, Meta(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")])
"""A choice of the whole scenario: `state/choice`, or the id alone for a choice from anywhere."""
WRITTEN_IN = ChoiceKey("-written-in")
"""What a run remembers a decision in the team's own words by. No author can name a choice so: ids don't begin with a hyphen."""
InjectId = NewType("InjectId", Slug)
ExhibitId = NewType("ExhibitId", Slug)
ActionId = NewType("ActionId", Slug)
MomentId = NewType("MomentId", Slug)
RoleId = NewType("RoleId", Slug)
RecordId = NewType("RecordId", Slug)
PlaceId = NewType("PlaceId", Slug)
StepId = NewType("StepId", Slug)
RuleId = NewType("RuleId", Slug)
"""A prohibition of a procedure."""
ObjectiveId = NewType("ObjectiveId", Slug)
SourceId = NewType("SourceId", SourceName)
MeterName = NewType("MeterName", Word)
FlagName = NewType("FlagName", Word)
CaseKey = NewType("CaseKey", Word)
DeckId = NewType("DeckId", Slug)
ItemId = NewType("ItemId", Slug)
"""A message of a deck."""
RouteId = NewType("RouteId", Slug)
"""A way that the people of a deck know to be safe."""
RunId = NewType("RunId", str)
SittingId = NewType("SittingId", str)
PersonId = NewType("PersonId", str)
SUBJECTS = ("step", "rule", "action", "gap")
"""The kinds of what people agree something about."""
Subject = NewType("Subject", Annotated[str, Meta(pattern=rf"^({'|'.join(SUBJECTS)}):{SLUG.removeprefix('^')}")])
"""What people agree something about: `step:ID`, `rule:ID` for a prohibition, `action:ID` for what nobody asked for, or
`gap:NUMBER` for what the team itself said was missing.

Findings are numbered anew with every report; these stay.
"""
