"""A commit fails while several classes are on: each goes on from what its log tells, whatever is asked while
the logs are read."""

import asyncio
import random
import shutil
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest

from server.classroom import Classroom
from server.classrooms import Classrooms
from server.clock import Clock
from server.eventlog import LogError
from server.eventlog.sqlite import SqliteLog
from server.events import PlaceShown, Recorded
from server.protocol import DeckSummary, EndSession, OpenSession, Place, ShowPlace
from server.session import Refusal, Session

DECK = DeckSummary("lesson", "0" * 64, "A lesson", "lesson.pptx")
PATIENCE_S = 10


class FailingLog(SqliteLog):
    """A log of which the next commits can be made to fail, before they are on disk or after it; and of which
    sessions can be held up while they are read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.failures: list[str] = []
        self.held: dict[str, threading.Event] = {}
        self.reading: set[str] = set()

    def append(self, session_id: str, recorded: Sequence[Recorded]) -> None:
        failure = self.failures.pop() if self.failures else ""
        if failure != "before":
            super().append(session_id, recorded)
        if failure:
            raise LogError("server.data_unwritable", path="here")

    def read_from(self, session_id: str, seq: int) -> tuple[Recorded, ...]:
        self.reading.add(session_id)
        if session_id in self.held:
            assert self.held[session_id].wait(PATIENCE_S)
        return super().read_from(session_id, seq)


class Building:
    """Classrooms on a real log."""

    def __init__(self, log: FailingLog, clock: Clock, chance: random.Random) -> None:
        self.log = log
        self.rooms = Classrooms(log, clock, lambda size: chance.randbytes(size).hex(), retry_s=0.01)

    async def open(self) -> Classroom:
        room, refused = self.begin()
        assert await refused is None
        return room

    def begin(self) -> tuple[Classroom, asyncio.Future[Refusal | None]]:
        refused: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
        return self.rooms.open(OpenSession(1, DECK), refused.set_result), refused

    def show(self, room: Classroom, slide: int) -> asyncio.Future[Refusal | None]:
        refused: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
        room.carry_out(ShowPlace(1, Place(slide)), refused.set_result)
        return refused

    def shown(self, room: Classroom) -> list[int]:
        """The slides that stand in the session's log."""
        log = self.log.read_from(id_of(room), 1)
        return [one.event.place.slide for one in log if isinstance(one.event, PlaceShown)]

    def is_one_with_its_log(self, room: Classroom) -> bool:
        kept = Session.fold(id_of(room), self.log.read_from(id_of(room), 1))
        return room.session == kept == room.ahead


def id_of(room: Classroom) -> str:
    assert room.session is not None
    return room.session.session_id


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():  # noqa: ASYNC110 - a thread gets there
            await asyncio.sleep(0)


@pytest.fixture
async def building(tmp_path: Path, empty_log: Path, fake_clock: Clock) -> AsyncIterator[Building]:
    shutil.copy(empty_log, tmp_path)
    log = FailingLog(tmp_path / "sessions.sqlite")
    building = Building(log, fake_clock, random.Random(1))
    yield building
    for held in log.held.values():
        held.set()
    await building.rooms.close()
    log.close()


async def test_what_is_asked_in_one_class_while_the_log_of_another_is_read_is_refused_without_a_gap(
    building: Building,
) -> None:
    first, second = await building.open(), await building.open()
    building.log.held[id_of(second)] = threading.Event()
    building.log.failures.append("before")
    refused = [building.show(first, 1)]
    await until(lambda: id_of(second) in building.log.reading)
    refused += [building.show(room, slide) for room in (first, second) for slide in (2, 3)]
    building.log.held[id_of(second)].set()
    assert all(isinstance(one, Refusal) for one in await asyncio.gather(*refused))
    for room in (first, second):
        assert await building.show(room, 4) is None
        building.rooms.check()
        assert building.shown(room) == [4]
        assert building.is_one_with_its_log(room)


async def test_a_session_that_is_opened_while_the_logs_are_read_comes_to_nothing(building: Building) -> None:
    first = await building.open()
    building.log.held[id_of(first)] = threading.Event()
    building.log.failures.append("before")
    refused = building.show(first, 1)
    await until(lambda: id_of(first) in building.log.reading)
    ghost, opened = building.begin()
    building.log.held[id_of(first)].set()
    assert isinstance(await refused, Refusal)
    assert isinstance(await opened, Refusal)
    assert not ghost.open, "or its host would be told that a session is open"
    assert building.rooms.open_rooms == [first]
    assert building.rooms.newest is first
    again = await building.open()
    assert building.rooms.open_rooms == [first, again]


async def test_who_asks_for_something_on_being_told_what_did_reach_the_disk_is_not_refused_for_it(
    building: Building,
) -> None:
    room = await building.open()
    asked: list[asyncio.Future[Refusal | None]] = []

    class Prompt:
        def happened(self, told: Classroom, recorded: tuple[Recorded, ...]) -> None:
            if not asked:
                asked.append(building.show(told, 2))

        def past_changed(self, room: Classroom) -> None: ...
        def troubled(self, trouble: LogError | None) -> None: ...

    building.rooms.audiences.append(Prompt())
    building.log.failures.append("after")
    assert isinstance(await building.show(room, 1), Refusal)
    assert await asked[0] is None
    assert await building.show(room, 3) is None
    building.rooms.check()
    assert building.shown(room) == [1, 2, 3]


async def test_a_session_whose_end_is_not_on_disk_yet_is_not_let_go_of_when_the_next_begins(
    building: Building,
) -> None:
    room = await building.open()
    building.log.failures.append("before")
    ended: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
    room.carry_out(EndSession(1), ended.set_result)
    _, opened = building.begin()
    assert isinstance(await ended, Refusal)
    assert isinstance(await opened, Refusal)
    assert building.rooms.open_rooms == [room]
    room.carry_out(EndSession(1), lambda _: None)
    after, opened = building.begin()
    assert await opened is None
    building.rooms.check()
    assert building.rooms.open_rooms == [after]


@pytest.mark.parametrize("seed", range(15))
async def test_whatever_fails_and_whatever_is_asked_meanwhile_each_class_is_one_with_its_log(
    building: Building, seed: int
) -> None:
    chance = random.Random(seed)
    rooms = [await building.open() for _ in range(3)]
    asked: list[tuple[Classroom, int, asyncio.Future[Refusal | None]]] = []
    for slide in range(1, 300):
        if chance.random() < 0.1:
            building.log.failures.append(chance.choice(("before", "before", "after")))
        room = chance.choice(rooms)
        asked.append((room, slide, building.show(room, slide)))
        if chance.random() < 0.02:
            building.begin()
        for _ in range(chance.choice((0, 0, 1, 5, 50))):
            await asyncio.sleep(0)
    await asyncio.gather(*(refused for *_, refused in asked))
    building.log.failures.clear()
    for room in rooms:
        assert await building.show(room, 1000) is None
        building.rooms.check()
        assert building.is_one_with_its_log(room)
        saved = [slide for where, slide, refused in asked if where is room and refused.result() is None]
        shown = building.shown(room)
        assert [slide for slide in shown if slide in saved] == saved, "each acknowledged one is there once"
