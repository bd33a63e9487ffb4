"""Who means harm: what is tried on the phones' site, and what comes of it."""

import asyncio
import contextlib
import json
import random
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from aiohttp import ClientSession, ServerDisconnectedError, TCPConnector

from decks.questions.model import (
    Choice,
    ChoiceAnswer,
    Estimate,
    Matching,
    NumberAnswer,
    Ordering,
    Question,
    ShortText,
    TextAnswer,
    TrueFalse,
    TruthAnswer,
)
from server.events import Answered, Joined
from server.protocol import (
    Asking,
    DeckSummary,
    Hello,
    HostMessage,
    Join,
    OpenSession,
    PhoneMessage,
    PhoneRefused,
    Resync,
    SlideQuestion,
    SubmitAnswer,
    Waiting,
)
from server.reception import PhoneLimits
from tests.server.samples import members, sample, tag_of

UNHURRIED = PhoneLimits(malformed=10_000, burst=10_000)
HANDSHAKE = (
    b"GET /phone HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n%s\r\n"
)
TEXT, CONTINUED, PING = 0x1, 0x0, 0x9
FINAL, COMPRESSED = 0x80, 0x40

# --- host commands -------------------------------------------------------------------------------


async def test_every_command_of_the_host_is_nothing_to_a_phones_socket(house) -> None:
    await house.restart_with(UNHURRIED)
    await house.host_with_session()
    before = house.recorded()
    phone = await house.phone()
    await phone.hello()
    kinds = [kind for kind in members(HostMessage) if tag_of(kind) not in map(tag_of, members(PhoneMessage))]
    assert len(kinds) > 20
    for kind in kinds:
        command = msgspec.json.encode(sample(kind)).decode()
        msgspec.json.decode(command, type=HostMessage)  # or the test would prove nothing
        await phone.socket.send_str(command)
        assert await phone.hear() == PhoneRefused("malformed"), command
    assert house.recorded() == before


# --- what is right -------------------------------------------------------------------------------

Variants = tuple[Sequence[Question], Sequence[Question]]


def with_other_solutions() -> Variants:
    """The same questions twice, with other right answers."""
    one = (
        Choice("choice", "Which?", ("A", "B", "C"), (0,), explanation="First", points=1),
        Choice("several", "Which ones?", ("A", "B", "C"), (0, 1), several=True),
        TrueFalse("truth", "So?", True, explanation="It is"),
        Estimate("number", "How many?", 17.0, tolerance=2, unit="m", lowest=0, highest=100),
        Ordering("order", "In which order?", ("A", "B", "C"), (0, 1, 2)),
        Matching("match", "What with what?", ("A", "B"), ("x", "y"), (0, 1)),
        ShortText("text", "Who?", ("Ann", "Anne")),
    )
    other = (
        Choice("choice", "Which?", ("A", "B", "C"), (2,), explanation="Another", points=7),
        Choice("several", "Which ones?", ("A", "B", "C"), (2,), several=True),
        TrueFalse("truth", "So?", False),
        Estimate("number", "How many?", 71.0, tolerance=9, unit="m", lowest=0, highest=100),
        Ordering("order", "In which order?", ("A", "B", "C"), (2, 1, 0)),
        Matching("match", "What with what?", ("A", "B"), ("x", "y"), (1, 0)),
        ShortText("text", "Who?", ("Bob",)),
    )
    return one, other


ANSWERS = {
    "choice": ChoiceAnswer((0,)),
    "several": ChoiceAnswer((0, 1)),
    "truth": TruthAnswer(True),
    "number": NumberAnswer(17),
    "text": TextAnswer("Ann"),
}


