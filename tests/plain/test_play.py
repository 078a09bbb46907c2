"""The drill in lines: every answer and every word of the help, and what is said when something can't be done."""

import pytest

from ccdrill.model.errors import StoreError
from ccdrill.model.events import Amended, Decided, Noted, TakenBack, WrittenIn
from ccdrill.plain.leaving import AnswersEnded, Interrupted, NobodyReads, Refused
from ccdrill.plain.play import play as play_lines
from ccdrill.session.deciding.team import seat_team
from ccdrill.session.session import Session
from ccdrill.session.telling.rules import rules_of
from tests.builders import TINY_DRILL, TINY_SCENARIO, build_exercise
from tests.plain.lines_of import play_all, sit_down, sit_down_with
from tests.session.stage import TEAM_DRILL, TIMED_SCENARIO, Stage, card_number, decide, kinds, paced

OPEN = ("", "", "")
"""Empty lines: what is asked stays open."""
TO_THE_END = ("2", *OPEN, "2", *OPEN, "1", *OPEN, "")


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_a_run_is_played_to_its_debrief_by_numbers(stage: Stage) -> None:
    played = play_all(stage, *TO_THE_END)
    assert played.is_over
    assert "THIS IS AN EXERCISE. Training\nDRILL: Tiny drill\nRUN: " in played.text
    assert "THE END (good), Mon 11:00: It held" in played.text
    assert played.lines[-1].startswith("To keep this debrief: ccdrill debrief ")
    assert "--walk" not in played.text, "whoever plays alone practises"


def test_the_rules_are_told_before_it_begins_and_not_to_whoever_comes_back(stage: Stage) -> None:
    """Screens have a briefing; whoever listens must know as well that it is scored, and never to type a card number."""
    session = stage.begin()
    begun = sit_down(session, "quit")
    told = rules_of(session.exercise, shows_minutes_left=False)
    assert begun.text.index("RULES:") < begun.text.index("SITUATION 1")
    assert " ".join(told) in begun.flat
    sit_down(session, "1", *OPEN, "quit")
    assert "RULES:" not in sit_down(session, "quit").text


def test_a_team_is_told_at_the_end_how_to_agree_on_what_is_to_be_done() -> None:
    played = play_all(Stage(build_exercise(drill=TEAM_DRILL)), "options", "1", *OPEN, "end", "")
    assert played.is_over
    assert played.lines[-2].startswith("To agree on what is to be done: ccdrill plan ")


def test_every_heading_of_the_debrief_stands_below_a_blank_line(stage: Stage) -> None:
    told = play_all(stage, "1", *OPEN, "2", *OPEN, "1", *OPEN, "1", *OPEN, "").text
    rows = told[told.index("DEBRIEF:") :].splitlines()
    headings = [at for at, row in enumerate(rows) if row.endswith(":") and row[:1].isalpha() and row[:4].isupper()]
    assert len(headings) >= 4
    assert [rows[at] for at in headings if rows[at - 1]] == []


def test_the_debrief_quotes_the_choice_on_which_it_turned(stage: Stage) -> None:
    told = " ".join(play_all(stage, "2", *OPEN, "1", *OPEN, "1", *OPEN, "").text.split())
    assert 'TURNING POINT: Mon 10:30: "Power both nodes off". It cost ' in told


def test_a_show_of_hands_is_typed_by_number_read_out_and_told_in_the_debrief() -> None:
    team = Stage(build_exercise(drill=TEAM_DRILL))
    played = play_all(
        team, "hands 1=3", "options", "hands", "hands 1=3 2=6", "hands 9=1", "hands 3", "2", *OPEN, "end", ""
    )
    assert "NOT POSSIBLE: the choices are not shown yet. Open them first." in played.flat
    assert "HANDS: not counted." in played.flat
    assert "HANDS: 3 for 1, 6 for 2. 9 hands." in played.flat
    assert "NOT POSSIBLE: there is no choice 9." in played.flat
    assert "NOT POSSIBLE: that is no count for these choices." in played.flat
    assert kinds(played.session).count("HandsCounted") == 1


def test_who_plays_alone_is_told_that_there_are_no_hands_to_count(stage: Stage) -> None:
    played = play_all(stage, "hands 1=1", "help", "quit")
    assert "NOT POSSIBLE: you play alone, so there are no hands to count." in played.flat
    assert "hands" not in played.after("HELP:")


