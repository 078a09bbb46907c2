"""The worked example: a customer-data procedure with W = 32, and traces against it."""

from fractions import Fraction

from ccdrill.model.ids import ActionId, MomentId, PlaceId, RecordId, RoleId
from ccdrill.model.procedure import Procedure
from ccdrill.model.vocabulary import Vocabulary
from ccdrill.scoring.frame import Frame, frame_procedure
from ccdrill.scoring.result import Score
from ccdrill.scoring.score import score_trace
from ccdrill.scoring.trace import Deed, Trace
from tests.builders import read

PROCEDURE = """
schema: ccdrill/procedure/v1
id: cc-ir-04
title: Customer data exposed through an agent's account
version: "2.3"
source: {document: CC-IR-04, section: "5"}
roles:
  agent: {title: Agent}
  team-lead: {title: Shift team leader}
  service-desk: {title: Service desk analyst}
  security-lead: {title: Incident lead, deputies: [team-lead]}
  dpo: {title: Data protection officer}
  comms-lead: {title: Communications lead}
  care-lead: {title: Customer-care lead}
scoring: {unneeded: {cost: 0}}
steps:
  - {id: report, do: Report the call, responsible: [agent, team-lead], weight: 2, deadline: {from: start, within: 15m},
     where: [hotline], evidence: [hotline-log], objective: detect}
  - {id: record, do: Open the record, responsible: [team-lead, service-desk], after: [report], evidence: [itsm-ticket],
     objective: detect}
  - {id: disable, do: Disable the account, responsible: [service-desk], weight: 5, critical: true, after: [record],
     deadline: {from: start, within: 30m}, evidence: [iam-log], objective: contain}
  - {id: preserve, do: Put recordings and logs on hold, responsible: [security-lead], weight: 3, after: [record],
     deadline: {from: start, within: 4h}, evidence: [recording-hold, crm-export], objective: contain}
  - {id: tell-dpo, do: Tell the data protection officer, responsible: [security-lead, team-lead], weight: 4, critical: true,
     deadline: {from: "moment:pii-confirmed", within: 1h, grace: 1h}, objective: notify}
  - {id: scope, do: Establish what was seen, responsible: [security-lead], weight: 3, after: [preserve],
     deadline: {from: start, within: 24h}, evidence: [scope-sheet], objective: assess}
  - {id: assess, do: Decide whether to notify, responsible: [dpo], weight: 3, after: [tell-dpo, scope],
     deadline: {from: "moment:pii-confirmed", within: 24h}, evidence: [decision-record], objective: notify}
  - {id: regulator, do: Notify the authority, responsible: [dpo], weight: 5, critical: true, when: case.notifiable,
     after: [assess], deadline: {from: "moment:pii-confirmed", within: 72h}, evidence: [receipt], objective: notify}
  - {id: brief, do: Brief the floor, responsible: [care-lead], weight: 2, after: [assess], objective: inform}
  - {id: customers, do: Inform the customers, responsible: [comms-lead], weight: 4, when: case.high_risk,
     after: [assess, brief], evidence: [mailing-log], objective: inform}
  - {id: lessons, do: Hold the review, required: false, after: [scope], objective: improve}
prohibited:
  - {id: no-wipe, action: wipe-workstation, until: "step:preserve", cost: 5, critical: true, why: It destroys evidence}
  - {id: no-tell, action: tell-caller, roles: [agent], until: "step:brief", cost: 3, why: No disclosure before the script}
  - {id: no-pan, action: paste-card-number, cost: 3, max_count: 2, why: No card number in chat}
"""
CASE = {"notifiable": True, "high_risk": True}
NO_WORDS = Vocabulary(schema="ccdrill/vocabulary/v1")
HOUR = 3600

EXPERT: tuple[tuple[str, int, str, tuple[str, ...], str | None], ...] = (
    ("report", 10 * 60, "agent", ("hotline-log",), "hotline"),
    ("record", 15 * 60, "team-lead", ("itsm-ticket",), "desk"),
    ("disable", 25 * 60, "service-desk", ("iam-log",), "desk"),
    ("preserve", 1 * HOUR, "security-lead", ("recording-hold", "crm-export"), "desk"),
    ("tell-dpo", 2 * HOUR + 1800, "security-lead", (), "desk"),
    ("scope", 5 * HOUR, "security-lead", ("scope-sheet",), "desk"),
    ("assess", 6 * HOUR, "dpo", ("decision-record",), "desk"),
    ("regulator", 7 * HOUR, "dpo", ("receipt",), "desk"),
    ("brief", 8 * HOUR, "care-lead", (), "desk"),
    ("customers", 9 * HOUR, "comms-lead", ("mailing-log",), "desk"),
)
"""(action, seconds, role, evidence, place) of a run that keeps to the procedure; personal data was confirmed after 2 h."""
MOMENTS = {MomentId("pii-confirmed"): 2 * HOUR}


def frame() -> Frame:
    """The example procedure for a case in which everything applies."""
    return frame_procedure(read(PROCEDURE, Procedure), {}, CASE, doable=None)


def trace(*changes: object, drop: tuple[str, ...] = (), extra: tuple[tuple[str, int, str], ...] = ()) -> Trace:
    """The expert's trace with deeds replaced (same action), dropped or added; in order of time."""
    rows = {row[0]: row for row in EXPERT if row[0] not in drop}
    for change in changes:
        rows[change[0]] = change
    deeds = [*rows.values(), *((action, t, role, (), "desk") for action, t, role in extra)]
    ordered = sorted(deeds, key=lambda row: row[1])
    return Trace(
        deeds=tuple(
            Deed(
                seq=seq,
                t=t,
                action=ActionId(action),
                role=RoleId(role),
                evidence=tuple(RecordId(one) for one in evidence),
                place=PlaceId(place) if place else None,
            )
            for seq, (action, t, role, evidence, place) in enumerate(ordered, start=1)
        ),
        moments=MOMENTS,
    )


def score(found: Trace) -> Score:
    """The score against the example procedure."""
    return score_trace(frame(), found, NO_WORDS)


def expert(action: str, **changes: object) -> tuple[object, ...]:
    """The expert's row of an action with some of t, role, evidence, place changed."""
    row = dict(
        zip(("action", "t", "role", "evidence", "place"), next(one for one in EXPERT if one[0] == action), strict=True)
    )
    return tuple((row | changes).values())


def points(text: str) -> Fraction:
    """A worked value as a report prints it."""
    return Fraction(text)
