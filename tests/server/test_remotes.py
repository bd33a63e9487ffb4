"""The trainer's phone as a remote: who becomes one, what it is shown, and what comes of its wishes."""

import asyncio
from typing import Any

import msgspec
import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, TCPConnector, WSMsgType
from yarl import URL

from server.protocol import (
    AnswerWish,
    Asking,
    CodeState,
    CoverScreen,
    DeckSummary,
    Desk,
    DeskShown,
    EndSession,
    GoBack,
    GoNext,
    HostMessage,
    NotesShown,
    OpenSession,
    PhoneMessage,
    PhoneRefused,
    QuestionAction,
    RemoteAdmitted,
    RemoteCode,
    RemoteHello,
    RemoteMessage,
    RemoteRefused,
    RemoteResync,
    RemotesChanged,
    RemoteWish,
    Screen,
    ServerToRemote,
    ShareNotes,
    ShowDesk,
    StartRemote,
    StepQuestion,
    StopRemote,
    WishDone,
    WishKind,
    WishRefused,
)
from server.reception import PhoneLimits
from server.remote_codes import MOST_WRONG, VALID_MS
from server.remotes import LATE_MS, MOST_REMOTES
from tests.server.samples import members, sample, tag_of

PATIENCE_S = 10
UNHURRIED = PhoneLimits(malformed=10_000, burst=10_000)
DECK = DeckSummary("lesson", "0" * 64, "A lesson of its own", "lesson.pptx")
DESK = Desk(3, 27, "Passwords", Screen.SLIDE, QuestionAction.ASK, "Tell the story of the yellow note.")