def test_what_no_choice_says_is_said_behind_a_0_and_mapped_line_by_line() -> None:
    played = play_all(
        Stage(build_exercise(drill=TEAM_DRILL)),
        *("0 We unplug it", "options", "0 We unplug it"),
        *("node", "isolate power", "isolate"),
        *("soon", "10m"),
        *("contian", "contain tell", "all", "contain", "escalate", "retry", *OPEN),
        *("options", "0", "We wait", "", "", "", "", "end", ""),
    )
    assert played.is_over
    assert (
        "0. Something else: say it in your own words ANSWER: the number of your choice, 1 to 2. Or 0 and" in played.flat
    )
    assert "NOT POSSIBLE: the choices are not shown yet." in played.flat
    assert "isolate: Isolate the node power-off: Power off the node WHICH: 'node' is no id. Type the id" in played.flat
    assert "WHICH: 'isolate power' is no id. Did you mean 'power-off'?" in played.flat
    assert "NOT UNDERSTOOD: 'soon' is not a span of time: write 30m," in played.flat
    assert "WHICH: 'contian' is no id. Did you mean 'contain'?" in played.flat
    assert "HOW MANY: one is wanted here." in played.flat
    assert "contain: Two nodes tell: The acquirer held: It held late: Too late" in played.flat
    assert (
        "DECIDED: We unplug it (takes 10 min, until Mon 10:30) The facilitator tells you what comes of it."
        in played.flat
    )
    written = [entry.event for entry in played.session.run.entries if isinstance(entry.event, WrittenIn)]
    assert [(one.does, one.takes, one.goto, one.like) for one in written] == [
        (("isolate",), 600, "contain", "third-caller/retry"),
        ((), 0, None, None),
    ]
    assert "WHICH: 'escalate' is no id." in played.flat


def test_what_is_written_in_can_be_dropped_at_every_question() -> None:
    for typed in (
        ("0", "back"),
        ("0 We wait", "back"),
        ("0 We wait", "", "back"),
        ("0 We wait", "", "", "back"),
        ("0 We wait", "", "", "", "back"),
    ):
        played = play_all(Stage(build_exercise(drill=TEAM_DRILL)), "options", *typed, "0", "", "quit")
        assert "Dropped. Nothing was decided." in played.flat
        assert "NOT POSSIBLE: nothing was said that the team does." in played.flat
        assert kinds(played.session) == ["Opened", "OptionsOpened"]


def test_the_story_is_led_on_by_a_word_with_its_reason_or_by_questions() -> None:
    played = play_all(
        Stage(build_exercise(drill=TEAM_DRILL)),
        *("lead contian x", "lead contain We run late", "lead", "acquirer", "", "tell", "Time is short", "undo"),
        *("lead", "back", "lead tell", "So be it", "end", ""),
    )
    assert played.is_over
    assert "NOT POSSIBLE: there is no situation 'contian'. Did you mean 'contain'?" in played.flat
    assert 'Led on to "Two nodes". SITUATION 1, Mon 10:20: Two nodes' in played.flat
    assert "tell: The acquirer WHICH: 'acquirer' is no id." in played.flat
    assert "HOW MANY: one is wanted here." in played.flat
    assert 'Taken back: Led on to "The acquirer".' in played.flat
    assert 'WHAT THE FACILITATOR DID BY HAND: - Mon 10:20 Led on to "Two nodes": We run late' in played.flat
    assert kinds(played.session).count("LedOn") == 3


def test_a_message_is_sent_or_held_back_by_a_word() -> None:
    played = play_all(
        Stage(build_exercise(drill=TEAM_DRILL)),
        *("hold", "floor", "queue-grows", "hold queue-grows", "send", "all", "queue-grows", "send queue-grows"),
        *("send nothing", "end", ""),
    )
    assert (
        "queue-grows: Floor manager, phone: The queue is at fourteen minutes. WHICH: 'floor' is no id." in played.flat
    )
    assert "Held back: the message from Floor manager, phone." in played.flat
    assert "NOT POSSIBLE: that message does not come by itself any more." in played.flat
    assert "phone. MESSAGE, Mon 10:20: Floor manager, phone: The queue is at fourteen minutes." in played.flat
    assert "NOT POSSIBLE: that message has arrived already." in played.flat
    assert "NOT POSSIBLE: there is no message 'nothing'." in played.flat
    assert kinds(played.session) == ["Opened", "InjectHeld", "InjectSent", "CutShort"]


def test_who_plays_alone_is_told_that_nobody_leads(stage: Stage) -> None:
    played = play_all(stage, "lead", "lead tell now", "help", "quit")
    assert played.flat.count("NOT POSSIBLE: you play alone: nobody leads the story.") == 2
    assert "lead" not in played.after("HELP:")


def test_from_a_file_a_word_that_is_no_id_stops_the_play() -> None:
    session = Stage(build_exercise(drill=TEAM_DRILL)).begin()
    with pytest.raises(Refused, match="line 3: 'node' is no id"):
        sit_down_with(session, ("options", "0 We unplug it", "node", "isolate"), is_piped=True)


def test_who_plays_alone_has_no_0(stage: Stage) -> None:
    played = play_all(stage, "0 We wait", "help", "quit")
    assert "NOT UNDERSTOOD: '0 We wait' is no choice here." in played.flat
    assert "0 and what" not in played.flat


def test_choices_are_taken_by_id_too_and_comments_are_passed_over(stage: Stage) -> None:
    played = play_all(stage, "# by id", "escalate", *OPEN, "#", "divert", "", "# between", "", "", "phone", *OPEN)
    assert played.is_over
    assert [entry.event.choice for entry in played.session.run.entries if isinstance(entry.event, Decided)] == [
        "third-caller/escalate",
        "contain/divert",
        "tell/phone",
    ]


