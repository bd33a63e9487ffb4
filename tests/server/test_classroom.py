"""The session that is going on: time limits, resumption, trouble."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from decks.questions.model import ChoiceAnswer
from server.classroom import GRACE_MS
from server.events import (
    Answered,
    ClosedBy,
    Joined,
    PlaceShown,
    QuestionClosed,
    Resumed,
    WentSilent,
)
from server.protocol import (
    AnswerRefused,
    AnswerSaved,
    Asking,
    Closed,
    EndSession,
    HostWelcome,
    Join,
    Lobby,
    OpenSession,
    Phase,
    PhoneRefused,
    Place,
    Resync,
    RoundChanged,
    SessionChanged,
    ShowPlace,
    SubmitAnswer,
    Trouble,
    Waiting,
)
from server.session import Session


async def test_a_time_limit_closes_the_question_after_the_grace(house, fake_clock) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    await host.open("timed")
    asking = await phone.hear()
    assert isinstance(asking, Asking)
    assert asking.left_ms == 30_000
    fake_clock.advance(30_000 + GRACE_MS - 1)
    assert isinstance(await phone.answer("timed", 1, 0), AnswerSaved), "within the grace"
    fake_clock.advance(1)
    assert isinstance(await phone.hear(), Closed)
    assert house.events(QuestionClosed) == [QuestionClosed("timed", 1, ClosedBy.TIMER)]
    refused = await phone.answer("timed", 1, 1)
    assert refused == AnswerRefused("timed", 1, "too_late")


async def test_the_trainer_may_close_before_the_time_is_over(house, fake_clock) -> None:
    host = await house.host_with_session()
    await host.open("timed")
    await host.close("timed")
    fake_clock.advance(60_000)
    await host.reveal("timed")
    assert house.events(QuestionClosed) == [QuestionClosed("timed", 1, ClosedBy.TRAINER)]


async def test_an_overdue_question_is_closed_at_once_after_a_restart(house, fake_clock) -> None:
    host = await house.host_with_session()
    await host.open("timed")
    await house.stop()
    fake_clock.advance(60_000)
    await house.start()
    host = await house.host()
    await host.hear_until(object, lambda message: message.session.round.phase is Phase.CLOSED)
    assert house.events(QuestionClosed) == [QuestionClosed("timed", 1, ClosedBy.TIMER)]


async def test_a_running_question_is_closed_at_its_time_after_a_restart(house, fake_clock) -> None:
    host = await house.host_with_session()
    await host.open("timed")
    await house.stop()
    fake_clock.advance(10_000)
    await house.start()
    phone = await house.participant()
    await phone.say(Resync())
    asking = await phone.hear()
    assert isinstance(asking, Asking)
    assert asking.left_ms == 20_000
    fake_clock.advance(20_000 + GRACE_MS)
    assert isinstance(await phone.hear(), Closed)


async def test_a_restarted_server_knows_its_phones_and_their_answers(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant("a" * 32)
    await host.open("graded")
    await phone.hear()
    await phone.answer("graded", 1, 1)
    before = house.room.session
    await house.restart()
    host = await house.host()
    welcome = await host.hear()
    assert isinstance(welcome, HostWelcome)
    assert welcome.session.session_id == before.session_id
    assert (welcome.session.joined, welcome.session.round.counts) == (1, (0, 1, 0))
    phone = await house.phone("a" * 32)
    asking = await phone.hello()
    assert isinstance(asking, Asking)
    assert asking.saved == ChoiceAnswer((1,))
    assert await phone.answer("graded", 1, 1) == AnswerSaved("graded", 1, ChoiceAnswer((1,)))
    assert len(house.events(Answered)) == len(house.events(Joined)) == 1
    assert len(house.events(Resumed)) == 1
    assert Session.fold(before.session_id, house.recorded()) == house.room.session


async def test_an_ended_session_is_not_resumed(house) -> None:
    host = await house.host_with_session()
    await host.do(EndSession)
    await house.restart()
    host = await house.host()
    welcome = await host.hear()
    assert isinstance(welcome, HostWelcome)
    assert welcome.session is None


async def test_time_never_goes_back_behind_the_log(house, fake_clock) -> None:
    host = await house.host_with_session()
    await host.do(lambda ref: ShowPlace(ref, Place(2)))
    last_ms = house.recorded()[-1].at_ms
    await house.stop()
    fake_clock.at_ms -= 3_600_000
    await house.start()
    assert fake_clock.now_ms() >= last_ms


async def test_a_place_told_late_gets_the_time_it_was_shown(house, fake_clock) -> None:
    host = await house.host_with_session()
    opened_ms = fake_clock.now_ms()
    fake_clock.advance(10_000)
    await host.do(lambda ref: ShowPlace(ref, Place(2), 4_000))
    await host.do(lambda ref: ShowPlace(ref, Place(3), 9_000))
    await host.do(lambda ref: ShowPlace(ref, Place(4), 1_000))
    shown = [one for one in house.recorded() if isinstance(one.event, PlaceShown)]
    assert [one.at_ms - opened_ms for one in shown] == [6_000, 6_000, 9_000]


async def test_a_place_can_not_have_been_shown_before_the_session(house, fake_clock) -> None:
    host = await house.host_with_session()
    await host.do(lambda ref: ShowPlace(ref, Place(2), 60_000))
    assert house.recorded()[-1].at_ms == fake_clock.now_ms()


async def test_a_session_id_tells_when_it_began(house) -> None:
    await house.host_with_session()
    assert house.room.session.session_id.startswith("20270115-080000-")


async def test_a_token_is_not_kept_in_the_log(house) -> None:
    await house.host_with_session()
    await house.participant("b" * 32)
    joined = house.events(Joined)[0]
    assert len(joined.token_key) == 64
    assert "b" * 32 not in str(house.recorded())


class TestWhenNothingCanBeWritten:
    """Another program has locked the file; a full disk goes the same way."""

    @pytest.fixture
    async def lesson(self, house):
        self.host = await house.host_with_session()
        self.phone = await house.participant()
        await self.host.open("graded")
        await self.phone.hear()
        with closing(sqlite3.connect(house.folder / "sessions.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield other

    async def test_an_answer_is_not_saved_and_the_host_learns_why(self, house, lesson) -> None:
        before = len(house.recorded())
        assert await self.phone.answer("graded", 1, 1) == AnswerRefused("graded", 1, "no_room")
        trouble = await self.host.hear_until(Trouble)
        assert trouble.code == "server.data_locked"
        assert len(house.recorded()) == before
        assert house.room.session.rounds["graded", 1].answers == {}

    async def test_a_phone_that_joins_learns_that_it_was_not_stored(self, house, lesson) -> None:
        newcomer = await house.phone()
        await newcomer.hello()
        assert await newcomer.join("Bob") == PhoneRefused("not_stored")

    async def test_the_host_is_refused_and_the_state_stays_what_the_log_says(self, house, lesson) -> None:
        assert await self.host.refused(EndSession) == "server.data_locked"
        await self.phone.say(Resync())
        assert isinstance(await self.phone.hear(), Asking)
        assert (
            house.room._ahead
            == house.room.session
            == Session.fold(house.room.session.session_id, house.recorded())
        )

    async def test_a_host_that_comes_later_is_told_too(self, house, lesson) -> None:
        await self.phone.answer("graded", 1, 1)
        host = await house.host()
        assert isinstance(await host.hear(), HostWelcome)
        trouble = await host.hear()
        assert isinstance(trouble, Trouble)
        assert trouble.code == "server.data_locked"

    async def test_it_goes_on_by_itself_and_counts_who_is_there(self, house, lesson) -> None:
        await self.phone.answer("graded", 1, 1)
        other_phone = await house.phone("c" * 32)
        await other_phone.hello()
        await self.phone.socket.close()
        lesson.execute("ROLLBACK")
        await self.host.hear_until(Trouble, lambda message: message.code == "")
        assert isinstance(await other_phone.join("Bob"), Waiting)
        assert isinstance(await other_phone.hear(), Asking)
        assert isinstance(await other_phone.answer("graded", 1, 1), AnswerSaved)
        await self.host.hear_until(RoundChanged, lambda message: message.round.connected == 1)
        assert len(house.events(WentSilent)) == 1
        assert house.room._ahead == house.room.session

    async def test_a_question_whose_time_ran_out_meanwhile_is_closed_then(
        self, house, lesson, fake_clock
    ) -> None:
        lesson.execute("ROLLBACK")
        await self.host.close("graded")
        await self.host.open("timed")
        lesson.execute("BEGIN IMMEDIATE")
        fake_clock.advance(40_000)
        await self.host.hear_until(Trouble, lambda message: message.code != "")
        lesson.execute("ROLLBACK")
        await self.host.hear_until(
            SessionChanged,
            lambda message: message.session.round and message.session.round.phase is Phase.CLOSED,
        )
        assert QuestionClosed("timed", 1, ClosedBy.TIMER) in house.events(QuestionClosed)


async def test_a_full_disk_is_overcome(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    await host.open("poll")
    await phone.hear()
    house.log.limit_pages(1)
    last = await phone.answer("poll", 1, 0)
    while last == AnswerSaved("poll", 1, ChoiceAnswer((0,))):  # the last page still has some room
        await phone.socket.close()
        phone = await house.phone()
        await phone.hello()
        last = await phone.join("x" * 40)
        if isinstance(last, Waiting):
            assert isinstance(await phone.hear(), Asking)
            last = await phone.answer("poll", 1, 0)
    house.log.limit_pages(None)
    await host.hear_until(Trouble, lambda message: message.code == "")


async def test_a_session_that_can_not_be_begun_has_not_begun(house) -> None:
    with closing(sqlite3.connect(house.folder / "sessions.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        host = await house.host()
        assert await host.refused(lambda ref: OpenSession(ref, house.deck)) == "server.data_locked"
        assert house.rooms.newest is None
        other.execute("ROLLBACK")
    await host.hear_until(Trouble, lambda message: message.code == "")
    await host.do(lambda ref: OpenSession(ref, house.deck))
    phone = await house.phone()
    assert isinstance(await phone.hello(), Lobby)
    assert isinstance(await phone.join(), Waiting)


async def test_nobody_is_shown_what_is_not_on_disk_yet(house) -> None:
    host = await house.host_with_session()
    phone, newcomer = await house.participant("a" * 32), await house.phone("b" * 32)
    await newcomer.hello()
    await host.open("graded")
    await phone.hear()
    house.log.go_on.clear()
    await phone.say(Resync())
    await phone.say(SubmitAnswer("graded", 1, ChoiceAnswer((1,))))
    await newcomer.say(Join("Bob"))
    ahead = house.room._ahead
    while len(ahead.participants) < 2 or not ahead.current.answers:  # noqa: ASYNC110 - a state has no event
        await asyncio.sleep(0)
    assert house.room.session.current.answers == {}
    house.phones.phones._show_all(house.room)
    (seen,) = house.phones.phones.tabs(house.room, "b" * 32)
    assert isinstance(seen.told.stage, Lobby)
    first = await phone.hear()
    assert isinstance(first, Asking)
    assert first.saved is None
    house.log.go_on.set()
    assert isinstance(await phone.hear(), AnswerSaved)
    assert isinstance(await newcomer.hear(), Waiting)
    assert isinstance(await newcomer.hear(), Asking)


async def test_a_commit_that_failed_and_reached_the_disk_all_the_same_is_taken_up(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    await host.open("graded")
    await phone.hear()
    house.log.lying = True
    assert await phone.answer("graded", 1, 1) == AnswerRefused("graded", 1, "no_room")
    assert len(house.room.session.rounds["graded", 1].answers) == 1
    assert house.room._ahead == house.room.session
    assert isinstance(await phone.answer("graded", 1, 1), AnswerSaved)
    assert len(house.events(Answered)) == 1


@pytest.mark.parametrize(
    "body",
    [
        '{"event":"joined"',
        '{"event":"answered","question_id":"q","round":1,"participant":"p","answer":{"kind":"essay"}}',
        '{"event":"connected","participant":"nobody"}',
    ],
)
async def test_a_session_that_can_not_be_taken_up_keeps_the_next_from_nothing(
    house, body, caplog: pytest.LogCaptureFixture
) -> None:
    await house.host_with_session()
    damaged = house.room.session.session_id
    await house.stop()
    with closing(sqlite3.connect(house.folder / "sessions.sqlite")) as other, other:
        other.execute("INSERT INTO events VALUES (?, 2, 0, 'joined', ?)", (damaged, body))
    await house.start()
    assert house.rooms.newest is None
    assert f"session {damaged} can't be taken up" in caplog.text
    house.clock.advance(1000)
    await house.host_with_session()
    assert house.room.session.session_id != damaged
    with closing(sqlite3.connect(house.folder / "sessions.sqlite")) as other:
        query = "SELECT count(*) FROM events WHERE session_id = ?"
        assert other.execute(query, (damaged,)).fetchone() == (2,), "left alone"
