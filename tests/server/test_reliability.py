"""Nothing can be written for a while: whatever is acknowledged is on disk, all else is refused, the trainer
learns why, and all goes on when it can. For everything that is acknowledged, in several sessions at once."""

import contextlib
import itertools
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from decks.questions.model import Choice, ChoiceAnswer
from server.classroom import token_key
from server.eventlog.sqlite import SqliteLog
from server.events import (
    Answered,
    Event,
    Joined,
    Opened,
    PlaceShown,
    Recorded,
    Rejoined,
    SignedIn,
    TraineeAsked,
    VotedUp,
)
from server.protocol import (
    NOTHING_WAITS,
    VERSION,
    AnswerRefused,
    AnswerSaved,
    AskedRefused,
    AskedSaved,
    Asking,
    AskTrainer,
    DeckSummary,
    Done,
    Hello,
    Identity,
    Join,
    KeepPictures,
    ListSessions,
    OpenQuestion,
    OpenSession,
    PhoneRefused,
    Place,
    Refused,
    Rejoin,
    SessionChanged,
    SessionList,
    ShowPlace,
    SignedInNow,
    SignIn,
    SignInCode,
    SlidePicture,
    SlideQuestion,
    Stage,
    StartSignIn,
    SubmitAnswer,
    Trouble,
    VoteUp,
    Waiting,
)
from server.session import Session

DECK = DeckSummary("l", "h", "A lesson", "p", questions=(SlideQuestion(1, Choice("q", "?", ("A", "B"))),))
SESSIONS = 3


class Class:
    """A host with a session that is going on, and phones for each thing that is acknowledged."""

    def __init__(self, server, place: int) -> None:
        self._server = server
        self._numbers = itertools.count(1000 * place)

    async def begin(self) -> None:
        self.host = await self._server.host()
        await self.host.do(lambda ref: OpenSession(ref, DECK, moderation=NOTHING_WAITS))
        (opened,) = [told for told in self.host.heard if isinstance(told, SessionChanged)]
        self.session_id, self.code = opened.session.session_id, opened.session.code
        await self.host.do(StartSignIn)
        self.seated = await self._phone()
        await self.seated.say(Join("Ann"))
        self.rejoin_code = (await reply(self.seated, Waiting)).code
        asker = await self._phone()
        await asker.say(Join("Bob"))
        await reply(asker, Waiting)
        self.asked = self._draw(16)
        await asker.say(AskTrainer(self.asked, "Why?"))
        await reply(asker, AskedSaved)
        await self.host.do(lambda ref: OpenQuestion(ref, "q", 1))
        await reply(self.seated, Asking)
        await self._take_out()

    async def come_back(self) -> None:
        """After a restart of the server."""
        self.host = await self._server.host(self.session_id)
        self.seated = await self._phone(self.seated.token)
        await self._take_out()

    async def _take_out(self) -> None:
        self.newcomer, self.second = await self._phone(), await self._phone()
        self.own_question = self._draw(16)
        self.slide = 2

    def _draw(self, digits: int) -> str:
        return f"{next(self._numbers):0{digits}x}"

    async def _phone(self, token: str | None = None):
        phone = await self._server.phone(token or self._draw(32))
        await phone.say(Hello(VERSION, phone.token, self.code))
        await reply(phone, Stage)
        return phone

    async def try_all(self) -> dict[type[Event], bool]:
        """Do each of the things once: by the event that would come of it, whether it was acknowledged."""
        return {
            Answered: await self._answer(),
            Joined: await self._tell(self.newcomer, Join("Cy"), Stage),
            Rejoined: await self._tell(self.second, Rejoin(self.rejoin_code), Stage),
            SignedIn: await self._tell(self.seated, SignIn(await self._sign_in_code()), SignedInNow),
            TraineeAsked: await self._ask(AskTrainer(self.own_question, "How?")),
            VotedUp: await self._ask(VoteUp(self.asked, True)),
            PlaceShown: await self._show(),
        }

    async def _answer(self) -> bool:
        await self.seated.say(SubmitAnswer("q", 1, ChoiceAnswer((1,))))
        told = await reply(self.seated, AnswerSaved, AnswerRefused)
        assert isinstance(told, AnswerSaved) or told.code == "no_room"
        return isinstance(told, AnswerSaved)

    async def _tell(self, phone, message, good) -> bool:
        await phone.say(message)
        told = await reply(phone, good, PhoneRefused)
        assert not isinstance(told, PhoneRefused) or told.code == "not_stored"
        return not isinstance(told, PhoneRefused)

    async def _ask(self, message: AskTrainer | VoteUp) -> bool:
        await self.seated.say(message)
        told = await reply(self.seated, AskedSaved, AskedRefused)
        assert isinstance(told, AskedSaved) or told.code == "not_stored"
        return isinstance(told, AskedSaved)

    async def _show(self) -> bool:
        told = await self.host.ask(lambda ref: ShowPlace(ref, Place(self.slide)))
        assert isinstance(told, Done) or told.code.startswith("server.d")
        return isinstance(told, Done)

    async def _sign_in_code(self) -> str:
        """What stands on the projector."""
        assert isinstance(await self.host.ask(ListSessions), SessionList | Refused)
        return [told for told in self.host.heard if isinstance(told, SignInCode)][-1].code

    def came_of(self, events: list[Event]) -> dict[type[Event], int]:
        """How often each of the things stands in the log."""
        kinds = (Answered, Joined, Rejoined, SignedIn, TraineeAsked, VotedUp, PlaceShown)
        newcomer = token_key(self.session_id, self.newcomer.token)
        return {
            kind: sum(
                isinstance(event, kind)
                and (kind is not Joined or event.token_key == newcomer)
                and (kind is not TraineeAsked or event.asked_id == self.own_question)
                for event in events
            )
            for kind in kinds
        }