@pytest.mark.parametrize("number", ["2", "2.", " 2 "])
def test_a_number_may_be_written_as_people_write_it(stage: Stage, number: str) -> None:
    with pytest.raises(AnswersEnded):
        sit_down(session := stage.begin(), number, *OPEN)
    assert kinds(session) == ["Opened", "Decided"]


def test_answers_are_given_by_key_or_id_several_with_spaces_or_commas(stage: Stage) -> None:
    with pytest.raises(AnswersEnded):
        sit_down(
            session := stage.begin(), "2", "T", "2, call-ids", "4", "2", "telephony e l t", "e,t", "route-diff", ""
        )
    first, second = (entry.event.judgement for entry in session.run.entries if isinstance(entry.event, Decided))
    assert (first.roles, first.records, first.confidence) == (("leader",), ("ticket", "call-ids"), 4)
    assert (second.roles, second.records, second.confidence) == (("telephony", "leader"), ("route-diff",), None)


def test_an_answer_left_open_is_left_open_as_on_the_screens(stage: Stage) -> None:
    with pytest.raises(AnswersEnded) as ended:
        sit_down(session := stage.begin(), "2", *OPEN)
    (decided,) = (entry.event for entry in session.run.entries if isinstance(entry.event, Decided))
    assert (decided.judgement.roles, decided.judgement.records) == (None, None)
    assert "STILL OPEN: who, recorded, sure." in ended.value.__notes__[0]


def test_an_answer_that_makes_no_sense_is_asked_again(stage: Stage) -> None:
    with pytest.raises(AnswersEnded) as ended:
        sit_down(session := stage.begin(), "2", "x", "t e", "t", "", "")
    text = ended.value.__notes__[0]
    text = " ".join(text.split())
    assert (
        "NOT UNDERSTOOD: 'x' is no answer to 'who' (who acts) beside 'escalate'. Answer with the keys listed: " in text
    )
    assert "TOO MANY: at most 1 here, to 'who'." in text
    assert kinds(session) == ["Opened", "Decided"]


def test_back_drops_the_choice_and_nothing_was_decided(stage: Stage) -> None:
    with pytest.raises(AnswersEnded) as ended:
        sit_down(session := stage.begin(), "1", "t", "back", "2", *OPEN)
    assert "Dropped. Nothing was decided." in ended.value.__notes__[0]
    assert [entry.event.choice for entry in session.run.entries if isinstance(entry.event, Decided)] == [
        "third-caller/escalate"
    ]


def test_a_choice_that_does_nothing_is_asked_the_same_as_its_neighbours(stage: Stage) -> None:
    waited = play_all(stage, "2", *OPEN, "2", *OPEN, "wait", "a", "1", "4", "")
    phoned = play_all(Stage(), "2", *OPEN, "2", *OPEN, "phone", "a", "1", "4", "")
    asked = ("WHO: ", "RECORDED: ", "SURE: how")
    assert [waited.text.count(label) for label in asked] == [phoned.text.count(label) for label in asked] == [3, 3, 3]
    assert "THE END (bad)" in waited.text


def test_how_many_roles_may_be_named_is_told_alike_for_all_choices_of_a_situation(stage: Stage) -> None:
    told = "WHO: who acts, whoever leads first. Answer with up to 2 keys"
    busy = " ".join(play_all(stage, "escalate", *OPEN, "divert", *OPEN, "quit").text.split())
    plain = " ".join(play_all(Stage(), "escalate", *OPEN, "power-off", *OPEN, "quit").text.split())
    assert told in busy
    assert told in plain


def test_the_answers_ending_ends_the_program_and_not_the_run(stage: Stage) -> None:
    session = stage.begin()
    with pytest.raises(AnswersEnded) as ended:
        sit_down(session, "2", "t")
    assert ended.value.exit_code == 2
    assert ended.value.hint == f"Go on with: ccdrill resume {session.run.opened.run}"
    assert kinds(session) == ["Opened"]
    assert play_all(stage, *TO_THE_END).is_over


def test_quit_leaves_and_says_how_to_go_on(stage: Stage) -> None:
    played = play_all(stage, "quit", "2")
    assert not played.is_over
    assert f"Go on with: ccdrill resume {played.session.run.opened.run}" in played.text
    assert kinds(played.session) == ["Opened"]


def test_whoever_comes_back_is_told_everything_that_happened_and_the_last_outcome(stage: Stage) -> None:
    before = play_all(stage, "1", *OPEN, "2", *OPEN, "quit")
    after = sit_down(stage.resume(before.session), "quit")
    for told in ("situation: Two nodes", "decided: Ask the callers", "message: Floor manager, phone: The queue is"):
        assert told in after.text
    assert "Security takes the call." in after.text
    assert after.after("SITUATION").splitlines()[:8] == before.after("SITUATION").splitlines()[:8]


def test_whoever_comes_back_to_a_run_that_is_over_reads_its_debrief(stage: Stage) -> None:
    first = play_all(stage, *TO_THE_END)
    again = sit_down(stage.resume(first.session))
    assert again.is_over
    assert again.after("DEBRIEF") == first.after("DEBRIEF")


