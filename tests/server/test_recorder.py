"""The group commit, on a real file."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from server.eventlog import LogError
from server.events import Joined, Opened, Recorded
from server.protocol import DeckSummary, Identity
from server.recorder import Recorder


class Witness:
    """A state that only takes note."""

    def __init__(self) -> None:
        self.noted: list[object] = []
        self.over = asyncio.Event()

    def committed(self, session_id: str, recorded: tuple[Recorded, ...]) -> None:
        self.noted.append([one.seq for one in recorded])

    async def look_up(self) -> Callable[[], None]:
        await asyncio.sleep(0)
        return lambda: self.noted.append("restored")

    def troubled(self, trouble: LogError | None) -> None:
        self.noted.append(trouble.code if trouble else "over")
        if trouble is None:
            self.over.set()


class Desk:
    """A recorder with what it works on."""

    def __init__(self, path: Path, log) -> None:
        self.path = path
        self.log = log
        self.witness = Witness()
        self.recorder = Recorder(self.log, self.witness, retry_s=0.01)
        self.noted = self.witness.noted

    def submit(self, *seqs: int, note: str = "") -> asyncio.Future[LogError | None]:
        settled: asyncio.Future[LogError | None] = asyncio.get_running_loop().create_future()

        def settle(error: LogError | None) -> None:
            self.noted.append(f"{note or seqs} {error.code if error else 'saved'}")
            settled.set_result(error)

        deck = DeckSummary("l", "h", "t", "p")
        events = [Opened(deck, Identity.ANONYMOUS) if seq == 1 else Joined(f"p{seq}", "k") for seq in seqs]
        recorded = tuple(Recorded(seq, 0, event) for seq, event in zip(seqs, events, strict=True))
        self.recorder.submit("s", recorded, settle)
        return settled

    async def taken_up(self) -> None:
        """Return when all that was submitted is being written."""
        while self.recorder._waiting:  # noqa: ASYNC110 - it has no event for this
            await asyncio.sleep(0)

    def on_disk(self) -> int:
        return len(self.log.read_from("s", 1))


@pytest.fixture
async def desk(tmp_path: Path, empty_log: Path, held_log) -> AsyncIterator[Desk]:
    shutil.copy(empty_log, tmp_path)
    path = tmp_path / "sessions.sqlite"
    desk = Desk(path, held_log(path))
    yield desk
    desk.log.go_on.set()
    await desk.recorder.close()
    desk.log.close()


async def test_what_queues_during_a_commit_is_written_together(desk: Desk) -> None:
    desk.log.go_on.clear()
    first = desk.submit(1)
    await desk.taken_up()
    others = [desk.submit(seq) for seq in (2, 3, 4)]
    desk.log.go_on.set()
    await asyncio.gather(first, *others)
    assert desk.log.batches == [[1], [2, 3, 4]]


async def test_nothing_is_acknowledged_before_it_is_on_disk(desk: Desk) -> None:
    desk.log.go_on.clear()
    waiting = [desk.submit(1), desk.submit(note="sent again")]
    for _ in range(100):
        await asyncio.sleep(0)
    assert not any(one.done() for one in waiting)
    assert desk.noted == []
    desk.log.go_on.set()
    await asyncio.gather(*waiting)
    assert desk.noted == [[1], "(1,) saved", "sent again saved"]
    assert desk.on_disk() == 1


async def test_waiting_for_nothing_takes_no_time(desk: Desk) -> None:
    await desk.submit(1)
    await asyncio.sleep(0)
    assert desk.submit().done()


async def test_a_failed_commit_refuses_all_that_waits_and_restores_the_state_first(desk: Desk) -> None:
    await desk.submit(1)
    desk.noted.clear()
    desk.log.go_on.clear()
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = [desk.submit(2)]
        await desk.taken_up()
        refused += [desk.submit(3), desk.submit(note="sent again")]
        desk.log.go_on.set()
        assert all(await asyncio.gather(*refused))
        assert desk.noted == [
            "server.data_locked",
            "restored",
            "(2,) server.data_locked",
            "(3,) server.data_locked",
            "sent again server.data_locked",
        ]
        assert desk.on_disk() == 1
    await desk.witness.over.wait()
    assert desk.recorder.trouble is None
    assert await desk.submit(2) is None
    assert desk.on_disk() == 2


async def test_a_commit_that_works_ends_the_trouble_too(desk: Desk) -> None:
    await desk.submit(1)
    desk.log.limit_pages(1)
    assert await desk.submit(2, *range(3, 4000)) is not None
    desk.log.limit_pages(None)
    assert await desk.submit(2) is None
    await desk.witness.over.wait()
    assert desk.noted[-1] == "over"


async def test_closing_writes_what_waits(tmp_path: Path, held_log) -> None:
    path = tmp_path / "sessions.sqlite"
    desk = Desk(path, held_log(path))
    waiting = [desk.submit(seq) for seq in range(1, 50)]
    await desk.recorder.close()
    assert all(one.done() for one in waiting)
    assert desk.on_disk() == 49
    desk.log.close()


async def test_a_mistake_of_ours_stops_the_recorder_and_is_told(tmp_path: Path, held_log) -> None:
    class BrokenLog(held_log):
        def append(self, session_id: str, recorded: Sequence[Recorded]) -> None:
            raise RuntimeError("a mistake")

    path = tmp_path / "sessions.sqlite"
    desk = Desk(path, BrokenLog(path))
    desk.recorder.check()
    settled = desk.submit(1)
    await desk.recorder.drain()
    assert not settled.done()
    with pytest.raises(RuntimeError, match="a mistake"):
        desk.recorder.check()
    with pytest.raises(RuntimeError, match="a mistake"):
        await desk.recorder.close()
    desk.log.close()


async def test_a_reply_that_fails_keeps_nobody_else_from_theirs(desk: Desk) -> None:
    def fail(_: LogError | None) -> None:
        raise RuntimeError("this client is gone")

    first = desk.submit(1)
    desk.recorder.submit("s", (), fail)
    assert await desk.submit(2) is None
    assert first.done()


async def test_work_is_done_between_commits_and_settled_before_anything_else_is_written(desk) -> None:
    await desk.submit(1)
    seen: list[int] = []
    desk.submit(2)
    desk.recorder.perform(
        lambda: seen.append(desk.on_disk()),
        lambda error: desk.noted.append(("worked", error, desk.on_disk())),
    )
    await desk.submit(3)
    assert seen == [2]
    assert desk.noted[-5:] == [[2], "(2,) saved", ("worked", None, 2), [3], "(3,) saved"]


async def test_work_that_fails_fails_alone(desk, caplog: pytest.LogCaptureFixture) -> None:
    def locked() -> None:
        raise LogError("server.data_locked")

    def mistaken() -> None:
        raise ValueError("a mistake of ours")

    await desk.submit(1)
    told: list[str] = []
    for work in (locked, mistaken):
        desk.recorder.perform(work, lambda error: told.append(error.code))
    assert await desk.submit(2) is None
    assert told == ["server.data_locked", "server.work_failed"]
    assert "a mistake of ours" in caplog.text


async def test_what_waits_can_be_changed_before_it_is_written(desk) -> None:
    await desk.submit(1)
    waiting: list[tuple[Recorded, ...]] = []

    def change(one: Recorded) -> Recorded:
        return Recorded(one.seq, 7000, one.event)

    desk.recorder.perform(lambda: None, lambda _: waiting.append(desk.recorder.change_waiting("s", change)))
    desk.submit(2)
    await desk.submit(3)
    assert [one.seq for one in waiting[0]] == [2, 3]
    assert [one.at_ms for one in desk.log.read_from("s", 1)] == [0, 7000, 7000]