class Remote:
    """A remote's end of its socket; `heard` holds every frame it ever got."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.heard: list[str] = []
        self.clock_ms = 0

    async def say(self, message: RemoteMessage) -> None:
        await self.socket.send_str(msgspec.json.encode(message).decode())

    async def hear(self) -> ServerToRemote:
        frame = await self.socket.receive(PATIENCE_S)
        assert frame.type is WSMsgType.TEXT, frame
        self.heard.append(frame.data)
        message = msgspec.json.decode(frame.data, type=ServerToRemote)
        if isinstance(message, DeskShown):
            self.clock_ms = message.clock_ms
        return message

    async def hear_until(self, kind: type) -> Any:
        while not isinstance(message := await self.hear(), kind):
            pass
        return message

    async def hear_close(self) -> int | None:
        while (frame := await self.socket.receive(PATIENCE_S)).type is WSMsgType.TEXT:
            self.heard.append(frame.data)
        return self.socket.close_code

    async def hello(self, token: str, code: str = "", version: int = 1) -> ServerToRemote:
        await self.say(RemoteHello(version, token, code))
        return await self.hear()


async def call(house: Any) -> Remote:
    return Remote(await house.client.ws_connect(house.phone_server.make_url("/remote/line")))


async def refusal(house: Any, url: URL, **headers: str) -> int:
    """The status with which a line is refused.

    Asked for by hand: `ws_connect` raises without closing the answer, which warns when it is collected.
    """
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    }
    async with house.client.get(url, headers=upgrade | headers) as answer:
        return answer.status


async def code_for(host: Any, notes: bool = False) -> str:
    told = await host.ask(lambda ref: StartRemote(ref, notes))
    assert isinstance(told, RemoteCode)
    return told.code


async def admitted(house: Any, host: Any, token: str = "a" * 32, notes: bool = False) -> Remote:
    """A phone that has become a remote and been shown a desk."""
    code = await code_for(host, notes)
    await host.do(lambda ref: ShowDesk(ref, DESK))
    remote = await call(house)
    assert await remote.hello(token, code) == RemoteAdmitted()
    await remote.hear_until(DeskShown)
    return remote


async def carry_out(host: Any, why: str = "") -> RemoteWish:
    """Hear a wish and answer it as a presenter does."""
    wish = await host.hear_until(RemoteWish)
    await host.do(lambda ref: AnswerWish(ref, wish.wish, why))
    return wish


async def nothing_more_for(host: Any) -> None:
    """After everything said so far has had its effect, no wish has come."""
    before = len(host.heard)
    await host.do(lambda ref: ShareNotes(ref, False))
    assert [message for message in host.heard[before:] if isinstance(message, RemoteWish)] == []


# --- becoming a remote ---------------------------------------------------------------------------


async def test_the_code_makes_one_phone_a_remote_and_the_console_hears_of_it(house) -> None:
    host = await house.host_with_session()
    code = await code_for(host)
    waiting = await host.hear_until(RemotesChanged)
    assert waiting == RemotesChanged(0, 0, CodeState.WAITING)
    remote = await call(house)
    typed = f" {code[:3]}-{code[3:]} ".lower()
    assert await remote.hello("a" * 32, typed) == RemoteAdmitted()
    assert await host.hear_until(RemotesChanged) == RemotesChanged(1, 1, CodeState.USED)
    assert isinstance(await remote.hear(), DeskShown)


async def test_a_code_that_was_used_lets_in_nobody_else(house) -> None:
    host = await house.host_with_session()
    code = await code_for(host)
    first, second = await call(house), await call(house)
    await first.hello("a" * 32, code)
    assert await second.hello("b" * 32, code) == RemoteRefused("code")
    await second.hear_close()
    another = await code_for(host)
    third = await call(house)
    assert await third.hello("b" * 32, another) == RemoteAdmitted()


async def test_a_newer_code_voids_the_older_one(house) -> None:
    host = await house.host_with_session()
    old, new = await code_for(host), await code_for(host)
    assert old != new
    assert await (await call(house)).hello("a" * 32, old) == RemoteRefused("code")
    assert await (await call(house)).hello("a" * 32, new) == RemoteAdmitted()


async def test_a_code_is_over_after_its_time_and_the_console_is_told(house) -> None:
    host = await house.host_with_session()
    code = await code_for(host)
    await host.hear_until(RemotesChanged)
    house.clock.advance(VALID_MS)
    assert (await host.hear_until(RemotesChanged)).code is CodeState.EXPIRED
    assert await (await call(house)).hello("a" * 32, code) == RemoteRefused("code")


async def test_a_remote_comes_back_by_its_token_and_by_nothing_else(house) -> None:
    host = await house.host_with_session()
    remote = await admitted(house, host)
    await remote.socket.close()
    await host.hear_until(RemotesChanged, lambda state: (state.phones, state.connected) == (1, 0))
    again = await call(house)
    assert await again.hello("a" * 32) == RemoteAdmitted()
    stranger = await call(house)
    assert await stranger.hello("b" * 32) == RemoteRefused("revoked")
    assert await stranger.hear_close() == 1008


async def test_a_phone_whose_admission_was_lost_on_the_way_says_the_same_again(house) -> None:
    host = await house.host_with_session()
    code = await code_for(host)
    lost = await call(house)
    await lost.say(RemoteHello(1, "a" * 32, code))
    await host.hear_until(RemotesChanged, lambda state: state.phones == 1)
    await lost.socket.close()
    again = await call(house)
    assert await again.hello("a" * 32, code) == RemoteAdmitted()


async def test_the_same_remote_on_another_line_takes_the_place_of_the_first(house) -> None:
    host = await house.host_with_session()
    first = await admitted(house, host)
    second = await call(house)
    assert await second.hello("a" * 32) == RemoteAdmitted()
    assert await first.hear_until(RemoteRefused) == RemoteRefused("elsewhere")
    assert await first.hear_close() == 1008
    await nothing_more_for(host)
    states = [message for message in host.heard if isinstance(message, RemotesChanged)]
    assert (states[-1].phones, states[-1].connected) == (1, 1)


async def test_there_are_only_so_many_remotes_and_the_first_makes_way(house) -> None:
    host = await house.host_with_session()
    remotes = [await admitted(house, host, f"{number:032x}") for number in range(MOST_REMOTES + 1)]
    assert await remotes[0].hear_until(RemoteRefused) == RemoteRefused("revoked")
    assert await (await call(house)).hello(f"{0:032x}") == RemoteRefused("revoked")
    assert await (await call(house)).hello(f"{1:032x}") == RemoteAdmitted()


async def test_without_a_session_there_is_no_remote(house) -> None:
    host = await house.host()
    assert await host.refused(StartRemote) == "server.no_session"
    await host.do(lambda ref: OpenSession(ref, house.deck))
    await code_for(host)
    await host.do(EndSession)
    assert await host.refused(StartRemote) == "server.no_session"


async def test_a_page_of_another_version_is_told_so(house) -> None:
    host = await house.host_with_session()
    code = await code_for(host)
    assert await (await call(house)).hello("a" * 32, code, version=2) == RemoteRefused("version")
    assert await (await call(house)).hello("a" * 32, code) == RemoteAdmitted()


# --- guessing ------------------------------------------------------------------------------------


async def guess(house: Any, code: str, address: str) -> ServerToRemote:
    async with ClientSession(connector=TCPConnector(local_addr=(address, 0))) as client:
        socket = await client.ws_connect(house.phone_server.make_url("/remote/line"))
        told = await Remote(socket).hello("c" * 32, code)
        await socket.close()
        return told


async def test_an_address_that_guesses_wrongly_is_soon_not_listened_to(house) -> None:
    host = await house.host_with_session()
    code = await code_for(host)
    for _ in range(5):
        assert await guess(house, "ZZZZZZ", "127.0.0.8") == RemoteRefused("code")
    assert await guess(house, code, "127.0.0.8") == RemoteRefused("too_fast")
    assert await guess(house, code, "127.0.0.9") == RemoteAdmitted()
    house.clock.advance(60_000)
    assert await guess(house, await code_for(host), "127.0.0.8") == RemoteAdmitted()


async def test_after_too_many_wrong_guesses_the_code_is_void_and_the_console_is_told(house) -> None:
    host = await house.host_with_session()
    code = await code_for(host)
    for number in range(MOST_WRONG):
        await guess(house, "ZZZZZZ", f"127.0.1.{1 + number // 4}")
    state = await host.hear_until(RemotesChanged, lambda state: state.code is not CodeState.WAITING)
    assert state.code is CodeState.GUESSED
    assert await guess(house, code, "127.0.2.1") == RemoteRefused("code")


async def test_codes_are_drawn_from_a_thousand_million(house) -> None:
    host = await house.host_with_session()
    code = await code_for(host)
    assert len(code) == 6
    assert set(code) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


# --- revoking ------------------------------------------------------------------------------------


async def test_stopping_cuts_every_remote_off_at_once_and_for_good(house) -> None:
    host = await house.host_with_session()
    remote, code = await admitted(house, host), await code_for(host)
    await host.do(StopRemote)
    assert await remote.hear_until(RemoteRefused) == RemoteRefused("revoked")
    assert await remote.hear_close() == 1008
    assert await (await call(house)).hello("a" * 32) == RemoteRefused("revoked")
    assert await (await call(house)).hello("b" * 32, code) == RemoteRefused("code")
    states = [message for message in host.heard if isinstance(message, RemotesChanged)]
    assert states[-1] == RemotesChanged()


async def test_what_a_revoked_remote_still_says_has_no_effect(house) -> None:
    host = await house.host_with_session()
    remote = await admitted(house, host)
    for line in list(house.phones._remote_lines._callers):
        line.line.turn_away("revoked")
    await remote.say(GoNext(1, remote.clock_ms))
    await nothing_more_for(host)


async def test_the_end_of_the_session_is_the_end_of_its_remotes(house) -> None:
    host = await house.host_with_session()
    remote = await admitted(house, host)
    await host.do(EndSession)
    assert await remote.hear_until(RemoteRefused) == RemoteRefused("over")
    await remote.hear_close()
    await host.do(lambda ref: OpenSession(ref, house.deck))
    assert await (await call(house)).hello("a" * 32) == RemoteRefused("revoked")


async def test_a_server_that_was_restarted_knows_no_remote(house) -> None:
    host = await house.host_with_session()
    await admitted(house, host)
    await house.restart()
    assert await (await call(house)).hello("a" * 32) == RemoteRefused("revoked")


# --- what it shows -------------------------------------------------------------------------------


async def test_the_desk_comes_with_what_the_server_knows(house) -> None:
    host = await house.host_with_session()
    remote = await admitted(house, host)
    house.clock.advance(65_000)
    await host.open("timed")
    desk = DESK
    while True:
        shown = await remote.hear_until(DeskShown)
        if shown.answered is not None:
            break
    assert (shown.host, shown.slide, shown.of, shown.title) == (True, desk.slide, desk.of, desk.title)
    assert (shown.left_ms, shown.elapsed_ms, shown.answered, shown.connected) == (30_000, 65_000, 0, 0)
    phone = await house.participant()
    assert isinstance(await phone.hear(), Asking)
    await phone.answer("timed", 1, 0)
    while (shown := await remote.hear_until(DeskShown)).answered != 1:
        pass
    assert shown.connected == 1
    await host.close("timed")
    while (shown := await remote.hear_until(DeskShown)).left_ms is not None:
        pass
    await host.do(lambda ref: ShowDesk(ref, Desk(4, 27, "Phishing", Screen.BLACK)))
    while (shown := await remote.hear_until(DeskShown)).slide != 4:
        pass
    assert (shown.screen, shown.action) == (Screen.BLACK, None)


async def test_notes_are_said_only_while_the_trainer_wants_it(house) -> None:
    host = await house.host_with_session()
    remote = await admitted(house, host)
    await remote.say(RemoteResync())
    await remote.hear_until(DeskShown)
    await host.do(lambda ref: ShowDesk(ref, msgspec.structs.replace(DESK, slide=4)))
    await remote.hear_until(DeskShown)
    assert "yellow note" not in "".join(remote.heard)
    assert "notes" not in "".join(remote.heard)
    await host.do(lambda ref: ShareNotes(ref, True))
    assert await remote.hear_until(NotesShown) == NotesShown(DESK.notes)
    await host.do(lambda ref: ShareNotes(ref, False))
    assert await remote.hear_until(NotesShown) == NotesShown("")


async def test_notes_turned_on_with_the_code_come_once_for_each_slide(house) -> None:
    host = await house.host_with_session()
    remote = await admitted(house, host, notes=True)
    assert await remote.hear() == NotesShown(DESK.notes)
    for slide, notes in ((3, DESK.notes), (4, "Now the exercise.")):
        await host.do(lambda ref, slide=slide, notes=notes: ShowDesk(ref, Desk(slide, 27, notes=notes)))
    assert (await remote.hear_until(NotesShown)).text == "Now the exercise."
    again = await call(house)
    await again.hello("a" * 32)
    assert (await again.hear_until(NotesShown)).text == "Now the exercise."


async def test_notes_never_reach_a_trainees_phone(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    await admitted(house, host, notes=True)
    await host.open("poll")
    await phone.hear()
    assert "yellow note" not in "".join(phone.heard)


async def test_a_remote_without_a_host_is_told_so(house) -> None:
    host = await house.host_with_session()
    remote = await admitted(house, host)
    await host.socket.close()
    assert (await remote.hear_until(DeskShown)).host is False
    await remote.say(GoNext(1, remote.clock_ms))
    assert await remote.hear_until(WishRefused) == WishRefused(1, "no_host")
    back = await house.host(house.room.session.session_id)
    assert await back.hear_until(RemotesChanged) == RemotesChanged(1, 1, CodeState.USED)
    await back.do(lambda ref: ShowDesk(ref, DESK))
    while not (await remote.hear_until(DeskShown)).host:
        pass


# --- what it wishes ------------------------------------------------------------------------------


async def test_each_wish_goes_to_the_host_and_is_acknowledged_when_it_is_done(house) -> None:
    host = await house.host_with_session()
    remote = await admitted(house, host)
    said = (
        (GoNext(1, remote.clock_ms), WishKind.NEXT),
        (GoBack(2, remote.clock_ms), WishKind.BACK),
        (CoverScreen(3, remote.clock_ms, False), WishKind.BLACK),
        (StepQuestion(4, remote.clock_ms, QuestionAction.CLOSE), WishKind.QUESTION_STEP),
    )
    for number, (message, kind) in enumerate(said, 1):
        await remote.say(message)
        wish = await carry_out(host)
        assert wish.kind is kind
        assert wish.at_ms == house.clock.now_ms()
        assert await remote.hear_until(WishDone) == WishDone(number)
    assert (wish.action, wish.on) == (QuestionAction.CLOSE, True)


async def test_a_wish_that_the_host_does_not_carry_out_is_refused_with_its_reason(house) -> None:
    host = await house.host_with_session()
    remote = await admitted(house, host)
    await remote.say(StepQuestion(1, remote.clock_ms, QuestionAction.CLOSE))
    await carry_out(host, "changed")
    assert await remote.hear_until(WishRefused) == WishRefused(1, "changed")


async def test_a_wish_said_again_is_not_done_again(house) -> None:
    host = await house.host_with_session()
    remote = await admitted(house, host)
    wish = GoNext(1, remote.clock_ms)
    await remote.say(wish)
    await remote.say(wish)  # while it is being carried out
    await carry_out(host)
    assert await remote.hear_until(WishDone) == WishDone(1)
    again = await call(house)
    assert await again.hello("a" * 32) == RemoteAdmitted(last=1)
    await again.say(wish)
    assert await again.hear_until(WishDone) == WishDone(1)
    await nothing_more_for(host)


async def test_a_wish_that_was_long_on_its_way_is_refused_and_never_done(house) -> None:
    host = await house.host_with_session()
    remote = await admitted(house, host)
    await remote.say(GoNext(1, remote.clock_ms - LATE_MS - 1))
    assert await remote.hear_until(WishRefused) == WishRefused(1, "late")
    await nothing_more_for(host)


async def test_a_wish_of_which_the_host_says_nothing_is_refused_when_it_goes(house) -> None:
    host = await house.host_with_session()
    remote = await admitted(house, host)
    await remote.say(GoNext(1, remote.clock_ms))
    await host.hear_until(RemoteWish)
    await host.socket.close()
    assert await remote.hear_until(WishRefused) == WishRefused(1, "no_host")


async def test_wishes_go_to_the_host_of_their_own_session_only(house) -> None:
    house.shared = True
    await house.restart()
    first, second = await house.host_with_session(), await house.host_with_session()
    remote = await admitted(house, first)
    await second.do(lambda ref: ShowDesk(ref, Desk(1, 1)))
    await remote.say(GoNext(1, remote.clock_ms))
    wish = await first.hear_until(RemoteWish)
    await nothing_more_for(second)
    await second.do(lambda ref: AnswerWish(ref, wish.wish))
    await remote.say(RemoteResync())
    await remote.hear_until(DeskShown)
    assert "wish_done" not in "".join(remote.heard)
    assert "yellow" not in "".join(remote.heard)


# --- what it must not do -------------------------------------------------------------------------


async def test_every_command_of_the_host_and_every_message_of_a_phone_is_nothing_to_a_remotes_line(
    house,
) -> None:
    await house.restart_with(UNHURRIED)
    host = await house.host_with_session()
    before = house.recorded()
    remote = await admitted(house, host)
    kinds = [*members(HostMessage), *members(PhoneMessage)]
    assert not {tag_of(kind) for kind in kinds} & {tag_of(kind) for kind in members(RemoteMessage)}
    for kind in kinds:
        await remote.socket.send_str(msgspec.json.encode(sample(kind)).decode())
        assert await remote.hear_until(RemoteRefused) == RemoteRefused("malformed"), kind
    await nothing_more_for(host)
    assert house.recorded() == before


async def test_every_message_of_a_remote_is_nothing_to_a_phones_line(house) -> None:
    await house.restart_with(UNHURRIED)
    host = await house.host_with_session()
    await admitted(house, host)
    phone = await house.phone("a" * 32)  # the remote's own token, even
    await phone.hello()
    for kind in members(RemoteMessage):
        await phone.socket.send_str(msgspec.json.encode(sample(kind)).decode())
        assert await phone.hear() == PhoneRefused("malformed"), kind
    await nothing_more_for(host)


@pytest.mark.parametrize("kind", members(RemoteMessage))
async def test_nothing_is_heard_before_a_hello_that_is_let_in(house, kind: type) -> None:
    host = await house.host_with_session()
    await admitted(house, host)
    stranger = await call(house)
    await stranger.socket.send_str(msgspec.json.encode(sample(kind)).decode())
    assert isinstance(await stranger.hear(), RemoteRefused)
    assert await stranger.hear_close() == 1008
    await nothing_more_for(host)


async def test_a_page_of_another_site_gets_no_line(house) -> None:
    host = await house.host_with_session()
    code = await code_for(host)
    url = house.phone_server.make_url("/remote/line")
    assert await refusal(house, url, Origin="http://evil.example") == 403
    for path in ("/remote", "/remote/line"):
        there = house.phone_server.make_url(path)
        async with house.client.get(there, headers={"Host": "evil.example"}) as answer:
            assert answer.status == 421
    assert await (await call(house)).hello("a" * 32, code) == RemoteAdmitted()


async def test_wishes_without_a_pause_are_refused_and_end_the_line(house) -> None:
    await house.restart_with(PhoneLimits(burst=3, per_s=0, too_fast=2, farewell_s=0.1))
    host = await house.host_with_session()
    remote = await admitted(house, host)  # its hello counts
    for number in range(1, 5):
        await remote.say(GoNext(number, remote.clock_ms))
    assert await remote.hear_close() == 1008
    assert [text for text in remote.heard if "too_fast" in text] == [
        '{"type":"wish_refused","number":3,"code":"too_fast"}',
        '{"type":"wish_refused","number":4,"code":"too_fast"}',
    ]
    again = await call(house)
    await again.say(RemoteHello(1, "a" * 32))
    assert await again.hear_close() == 1013
    assert len([message for message in host.heard if isinstance(message, RemoteWish)]) <= 2


async def test_an_address_has_so_many_lines_whatever_they_are_for(house) -> None:
    await house.restart_with(PhoneLimits(lines_per_address=1))
    remote = await call(house)
    assert await refusal(house, house.phone_server.make_url("/phone")) == 503
    await remote.socket.close()


async def test_who_says_nothing_is_sent_away(house) -> None:
    await house.restart_with(PhoneLimits(hello_s=0.05))
    assert await (await call(house)).hear_close() == 1008


async def test_a_remote_that_has_left_the_network_is_noticed(house) -> None:
    await house.restart_with(PhoneLimits(heartbeat_s=0.1))
    host = await house.host_with_session()
    code = await code_for(host)
    url = house.phone_server.make_url("/remote/line")
    socket = await house.client.ws_connect(url, autoping=False)
    await Remote(socket).hello("a" * 32, code)
    await host.hear_until(RemotesChanged, lambda state: state.connected == 1)
    state = await host.hear_until(RemotesChanged, lambda state: state.connected == 0)
    assert state.phones == 1


async def test_nothing_of_a_remote_is_stored(server_process) -> None:
    await server_process.start("--phone-port", "0")
    host = await server_process.host()
    await host.do(lambda ref: OpenSession(ref, DECK))
    code = await code_for(host)
    url = f"http://127.0.0.1:{server_process.running.phone_port}/remote/line"
    async with ClientSession(connector=TCPConnector(local_addr=("127.0.0.78", 0))) as client:
        wrong = Remote(await client.ws_connect(url))
        await wrong.hello("b" * 32, "ZZZZZZ")
        remote = Remote(await client.ws_connect(url))
        assert await remote.hello("a" * 32, code) == RemoteAdmitted()
        for line in (wrong, remote):
            await line.socket.close()
    await server_process.stop()
    files = [path for path in server_process.data.rglob("*") if path.is_file()]
    kept = b"".join(path.read_bytes() for path in files)
    assert b"A lesson of its own" in kept
    for secret in (b"127.0.0.78", code.encode(), b"a" * 32, b"b" * 32):
        assert secret not in kept


async def test_many_who_come_at_once_for_one_code_are_one_remote(house) -> None:
    host = await house.host_with_session()
    code = await code_for(host)
    lines = [await call(house) for _ in range(5)]
    told = await asyncio.gather(*(line.hello(f"{n:032x}", code) for n, line in enumerate(lines)))
    assert told.count(RemoteAdmitted()) == 1