@pytest.mark.parametrize("word", ["help", "?", "HELP", ""])
def test_help_lists_every_word(stage: Stage, word: str) -> None:
    played = play_all(stage, word, "quit")
    for name in ("options", "again", "log", "who", "time", "hint", "note TEXT", "fill", "undo", "end", "quit", "help"):
        assert f"\n  {name}" in played.text
    assert "pause" not in played.text
    assert "pause" in sit_down(paced().begin(), word, "quit").text


def test_an_exhibit_is_read_by_its_letter(stage: Stage) -> None:
    played = play_all(stage, "a", "quit")
    assert "EXHIBIT A (log): Call log\n  09:05 first caller\n  09:48 second caller\nEND OF EXHIBIT" in played.text
    assert kinds(played.session) == ["Opened", "ExhibitOpened"]


def test_again_log_who_and_time_tell_and_record_nothing(stage: Stage) -> None:
    played = play_all(stage, "again", "log", "who", "time", "options", "quit")
    assert played.text.count("QUESTION: What do you do with this call?") == 3
    assert "SO FAR:\nMon 10:20 situation:" in played.text
    assert "You play alone." in played.text
    assert "CLOCK: Mon 2 Mar 10:20. Thinking takes no story time." in played.text
    assert kinds(played.session) == ["Opened"]


def test_again_tells_what_to_talk_about_also_when_the_choices_are_shown(stage: Stage) -> None:
    assert play_all(stage, "options", "again", "quit").text.count("- What do you know?") == 1


def test_the_facilitators_notes_are_told_when_the_word_is_typed_twice() -> None:
    scenario = TINY_SCENARIO.replace("facilitator: {ask", "facilitator: {watch_for: [Haste.], ask")
    stage = Stage(build_exercise(scenario=scenario, drill=TEAM_DRILL))
    assert "Haste." not in play_all(stage, "facilitator", "quit").text
    assert "WATCH FOR: Haste." in play_all(stage, "facilitator", "facilitator", "quit").text


def test_who_plays_alone_has_no_notes_and_no_word_for_them(stage: Stage) -> None:
    played = play_all(stage, "help", "facilitator", "facilitator", "quit")
    assert "facilitator:" not in played.text.split("END OF HELP")[0].split("HELP:")[1]
    assert played.text.count("FACILITATOR: You play alone") == 2


def test_hints_are_given_one_by_one_and_each_is_recorded_once(stage: Stage) -> None:
    stage = Stage(build_exercise(scenario=TINY_SCENARIO.replace("[Think of the line.]", "[First., Second.]")))
    played = play_all(stage, "hint", "hint", "hint", "quit")
    assert [line for line in played.lines if line.startswith("HINT")] == [
        "HINT 1 of 2: First.",
        "HINT 2 of 2: Second.",
        "HINT 2 of 2: Second.",
    ]
    assert kinds(played.session) == ["Opened", "HintTaken", "HintTaken"]


def test_whoever_goes_on_is_told_the_hints_that_were_taken(stage: Stage) -> None:
    session = sit_down(stage.begin(), "hint", "quit").session
    again = sit_down(stage.resume(session), "again", "quit")
    assert again.text.count("HINT 1 of 1: Think of the line.") == 2
    assert kinds(again.session) == ["Opened", "HintTaken"]


def test_a_situation_without_a_hint_says_so(stage: Stage) -> None:
    assert "HINT: there is none here." in play_all(stage, "2", *OPEN, "hint", "quit").text


def test_a_note_is_kept_and_an_empty_one_refused(stage: Stage) -> None:
    played = play_all(stage, "note  nobody knew the number ", "note", "quit")
    assert "Noted." in played.text
    assert "NOT POSSIBLE: the note is empty." in played.text
    assert [kept.text for kept in played.session.beside.texts] == ["nobody knew the number"]


def test_a_card_number_that_was_typed_is_told_and_not_kept(stage: Stage) -> None:
    played = play_all(stage, f"note it was {card_number()}", f"undo {card_number()}", "quit")
    assert "looked like a payment card" in played.text
    assert card_number() not in played.text


def test_undo_goes_back_and_says_the_situation_again(stage: Stage) -> None:
    played = play_all(stage, "undo", "2", *OPEN, "undo it was mine", "quit")
    assert "NOT POSSIBLE: there is no decision to take back." in played.text
    assert "Taken back: " in played.text
    assert 'SITUATION 1, Mon 10:20: "It asked me twice"' in played.after("Taken back: ")
    (taken,) = (entry.event for entry in played.session.run.entries if isinstance(entry.event, TakenBack))
    assert taken.reason is not None


def test_end_cuts_the_exercise_short_and_the_debrief_says_what_was_not_reached(stage: Stage) -> None:
    played = play_all(stage, "2", *OPEN, "end the hour is over")
    assert played.is_over
    assert "THE END (cut short)" in played.text
    assert "NOT REACHED (it was ended early):\n- Phone the acquirer" in played.text
    assert "On what was played:" in played.flat