async def reply(phone, *kinds: type):
    """The next message of one of these kinds."""
    while not isinstance(message := await phone.hear(), kinds):
        pass
    return message


async def begin(server) -> list[Class]:
    classes = [Class(server, place) for place in range(SESSIONS)]
    for one in classes:
        await one.begin()
    return classes


def check_that_acknowledged_is_kept(folder: Path, one: Class, acknowledged: dict[type[Event], bool]) -> None:
    with closing(SqliteLog(folder / "sessions.sqlite", read_only=True)) as log:
        kept = one.came_of([recorded.event for recorded in log.read_from(one.session_id, 1)])
    assert kept == {kind: int(good) for kind, good in acknowledged.items()}


async def all_is_well(server, folder: Path, classes: list[Class]) -> None:
    """The trainers are told that it is over, and whatever was refused is accepted now, once."""
    for one in classes:
        if trouble_of(one) != "":
            await one.host.hear_until(Trouble, lambda told: told.code == "")
    for one in classes:
        acknowledged = await one.try_all()
        assert all(acknowledged.values()), acknowledged
        assert acknowledged == await one.try_all(), "and doing it again is harmless"
        check_that_acknowledged_is_kept(folder, one, acknowledged)


def trouble_of(one: Class) -> str:
    """What the host was told last."""
    told = [message.code for message in one.host.heard if isinstance(message, Trouble)]
    return told[-1] if told else ""


# --- within one process --------------------------------------------------------------------------


async def nothing_is_kept(house, classes: list[Class], code: str) -> None:
    for one in classes:
        acknowledged = await one.try_all()
        assert not any(acknowledged.values()), acknowledged
        assert code in [told.code for told in one.host.heard if isinstance(told, Trouble)]
        check_that_acknowledged_is_kept(house.folder, one, acknowledged)
        room = house.rooms.room_of(one.session_id)
        log = house.log.read_from(one.session_id, 1)
        assert room.session == room.ahead == Session.fold(one.session_id, log)