async def told_until_reveal(house: Any, question: Question) -> tuple[list[str], str]:
    """Every frame that two phones, one that answers and one that doesn't, get before the reveal of a
    question in a session of its own; and the frame that reveals it."""
    deck = DeckSummary("lesson", "0" * 64, "L", "l.pptx", (), (SlideQuestion(1, question),))
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, deck))
    first, second = await house.participant("a" * 32), await house.participant("b" * 32, "Bob")
    await host.open(question.id)
    assert isinstance(await first.hear(), Asking)
    await second.hear()
    for answer in (ANSWERS.get(question.id, ChoiceAnswer((0,))), ChoiceAnswer((25,))):
        await first.say(SubmitAnswer(question.id, 1, answer))
        await first.hear()
    await host.close(question.id)
    for phone in (first, second):
        await phone.hear()
        await phone.say(Resync())
        await phone.hear()
    heard = first.heard + second.heard
    await host.reveal(question.id)
    await second.hear()
    return heard, second.heard[-1]


@pytest.mark.parametrize("place", range(len(with_other_solutions()[0])))
async def test_before_the_reveal_no_byte_depends_on_what_is_right(
    house, tmp_path: Path, empty_log: Path, place: int
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "pages").mkdir()
    other = type(house)(tmp_path / "other", type(house.clock)(), house.deck)
    await other.start()
    try:
        one, another = (variant[place] for variant in with_other_solutions())
        told, revealed = await told_until_reveal(house, one)
        told_otherwise, revealed_otherwise = await told_until_reveal(other, another)
        assert told == told_otherwise
        assert revealed != revealed_otherwise, "or this test looks at the wrong frames"
    finally:
        await other.stop()


# --- messages ------------------------------------------------------------------------------------

WRONG = [
    "null",
    "[]",
    "{}",
    "-1",
    "1e999",
    "1e-999",
    "NaN",
    "99999999999999999999",
    '"\\ud800"',
    "true",
    '"\\u0000"',
]


async def test_wrong_types_in_any_field_of_any_message_do_no_harm(house) -> None:
    await house.restart_with(UNHURRIED)
    host = await house.host_with_session()
    await host.open("graded")
    phone = await house.participant()
    for kind in members(PhoneMessage):
        good = sample(kind)
        for field in good:
            for wrong in WRONG:
                parts = {name: json.dumps(value) for name, value in good.items()} | {field: wrong}
                frame = "{" + ",".join(f'"{name}":{value}' for name, value in parts.items()) + "}"
                await phone.socket.send_str(frame)
                await phone.hear()
    await phone.say(Resync())
    while not isinstance(await phone.hear(), Asking):
        pass
    assert house.events(Answered) == []


async def test_deep_and_wide_messages_are_refused(house) -> None:
    await house.restart_with(UNHURRIED)
    phone = await house.phone()
    await phone.hello()
    for frame in (
        "[" * 16_000,
        '{"a":' * 3000,
        '{"type":"resync",' + '"a":1,' * 2000 + '"b":1}',
        "9" * 16_000,
    ):
        await phone.socket.send_str(frame)
        assert await phone.hear() == PhoneRefused("malformed")


# --- frames --------------------------------------------------------------------------------------


def frame(payload: bytes, first: int = FINAL | TEXT, masked: bool = True) -> bytes:
    """A WebSocket frame as a client sends it (RFC 6455, 5.2), masked by zeros."""
    mask = 0x80 if masked else 0
    if len(payload) < 126:
        head = struct.pack("!BB", first, mask | len(payload))
    elif len(payload) < 65536:
        head = struct.pack("!BBH", first, mask | 126, len(payload))
    else:
        head = struct.pack("!BBQ", first, mask | 127, len(payload))
    return head + (bytes(4) if masked else b"") + payload


