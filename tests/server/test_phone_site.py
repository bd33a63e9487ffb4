"""What phones are told, and what becomes of those that are none."""

import asyncio
import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from aiohttp import WSMsgType

from decks.questions.model import ChoiceAnswer
from server.events import Answered, Connected, Joined, WentSilent
from server.protocol import (
    AnswerRefused,
    AnswerSaved,
    Asking,
    Closed,
    Ended,
    EndSession,
    Identity,
    Join,
    LeaveQuestion,
    Lobby,
    NoSession,
    OpenSession,
    PhoneRefused,
    Resync,
    Revealed,
    RoundChanged,
    SubmitAnswer,
    Waiting,
)
from server.reception import PhoneLimits

# --- the lesson as a phone sees it ---------------------------------------------------------------


async def test_a_phone_follows_the_lesson_by_itself(house) -> None:
    phone = await house.phone()
    assert await phone.hello() == NoSession()
    host = await house.host_with_session()
    session_id = house.room.session.session_id
    assert await phone.hear() == Lobby(session_id, "A lesson", Identity.NICKNAME)
    waiting = await phone.join("  Ann ")
    assert isinstance(waiting, Waiting)
    assert (waiting.session_id, waiting.title, waiting.name) == (session_id, "A lesson", "Ann")
    await host.open("graded")
    asking = await phone.hear()
    assert isinstance(asking, Asking)
    assert (asking.question.options, asking.saved) == (("Three", "Four", "Five"), None)
    assert await phone.answer("graded", 1, 1) == AnswerSaved("graded", 1, ChoiceAnswer((1,)))
    await host.close("graded")
    closed = await phone.hear()
    assert isinstance(closed, Closed)
    assert closed.saved == ChoiceAnswer((1,))
    await host.reveal("graded")
    revealed = await phone.hear()
    assert isinstance(revealed, Revealed)
    assert (revealed.solution, revealed.explanation) == (ChoiceAnswer((1,)), "Count them")
    assert revealed.counts == (0, 1, 0)
    assert (revealed.answered, revealed.right, revealed.score, revealed.possible) == (1, True, 2, 2)
    await host.do(lambda ref: LeaveQuestion(ref, "graded", 1))
    assert isinstance(await phone.hear(), Waiting)
    await host.do(EndSession)
    ended = await phone.hear()
    assert isinstance(ended, Ended)
    assert (ended.session_id, ended.title, ended.score, ended.possible) == (session_id, "A lesson", 2, 2)


