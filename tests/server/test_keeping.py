"""Sessions whose time is over: their figures stay, and nothing else."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from decks.questions.model import Choice, ChoiceAnswer, OpenText, TextAnswer, WordCloud, WordsAnswer
from server.erasing import Erasing
from server.events import (
    Answered,
    Joined,
    Opened,
    QuestionClosed,
    QuestionOpened,
    Recorded,
    SessionEnded,
    Summarised,
)
from server.keeping import DAY_MS, Keeping, is_over, summary_of
from server.protocol import (
    DeckSummary,
    EndSession,
    Identity,
    Lobby,
    OpenSession,
    ReadFigures,
    SessionRow,
    SlideQuestion,
)
from server.reports import answers_csv, report_page, report_xlsx
from server.session import Session
from server.statistics.session import measure

NAME, TEXT, WORD = "Rumpelstilzchen", "I did not understand", "Straw"
QUESTIONS = (Choice("poll", "Tea?", ("Yes", "No")), OpenText("open", "Why?"), WordCloud("cloud", "What?"))
DECK = DeckSummary(
    "lesson", "hash", "A lesson", "path", questions=tuple(SlideQuestion(1, one) for one in QUESTIONS)
)
ROW = SessionRow("s", "A lesson", "lesson", 1000, 5000, False, 1, 1, 1, keep_days=2)


def lesson(keep_days: int | None = 2, at_ms: int = 1000) -> list[Recorded]:
    events = [
        Opened(DECK, Identity.NICKNAME, keep_days=keep_days),
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
    for mark in (NAME, TEXT, WORD, "key of p", "ABCDEFGHJKMN"):
        assert mark.encode() not in body, mark
    before, after = measure("s", log), measure("s", [summary])
    assert after.session == msgspec.structs.replace(before.session, summarised=True)
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
    assert traces(house.folder, NAME, TEXT, "key of p") == []
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


async def test_one_that_can_not_be_measured_keeps_no_other(house: Any) -> None:
    at_ms = house.clock.now_ms() - 9 * DAY_MS
    answered = Answered("poll", 1, "p", ChoiceAnswer((7,)))  # there is no such option
    log = lesson(2, at_ms)
    await house.keep("bad", [*log[:3], Recorded(4, at_ms, answered), *log[4:]])
    await house.keep("over", log)
    await Keeping(house.rooms, house.log, house.clock).look()
    rows = {row.session_id: row.summarised for row in house.log.sessions()}
    assert rows == {"bad": False, "over": True}


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
