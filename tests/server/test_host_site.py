"""The presenter's side: who gets in, what is replied, and how often counts come."""

import asyncio

import msgspec
import pytest
from aiohttp import WSMsgType

from decks.questions.model import ChoiceAnswer
from server.events import PicturesKept
from server.figures import FiguresRead
from server.protocol import (
    EndSession,
    HostWelcome,
    KeepPictures,
    ListSessions,
    OpenSession,
    Place,
    ReadFigures,
    Refused,
    RoomChanged,
    RoundChanged,
    Screen,
    SessionChanged,
    SessionList,
    ShowPlace,
    SlidePicture,
    SubmitAnswer,
)

SECRET = "the secret of this test"


# --- who gets in ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": SECRET}, 401),
        ({"Authorization": "Bearer \xe9"}, 401),
        ({"Authorization": f"Bearer {SECRET}", "Origin": "http://127.0.0.1"}, 403),
        ({"Authorization": f"Bearer {SECRET}", "Host": "evil.example"}, 403),
        ({"Authorization": f"Bearer {SECRET}", "Host": "192.168.1.7:80"}, 403),
        ({"Authorization": f"Bearer {SECRET}", "Host": "[::1"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/host", "/sessions/x/answers.csv"])
async def test_nobody_else_gets_in(house, path: str, headers: dict[str, str], status: int) -> None:
    url = house.host_server.make_url(path)
    async with house.client.get(url, headers=headers) as answer:
        assert answer.status == status


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:80"])
async def test_this_machine_gets_in(house, host: str) -> None:
    headers = {"Authorization": f"Bearer {SECRET}", "Host": host}
    socket = await house.client.ws_connect(house.host_server.make_url("/host"), headers=headers)
    assert (await socket.receive()).type is WSMsgType.TEXT


async def test_the_phone_site_knows_no_host_and_the_host_site_no_phones(house) -> None:
    headers = {"Authorization": f"Bearer {SECRET}"}
    for url in (house.phone_server.make_url("/host"), house.host_server.make_url("/phone")):
        async with house.client.get(url, headers=headers) as answer:
            assert answer.status == 404


async def test_what_is_no_message_ends_the_connection(house) -> None:
    host = await house.host()
    await host.hear()
    await host.socket.send_str('{"type":"hello"}')
    assert (await host.socket.receive()).type is WSMsgType.CLOSE
    assert host.socket.close_code == 1003


# --- what the host is told -----------------------------------------------------------------------


async def test_the_welcome_comes_first(house, fake_clock) -> None:
    host = await house.host()
    assert await host.hear() == HostWelcome(1, fake_clock.now_ms(), 1.0, 8765, None)
    await host.do(lambda ref: OpenSession(ref, house.deck))
    second = await house.host(house.room.session.session_id)
    welcome = await second.hear()
    assert isinstance(welcome, HostWelcome)
    assert welcome.session.deck == house.deck


async def test_only_one_session_is_open(house) -> None:
    host = await house.host_with_session()
    assert await host.refused(lambda ref: OpenSession(ref, house.deck)) == "server.session_open"
    await host.do(EndSession)
    await host.do(EndSession)
    house.clock.advance(1000)
    await host.do(lambda ref: OpenSession(ref, house.deck))


async def test_without_a_session_there_is_nothing_to_do(house) -> None:
    host = await house.host()
    assert await host.refused(EndSession) == "server.no_session"
    assert await host.refused(lambda ref: ShowPlace(ref, Place(1))) == "server.no_session"


async def test_commands_sent_in_one_go_are_carried_out_in_order(house) -> None:
    host = await house.host_with_session()
    frames = [ShowPlace(100 + slide, Place(slide)) for slide in (2, 3, 4)]
    frames += [EndSession(200), EndSession(201)]
    for frame in frames:
        await host.socket.send_str(msgspec.json.encode(frame).decode())
    replies = []
    while len(replies) < 5:
        message = await host.hear()
        if hasattr(message, "ref"):
            replies.append(message.ref)
    assert replies == [102, 103, 104, 200, 201]


async def test_a_change_of_place_is_told_to_every_host(house) -> None:
    first = await house.host_with_session()
    second = await house.host(house.room.session.session_id)
    await first.do(lambda ref: ShowPlace(ref, Place(3, 1, Screen.BLACK)))
    changed = await second.hear_until(SessionChanged)
    assert changed.session.place == Place(3, 1, Screen.BLACK)


async def test_pictures_are_kept_without_a_word(house) -> None:
    host = await house.host_with_session()
    heard = len(host.heard)
    pictures = (SlidePicture(1, b"\x89PNG" * 1000), SlidePicture(2, b"\x89PNG"))
    await host.do(lambda ref: KeepPictures(ref, pictures))
    assert len(host.heard) == heard + 1
    assert house.events(PicturesKept) == [PicturesKept(pictures)]


async def test_a_burst_of_answers_becomes_a_few_messages_and_the_last_has_all(house) -> None:
    host = await house.host_with_session()
    phones = [await house.participant() for _ in range(20)]
    await host.open("graded")
    for phone in phones:
        await phone.hear()
    began_s = asyncio.get_running_loop().time()
    host.heard.clear()
    for option in (0, 1, 2, 0, 1):
        for phone in phones:
            await phone.say(SubmitAnswer("graded", 1, ChoiceAnswer((option,))))
    full = (0, 20, 0)
    await host.hear_until(RoundChanged, lambda message: message.round.counts == full)
    took_s = asyncio.get_running_loop().time() - began_s
    assert len(host.heard) <= 2 + took_s * 20
    assert all(isinstance(message, RoundChanged | RoomChanged) for message in host.heard)


async def test_who_joins_without_a_question_changes_the_room(house) -> None:
    host = await house.host_with_session()
    await house.participant()
    room = await host.hear_until(RoomChanged)
    assert (room.joined, room.connected) == (1, 1)


# --- what has been -------------------------------------------------------------------------------


async def test_sessions_are_listed_after_what_was_asked_before(house) -> None:
    host = await house.host_with_session()
    await host.do(EndSession)
    listed = await host.ask(ListSessions)
    assert isinstance(listed, SessionList)
    assert [(row.title, row.ended_at_ms is None) for row in listed.sessions] == [("A lesson", False)]


async def test_the_figures_of_an_open_session_can_be_read(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant(name="李雷")
    await host.open("graded")
    await phone.hear()
    await phone.answer("graded", 1, 1)
    read = await host.ask(lambda ref: ReadFigures(ref, house.room.session.session_id))
    assert isinstance(read, FiguresRead)
    assert read.figures.session.answers == 1
    assert read.figures.participants[0].name == "李雷"


async def test_the_figures_of_no_session_are_refused(house) -> None:
    host = await house.host()
    reply = await host.ask(lambda ref: ReadFigures(ref, "nothing"))
    assert isinstance(reply, Refused)
    assert reply.code == "server.no_such_session"


@pytest.mark.parametrize(
    ("file", "begins"),
    [("answers.csv", b""), ("feedback.csv", b""), ("report.xlsx", b"PK"), ("report.html", b"<!")],
)
async def test_a_session_is_exported(house, file: str, begins: bytes) -> None:
    await house.host_with_session()
    await house.participant(name="李雷")
    headers = {"Authorization": f"Bearer {SECRET}"}
    url = house.host_server.make_url(f"/sessions/{house.room.session.session_id}/{file}?language=zh")
    wrong = house.host_server.make_url(f"/sessions/nothing/{file}")
    async with house.client.get(url, headers=headers) as answer:
        assert answer.status == 200
        assert (await answer.read()).lstrip(b"\xef\xbb\xbf").startswith(begins)
    for asked, status in ((wrong, 404), (url.with_query(language="xx"), 400)):
        async with house.client.get(asked, headers=headers) as answer:
            assert answer.status == status


async def test_a_ping_of_the_host_is_answered(house) -> None:
    headers = {"Authorization": f"Bearer {SECRET}"}
    url = house.host_server.make_url("/host")
    async with house.client.ws_connect(url, headers=headers, autoping=False) as socket:
        await socket.ping(b"there?")
        frames = [await socket.receive(10) for _ in range(2)]
    assert [frame.data for frame in frames if frame.type is WSMsgType.PONG] == [b"there?"]