async def test_without_an_answer_there_is_no_right_or_wrong(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    await host.open("graded")
    await host.close("graded")
    await host.reveal("graded")
    stages = [await phone.hear() for _ in range(3)]
    assert (stages[-1].right, stages[-1].score, stages[-1].possible) == (None, 0, 2)


async def test_no_byte_before_the_reveal_tells_what_is_right(house) -> None:
    host = await house.host_with_session()
    token = "d" * 32
    early, late = await house.participant(token), await house.phone()
    await late.hello()
    await host.open("graded")
    await early.hear()
    await early.answer("graded", 1, 0)
    await early.answer("graded", 1, 7)
    await early.answer("graded", 2, 1)
    second_tab = await house.phone(token)
    await second_tab.hello()
    await late.join("Bob")
    assert isinstance(await late.hear(), Asking)
    await host.close("graded")
    for phone in (early, late, second_tab):
        assert isinstance(await phone.hear(), Closed)
        await phone.say(Resync())
        assert isinstance(await phone.hear(), Closed)
    everything = "".join(early.heard + late.heard + second_tab.heard)
    assert "Count them" not in everything
    for word in ("solution", "correct", "explanation", "right", "counts", "points", "time_limit"):
        assert f'"{word}"' not in everything
    await host.reveal("graded")
    await early.hear()
    assert "Count them" in early.heard[-1], "or this test looks for the wrong words"


async def test_the_host_commands_are_nothing_to_the_phone_site(house) -> None:
    await house.host_with_session()
    phone = await house.participant()
    for command in ("open_question", "close_question", "reveal_question", "leave_question"):
        message = {"type": command, "ref": 1, "question_id": "graded", "round": 1}
        await phone.socket.send_str(json.dumps(message))
        assert await phone.hear() in (PhoneRefused("malformed"),)
    assert house.room.session.rounds == {}


async def test_an_answer_sent_twice_is_acknowledged_twice_and_kept_once(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    await host.open("graded")
    await phone.hear()
    for _ in range(2):
        await phone.say(SubmitAnswer("graded", 1, ChoiceAnswer((1,))))
    assert await phone.hear() == await phone.hear() == AnswerSaved("graded", 1, ChoiceAnswer((1,)))
    assert len(house.events(Answered)) == 1


async def test_a_refused_answer_says_why(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant()
    stranger = await house.phone()
    await stranger.hello()
    await host.open("final")
    await phone.hear()
    assert await phone.answer("final", 1, 5) == AnswerRefused("final", 1, "not_possible")
    assert await phone.answer("final", 2, 0) == AnswerRefused("final", 2, "too_late")
    assert await stranger.answer("final", 1, 0) == AnswerRefused("final", 1, "not_joined")
    await phone.answer("final", 1, 0)
    assert await phone.answer("final", 1, 1) == AnswerRefused("final", 1, "final")


async def test_an_answer_without_any_session_is_refused(house) -> None:
    phone = await house.phone()
    await phone.hello()
    assert await phone.answer("graded", 1, 1) == AnswerRefused("graded", 1, "not_joined")
    assert await phone.join() == NoSession()


# --- who is there --------------------------------------------------------------------------------


async def test_two_tabs_are_one_participant_and_both_follow(house) -> None:
    host = await house.host_with_session()
    first, second = await house.phone("e" * 32), await house.phone("e" * 32)
    await first.hello()
    await second.hello()
    assert isinstance(await first.join("Ann"), Waiting)
    assert isinstance(await second.hear(), Waiting)
    await host.open("graded")
    await first.hear()
    await second.hear()
    await first.answer("graded", 1, 1)
    told = await second.hear()
    assert isinstance(told, Asking)
    assert told.saved == ChoiceAnswer((1,))
    assert len(house.events(Joined)) == 1
    await first.socket.close()
    view = await host.hear_until(RoundChanged, lambda message: message.round.answered == 1)
    assert (view.round.connected, view.round.joined) == (1, 1)
    assert house.events(WentSilent) == []


async def test_who_goes_silent_is_away_and_not_gone(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant("f" * 32)
    await host.open("graded")
    await phone.hear()
    await phone.answer("graded", 1, 1)
    await phone.socket.close()
    view = await host.hear_until(RoundChanged, lambda message: message.round.connected == 0)
    assert (view.round.joined, view.round.answered) == (1, 1)
    back = await house.phone("f" * 32)
    asking = await back.hello()
    assert isinstance(asking, Asking)
    assert asking.saved == ChoiceAnswer((1,))
    await host.hear_until(RoundChanged, lambda message: message.round.connected == 1)
    assert len(house.events(Connected)) == 2


async def test_a_session_that_begins_later_does_not_know_the_participants_of_the_last(house) -> None:
    host = await house.host_with_session()
    phone = await house.participant("a" * 32)
    first_key = house.events(Joined)[0].token_key
    await host.do(EndSession)
    await phone.hear()
    house.clock.advance(1000)
    await host.do(lambda ref: OpenSession(ref, house.deck))
    assert isinstance(await phone.hear(), Lobby)
    await phone.join("Ann")
    assert house.events(Joined)[0].token_key != first_key


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u202e", "\x00"])
async def test_a_name_that_is_empty_is_refused(house, name: str) -> None:
    await house.host_with_session()
    phone = await house.phone()
    await phone.hello()
    assert await phone.join(name) == PhoneRefused("name")


async def test_an_anonymous_session_keeps_no_name(house) -> None:
    await house.host_with_session(Identity.ANONYMOUS)
    phone = await house.phone()
    await phone.hello()
    waiting = await phone.join("Ann")
    assert isinstance(waiting, Waiting)
    assert waiting.name.isdigit()
    assert len(waiting.name) == 4
    joined = house.events(Joined)[0]
    assert (joined.name, joined.number, joined.member) == (waiting.name, "", "")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("'; DROP TABLE events", "'; DROP TABLE events"),
        ("\u202eevil\x00", "evil"),
    ],
)
async def test_a_hostile_name_is_kept_as_text(house, name: str, kept: str) -> None:
    await house.host_with_session()
    phone = await house.participant(name=name)
    assert json.loads(phone.heard[-1])["name"] == kept


# --- what is no phone ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "null",
        "[]",
        "{",
        '{"type":"resync","extra":1}',
        '{"type":"welcome"}',
        '{"type":"join","name":7}',
        '{"type":"join","name":"' + "x" * 41 + '"}',
        '{"type":"join","name":"\\ud800"}',
        '{"type":"answer","question_id":"graded","round":0,"answer":{"kind":"choice","options":[1]}}',
        '{"type":"answer","question_id":"graded","round":1,"answer":{"kind":"choice","options":[99]}}',
        '{"type":"answer","question_id":"graded","round":1,"answer":{"kind":"choice","options":[1],"to":1}}',
        '{"type":"answer","question_id":"graded","round":1e99,"answer":{"kind":"choice","options":[1]}}',
        '{"type":"hello","version":1,"token":"' + "0" * 32 + '"}',
        "[" * 5000,
        '{"a":' + "[" * 8000,
    ],
)
async def test_a_malformed_message_is_refused_and_the_phone_stays(house, frame: str) -> None:
    await house.host_with_session()
    phone = await house.participant()
    await phone.socket.send_str(frame)
    assert await phone.hear() == PhoneRefused("malformed")
    await phone.say(Resync())
    assert isinstance(await phone.hear(), Waiting)