def test_fill_answers_what_was_left_open_and_keeps_what_was_not(stage: Stage) -> None:
    played = play_all(stage, "2", "t", "", "3", "fill", "", "1 2", "-", "quit")
    assert "an empty line keeps: Team leader" in played.flat
    (amended,) = (entry.event for entry in played.session.run.entries if isinstance(entry.event, Amended))
    assert (amended.judgement.roles, amended.judgement.records, amended.judgement.confidence) == (
        ("leader",),
        ("call-ids", "ticket"),
        None,
    )


def test_fill_keeps_the_reason_that_was_given() -> None:
    stage = Stage(build_exercise(drill=TINY_DRILL.replace("[role, records, confidence]", "[reason]")))
    played = play_all(stage, "2", "by the book", "fill", "", "fill", "better words", "quit")
    outcome = played.session.view().outcome
    assert outcome is not None
    assert outcome.reason == "better words"
    assert "keeps: by the book." in played.flat


def test_fill_without_a_decision_says_that_nothing_was_asked(stage: Stage) -> None:
    assert "NOT POSSIBLE: nothing was asked" in play_all(stage, "fill", f"fill {'9' * 9_000}", "quit").text


def test_the_last_decision_can_be_filled_in_or_taken_back_after_the_end(stage: Stage) -> None:
    filled = play_all(stage, *TO_THE_END[:-1], "fill", "a", "1", "4", "note hot wash", "")
    assert kinds(filled.session)[-2:] == ["Amended", "Noted"]
    assert filled.is_over
    undone = play_all(Stage(), *TO_THE_END[:-1], "undo", "2", *OPEN)
    assert "THE END (bad)" in undone.text


def test_choices_can_not_be_taken_by_number_before_they_were_shown() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    played = play_all(stage, "2", "options", "2", *OPEN, "quit")
    assert "NOT POSSIBLE: the choices are not shown yet." in played.text
    assert "TALK ABOUT (about 4 minutes):\n- What do you know?" in played.text
    assert kinds(played.session) == ["Opened", "OptionsOpened", "Decided"]


def test_a_script_that_names_its_choices_by_id_need_not_open_the_options() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    played = play_all(stage, "escalate", *OPEN, "quit")
    assert kinds(played.session) == ["Opened", "OptionsOpened", "Decided"]


def test_who_plays_what_is_told_at_the_beginning_and_when_asked() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin(seat_team(stage.exercise, (("telephony", "Ann"),)))
    played = sit_down(session, "who", "quit")
    assert played.lines.count("Telephony engineer: Ann") == 2
    assert "Vacant (the facilitator): Team leader, " in played.text


def test_who_leads_a_run_that_begins_keeps_no_first_message_from_being_read() -> None:
    scenario = TINY_SCENARIO.replace("at: 20m, from: Floor manager", "at: 0m, from: Floor manager")
    stage = Stage(build_exercise(scenario=scenario, drill=TEAM_DRILL))
    begun = [
        sit_down(stage.begin(seat_team(stage.exercise, (), facilitators=named)), "quit").text
        for named in ((), ("Ann",))
    ]
    for text in begun:
        assert "The queue is at fourteen minutes." in text
        assert "SO FAR:" not in text


def test_a_choice_comes_before_a_word_of_its_name_and_in_capitals_it_is_the_word() -> None:
    stage = Stage(build_exercise(scenario=TINY_SCENARIO.replace("      retry:\n", "      log:\n")))
    played = play_all(stage, "help", "LOG", "log", *OPEN, "quit")
    assert "LOG, in capitals: here log alone is a choice" in played.text
    assert "SO FAR:" in played.text
    assert kinds(played.session) == ["Opened", "Decided"]


def test_a_note_with_a_text_is_a_note_where_a_choice_bears_that_name() -> None:
    stage = Stage(build_exercise(scenario=TINY_SCENARIO.replace("      retry:\n", "      note:\n")))
    played = play_all(stage, "note a thing", "note", *OPEN, "quit")
    assert kinds(played.session) == ["Opened", "Noted", "Decided"]


def test_what_is_none_of_the_choices_says_so_and_names_the_nearest_choice_or_word(stage: Stage) -> None:
    played = play_all(stage, "7", "escalte", "hnit", "I would ring them", "quit")
    assert "NOT UNDERSTOOD: '7' is no choice here. The word help lists what you can type." in played.flat
    assert "NOT UNDERSTOOD: 'escalte' is no choice here. Did you mean 'escalate'?" in played.flat
    assert "NOT UNDERSTOOD: 'hnit' is no choice here. Did you mean 'hint'?" in played.flat
    assert "NOT UNDERSTOOD: 'I would ring them' is no choice here." in played.flat
    assert kinds(played.session) == ["Opened"]


def test_a_word_that_does_nothing_in_this_exercise_is_not_offered(stage: Stage) -> None:
    assert "Did you mean 'go'?" not in play_all(stage, "o", "quit").text
    assert "Did you mean 'go'?" in play_all(paced(), "o", "quit").text


