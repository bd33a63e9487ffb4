"""Sessions whose time is over: their figures stay, and nothing else."""

import asyncio
import itertools
import shutil
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from decks.questions.model import Choice, ChoiceAnswer, OpenText, TextAnswer, WordCloud, WordsAnswer
from server.classrooms import Classrooms
from server.erasing import Erasing
from server.eventlog import LogError
from server.eventlog.sqlite import SqliteLog
from server.events import (
    Answered,
    FeedbackGiven,
    Joined,
    Opened,
    QuestionClosed,
    QuestionOpened,
    Recorded,
    SessionEnded,
    Summarised,
)
from server.keeping import MEASURABLE_MS, PATIENCE_MS, Keeping, is_over, summary_of
from server.protocol import (
    CreateGroup,
    DeckSummary,
    EndSession,
    Identity,
    ListGroups,
    Lobby,
    OpenSession,
    Place,
    Ratings,
    ReadFigures,
    SessionRow,
    ShowPlace,
    SlideQuestion,
)
from server.reports import answers_csv, report_page, report_xlsx
from server.session import Session
from server.statistics.session import measure
from server.term import DAY_MS

NAME, TEXT, WORD, SAID = "Rumpelstilzchen", "I did not understand", "Straw", "More examples"
QUESTIONS = (Choice("poll", "Tea?", ("Yes", "No")), OpenText("open", "Why?"), WordCloud("cloud", "What?"))
DECK = DeckSummary(
    "lesson", "hash", "A lesson", "path", questions=tuple(SlideQuestion(1, one) for one in QUESTIONS)
)
ROW = SessionRow("s", "A lesson", "lesson", 1000, 5000, False, 1, 1, 1, keep_days=2)


def lesson(keep_days: int | None = 2, at_ms: int = 1000) -> list[Recorded]:
    events = [
        Opened(DECK, Identity.NICKNAME, keep_days=keep_days, feedback=True),
        Joined("p", "key of p", NAME, code="ABCDEFGHJKMN"),
        QuestionOpened("poll", 1),
        Answered("poll", 1, "p", ChoiceAnswer((0,))),
        QuestionClosed("poll", 1),
        QuestionOpened("open", 1),
        Answered("open", 1, "p", TextAnswer(TEXT)),
        QuestionClosed("open", 1),
        QuestionOpened("cloud", 1),
        Answered("cloud", 1, "p", WordsAnswer((WORD,))),
        QuestionClosed("cloud", 1),
        SessionEnded(),
        FeedbackGiven("p", Ratings(5, 4), SAID),
    ]
    return [Recorded(seq, at_ms, event) for seq, event in enumerate(events, 1)]


@pytest.mark.parametrize(
    ("row", "now_ms", "over"),
    [
        (ROW, 5000 + 2 * DAY_MS - 1, False),
        (ROW, 5000 + 2 * DAY_MS, True),
        (msgspec.structs.replace(ROW, keep_days=None), 5000 + 9999 * DAY_MS, False),
        (msgspec.structs.replace(ROW, summarised=True), 5000 + 2 * DAY_MS, False),
        (msgspec.structs.replace(ROW, ended_at_ms=None), 1000 + 3 * DAY_MS - 1, False),
        (msgspec.structs.replace(ROW, ended_at_ms=None), 1000 + 3 * DAY_MS, True),
    ],
)
def test_the_time_runs_from_the_end_and_a_session_without_one_ends_a_day_after_its_beginning(
    row: SessionRow, now_ms: int, over: bool
) -> None:
    assert is_over(row, now_ms) is over


def test_a_summary_has_the_figures_without_names_and_texts() -> None:
    log = lesson()
    summary = summary_of("s", log, 9000)
    assert isinstance(summary.event, Summarised)
    body = msgspec.json.encode(summary)
    for mark in (NAME, TEXT, WORD, SAID, "key of p", "ABCDEFGHJKMN"):
        assert mark.encode() not in body, mark
    before, after = measure("s", log), measure("s", [summary])
    assert after.session == msgspec.structs.replace(before.session, summarised=True)
    assert before.feedback.texts == (SAID,)
    assert after.feedback == msgspec.structs.replace(before.feedback, texts=())
    assert (after.answered, after.right, after.lasted_s) == (before.answered, before.right, before.lasted_s)
    assert [(one.counts, one.answered) for one in after.rounds] == [
        (one.counts, one.answered) for one in before.rounds
    ]
    assert Session.fold("s", [summary]).ended