async def test_binary_frames_are_malformed(house) -> None:
    phone = await house.phone()
    await phone.hello()
    await phone.socket.send_bytes(b'{"type":"resync"}')
    assert await phone.hear() == PhoneRefused("malformed")


async def test_five_malformed_messages_end_the_connection(house) -> None:
    phone = await house.phone()
    await phone.hello()
    for _ in range(5):
        await phone.socket.send_str("?")
    assert await phone.hear_close() == 1008
    assert phone.heard[-5:] == ['{"type":"refused","code":"malformed"}'] * 5


async def test_text_that_is_not_utf8_ends_the_connection(house) -> None:
    phone = await house.phone()
    await phone.hello()
    await phone.socket.send_frame(b"\xff\xfe", WSMsgType.TEXT)
    assert await phone.hear_close() == 1007


async def test_an_oversized_message_ends_the_connection(house) -> None:
    phone = await house.phone()
    await phone.hello()
    await phone.socket.send_str("x" * 20_000)
    assert await phone.hear_close() == 1009


async def test_before_its_hello_a_phone_is_told_nothing(house) -> None:
    await house.host_with_session()
    phone = await house.phone()
    for message in (Join("Ann"), Resync(), SubmitAnswer("graded", 1, ChoiceAnswer((1,)))):
        await phone.say(message)
        assert await phone.hear() == PhoneRefused("malformed")


@pytest.mark.parametrize("token", ["", "A" * 32, "0" * 31, "0" * 33, "0" * 32 + "\n"])
async def test_a_token_must_be_one(house, token: str) -> None:
    phone = await house.phone(token)
    if not token:
        phone.token = ""
    assert await phone.hello() == PhoneRefused("malformed")


async def test_a_page_of_another_version_is_told(house) -> None:
    phone = await house.phone()
    await phone.socket.send_str(json.dumps({"type": "hello", "version": 2, "token": "0" * 32}))
    assert await phone.hear() == PhoneRefused("version")


async def test_a_socket_that_says_nothing_is_closed(house) -> None:
    await house.restart_with(PhoneLimits(hello_s=0.01))
    phone = await house.phone()
    assert await phone.hear_close() == 1008


async def test_a_flood_is_refused_and_then_cut(house) -> None:
    await house.restart_with(PhoneLimits(burst=5, per_s=0, too_fast=10))
    phone = await house.phone()
    await phone.hello()
    for _ in range(30):
        await phone.say(Resync())
    assert await phone.hear_close() == 1008
    assert phone.heard.count('{"type":"no_session"}') == 5
    assert phone.heard.count('{"type":"refused","code":"too_fast"}') == 10


async def test_an_answer_that_comes_too_fast_is_told_by_its_key(house) -> None:
    await house.host_with_session()
    await house.restart_with(PhoneLimits(burst=2, per_s=0))
    phone = await house.participant()
    assert await phone.answer("graded", 1, 1) == AnswerRefused("graded", 1, "too_fast")


