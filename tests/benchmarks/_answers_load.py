"""A class of phones in one thread: `python -m tests.benchmarks._answers_load`, with a `Plan` on its input.

WebSocket frames are written and read by hand, because a thousand of a library's clients would be slower
than what they measure. Each phone has an address of its own in 127.0.0.0/8. Phones join at the plan's pace;
when they are asked, they answer open loop: each at its moment within the window, whether others have been
acknowledged or not. What was seen is told as one line of JSON for each of `Joined`, `Answered` and `Told`.
"""

import errno
import resource
import selectors
import socket as sockets
import struct
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from random import Random

import msgspec

from decks.questions.model import ChoiceAnswer
from server.protocol import VERSION, Hello, Join, SubmitAnswer

PATIENCE_S = 20.0
RETRY_S = 0.1
_MASK = b"\x1d\x6e\xa3\x58"
_TEXT, _PING, _PONG = 1, 9, 10
_RECEIVED = 1 << 16


class Plan(msgspec.Struct):
    """What a class does. Phones are numbered from `first`. With `storm` all sockets are cut in the middle of
    the window, and phones come back at once."""

    port: int
    first: int
    phones: int
    joins_per_s: float
    window_s: float
    question_id: str
    options: int
    seed: int
    storm: bool = False


class Joined(msgspec.Struct, tag=True):
    """All have joined: how long each took, in milliseconds."""

    join_ms: list[float]


class Answered(msgspec.Struct, tag=True):
    """All answers are acknowledged, or patience has ended. Moments are of the system's monotonic clock."""

    sent: int
    refused: int
    asked_last_s: float
    ack_ms: list[float]  # from sending an answer to its acknowledgement
    ack_at_s: list[float]
    late_ms: list[float]  # how much later than planned answers were sent: the load's own slowness
    storm_s: float | None = None  # from the cut to the last acknowledgement


class Told(msgspec.Struct, tag=True):
    """All have the results. Frames and bytes, headers included, are the most that any phone got from the
    question on."""

    told_last_s: float
    frames: int
    bytes: int


Seen = Joined | Answered | Told


class _Heard(msgspec.Struct):
    """What a phone here needs of a message."""

    type: str
    saved: msgspec.Raw = msgspec.Raw()


_heard = msgspec.json.Decoder(_Heard).decode