def test_reports_of_a_summary_have_the_totals_and_say_why_nobody_is_named() -> None:
    figures = measure("s", [summary_of("s", lesson(), 9000)])
    page = report_page(figures, "en").decode()
    assert "1 person took part" in page
    assert "Only the totals are left" in page
    assert "What was written has been erased" in page
    assert NAME not in page
    assert len(answers_csv(figures, "en").splitlines()) == 1
    assert report_xlsx(figures, "en")


def traces(folder: Path, *marks: str) -> list[str]:
    files = [path for path in folder.iterdir() if path.is_file()]
    return [path.name for path in files if any(mark.encode() in path.read_bytes() for mark in marks)]


async def test_a_session_whose_time_is_over_is_reduced_and_still_listed_and_measured(house: Any) -> None:
    start_ms = house.clock.now_ms()
    await house.keep("over", lesson(2, start_ms - 2 * DAY_MS))
    await house.keep("kept", lesson(3, start_ms - 2 * DAY_MS))
    rows = {row.session_id: row for row in house.log.sessions()}
    await Keeping(house.rooms, house.log, house.clock).look()
    after = {row.session_id: row for row in house.log.sessions()}
    assert after == {"kept": rows["kept"], "over": msgspec.structs.replace(rows["over"], summarised=True)}
    assert len(house.log.read_from("over", 1)) == 1
    assert house.log.unfinished() == ()
    assert house.log.find_receipt("ABCDEFGHJKMN") == ("kept", "p")
    house.log.erase("kept")
    house.log.sweep()
    assert traces(house.folder, NAME, TEXT, SAID, "key of p") == []
    host = await house.host()
    figures = (await host.ask(lambda ref: ReadFigures(ref, "over"))).figures
    assert [one.answered.count for one in figures.rounds] == [1, 1, 1]


async def test_looking_again_changes_nothing(house: Any) -> None:
    await house.keep("over", lesson(1, house.clock.now_ms() - 5 * DAY_MS))
    keeping = Keeping(house.rooms, house.log, house.clock)
    await keeping.look()
    first = house.log.read_from("over", 1)
    house.clock.advance(DAY_MS)
    await keeping.look()
    assert house.log.read_from("over", 1) == first


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not is_so():  # noqa: ASYNC110 - another task, and a thread, get there
            await asyncio.sleep(0)


async def test_it_looks_at_the_start_and_again_and_again(house: Any) -> None:
    def reduced() -> set[str]:
        return {row.session_id for row in house.log.sessions() if row.summarised}

    now_ms = house.clock.now_ms()
    await house.keep("first", lesson(1, now_ms - DAY_MS))
    await house.keep("second", lesson(2, now_ms - DAY_MS))
    keeping = Keeping(house.rooms, house.log, house.clock)
    keeping.start()
    await until(lambda: reduced() == {"first"})
    await until(lambda: house.clock.advance(DAY_MS // 4) or reduced() == {"first", "second"})
    await keeping.stop()


async def test_it_keeps_its_hands_off_where_time_runs_faster_than_the_worlds(house: Any) -> None:
    await house.keep("over", lesson(1, house.clock.now_ms() - 5 * DAY_MS))
    house.clock.speed = 1000.0
    keeping = Keeping(house.rooms, house.log, house.clock)
    keeping.start()
    await keeping.stop()
    assert not house.log.sessions()[0].summarised


async def test_a_session_that_goes_on_is_left_alone(house: Any) -> None:
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, house.deck, keep_days=1))
    house.clock.advance(30 * DAY_MS)
    await Keeping(house.rooms, house.log, house.clock).look()
    assert not house.log.sessions()[0].summarised
    await host.do(EndSession)
    house.clock.advance(DAY_MS)
    await Keeping(house.rooms, house.log, house.clock).look()
    assert house.log.sessions()[0].summarised
    assert house.rooms.newest is None


async def test_what_a_trainee_erased_in_class_is_swept_when_the_class_is_over(house: Any) -> None:
    host = await house.host_with_session()
    phone = await house.participant(name=NAME)
    (who,) = house.room.session.participants
    session_id = house.room.session.session_id
    await Erasing(house.rooms, house.log).participant(session_id, who, sweep=False)
    assert traces(house.folder, NAME)  # in the journal at least
    keeping = Keeping(house.rooms, house.log, house.clock)
    await keeping.look()
    assert traces(house.folder, NAME)
    assert isinstance(await phone.hear(), Lobby)
    await host.do(EndSession)
    await keeping.look()
    assert traces(house.folder, NAME) == []


def unswept(house: Any) -> int:
    with closing(sqlite3.connect(house.folder / "sessions.sqlite")) as other:
        return int(other.execute("SELECT count(*) FROM unswept").fetchone()[0])


