"""Whether the words of a vocabulary fit together."""

from ccdrill.authoring.checks.findings import Findings
from ccdrill.authoring.checks.texts import check_texts
from ccdrill.authoring.reading.document import Document
from ccdrill.model.diagnostics import Diagnostic
from ccdrill.model.vocabulary import Vocabulary


def check_vocabulary(document: Document, vocabulary: Vocabulary, merged: Vocabulary) -> tuple[Diagnostic, ...]:
    """Everything in the file that does not fit; `merged` are all vocabularies, this one among them."""
    findings = Findings(document)
    roles = {**merged.roles, **vocabulary.roles}
    for name, role in vocabulary.roles.items():
        if not document.may_have_lost_names("roles"):
            findings.require_all(("roles", name, "deputies"), role.deputies, roles.keys(), "role", home=" under roles")
        if name in role.deputies:
            path = ("roles", name, "deputies", role.deputies.index(name))
            findings.error(path, "circle", "nobody is their own deputy", "Name another role.")
    check_texts(findings)
    return findings.sorted()
