"""What reports and papers call a document, a place in it, and the organisation that answers for it."""

from ccdrill.debrief.document.course import Facts

_SAYS_WHAT_IT_IS = ("section", "chapter", "part ", "annex", "appendix", "page", "§")
"""How a place in a document begins that needs no other word before it."""
_LONGEST_NAME = 50
"""Characters: whatever is longer says more of an organisation than its name."""


def written_in(facts: Facts) -> str:
    """The document behind the procedure, and where in it."""
    return placed(facts.document, facts.section)


def placed(document: str, where: str) -> str:
    """A document, and a place in it."""
    if where and not where.casefold().startswith(_SAYS_WHAT_IT_IS):
        where = f"section {where}"
    return ", ".join(part for part in (document, where) if part)


def named(organisation: str) -> str:
    """The organisation by its name alone, as a document names its author: what else is said of it, behind a comma, is left out.

    A name of ordinary length may hold one itself.
    """
    if len(organisation) <= _LONGEST_NAME:
        return organisation
    return organisation.partition(",")[0].partition(";")[0].strip() or organisation