async def test_while_a_class_is_on_others_wait_for_its_end_and_for_no_longer_than_a_day(house: Any) -> None:
    def reduced() -> set[str]:
        return {row.session_id for row in house.log.sessions() if row.summarised}

    now_ms = house.clock.now_ms()
    await house.keep("first", lesson(1, now_ms - DAY_MS))
    await house.keep("second", lesson(1, now_ms - DAY_MS + 2))
    host = await house.host_with_session()
    keeping = Keeping(house.rooms, house.log, house.clock)
    house.clock.advance(PATIENCE_MS - 1)
    await keeping.look()
    assert reduced() == set()
    house.clock.advance(1)
    await keeping.look()
    assert reduced() == {"first"}
    assert unswept(house) == 1, "the file is written anew when the class is over"
    await host.do(EndSession)
    await keeping.look()
    assert reduced() == {"first", "second"}
    assert unswept(house) == 0
    assert traces(house.folder, NAME) == []


async def test_what_a_killed_server_left_is_swept_when_no_class_is_on(house: Any) -> None:
    host = await house.host_with_session()
    await house.participant(name=NAME)
    (who,) = house.room.session.participants
    session_id = house.room.session.session_id
    await Erasing(house.rooms, house.log).participant(session_id, who, sweep=False)
    await house.restart()
    keeping = Keeping(house.rooms, house.log, house.clock)
    await keeping.look()
    assert unswept(house) == 1, "the class that goes on needs its server"
    host = await house.host()
    await host.do(EndSession)
    await house.restart()
    keeping = Keeping(house.rooms, house.log, house.clock)
    keeping.start()
    await until(lambda: not unswept(house))
    await keeping.stop()
    assert traces(house.folder, NAME) == []


class WatchedLog(SqliteLog):
    """A log that notes what is written, and lets something be asked for while a session is replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.noted: list[str] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def append(self, session_id: str, recorded: Sequence[Recorded]) -> None:
        self.noted.append("written")
        super().append(session_id, recorded)

    def replace(self, logs: Mapping[str, Sequence[Recorded]]) -> None:
        self.noted.append(f"{len(logs)} reduced")
        self.meanwhile()
        super().replace(logs)


async def test_between_two_sessions_that_are_reduced_answers_are_written(
    tmp_path: Path, empty_log: Path, fake_clock: Any
) -> None:
    shutil.copy(empty_log, tmp_path)
    log = WatchedLog(tmp_path / "sessions.sqlite")
    for session_id in ("one", "other"):
        log.append(session_id, lesson(1, fake_clock.now_ms() - 5 * DAY_MS))
    rooms = Classrooms(log, fake_clock, lambda size: "0" * 2 * size)
    loop, begun = asyncio.get_running_loop(), asyncio.Event()
    room = rooms.open(OpenSession(1, DECK), lambda _: begun.set())
    await begun.wait()
    log.noted.clear()
    slides = itertools.count(1)

    def meanwhile() -> None:
        asked = threading.Event()

        def ask() -> None:
            room.carry_out(ShowPlace(1, Place(next(slides))), lambda _: None)
            asked.set()

        loop.call_soon_threadsafe(ask)
        assert asked.wait(5)

    log.meanwhile = meanwhile
    await Keeping(rooms, log, fake_clock).look()
    await rooms.close()
    log.close()
    assert log.noted == ["1 reduced", "written"] * 2


def unmeasurable(at_ms: int) -> list[Recorded]:
    log = lesson(2, at_ms)
    answered = Answered("poll", 1, "p", ChoiceAnswer((7,)))  # there is no such option
    return [*log[:3], Recorded(4, at_ms, answered), *log[4:]]


async def test_one_that_can_not_be_measured_keeps_no_other_and_is_erased_after_a_week(
    house: Any, caplog: pytest.LogCaptureFixture
) -> None:
    at_ms = house.clock.now_ms() - 3 * DAY_MS
    await house.keep("bad", unmeasurable(at_ms))
    await house.keep("over", lesson(2, at_ms))
    await house.rooms.on_log(lambda: house.log.note_export("bad", "csv", 0))
    keeping = Keeping(house.rooms, house.log, house.clock)
    house.clock.advance(MEASURABLE_MS - DAY_MS - 1)
    await keeping.look()
    rows = {row.session_id: row.summarised for row in house.log.sessions()}
    assert rows == {"bad": False, "over": True}
    house.clock.advance(1)
    await keeping.look()
    assert [row.session_id for row in house.log.sessions()] == ["over"]
    assert traces(house.folder, NAME, TEXT) == []
    assert "session bad can't be measured" in caplog.text
    assert "exported of it was csv" in caplog.text


async def test_one_with_an_event_that_no_version_knows_is_erased_after_a_week_too(house: Any) -> None:
    await house.keep("bad", lesson(1, house.clock.now_ms() - DAY_MS - MEASURABLE_MS))
    with closing(sqlite3.connect(house.folder / "sessions.sqlite")) as other, other:
        other.execute("""UPDATE events SET body = '{"event":"levitated"}' WHERE seq = 2""")
    await Keeping(house.rooms, house.log, house.clock).look()
    assert house.log.sessions() == ()
    assert traces(house.folder, TEXT) == []


class LockedLog(SqliteLog):
    """A log whose events can't be read now."""

    def read_from(self, session_id: str, seq: int) -> tuple[Recorded, ...]:
        raise LogError("server.data_locked", path="here")


