"""What every RunStore must do, whatever it keeps runs in (session/run/ports.py)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ccdrill.model.errors import StaleRun, StoreError, UnknownName
from ccdrill.model.exercise import Content
from ccdrill.model.ids import PersonId, RunId
from ccdrill.session.run.ports import Beside, KeptName, KeptText, Link, Post, RunStore, Sign, StoredRun
from ccdrill.store.sqlite import SqliteStore
from tests.memory_store import MemoryStore

RUN, OTHER = RunId("run-one1"), RunId("run-two2")
TEXT = KeptText(digest="d1", salt="s1", text="Because the line asked twice: “again”")
NAME = KeptName(person=PersonId("p-1"), name="Zoë")


@pytest.fixture(params=["sqlite", "memory"])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], RunStore]]:
    """Opens the store: each time as another process would, where the adapter has such."""
    opened: list[SqliteStore] = []
    memory = MemoryStore()

    def open_one() -> RunStore:
        if request.param == "memory":
            return memory
        opened.append(SqliteStore(tmp_path / "data"))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], RunStore]) -> RunStore:
    return open_store()


def link(seq: int) -> Link:
    return Link(seq=seq, body=f'{{"seq":{seq}}}'.encode(), seal=f"{seq:064x}")


def content(text: str = "id: tiny\n", kind: str = "scenario") -> Content:
    return Content(kind=kind, id="tiny", version="1.0.0", text=text)


def begun(run: RunId = RUN, *contents: Content) -> StoredRun:
    return StoredRun(run=run, contents=contents or (content(),), links=(link(1),), beside=Beside(names=(NAME,)))


def test_a_run_is_read_as_it_was_kept(store: RunStore) -> None:
    store.create(begun())
    assert store.read(RUN) == begun()


def test_a_whole_run_is_taken_in_with_everything_beside_it(store: RunStore) -> None:
    whole = StoredRun(
        run=RUN,
        contents=(content("b"), content("a", "procedure")),
        links=(link(1), link(2), link(3)),
        beside=Beside(texts=(TEXT,), names=(NAME,)),
        beat=40,
    )
    store.create(whole)
    assert store.read(RUN) == whole


def test_an_id_that_is_taken_is_refused_and_changes_nothing(store: RunStore) -> None:
    store.create(begun())
    with pytest.raises(StoreError):
        store.create(begun(RUN, content("another")))
    assert store.read(RUN) == begun()


def test_appended_links_follow_in_order_with_their_texts(store: RunStore) -> None:
    store.create(begun())
    store.append(RUN, 1, [link(2), link(3)], Beside(texts=(TEXT,)))
    stored = store.read(RUN)
    assert [one.seq for one in stored.links] == [1, 2, 3]
    assert stored.beside == Beside(texts=(TEXT,), names=(NAME,))
    assert store.head(RUN) == 3


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_an_append_that_saw_another_head_writes_nothing(store: RunStore, seen: int) -> None:
    store.create(begun())
    store.append(RUN, 1, [link(2)], Beside())
    before = store.read(RUN)
    with pytest.raises(StaleRun):
        store.append(RUN, seen, [link(seen + 1)], Beside(texts=(TEXT,)))
    assert store.read(RUN) == before


def test_what_one_process_kept_another_reads_at_once(open_store: Callable[[], RunStore]) -> None:
    first, second = open_store(), open_store()
    first.create(begun())
    second.append(RUN, 1, [link(2)], Beside())
    assert first.head(RUN) == 2
    with pytest.raises(StaleRun):
        first.append(RUN, 1, [link(2)], Beside())


def test_what_was_kept_is_there_after_the_store_was_opened_anew(open_store: Callable[[], RunStore]) -> None:
    open_store().create(begun())
    assert open_store().read(RUN) == begun()


def test_the_last_heartbeat_is_remembered(store: RunStore) -> None:
    store.create(begun())
    store.beat(RUN, 1, 30)
    store.beat(RUN, 1, 31)
    assert store.read(RUN).beat == 31


def test_an_append_forgets_the_heartbeat_before_it(store: RunStore) -> None:
    store.create(begun())
    store.beat(RUN, 1, 500)
    store.append(RUN, 1, [link(2)], Beside())
    assert store.read(RUN).beat is None


def test_a_heartbeat_of_a_process_that_missed_something_is_not_remembered(store: RunStore) -> None:
    store.create(begun())
    store.append(RUN, 1, [link(2)], Beside())
    store.beat(RUN, 1, 500)
    assert store.read(RUN).beat is None


def sign(terminal: str, post: Post = "console", at: int = 1_000, says: str = "{}") -> Sign:
    return Sign(post=post, terminal=terminal, at=at, says=says)


def test_the_last_sign_of_each_post_is_read_by_every_process_and_outlives_what_is_recorded(
    open_store: Callable[[], RunStore],
) -> None:
    first, second = open_store(), open_store()
    first.create(begun())
    assert first.signs(RUN) == ()
    assert first.attend(RUN, sign("a"), takes_over=False)
    assert second.attend(RUN, sign("b", "screen"), takes_over=False)
    assert first.attend(RUN, sign("a", at=2_000, says='{"what":"options"}'), takes_over=False)
    first.append(RUN, 1, [link(2)], Beside())
    wanted = (sign("a", at=2_000, says='{"what":"options"}'), sign("b", "screen"))
    assert first.signs(RUN) == second.signs(RUN) == wanted
    assert second.read(RUN).links == (link(1), link(2))


def test_a_post_that_another_terminal_has_is_not_taken_unasked(store: RunStore) -> None:
    store.create(begun())
    assert store.attend(RUN, sign("a"), takes_over=True)
    assert not store.attend(RUN, sign("b"), takes_over=False)
    assert store.signs(RUN) == (sign("a"),)
    assert store.attend(RUN, sign("b"), takes_over=True)
    assert not store.attend(RUN, sign("a", at=9_000), takes_over=False)
    assert store.signs(RUN) == (sign("b"),)


def test_signs_go_with_their_run(store: RunStore) -> None:
    store.create(begun())
    store.create(begun(OTHER))
    store.attend(OTHER, sign("b"), takes_over=True)
    store.attend(RUN, sign("a"), takes_over=True)
    store.delete(RUN)
    store.create(begun())
    assert store.signs(RUN) == ()
    assert store.signs(OTHER) == (sign("b"),)


def test_runs_are_listed_the_last_begun_first(store: RunStore) -> None:
    assert store.run_ids() == ()
    store.create(begun())
    store.create(begun(OTHER))
    store.append(RUN, 1, [link(2)], Beside())
    assert store.run_ids() == (OTHER, RUN)
    assert [store.run_ids(last) for last in (0, 1, 9)] == [(), (OTHER,), (OTHER, RUN)]
    for beginning, found in {
        "run-": (OTHER, RUN),
        "run-o": (RUN,),
        str(RUN): (RUN,),
        "RUN": (),
        "un": (),
        "\udcff": (),
    }.items():
        assert store.run_ids(beginning=beginning) == found
    assert store.run_ids(last=1, beginning="run") == (OTHER,)


def test_a_deleted_run_is_gone_with_its_texts_and_another_keeps_what_they_shared(store: RunStore) -> None:
    store.create(begun())
    store.create(begun(OTHER))
    store.append(RUN, 1, [link(2)], Beside(texts=(TEXT,)))
    store.delete(RUN)
    assert store.run_ids() == (OTHER,)
    assert store.read(OTHER) == begun(OTHER)
    store.create(begun())
    assert store.read(RUN) == begun()


@pytest.mark.parametrize(
    ("texts", "names", "left"),
    [
        (True, False, Beside(names=(NAME,))),
        (False, True, Beside(texts=(TEXT,))),
        (True, True, Beside()),
        (False, False, Beside(texts=(TEXT,), names=(NAME,))),
    ],
)
def test_what_stands_beside_a_run_is_erased_and_the_run_goes_on(
    store: RunStore, texts: bool, names: bool, left: Beside
) -> None:
    for run in (RUN, OTHER):
        store.create(begun(run))
        store.append(run, 1, [link(2)], Beside(texts=(TEXT,)))
    assert store.erase(RUN, texts=texts, names=names) == texts + names
    assert store.read(RUN).beside == left
    assert store.erase(RUN, texts=texts, names=names) == 0
    assert store.read(OTHER).beside == Beside(texts=(TEXT,), names=(NAME,))
    store.append(RUN, 2, [link(3)], Beside())
    assert store.head(RUN) == 3


def test_single_texts_are_erased_and_the_others_stay(store: RunStore) -> None:
    more = KeptText(digest="d2", salt="s2", text="Ann Lee")
    for run in (RUN, OTHER):
        store.create(begun(run))
        store.append(run, 1, [link(2)], Beside(texts=(TEXT, more)))
    also = {more.digest, "of nothing"}
    assert store.erase(RUN, texts=False, names=True, also=also) == 2
    assert store.read(RUN).beside == Beside(texts=(TEXT,))
    assert len(store.read(OTHER).beside.texts) == 2


@pytest.mark.parametrize("others", [0, 1])
def test_a_run_that_is_not_there_is_unknown_to_every_call(store: RunStore, others: int) -> None:
    for _ in range(others):
        store.create(begun(OTHER))
    for call in (store.read, store.head, store.delete, store.signs):
        with pytest.raises(UnknownName):
            call(RUN)
    with pytest.raises(UnknownName):
        store.erase(RUN, texts=True, names=True)
    with pytest.raises(UnknownName):
        store.append(RUN, 0, [link(1)], Beside())
    with pytest.raises(UnknownName):
        store.attend(RUN, sign("a"), takes_over=True)


def test_the_same_text_may_be_two_kinds_of_content_in_two_runs(store: RunStore) -> None:
    store.create(begun(RUN, content("same", "vocabulary")))
    store.create(begun(OTHER, content("same", "scenario")))
    assert store.read(RUN).contents == (content("same", "vocabulary"),)
    assert store.read(OTHER).contents == (content("same", "scenario"),)


def test_the_same_text_may_stand_twice_in_one_run(store: RunStore) -> None:
    twice = (content("same"), content("same", "drill"))
    store.create(begun(RUN, *twice))
    assert store.read(RUN).contents == twice


@pytest.mark.parametrize("text", ["", "\n\r\n\t", "'; DROP TABLE run; --", "ä€😀", "\\", "a\u2028b"])
def test_every_text_comes_back_as_it_was(store: RunStore, text: str) -> None:
    odd = KeptText(digest="d", salt="", text=text)
    store.create(begun(RUN, content(text)))
    store.append(RUN, 1, [Link(seq=2, body=text.encode(), seal=f"{2:064x}")], Beside(texts=(odd,)))
    stored = store.read(RUN)
    assert stored.contents == (content(text),)
    assert stored.links[1].body == text.encode()
    assert stored.beside.texts == (odd,)
