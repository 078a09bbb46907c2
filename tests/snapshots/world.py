"""A drill for pictures: every text as long as a drill may make it, so that what does not fit is seen here."""

VOCABULARY = """
schema: ccdrill/vocabulary/v1
actions:
  escalate: {title: Escalate on the security line}
  retry: {title: Ask the callers to pay again}
  watch: {title: Watch the line}
  divert: {title: Divert the payment route}
  isolate: {title: Isolate the nodes}
  power-off: {title: Power the nodes off}
  tell-acquirer: {title: Tell the acquirer}
moments: {suspicion: {title: Reasonable suspicion}}
roles:
  incident-lead: {title: Incident lead}
  team-leader: {title: Team leader}
  telephony: {title: Telephony engineer}
  security: {title: Security analyst}
  acquirer-contact: {title: Acquirer contact}
  legal: {title: Legal and privacy counsel}
  communications: {title: Communications lead}
records:
  ticket: {title: Incident ticket}
  call-ids: {title: Call IDs}
  prompt-recording: {title: Recording of the prompts}
  containment-order: {title: "Lead's containment order"}
  route-diff: {title: Route before and after}
places: {floor: {title: Contact-centre floor}, acd: {title: Call routing console}}
"""

SCENARIO = """
schema: ccdrill/scenario/v1
id: tiny
title: The line that asked twice
version: 1.0.0
summary: Three callers say that the payment line asked for their card a second time, in another voice.
teaches: [protection, practice]
topics: [ivr-payments, on-premises, containment]
names: {org: Ostrel Energy}
case: {account_data: true}
begins: 2026-03-02T10:20+00:00
meters:
  queue: {label: Queue, start: 9, unit: min, better: lower, shown: live}
  lost: {label: Payments not taken today, start: 0, better: lower, shown: live}
  cards: {label: Cards exposed, start: 370, better: lower}
drift:
  - {meter: cards, per_hour: 120, while: not done(divert)}
facts:
  - {about: Which of the two prompts is ours, answer: The first. What follows the thank-you was added at 02:10.}
start: third-caller
states:
  third-caller:
    phase: detect
    title: '"It asked me twice, in another voice"'
    question: Three callers, one story. What does Dana do with these calls now?
    narrative: |
      Bills went out on Friday, so the payment line of {org} is busy. At
      10:18 Mrs Abney comes back from it to the floor, polite and puzzled. The
      line took her card, thanked her, and then another voice asked for the
      card and the security code again. She keyed both. It went through.

      Rae had the same story from a man at 09:05, Tomasz from a woman at
      09:48. Each put it down to the caller. Dana Whitlock, their team leader,
      stands between the two desks. Forty-one callers are waiting.
    marks: [suspicion]
    exhibits:
      - id: call-log
        kind: log
        title: Call notes, team Whitlock
        body: |
          CALL NOTES, TEAM WHITLOCK, MONDAY 2 MARCH          free text, as it was typed

          09:05  C-0905-118  Lindqvist  bill payment. "machine asked twice".
                                        caller thinks he mistyped. paid. closed
          09:12  C-0912-040  Wrona      meter reading
          09:31  C-0931-077  Lindqvist  tariff query
          09:48  C-0948-203  Wrona      bill payment. keyed the code again,
                                        "a different lady". paid. closed
          10:02  C-1002-009  Lindqvist  moving house
          10:18  C-1018-151  Lindqvist  bill payment. asked twice, other voice.
                                        caller on hold now

          BOARD, 10:20
          waiting 41     longest 9 min     agents in 58     on break 6
          payments taken by the line since midnight: 432    refused: 9

          THE APPROVED SCRIPT ENDS WITH
          "Thank you. Your payment has been accepted. Goodbye."
      - {id: words, kind: transcript, title: What Mrs Abney said, body: "Mrs Abney  It asked me twice."}
    facilitator:
      ask:
        - What do you know, and what do you only suspect?
        - Who has to hear of this in the next ten minutes, and by which line?
      hints: ["What is the same in the three calls, and what is not?"]
      minutes: 4
    choices:
      raise-ticket:
        text: Raise a ticket with telephony, "audio fault on the payment line", so that it has a number and an owner
        takes: 30m
        add: {queue: 6}
        goto: two-nodes
        outcome: The ticket goes in as priority three.
      retry:
        text: Ask Mrs Abney and the next callers to hang up and pay once more, and see whether it happens again
        does: [retry]
        records: [ticket]
        where: [floor]
        takes: 20m
        add: {cards: 12, queue: 3}
        outcome: It happens again.
      escalate:
        text: Ring the security line with the call IDs and the words heard; record the prompts on a test call
        does: [escalate, watch]
        records: [ticket, call-ids, prompt-recording]
        where: [floor]
        takes: 10m
        add: {queue: 1}
        goto: two-nodes
        outcome: |
          Security picks up on the second ring. Dana reads out three call IDs
          and one sentence, word for word. Tomasz lets the test call run into
          the payment step and keys nothing. After the refusal the second voice
          comes all the same.
      wait-and-see:
        text: Wait for a fourth call; three in a morning may be three people who did not listen
        takes: 1h
        outcome: The fourth comes within nine minutes.
  two-nodes:
    phase: contain
    title: Two nodes
    question: The line is taking payments. What do you do about the nodes?
    narrative: |
      Owen reads from the management console. At 02:10 this morning somebody
      changed the payment flow on node A: one prompt more, and whatever is
      keyed goes to a debug file. Two nodes carry the line, A and B.
    choices:
      both-nodes:
        text: Route every payment call away from both nodes, pull their network at the switch, leave them running
        does: [divert, isolate]
        records: [containment-order, route-diff]
        where: [acd]
        takes: 10m
        add: {lost: 40, queue: 3}
        goto: held
        outcome: Two nodes hum on behind closed ports.
      switch-off:
        text: Have both nodes switched off in the machine room, so that nothing more can leave them
        does: [power-off]
        records: [containment-order]
        where: [acd]
        takes: 5m
        goto: late
        outcome: It is very quiet in the machine room.
injects:
  queue-grows:
    at: 5m
    from: Moira Keane, operations manager
    channel: phone
    text: We are at fourteen minutes. Is the payment line all right or isn't it? I need one sentence for the team.
    add: {queue: 5}
endings:
  held:
    kind: good
    title: Held
    narrative: |
      Fewer than five hundred cards, one night and one morning, every line with
      a time; nobody has to guess. The bank passes on a modest bill.

      Mrs Abney gets a new card and a letter. She had thought that she was being
      silly, she says, until somebody listened.
  late: {kind: bad, title: A cold trail, narrative: What was in memory is gone.}
"""