def test_a_choice_that_nobody_has_seen_yet_is_not_given_away() -> None:
    played = play_all(Stage(build_exercise(drill=TEAM_DRILL)), "escalte", "quit")
    assert "Did you mean" not in played.text


def test_an_answer_is_quoted_no_longer_than_people_read(stage: Stage) -> None:
    played = play_all(stage, "x" * 5_000, "quit")
    assert f"'{'x' * 60}...' is no choice here." in played.flat
    assert "x" * 61 not in played.flat


def refused(session: Session, *typed: str) -> Refused:
    """What stops answers that come through a pipe."""
    with pytest.raises(Refused) as stopped:
        sit_down_with(session, typed, is_piped=True)
    assert stopped.value.exit_code == 2
    assert f"Go on with: ccdrill resume {session.run.opened.run}" in stopped.value.hint
    return stopped.value


def test_answers_through_a_pipe_stop_at_the_first_that_is_not_understood(stage: Stage) -> None:
    """Else what answers the next question would be taken for a choice: another drill would be played."""
    session = stage.begin()
    error = refused(session, "# mine", "escalate", *OPEN, "divret", "1", "1", "1")
    assert error.message == "line 6: 'divret' is no choice here. Did you mean 'divert'?"
    assert "Asked was: What happens to the nodes now? What was decided before is kept. " in error.hint
    assert kinds(session) == ["Opened", "Decided"]
    assert play_all(stage, *TO_THE_END).is_over


def test_where_nothing_is_near_a_pipe_is_told_all_choices(stage: Stage) -> None:
    assert refused(stage.begin(), "7").message == "line 1: '7' is no choice here: 1 retry, 2 escalate."


def test_an_answer_to_what_was_not_asked_is_told_why_it_was_not() -> None:
    nothing = TINY_SCENARIO.replace("        does: [retry]\n", "").replace("        does: [escalate]\n", "")
    session = Stage(build_exercise(scenario=nothing)).begin()
    error = refused(session, "escalate", "3", *OPEN, "3")
    assert "Nothing was asked beside 'escalate' before it: there no choice does an action." in error.message
    assert "Nothing was asked" not in refused(session, "x").message, "an answer to what is asked is a number"
    assert "Nothing was asked" not in refused(Stage().begin(), "escalate", *OPEN, "7").message, "something was"


def test_answers_through_a_pipe_stop_at_what_does_not_answer_what_is_asked_beside_a_choice(stage: Stage) -> None:
    session = stage.begin()
    error = refused(session, "escalate", "", "tickt", "2")
    assert error.message == (
        "line 3: 'tickt' is no answer to 'recorded' (what is on record afterwards) beside 'escalate'. Did you mean 'ticket'?"
        " Answer with the keys listed: 1, 2."
    )
    assert kinds(session) == ["Opened"]
    assert refused(Stage().begin(), "escalate", "t e").message == "line 2: at most 1 here, to 'who'."


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("undo",), "line 1: there is no decision to take back."),
        (("fill 9", "1"), "line 1: nothing was asked with decision 9."),
        (
            ("escalate", *OPEN, "divert", *OPEN, "wait", *OPEN, "3"),
            "line 13: '3' means nothing here: the exercise is over.",
        ),
    ],
)
def test_answers_through_a_pipe_stop_at_what_can_not_be_done(stage: Stage, typed: tuple[str, ...], why: str) -> None:
    assert refused(stage.begin(), *typed).message.startswith(why)


def test_a_number_through_a_pipe_stops_where_the_choices_are_not_shown() -> None:
    session = Stage(build_exercise(drill=TEAM_DRILL)).begin()
    assert "the choices are not shown yet" in refused(session, "2", "1").message
    assert kinds(session) == ["Opened"]


def test_a_terminal_that_was_overtaken_says_so_and_shows_what_it_missed(stage: Stage) -> None:
    session = stage.begin()
    other = stage.resume(session)

    def typed():
        yield "2"
        decide(other, "escalate")
        yield from ("", "", "")
        yield "quit"

    played = sit_down_with(session, typed())
    assert "NOT DONE: the run moved on in another terminal." in played.text
    assert "DECIDED, Mon 10:20: Escalate on the security line" in played.text
    assert "SITUATION 2" in played.after("NOT DONE")
    assert kinds(session) == ["Opened", "Decided"]


def test_a_full_disk_ends_the_program_and_not_the_run(stage: Stage) -> None:
    session = stage.begin()

    def typed():
        yield "2"
        stage.store.is_full = True
        yield from OPEN

    with pytest.raises(StoreError):
        sit_down_with(session, typed())
    assert kinds(session) == ["Opened"]


def test_interrupting_leaves_the_run_to_go_on_with() -> None:
    stage = paced()
    session = stage.begin()

    def typed():
        stage.clock.pass_seconds(60)
        raise KeyboardInterrupt
        yield

    with pytest.raises(Interrupted) as interrupted:
        sit_down_with(session, typed())
    assert interrupted.value.exit_code == 130
    assert kinds(session) == ["Opened", "TimePassed", "Paused"]