async def test_one_that_can_only_not_be_read_now_is_left_as_it_is(house: Any) -> None:
    await house.keep("over", lesson(1, house.clock.now_ms() - DAY_MS - MEASURABLE_MS))
    with closing(LockedLog(house.folder / "sessions.sqlite")) as log, pytest.raises(LogError):
        await Keeping(house.rooms, log, house.clock).look()
    await Keeping(house.rooms, house.log, house.clock).look()
    assert [(row.session_id, row.summarised) for row in house.log.sessions()] == [("over", True)]


async def test_a_session_that_nobody_ended_is_not_taken_up_when_its_time_is_over(house: Any) -> None:
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, house.deck, keep_days=1))
    phone = await house.participant(name=NAME)
    assert phone
    house.clock.advance(2 * DAY_MS - 1)
    await house.restart()
    assert len(house.rooms.open_rooms) == 1
    house.clock.advance(1)
    await house.restart()
    assert house.rooms.open_rooms == []
    assert house.log.unfinished()[0].keep_days == 1
    await Keeping(house.rooms, house.log, house.clock).look()
    assert house.log.sessions()[0].summarised
    assert traces(house.folder, NAME) == []


async def test_the_newest_session_whose_time_is_not_over_is_taken_up_instead(house: Any) -> None:
    now_ms = house.clock.now_ms()
    await house.keep("older", lesson(None, now_ms - 40 * DAY_MS)[:-2])
    await house.keep("newer", lesson(1, now_ms - 30 * DAY_MS)[:-2])
    await house.restart()
    assert [room.session.session_id for room in house.rooms.open_rooms] == ["older"]


async def test_the_group_still_knows_when_it_met_and_with_which_choices(house: Any) -> None:
    host = await house.host()
    group = "a" * 16
    await host.do(lambda ref: CreateGroup(ref, group, "Class 3"))
    await host.do(lambda ref: OpenSession(ref, house.deck, group=group, keep_days=1, teams=("Red", "Blue")))
    await host.do(EndSession)
    before = (await host.ask(ListGroups)).groups
    assert before[0].sessions == 1
    house.clock.advance(2 * DAY_MS)
    await Keeping(house.rooms, house.log, house.clock).look()
    assert house.log.sessions()[0].summarised
    assert (await host.ask(ListGroups)).groups == before


def test_a_summary_written_today_is_read_for_ever() -> None:
    """This is what stands on disks: it is never changed, and `figures` may only gain fields with defaults."""
    body = (
        b'{"event":"summarised","figures":{"session":{"session_id":"s","title":"A lesson","lesson_id":"l",'
        b'"opened_at_ms":1000,"ended_at_ms":1000,"rehearsal":false,"joined":1,"rounds":1,"answers":1,'
        b'"keep_days":2,"summarised":true},"identity":"nickname","lasted_s":0.0,"planned_s":null,'
        b'"rounds":[{"slide":1,"question":{"kind":"choice","id":"poll","stem":"Tea?",'
        b'"options":["Yes","No"]},"round":1,"opened_at_ms":1000,"open_s":0.0,'
        b'"answered":{"count":1,"of":1,"share":1.0,"low":0.2,"high":1.0},"joined":1,"right":null,'
        b'"counts":[1,0],"response_s":null,"response_times_s":[0.0]}],'
        b'"slides":[{"number":1,"title":"","shown_s":0.0,"showings":0,"planned_s":null}],'
        b'"participants":[],"most_connected":1}}'
    )
    event = msgspec.json.decode(body, type=Summarised)
    assert measure("s", [Recorded(1, 0, event)]).rounds[0].counts == (1, 0)