async def raw(house: Any, said: bytes, hello: bool = True, headers: bytes = b"") -> bytes:
    """Send bytes after the handshake; returns what the server said until it ended the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.phone_server.port)
    writer.write(HANDSHAKE % headers)
    assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
    if hello:
        writer.write(frame(msgspec.json.encode(Hello(1, "a" * 32))))
        await reader.read(2)
    writer.write(said)
    heard = b""
    try:
        async with asyncio.timeout(5):
            while data := await reader.read(65536):
                heard += data
    except ConnectionError:
        pass
    finally:
        writer.close()
    return heard


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (frame(b"\xff\xfe"), 1007),
        (frame(b'{"type":"resync"}', FINAL | TEXT | COMPRESSED), 1002),
        (frame(b"x" * 1_000_000), 1009),
        (frame(b"x" * 10_000, TEXT) + frame(b"x" * 10_000, CONTINUED) * 2, 1009),
        (frame(b"", FINAL | CONTINUED), 1002),
        (frame(b"", FINAL | 0x3), 1002),
        (frame(b"x" * 126, FINAL | PING), 1002),
        (frame(b"x", PING), 1002),
        (frame(b"\x03", FINAL | 0x8), 1002),
        (frame(b"") * 5, 1008),
    ],
)
async def test_what_is_no_proper_frame_ends_the_connection_with_a_reason(
    house, said: bytes, code: int
) -> None:
    await house.restart_with(PhoneLimits(farewell_s=0.1))
    heard = await raw(house, said)
    assert struct.pack("!BBH", 0x88, 2, code) in heard or struct.pack("!H", code) in heard[-130:], heard[-60:]


async def test_compression_is_not_spoken_even_if_asked_for(house) -> None:
    heard = await raw(
        house,
        frame(b"x", FINAL | TEXT | COMPRESSED),
        headers=b"Sec-WebSocket-Extensions: permessage-deflate\r\n",
    )
    assert struct.pack("!H", 1002) in heard


@pytest.mark.parametrize("opcode", [PING, 0xA])
async def test_a_flood_of_pings_is_a_flood(house, opcode: int) -> None:
    await house.restart_with(PhoneLimits(burst=5, per_s=0, too_fast=10, farewell_s=0.1))
    heard = await raw(house, frame(b"", FINAL | opcode) * 200)
    assert heard.count(b"\x8a\x00") <= 15
    assert struct.pack("!BBH", 0x88, 2, 1008) in heard


async def test_a_few_pings_are_answered(house) -> None:
    phone = await house.phone()
    await phone.hello()
    await phone.socket.ping(b"here?")
    await phone.say(Resync())
    await phone.hear()
    assert not phone.socket.closed


async def test_a_flood_is_not_forgotten_when_the_socket_is_opened_anew(house) -> None:
    await house.restart_with(PhoneLimits(burst=5, per_s=0, too_fast=10, farewell_s=0.1))
    phone = await house.phone("c" * 32)
    await phone.hello()
    for _ in range(20):
        await phone.say(Resync())
    assert await phone.hear_close() == 1008
    again = await house.phone("c" * 32)
    await again.say(Hello(1, "c" * 32))
    assert await again.hear_close() == 1013
    another = await house.phone()
    await another.hello()


async def test_a_phone_that_has_left_the_network_is_noticed(house) -> None:
    await house.restart_with(PhoneLimits(heartbeat_s=0.1))
    reader, writer = await asyncio.open_connection("127.0.0.1", house.phone_server.port)
    writer.write(HANDSHAKE % b"" + frame(msgspec.json.encode(Hello(1, "a" * 32))))
    heard = b""
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(65536):
            heard += data
    assert heard.count(b"\x89\x00") == 1
    writer.close()


# --- crowds --------------------------------------------------------------------------------------


async def test_one_address_can_not_fill_a_class_with_inventions(house) -> None:
    await house.restart_with(PhoneLimits(joins_burst=3, joins_per_s=0))
    await house.host_with_session()
    phones = [await house.participant() for _ in range(4)]
    assert phones[-1].heard[-1] == '{"type":"refused","code":"too_fast"}'
    assert len(house.events(Joined)) == 3


async def test_a_rehearsal_may_be_any_size(house) -> None:
    await house.restart_with(PhoneLimits(joins_burst=1, joins_per_s=0))
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, house.deck, rehearsal=True))
    for _ in range(3):
        phone = await house.phone()
        await phone.hello()
        assert isinstance(await phone.join("Ann"), Waiting)


async def test_an_address_that_asks_without_end_is_cut(house) -> None:
    await house.restart_with(PhoneLimits(address_burst=2, address_per_s=0))
    url = house.phone_server.make_url("/")
    statuses = []
    for _ in range(3):
        try:
            async with house.client.get(url) as answer:
                statuses.append(answer.status)
        except ServerDisconnectedError:
            statuses.append(0)
    assert statuses == [200, 200, 0]


# --- other sites and other paths -----------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "192.168.1.7.evil.example", ""])
@pytest.mark.parametrize("path", ["/", "/phone", "/phone/hear"])
async def test_a_name_that_points_here_from_elsewhere_is_not_served(house, host: str, path: str) -> None:
    url = house.phone_server.make_url(path)
    async with house.client.get(url, headers={"Host": host, "Origin": f"http://{host}"}) as answer:
        assert answer.status in (400, 421)
        assert b"Phone" not in await answer.read()


def strange_paths(chance: random.Random) -> list[str]:
    """Paths that climb, hide and repeat."""
    parts = [
        "..",
        ".",
        "",
        "%2e%2e",
        "..%2f",
        "%5c",
        "..\\",
        "secret.html",
        "pages",
        "%00",
        "%c0%ae",
        "index.html",
    ]
    parts += ["server", "~", ";", "sessions.sqlite", "file:", "C:", "etc", "passwd", "%252e"]
    return ["/" + "/".join(chance.choices(parts, k=chance.randint(1, 6))) for _ in range(300)]


async def test_no_path_leads_out_of_the_page(house) -> None:
    await house.restart_with(PhoneLimits(address_burst=10_000))
    for path in strange_paths(random.Random(4)):
        reader, writer = await asyncio.open_connection("127.0.0.1", house.phone_server.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        assert answer[9:12] in (b"404", b"400", b"200"), (path, answer[:200])
        assert b"not for phones" not in answer
        assert b"SQLite" not in answer
        assert answer[9:12] != b"200" or b"<title>Phone" in answer, path


@pytest.mark.parametrize("ask", ["OPTIONS", "PUT", "DELETE", "TRACE", "PROPFIND"])
async def test_no_other_method_does_anything_and_none_is_opened_to_other_sites(house, ask: str) -> None:
    headers = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "handsup-line"}
    for path in ("/", "/phone", "/phone/say"):
        async with house.client.request(ask, house.phone_server.make_url(path), headers=headers) as answer:
            assert answer.status in (400, 403, 404, 405)
            assert not [name for name in answer.headers if name.lower().startswith("access-control")]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


# --- what stays ----------------------------------------------------------------------------------


async def test_no_address_of_a_phone_is_stored(server_process) -> None:
    await server_process.start("--phone-port", "0")
    host = await server_process.host()
    question = Choice("q", "Which?", ("A", "B"), (0,))
    deck = DeckSummary("lesson", "0" * 64, "L", "l.pptx", (), (SlideQuestion(1, question),))
    await host.do(lambda ref: OpenSession(ref, deck))
    url = f"http://127.0.0.1:{server_process.running.phone_port}/phone"
    async with ClientSession(connector=TCPConnector(local_addr=("127.0.0.77", 0))) as client:
        socket = await client.ws_connect(url)
        for said in (Hello(1, "a" * 32), Join("Ann")):
            await socket.send_str(msgspec.json.encode(said).decode())
            await socket.receive()
        await socket.send_str("?")
        await socket.close()
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", server_process.running.phone_port, local_addr=("127.0.0.77", 0)
    )
    writer.write(b"\x16\x03\x01 no HTTP at all\r\n\r\n")
    await reader.read()
    writer.close()
    await server_process.stop()
    files = [path for path in server_process.data.rglob("*") if path.is_file()]
    kept = b"".join(path.read_bytes() for path in files)
    assert b"Ann" in kept
    assert b"127.0.0.77" not in kept
    assert b"a" * 32 not in kept