def test_when_nobody_reads_any_more_the_run_is_left(stage: Stage) -> None:
    def write(_: str) -> None:
        raise BrokenPipeError

    with pytest.raises(NobodyReads) as left:
        play_lines(stage.begin(), ["2\n"], write, lambda: pytest.fail("no debrief"))
    assert left.value.exit_code == 2


@pytest.mark.parametrize("way", ["quit", "end of answers"])
def test_a_paced_run_is_paused_when_it_is_left(way: str) -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.pass_seconds(5)
    if way == "quit":
        sit_down(session, "quit")
    else:
        with pytest.raises(AnswersEnded):
            sit_down(session)
    assert kinds(session)[-1] == "Paused"


def test_a_paced_run_is_stopped_and_let_run_by_words() -> None:
    stage = paced()
    played = sit_down(stage.begin(), "pause", "time", "go", "quit")
    assert "Thinking takes story time. The word pause stops it." in played.flat
    assert [line for line in played.lines if line.startswith("CLOCK")] == [
        "CLOCK: Mon 2 Mar 10:20. It stands still.",
        "CLOCK: Mon 2 Mar 10:20. It stands still.",
        "CLOCK: Mon 2 Mar 10:20. It runs.",
    ]


def test_whoever_comes_back_to_a_paused_run_is_told_how_to_let_it_run() -> None:
    stage = paced()
    played = sit_down(stage.resume(stage.begin()), "go", "quit")
    assert "It stands still now; the word go lets it run." in played.flat
    assert kinds(played.session) == ["Opened", "Paused", "Resumed", "Paused"]


def test_messages_arrive_while_nothing_is_typed() -> None:
    stage = paced()
    session = stage.begin()

    def typed():
        for _ in range(5):
            stage.clock.pass_seconds(250)
            yield None
        yield "quit"

    played = sit_down_with(session, typed())
    assert played.lines.count("MESSAGE, Mon 10:40: Floor manager, phone: The queue is at fourteen minutes.") == 1
    assert played.text.count("QUESTION") == 1
    assert [type(entry.event) for entry in session.run.entries if isinstance(entry.event, Noted)] == []


def test_a_situation_that_time_brought_is_told_and_what_was_being_answered_is_dropped() -> None:
    stage = paced(TIMED_SCENARIO)
    session = stage.begin()

    def typed():
        yield "2"
        stage.clock.pass_seconds(31 * 60)
        yield None
        yield "phone"
        yield from OPEN
        yield "quit"

    played = sit_down_with(session, typed())
    assert "MESSAGE, Mon 10:50: Time runs on: Nobody did anything." in played.text
    assert "SITUATION 1, Mon 10:51: The acquirer" in played.text
    assert [entry.event.choice for entry in session.run.entries if isinstance(entry.event, Decided)] == ["tell/phone"]


def test_a_decision_that_time_overtook_is_refused_with_the_news() -> None:
    stage = paced(TIMED_SCENARIO)
    session = stage.begin()

    def typed():
        yield "2"
        yield from ("", "")
        stage.clock.pass_seconds(31 * 60)
        yield ""
        yield "quit"

    played = sit_down_with(session, typed())
    assert "NOT POSSIBLE: the story moved on while you were deciding." in played.text
    assert "SITUATION 1, Mon 10:51: The acquirer" in played.after("NOT POSSIBLE")


def test_a_decision_is_filled_in_by_its_number_and_without_one_the_last(stage: Stage) -> None:
    played = play_all(
        stage,
        "2",
        *OPEN,
        "2",
        *OPEN,
        "1",
        *OPEN,
        "fill 1",
        "t",
        "",
        "",
        "fill",
        "a",
        "",
        "",
        "fill 9",
        "fill 2",
        "",
        "",
        "",
        "",
    )
    assert "FILL IN, decision 1 of 3: Escalate on the security line" in played.flat
    assert "NOT POSSIBLE: nothing was asked with decision 9." in played.text
    assert [one.judgement.roles for one in played.session.run.decisions] == [("leader",), None, ("payments",)]


def test_at_the_end_it_is_said_what_can_still_be_filled_in(stage: Stage) -> None:
    assert "STILL OPEN: something that was asked with decisions 1, 2, 3." in play_all(stage, *TO_THE_END).flat
    answered = play_all(stage, "2", "t", "1", "3", "2", "e", "1", "3", "1", "a", "1", "3", "")
    assert "STILL OPEN" not in answered.text


def test_a_gauge_moves_behind_the_message_that_moved_it(stage: Stage) -> None:
    text = play_all(stage, "1", *OPEN, "quit").after("DECIDED")
    assert text.index("MESSAGE, Mon 10:40") < text.index("Queue: 14 min (+5)")


def test_what_arrives_between_an_outcome_and_the_next_situation_is_told_between_them() -> None:
    overnight = TINY_SCENARIO.replace(
        "  contain:\n    phase: contain\n", "  contain:\n    phase: contain\n    opens: 4h\n"
    )
    text = play_all(Stage(build_exercise(scenario=overnight)), "2", *OPEN, "quit").after("DECIDED")
    assert text.index("Security takes") < text.index("MESSAGE, Mon 10:40") < text.index("SITUATION 2, Mon 14:20")
    assert text.count("MESSAGE, Mon 10:40") == 1