async def test_an_address_has_a_bounded_number_of_sockets(house) -> None:
    await house.restart_with(PhoneLimits(lines_per_address=2))
    phones = [await house.phone() for _ in range(2)]
    async with house.client.get(house.phone_server.make_url("/phone")) as refused:
        assert refused.status == 503
    await phones[0].socket.close()
    await (await house.phone()).hello()


async def test_a_slow_reader_is_dropped_and_the_others_do_not_wait(house) -> None:
    host = await house.host_with_session()
    slow = await house.participant()
    quick = await house.participant()
    slow.socket._response.connection.transport.pause_reading()
    heard = 0
    for _ in range(20_000):
        pages = house.phones.phones.tabs(house.room, slow.token)
        if not pages:
            break
        pages[0].send(b'"' + b"x" * 8000 + b'"')
        heard += 1
        await asyncio.sleep(0)
    assert not house.phones.phones.tabs(house.room, slow.token)
    assert heard < 20_000
    await host.open("graded")
    assert isinstance(await quick.hear(), Asking)


# --- the page ------------------------------------------------------------------------------------


@dataclass
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


async def get(house, path: str, **headers: str) -> Answer:
    url = house.phone_server.make_url("/").with_path(path, encoded=True)
    async with house.client.get(url, headers=headers, auto_decompress=False) as answer:
        return Answer(answer.status, answer.headers, await answer.read())


async def test_the_page_is_served_zipped_and_guarded(house) -> None:
    answer = await get(house, "/")
    assert answer.status == 200
    assert b"<title>Phone" in gzip.decompress(answer.body)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Server" not in answer.headers
    policy = answer.headers["Content-Security-Policy"]
    assert re.match(
        r"default-src 'none'; script-src 'self'( 'sha256-\S+')?; style-src 'self'; img-src", policy
    )
    assert f"connect-src 'self' ws://127.0.0.1:{house.phone_server.port};" in policy


async def test_only_the_script_that_stands_in_the_page_itself_may_run_beside_its_files(house) -> None:
    answer = await get(house, "/")
    inside = re.search(rb"<script>(.*?)</script>", gzip.decompress(answer.body))
    assert inside is not None
    digest = base64.b64encode(hashlib.sha256(inside.group(1)).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in answer.headers["Content-Security-Policy"]
    assert "sha256-" not in (await get(house, "/phone.js")).headers["Content-Security-Policy"]


async def test_a_join_code_in_the_address_leads_to_the_same_page(house) -> None:
    assert (await get(house, "/4711")).body == (await get(house, "/")).body
    assert (await get(house, "/471")).status == 404


async def test_a_page_that_has_not_changed_is_not_sent_again(house) -> None:
    etag = (await get(house, "/")).headers["ETag"]
    again = await get(house, "/", **{"If-None-Match": etag})
    assert (again.status, again.body) == (304, b"")


async def test_a_client_that_can_not_unzip_gets_plain_text(house) -> None:
    answer = await get(house, "/phone.js", **{"Accept-Encoding": "identity"})
    assert answer.body == b"export const page = 1;\n"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/secret.html", "/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "//", "/host"]
)
async def test_nothing_else_is_served(house, path: str) -> None:
    answer = await get(house, path)
    assert answer.status in (400, 404)
    assert b"not for phones" not in answer.body


@pytest.mark.parametrize("host", ["evil; script-src *", "a b", "x" * 300, "[::1", "h:99999999"])
async def test_a_strange_host_header_does_not_reach_the_policy(house, host: str) -> None:
    answer = await get(house, "/", Host=host)
    policy = answer.headers.get("Content-Security-Policy", "connect-src 'self';")
    assert "connect-src 'self';" in policy


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://[", ""])
async def test_a_page_from_elsewhere_gets_no_socket(house, origin: str) -> None:
    url = house.phone_server.make_url("/phone")
    async with house.client.get(url, headers={"Origin": origin}) as refused:
        assert refused.status == 403


async def test_our_own_page_gets_a_socket_without_compression(house) -> None:
    url = house.phone_server.make_url("/phone")
    origin = f"http://127.0.0.1:{house.phone_server.port}"
    socket = await house.client.ws_connect(url, headers={"Origin": origin}, compress=15)
    assert not socket.compress


async def test_phones_are_told_that_the_server_comes_back(house) -> None:
    phone = await house.phone()
    await phone.hello()
    closing = asyncio.create_task(house.phones.close())
    assert await phone.hear_close() == 1012
    await closing