async def test_a_locked_file_loses_nothing_that_was_acknowledged(house) -> None:
    house.shared = True
    await house.stop()
    await house.start(busy_ms=10)
    classes = await begin(house)
    with closing(sqlite3.connect(house.folder / "sessions.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await nothing_is_kept(house, classes, "server.data_locked")
        other.execute("ROLLBACK")
    await all_is_well(house, house.folder, classes)


async def test_a_full_disk_loses_nothing_that_was_acknowledged(house) -> None:
    house.shared = True
    await house.restart()
    classes = await begin(house)
    house.log.limit_pages(1)
    for one in classes:
        await fill(one)
    await nothing_is_kept(house, classes, "server.disk_full")
    house.log.limit_pages(None)
    await all_is_well(house, house.folder, classes)


async def fill(one: Class) -> None:
    """Leave no room for another event, however small: no page for a long one, and none of the bytes that
    the last page still has."""
    numbers = itertools.count(1)
    for size in (100_000, 3000, 1000, 300, 100, 30, 0):
        while isinstance(
            await one.host.ask(
                lambda ref, size=size: KeepPictures(ref, (SlidePicture(next(numbers), bytes(size)),))
            ),
            Done,
        ):
            pass


# --- with a server in a process of its own --------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems with Unix permissions")
async def test_a_file_that_may_not_be_written_loses_nothing_that_was_acknowledged(
    server_process, unprivileged
) -> None:
    await server_process.start("--phone-port", "0", "--shared")
    classes = await begin(server_process)
    assert await server_process.stop() == 0
    path = server_process.data / "sessions.sqlite"
    path.chmod(0o444)
    await server_process.start("--phone-port", "0", "--shared", launcher=unprivileged)
    for one in classes:
        await one.come_back()
        acknowledged = await one.try_all()
        assert not any(acknowledged.values()), acknowledged
        assert trouble_of(one) == "server.data_read_only"
        check_that_acknowledged_is_kept(server_process.data, one, acknowledged)
    path.chmod(0o644)
    await all_is_well(server_process, server_process.data, classes)
    assert await server_process.stop() == 0


def test_a_journal_left_behind_read_only_keeps_nothing_from_being_written(
    tmp_path: Path, empty_log: Path
) -> None:
    """Of a server that was killed while its file could not be written; the file can be by now."""
    before, after = tmp_path / "before.sqlite", tmp_path / "sessions.sqlite"
    shutil.copy(empty_log, before)
    with closing(SqliteLog(before)) as log:
        log.append("s", [Recorded(1, 0, Opened(DECK, Identity.NICKNAME))])
        for suffix in ("", "-wal", "-shm"):
            shutil.copy(f"{before}{suffix}", f"{after}{suffix}")
    beside = [Path(f"{after}{suffix}") for suffix in ("-wal", "-shm")]
    for path in beside:
        path.chmod(0o444)
    with closing(SqliteLog(after)) as log:
        assert {path.stat().st_mode for path in beside} == {after.stat().st_mode}
        log.append("s", [Recorded(2, 0, Joined("p", "k"))])
        assert len(log.read_from("s", 1)) == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """An empty file system of four megabytes."""
    folder = tmp_path / "small disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "handsup-test", str(folder)]
    mounted = sys.platform == "linux" and subprocess.run(words, capture_output=True).returncode == 0
    if not mounted:
        pytest.skip("only on systems where this user may mount a file system")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


async def test_a_disk_that_really_is_full_loses_nothing_that_was_acknowledged(
    small_disk: Path, server_process
) -> None:
    server_process.data = small_disk / "data"
    await server_process.start("--phone-port", "0", "--shared")
    classes = await begin(server_process)
    ballast = small_disk / "ballast"
    write_until_full(ballast)
    for one in classes:
        await fill(one)
        assert "server.disk_full" in [told.code for told in one.host.heard if isinstance(told, Trouble)]
        # Room that the journal had before may be written again, so one thing or another may succeed.
        check_that_acknowledged_is_kept(server_process.data, one, await one.try_all())
    ballast.unlink()
    await all_is_well(server_process, server_process.data, classes)
    assert await server_process.stop() == 0


def write_until_full(path: Path) -> None:
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