def frame(payload: bytes, opcode: int = _TEXT) -> bytes:
    """A whole frame as clients send it, masked (RFC 6455, 5.2 and 5.3)."""
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else struct.pack("!BH", 0x80 | 126, size)
    mask = (_MASK * (size // 4 + 1))[:size]
    masked = (int.from_bytes(payload, "big") ^ int.from_bytes(mask, "big")).to_bytes(size, "big")
    return bytes([0x80 | opcode]) + length + _MASK + masked


def read_frame(received: bytes | bytearray) -> tuple[int, bytes, int] | None:
    """Opcode, payload and size of the frame that `received` begins with; None if it isn't all there. Servers'
    frames are not masked (RFC 6455, 5.1)."""
    if len(received) < 2:
        return None
    length, start = received[1] & 0x7F, 2
    if length == 126:
        length, start = int.from_bytes(received[2:4], "big"), 4
    elif length == 127:
        length, start = int.from_bytes(received[2:10], "big"), 10
    end = start + length
    if len(received) < end or len(received) < start:
        return None
    return received[0] & 0x0F, bytes(received[start:end]), end


def address_of(number: int) -> str:
    """The phone's own address."""
    return f"127.{1 + number // 62500}.{number // 250 % 250}.{1 + number % 250}"


@dataclass(eq=False, slots=True)
class _Phone:
    number: int
    hello: bytes
    join: bytes
    answer: bytes
    planned_s: float = 0.0  # after the first phone was asked
    due: bool = False  # its moment has come, whether it has been asked or not
    socket: sockets.socket | None = None
    upgraded: bool = False
    buffer: bytearray = field(default_factory=bytearray)
    began_s: float = 0.0
    joined_s: float | None = None
    asked_s: float | None = None
    sent_s: float | None = None
    acked_s: float | None = None
    told_s: float | None = None
    frames: int = 0
    bytes: int = 0


class Load:
    """All phones of a plan, from the first connection to the results."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._selector = selectors.DefaultSelector()
        random = Random(f"{plan.seed}/{plan.first}")
        self._phones = [_make(plan, number, random) for number in range(plan.first, plan.first + plan.phones)]
        self._counts = dict.fromkeys(("joined", "asked", "acked", "told"), 0)
        self._to_send: deque[_Phone] = deque()
        self._again: deque[tuple[float, _Phone]] = deque()
        self._asked_first_s: float | None = None
        self._cut_s: float | None = None
        self._late_ms: list[float] = []
        self.refused = 0

    def join(self) -> Joined:
        """Everybody comes in, at the plan's pace."""
        begun_s = time.monotonic()
        for place, phone in enumerate(self._phones):
            due_s = begun_s + place / self._plan.joins_per_s
            while (left_s := due_s - time.monotonic()) > 0:
                self._turn(left_s)
            self._connect(phone)
        self._wait("joined")
        return Joined([(p.joined_s - p.began_s) * 1000 for p in self._phones if p.joined_s is not None])

    def answer(self) -> Answered:
        """Wait for the question, then everybody answers in time."""
        self._to_send.extend(sorted(self._phones, key=lambda phone: phone.planned_s))
        self._wait("asked")
        self._wait("acked")
        acked = [phone for phone in self._phones if phone.acked_s is not None]
        last_s = max((phone.acked_s or 0.0 for phone in acked), default=0.0)
        return Answered(
            sent=sum(phone.sent_s is not None for phone in self._phones),
            refused=self.refused,
            asked_last_s=max((phone.asked_s or 0.0 for phone in self._phones), default=0.0),
            ack_ms=[((p.acked_s or 0.0) - p.sent_s) * 1000 for p in acked if p.sent_s is not None],
            ack_at_s=sorted(phone.acked_s or 0.0 for phone in acked),
            late_ms=self._late_ms,
            storm_s=None if self._cut_s is None else last_s - self._cut_s,
        )

    def hear_results(self) -> Told:
        """Wait until everybody has been told the results."""
        self._wait("told")
        return Told(
            told_last_s=max((phone.told_s or 0.0 for phone in self._phones), default=0.0),
            frames=max(phone.frames for phone in self._phones),
            bytes=max(phone.bytes for phone in self._phones),
        )

    # --- time ------------------------------------------------------------------------------------

    def _wait(self, what: str) -> None:
        until_s = time.monotonic() + PATIENCE_S + self._plan.window_s
        while self._counts[what] < len(self._phones) and (left_s := until_s - time.monotonic()) > 0:
            self._turn(left_s)

    def _turn(self, at_most_s: float) -> None:
        """Hear who has something to say, for no longer than until the next answer is due."""
        self._send_due()
        for key, _ in self._selector.select(min(at_most_s, self._until_due_s())):
            self._attend(key.data, key.fileobj)

    def _until_due_s(self) -> float:
        now_s = time.monotonic()
        due_s = now_s + PATIENCE_S
        if self._asked_first_s is not None and self._to_send:
            due_s = min(due_s, self._asked_first_s + self._to_send[0].planned_s)
            if self._storm_due:
                due_s = min(due_s, self._asked_first_s + self._plan.window_s / 2)
        if self._again:
            due_s = min(due_s, self._again[0][0])
        return max(0.0, due_s - now_s)

    @property
    def _storm_due(self) -> bool:
        return self._plan.storm and self._cut_s is None

    def _send_due(self) -> None:
        now_s = time.monotonic()
        while self._again and self._again[0][0] <= now_s:
            self._connect(self._again.popleft()[1])
        if self._asked_first_s is None:
            return
        if self._storm_due and now_s >= self._asked_first_s + self._plan.window_s / 2:
            self._cut_all()
        while self._to_send and self._asked_first_s + self._to_send[0].planned_s <= now_s:
            phone = self._to_send.popleft()
            phone.due = True
            if phone.asked_s is not None:
                now_s = time.monotonic()
                self._late_ms.append((now_s - self._asked_first_s - phone.planned_s) * 1000)
                self._answer(phone)

    def _cut_all(self) -> None:
        """All sockets are reset at once; then everybody comes back."""
        self._to_send.clear()
        for phone in self._phones:
            phone.due = True
            if phone.socket is not None:
                self._selector.unregister(phone.socket)
                phone.socket.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, struct.pack("ii", 1, 0))
                phone.socket.close()
        self._cut_s = time.monotonic()
        for phone in self._phones:
            self._connect(phone)

    # --- one phone -------------------------------------------------------------------------------

    def _connect(self, phone: _Phone) -> None:
        phone.began_s = phone.began_s or time.monotonic()
        phone.upgraded = False
        phone.buffer.clear()
        phone.socket = sockets.socket()
        phone.socket.setblocking(False)
        phone.socket.setsockopt(sockets.IPPROTO_TCP, sockets.TCP_NODELAY, 1)
        phone.socket.bind((address_of(phone.number), 0))
        code = phone.socket.connect_ex(("127.0.0.1", self._plan.port))
        if code not in (0, errno.EINPROGRESS):
            raise OSError(code, "connecting failed")
        self._selector.register(phone.socket, selectors.EVENT_WRITE, phone)

    def _attend(self, phone: _Phone, of: object) -> None:
        if of is not phone.socket or phone.socket is None:
            return
        try:
            if self._selector.get_key(phone.socket).events == selectors.EVENT_WRITE:
                phone.socket.sendall(_UPGRADE)
                self._selector.modify(phone.socket, selectors.EVENT_READ, phone)
                return
            received = phone.socket.recv(_RECEIVED)
        except BlockingIOError:
            return
        except OSError:
            received = b""
        if not received:
            self._lost(phone)
            return
        self._read(phone, received, time.monotonic())

    def _lost(self, phone: _Phone) -> None:
        assert phone.socket is not None
        self._selector.unregister(phone.socket)
        phone.socket.close()
        phone.socket = None
        self._again.append((time.monotonic() + RETRY_S, phone))

    def _read(self, phone: _Phone, received: bytes, now_s: float) -> None:
        phone.buffer += received
        if not phone.upgraded:
            _, found, rest = phone.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            phone.upgraded, phone.buffer = True, rest
            self._send(phone, phone.hello)
        while (read := read_frame(phone.buffer)) is not None:
            opcode, payload, size = read
            del phone.buffer[:size]
            if opcode == _PING:
                self._send(phone, frame(payload, _PONG))
            elif opcode == _TEXT:
                self._hear(phone, payload, size, now_s)

    def _hear(self, phone: _Phone, payload: bytes, size: int, now_s: float) -> None:
        heard = _heard(payload)
        if phone.asked_s is not None or heard.type == "asking":
            phone.frames += 1
            phone.bytes += size
        match heard.type:
            case "lobby":
                self._send(phone, phone.join)
            case "waiting":
                phone.joined_s = self._first("joined", phone.joined_s, now_s)
            case "asking":
                phone.asked_s = self._first("asked", phone.asked_s, now_s)
                self._asked_first_s = self._asked_first_s or now_s
                if len(heard.saved):
                    phone.acked_s = self._first("acked", phone.acked_s, now_s)
                elif phone.due:
                    self._answer(phone)
            case "saved":
                phone.acked_s = self._first("acked", phone.acked_s, now_s)
            case "now_revealed" | "revealed":
                phone.told_s = self._first("told", phone.told_s, now_s)
            case "refused" | "not_saved":
                self.refused += 1

    def _first(self, what: str, before_s: float | None, now_s: float) -> float:
        if before_s is not None:
            return before_s
        self._counts[what] += 1
        return now_s

    def _answer(self, phone: _Phone) -> None:
        phone.sent_s = phone.sent_s or time.monotonic()
        self._send(phone, phone.answer)

    def _send(self, phone: _Phone, data: bytes) -> None:
        if phone.socket is not None:
            try:
                phone.socket.sendall(data)
            except OSError:
                self._lost(phone)


_UPGRADE = (
    b"GET /phone HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: aGFuZHN1cC1iZW5jaG1hcg==\r\n\r\n"
)


def _make(plan: Plan, number: int, random: Random) -> _Phone:
    encode = msgspec.json.encode
    answer = SubmitAnswer(plan.question_id, 1, ChoiceAnswer((random.randrange(plan.options),)))
    return _Phone(
        number=number,
        hello=frame(encode(Hello(VERSION, f"{random.getrandbits(128):032x}"))),
        join=frame(encode(Join(f"Phone {number}"))),
        answer=frame(encode(answer)),
        planned_s=random.uniform(0, plan.window_s),
    )


def main() -> None:
    """Carry out the plan, telling each part when it is over."""
    plan = msgspec.json.decode(sys.stdin.buffer.readline(), type=Plan)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    load = Load(plan)
    for part in (load.join, load.answer, load.hear_results):
        sys.stdout.buffer.write(msgspec.json.encode(part()) + b"\n")
        sys.stdout.flush()
    sys.stdin.buffer.readline()  # stay connected until the other side has looked at what that costs


if __name__ == "__main__":
    main()