PROCEDURE = """
schema: ccdrill/procedure/v1
id: tiny-procedure
title: Suspected compromise of a payment channel
version: "1.0"
model: true
source: {document: Model procedure P1, section: Payment-channel compromise}
steps:
  - {id: escalate, do: Escalate on the security line with call IDs and the words heard, responsible: [team-leader],
     deadline: {from: start, within: 15m}, evidence: [ticket, call-ids], where: [floor], weight: 4}
  - {id: divert-route, do: "Divert the payment route on all nodes, on the lead's order", responsible: [telephony],
     deadline: {from: start, within: 45m, grace: 2h}, evidence: [containment-order, route-diff], where: [acd],
     after: [escalate], actions: [divert], weight: 8, critical: true, refs: ["pci-dss-4.0.1:12.10.1(2)"]}
  - {id: isolate-nodes, do: Isolate the suspect nodes from the network and leave them powered, after: [divert-route],
     responsible: [telephony, security], actions: [isolate], weight: 4}
  - {id: notify-acquirer, do: "Phone the acquirer at once on suspicion, and confirm in writing", weight: 5, critical: true,
     deadline: {from: "moment:suspicion", within: 85m}, responsible: [acquirer-contact], actions: [tell-acquirer]}
prohibited:
  - {id: x1-power-off, action: power-off, cost: 10, critical: true, why: What was in memory is gone for good}
accepted: [watch]
"""