def test_no_line_of_the_help_is_longer_than_the_others(stage: Stage) -> None:
    played = play_all(stage, "help", "quit")
    assert max(map(len, played.text.splitlines())) <= 78


def test_who_names_every_role_of_a_team_that_named_nobody() -> None:
    played = play_all(Stage(build_exercise(drill=TEAM_DRILL)), "who", "quit")
    assert any(line.startswith("Nobody named: ") for line in played.lines)
    assert "Telephony engineer" in " ".join(played.text.split())
    assert "WHO PLAYS WHAT" not in played.text


def test_the_table_names_what_is_new_and_tells_the_rest_by_letter(stage: Stage) -> None:
    text = play_all(stage, "again", "a", "again", "quit").flat
    assert "ON THE TABLE: A Call log (new). To read one, type its letter." in text
    assert "ON THE TABLE: seen: A. To read one, type its letter." in text


def test_more_minutes_are_given_in_lines_and_refused_where_they_make_no_sense() -> None:
    team = Stage(build_exercise(drill=TEAM_DRILL))
    played = play_all(team, "more", "more 2", "more -7", "more soon", "more -1", "log", "quit")
    assert "5 more minutes for this situation. Planned are 9 now." in played.flat
    assert "7 minutes of this situation taken back. Planned are 4 now." in played.flat
    assert "NOT POSSIBLE: 'soon' is no number of minutes. Type a number of minutes, such as 5" in played.flat
    assert "NOT POSSIBLE: no minutes were given here." in played.flat
    assert kinds(played.session) == ["Opened", "MinutesGiven", "MinutesGiven", "MinutesGiven"]


def test_a_real_event_stops_the_lines_until_the_word_go() -> None:
    team = Stage(build_exercise(drill=TEAM_DRILL))
    played = play_all(team, "options", "real", "2", "pause", "note fire", "go", "2", *OPEN, "quit")
    assert "STOPPED: something real has happened. What comes from now on is no exercise." in played.flat
    assert played.flat.count("NOT POSSIBLE: the exercise is stopped, for something real has happened.") == 2
    assert kinds(played.session) == ["Opened", "OptionsOpened", "Paused", "Noted", "Resumed", "Decided"]


def test_what_the_team_does_in_its_own_words_is_not_asked_about_while_the_exercise_is_stopped() -> None:
    played = play_all(Stage(build_exercise(drill=TEAM_DRILL)), "options", "real", "0 We wait", "quit")
    assert "NOT POSSIBLE: the exercise is stopped, for something real has happened." in played.flat
    assert "ACTIONS:" not in played.flat


def test_help_names_the_word_that_lets_a_stopped_exercise_go_on() -> None:
    played = play_all(Stage(build_exercise(drill=TEAM_DRILL)), "help", "real", "help", "quit")
    before, _, after = played.flat.partition("STOPPED")
    line = "go: let the story's clock run, or the exercise go on"
    assert (line in before, line in after) == (False, True)
    assert "pause: stop the story's clock" not in played.flat


def test_whoever_comes_back_to_a_stopped_exercise_is_told_so() -> None:
    team = Stage(build_exercise(drill=TEAM_DRILL))
    session = team.begin()
    sit_down(session, "real", "quit")
    assert "STOPPED: something real" in sit_down(team.resume(session), "quit").flat


def test_who_joins_or_leaves_is_counted_in_lines() -> None:
    team = Stage(build_exercise(drill=TEAM_DRILL))
    played = play_all(team, "people", "people 12", "people +1", "people", "people none", "quit")
    assert played.flat.count("13 people take part now.") == 2
    assert played.flat.count("is no number of people.") == 2
    assert kinds(played.session) == ["Opened", "PeopleCounted", "PeopleCounted"]


def test_who_takes_a_role_over_is_said_in_lines() -> None:
    team = Stage(build_exercise(drill=TEAM_DRILL))
    played = play_all(
        team, "seat telephony Ann Lee", "who", "seat", "acquirer", "payments", "Ben, Cat", "seat telephony", "", "quit"
    )
    for told in ("Telephony engineer: Ann Lee from now on.", "Acquirer contact: Ben, Cat from now on."):
        assert told in played.flat
    assert "Telephony engineer: vacant (the facilitator) from now on." in played.flat
    assert "Telephony engineer: Ann Lee Nobody named: " in played.flat, "the word who tells of it in the same situation"
    assert kinds(played.session) == ["Opened", "Seated", "Seated", "Seated"]


def test_a_role_that_nobody_can_play_is_said_before_it_is_asked_who_takes_it_over() -> None:
    played = play_all(Stage(build_exercise(drill=TEAM_DRILL)), "seat telefony", "quit")
    assert "NOT POSSIBLE: nobody in this drill plays 'telefony'. Did you mean 'telephony'?" in played.flat
    assert "from now on, several names" not in played.flat
