"""A file of each kind with every key that its format knows, to break in every place. They are read, never checked."""

from ccdrill.model.exercise import Kind

RICH: dict[Kind, str] = {
    "scenario": """
schema: ccdrill/scenario/v1
id: rich
title: Everything at once
version: 1.0.0
summary: A file with every key.
teaches: [policy, practice]
topics: [keys]
notes: Made for tests.
names: {org: Ostrel Energy}
case: {account_data: true, sites: 3, size: large, jurisdiction: [uk, ie]}
begins: 2026-03-02T10:20:30Z
meters:
  cards: {label: Cards, start: 2.5, min: 0, max: 100, unit: pcs, better: higher, shown: facilitator}
flags: {known: false}
drift: [{meter: cards, per_hour: -0.5, while: not known}]
facts: [{about: Who, answer: Nobody, known_from: one}]
start: one
states:
  one:
    phase: detect
    title: One
    question: What now?
    narrative: [{when: known, text: You know.}, {text: You do not.}]
    exhibits: [{id: log, kind: mail, title: Log, body: Nothing}]
    facilitator: {say: Hello, ask: [Why?], hints: [Look.], watch_for: [Haste], minutes: 4}
    opens: day 2 09:00
    marks: [suspicion]
    choices:
      go:
        text: Go
        when: not known and cards < 3
        once: true
        takes: 1h30m
        does: [escalate, {action: divert, after: 5m}]
        records: [ticket]
        where: [desk]
        set: {known: true, cards: 4}
        add: {cards: 1}
        marks: [certainty]
        goto: [{when: known, to: held}, {to: one}]
        outcome: [{text: Gone.}]
    timeout: {after: 2h, text: Late., set: {known: true}, add: {cards: 1}, marks: [certainty], goto: held}
anywhere:
  back:
    {in: [one], text: Back, when: known, once: true, takes: 5m, does: [isolate], records: [ticket], where: [desk],
     set: {known: false}, add: {cards: -1}, marks: [certainty], goto: held, outcome: Back.}
injects:
  news: {text: News, from: Desk, channel: alert, at: 4h, when: known, set: {known: true}, add: {cards: 1}, marks: [certainty], goto: held}
  later: {text: Later, when: true, after: 10m}
endings:
  held: {kind: mixed, title: Held, narrative: Held.}
""",
    "procedure": """
schema: ccdrill/procedure/v1
id: rich
title: Everything
version: "2"
model: true
source: {document: Plan, section: "4", approved: 2026-01-02, approved_by: The board, reviewed: 2026-02-03}
notes: Made for tests.
roles: {leader: {title: Leader, deputies: [agent]}}
actions: {divert: {title: Divert}}
moments: {suspicion: {title: Suspicion}}
records: {ticket: {title: Ticket}}
places: {desk: {title: Desk}}
sources: {rule-7: {title: Rule seven, version: "7", date: May 2026, publisher: The board, url: "https://rules.example/7", note: Secret, parts: {"7.1": Logs}}}
scoring:
  costs: {order: 0.2, late: 0.2, role: 0.2, evidence: 0.2, place: 0.2}
  unneeded: {cost: 0.5, cap: 0.1}
steps:
  - id: report
    do: Report it
    pillar: policy
    phase: detect
    responsible: [leader]
    deadline: {from: "moment:suspicion", within: 5bd, kind: rule, source: Rule 7, grace: 2h}
    where: [desk]
    evidence: [ticket]
    after: [divert]
    actions: [escalate]
    when: uk in case.jurisdiction
    required: false
    weight: 2.5
    critical: true
    costs: {order: 0.1, late: 0.1, role: 0.1, evidence: 0.1, place: 0.1}
    objective: speed
    refs: [rule-7]
prohibited:
  - {id: never, action: retry, cost: 3, max_count: 2, critical: true, why: Harm, until: "step:report", since: "moment:suspicion",
     roles: [agent], when: case.account_data, objective: speed, refs: ["rule-7:4.2"]}
accepted: [look-around]
unneeded: [power-off]
""",
    "drill": """
schema: ccdrill/drill/v1
id: rich
title: Everything
summary: A plan with every key.
scenario: tiny
procedure: tiny-procedure
mode: team
plays: agent
minutes: 60
agenda: {briefing: 5, decision: 4, hot_wash: 15}
pace: 0.5
ask: [role, records, where, reason, confidence]
feedback: each
options: closed
marking: Training
roles: [leader]
names: {org: Ours}
scope: [report]
overview: {organisation: O, sponsor: S, location: L, contact: C, scope: All, date: 2026-05-06}
objectives: [{id: speed, text: Be quick, steps: [report], capability: Speed}]
""",
    "vocabulary": """
schema: ccdrill/vocabulary/v1
actions: {escalate: {title: Escalate}}
moments: {suspicion: {title: Suspicion}}
roles: {leader: {title: Leader, deputies: [leader]}}
records: {ticket: {title: Ticket}}
places: {desk: {title: Desk}}
sources: {rule-7: {title: Rule seven, version: "7", date: May 2026, publisher: The board, url: "https://rules.example/7", note: Secret, parts: {"7.1": Logs}}}
""",
    "deck": """
schema: ccdrill/deck/v1
id: rich
title: Everything
version: "1"
summary: A deck with every key.
notes: Based on nothing.
names: {org: Ours}
routes: [{id: report, what: Report it, how: The button}]
items:
  phish-1:
    kind: phish
    channel: e-mail
    from: {name: "{org}", address: a@ours.test, reply_to: b@ours.test}
    to: You
    received: Mon 09:00
    subject: Now
    body: Click here at once
    links: [{text: here, to: "https://ours.test/"}]
    attachments: [{name: a.html, type: web page}]
    note: From outside
    cues: [{code: L4, quote: at once, why: Haste., times: 2}]
    decisive: L4
    because: ""
    premise: weak
    right: [report, verify]
    route: report
    point: Wait.
""",
}