TEAM_DRILL = """
schema: ccdrill/drill/v1
id: tiny-drill
title: The payment line, with the team
summary: A team exercise of an hour. Callers say that the payment line asks for their card twice.
scenario: tiny
procedure: tiny-procedure
mode: team
minutes: 60
agenda: {briefing: 5, decision: 4, hot_wash: 15}
ask: [role, records, where, reason, confidence]
options: closed
marking: Confidential
roles: [incident-lead, team-leader, telephony, security, acquirer-contact, legal, communications]
objectives:
  - {id: take-charge, text: See it for what it is at the first signs and put one person in charge, steps: [escalate]}
  - {id: stop-the-loss, text: Stop the exposure on every node, steps: [divert-route, isolate-nodes]}
"""

SOLO_DRILL = """
schema: ccdrill/drill/v1
id: tiny-drill
title: Desk fourteen, on your own
scenario: tiny
procedure: tiny-procedure
mode: solo
minutes: 10
pace: 1
ask: [confidence]
feedback: each
marking: Training
objectives:
  - {id: take-charge, text: See it for what it is, steps: [escalate]}
"""

DECK = """
schema: ccdrill/deck/v1
id: tiny-deck
title: What came in while the line was down
version: 1.0.0
summary: You are {agent}, who takes calls for {org}. Mail and messages of a morning; some are not what they say.
names: {org: Ostrel Energy, agent: Rae}
routes:
  - {id: report, what: A message that looks wrong, how: "The report button above it, or the security line, ext. 4444, day and night"}
  - {id: service-desk, what: "Sign-in, computer, headset", how: Ring ext. 4100 yourself. They never ask for a password or a code}
  - {id: shifts, what: Shifts and swaps, how: The roster app that you open yourself}
items:
  new-sign-in:
    kind: phish
    channel: e-mail
    from: {name: "{org} service desk, access team", address: desk@ostrel-access.test, reply_to: answers@collected.test}
    to: All agents of the first floor
    received: Tue 09:12
    subject: "Today only: your new sign-in, and what to do before noon"
    body: |
      Dear colleague,

      because of the trouble with the payment line everybody who takes calls
      gets a new sign-in today. Open the page below, sign in once with your
      present password, and type the six digits that come to your phone. It
      takes a minute. Whoever has not done so by noon can take no calls this
      afternoon, and the queue is long enough as it is. Your team lead has
      been told; there is no need to ask.

      The access team
    links:
      - {text: Open the new sign-in, to: "https://signin.ostrel-access.test/agents?u=first-floor"}
    attachments:
      - {name: how-to-sign-in.html, type: "web page, runs in the browser"}
    note: "Tag of the mail system: from outside. Your mail program has not seen this sender before."
    cues:
      - {code: L4, quote: by noon, why: A time that is too short to ask anybody in. That is what it is for.}
      - {code: L3, quote: your present password, why: No desk needs the password that you have in order to give you a new one.}
      - {code: T4, quote: ostrel-access.test, why: "Yours is ostrel.example. With a word added it is another domain, which anybody could have bought."}
      - {code: C6, quote: service desk, why: It borrows the name of people whose word you would take.}
    decisive: T4
    premise: strong
    right: [report]
    route: service-desk
    point: The topic of the day is known to everybody, also to who wants something from you. Look who owns the address.
  shift-swap:
    kind: legitimate
    channel: team-chat
    from: {name: Dana Whitlock, address: dana.whitlock of your own team}
    received: Tue 09:40
    body: |
      hi {agent}, pls check teh swap asap, then i can close the roster. it's
      in the app, under Open
    note: It stands below your own message of this morning.
    cues:
      - {code: E1, quote: teh swap, why: "A slip of the pen: people who have a queue to mind write like that."}
      - {code: L4, quote: asap, why: She has a roster to close.}
    because: It answers your own message, comes from her own account, and sends you to the app that you open anyway.
    right: [use, verify]
    route: shifts
    point: A scruffy message is not a phish.
"""
