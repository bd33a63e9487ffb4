"""Where what phones send is understood and counted, on whatever line, before it reaches a classroom."""

import asyncio
from collections import Counter
from dataclasses import dataclass

import msgspec
from aiohttp import WSCloseCode

from server.addresses import neighbourhood
from server.allowance import Allowances, Turns
from server.classrooms import Classrooms
from server.phone_talk import name_of
from server.phones import Phone, Phones
from server.protocol import (
    AnswerRefused,
    AskedRefused,
    AskTrainer,
    FeedbackRefused,
    GiveFeedback,
    Hello,
    Join,
    PhoneMessage,
    PhoneRefused,
    React,
    SayPace,
    SubmitAnswer,
    VoteUp,
    WatchBoard,
)

_decoder: msgspec.json.Decoder[PhoneMessage] = msgspec.json.Decoder(PhoneMessage)


@dataclass(frozen=True, slots=True)
class PhoneLimits:
    """What one phone, and one address, may do."""

    hello_s: float = 10  # a socket that says nothing is no phone
    farewell_s: float = 0.5  # what a phone has to answer when its socket is closed
    heartbeat_s: float = 20
    silent_s: float = 40  # a phone that polls and isn't heard from for so long is away
    poll_s: float = 25  # what proxies are known to bear
    message_bytes: int = 16 * 1024
    malformed: int = 5  # a page of another version sends one or two, and is told to reload
    burst: float = 30  # a hand can't; a page that catches up after sleep sends a handful
    per_s: float = 5
    too_fast: int = 100  # refusals before the line is cut
    talk_every_s: float = 1.0  # between two boards of trainees' questions
    slides_every_s: float = 1.0  # between two slides
    waiting_frames: int = 64  # a phone needs about five for each question
    waiting_bytes: int = 32 * 1024  # within the system's own buffers, which come on top
    # A hall of a thousand may reach the laptop through one router's address, and a rehearsal comes
    # through loopback: these bounds keep one address from taking everything, not a class from entering.
    lines_per_address: int = 2000
    lines_burst: float = 2000  # as many may come back at once as may be there
    lines_per_s: float = 50
    turns_burst: float = 50  # a handshake takes as long as ten answers: newcomers wait for one another
    turns_per_s: float = 300
    address_burst: float = 6000
    address_per_s: float = 1000
    joins_burst: float = 1500
    joins_per_s: float = 20


@dataclass(eq=False, slots=True)
class Visit:
    """A phone on its line, from the line's opening to its end."""

    phone: Phone
    malformed: int = 0
    too_fast: int = 0


class Reception:
    """Takes messages in, within the limits. What a phone's token and its address have used up is not given
    back by a new line."""

    def __init__(self, rooms: Classrooms, limits: PhoneLimits) -> None:
        self.phones = Phones(rooms, limits.talk_every_s, limits.slides_every_s)
        self.limits = limits
        pace = max(1.0, rooms.clock.speed)
        self._lines: Counter[str] = Counter()
        self._openings = Allowances(limits.lines_burst * pace, limits.lines_per_s * pace)
        self._turns = Turns(limits.turns_burst * pace, limits.turns_per_s * pace)
        self._tokens = Allowances(limits.burst * pace, limits.per_s * pace)
        self._addresses = Allowances(limits.address_burst * pace, limits.address_per_s * pace)
        self._joins = Allowances(limits.joins_burst * pace, limits.joins_per_s * pace)

    # --- lines and requests ----------------------------------------------------------------------

    def open_line(self, remote: str | None) -> str | None:
        """The address that one more line counts for; None if it has too many, or opens too many."""
        address = neighbourhood(remote)
        if self._lines[address] >= self.limits.lines_per_address:
            return None
        if not self._openings.take(address, _now_s()):
            return None
        self._lines[address] += 1
        return address

    async def turn(self, address: str) -> None:
        """Return when the line that was opened last has its turn."""
        wait_s = self._turns.wait_s(address, _now_s())
        if wait_s:
            await asyncio.sleep(wait_s)

    def close_line(self, address: str) -> None:
        """A line has ended."""
        self._lines[address] -= 1
        if not self._lines[address]:
            del self._lines[address]

    def may_ask(self, remote: str | None) -> bool:
        """Whether an address may make one more request; if so, it is counted."""
        return self._addresses.take(neighbourhood(remote), _now_s())

    # --- messages --------------------------------------------------------------------------------

    def hear(self, visit: Visit, message: PhoneMessage | None) -> WSCloseCode | None:
        """Take a message in; None is one that can't be understood. Returns why the line must end, if so."""
        if isinstance(message, Hello) and visit.phone.token is None:
            return self._greet(visit, message)
        if not self._allowed(visit):
            return self._slow_down(visit, message)
        if message is None or visit.phone.token is None or isinstance(message, Hello):
            visit.malformed += 1
            visit.phone.tell(PhoneRefused("malformed"))
            return WSCloseCode.POLICY_VIOLATION if visit.malformed >= self.limits.malformed else None
        if isinstance(message, Join) and not self._may_join(visit.phone):
            visit.phone.tell(PhoneRefused("too_fast"))
            return None
        self.phones.hear(visit.phone, message)
        return None

    def count(self, visit: Visit) -> WSCloseCode | None:
        """Something came that says nothing, such as a ping."""
        return None if self._allowed(visit) else self._tire(visit)

    def _greet(self, visit: Visit, message: Hello) -> WSCloseCode | None:
        now_s = _now_s()
        if self._addresses.take(visit.phone.address, now_s) and self._tokens.take(message.token, now_s):
            self.phones.hear(visit.phone, message)
            return None
        # Not with a refusal: a page that has been told nothing yet comes back by itself, later each time.
        return WSCloseCode.TRY_AGAIN_LATER

    def _allowed(self, visit: Visit) -> bool:
        now_s = _now_s()
        if not self._addresses.take(visit.phone.address, now_s):
            return False
        return visit.phone.token is None or self._tokens.take(visit.phone.token, now_s)

    def _slow_down(self, visit: Visit, message: PhoneMessage | None) -> WSCloseCode | None:
        if isinstance(message, SubmitAnswer):
            visit.phone.tell(AnswerRefused(message.question_id, message.round, "too_fast"))
        elif isinstance(message, AskTrainer | VoteUp):
            visit.phone.tell(AskedRefused(message.asked_id, "too_fast"))
        elif isinstance(message, GiveFeedback):
            visit.phone.tell(FeedbackRefused(message.session_id, "too_fast"))
        elif isinstance(message, SayPace | React | WatchBoard):
            visit.phone.tell(PhoneRefused("too_fast", name_of(type(message))))
        else:
            visit.phone.tell(PhoneRefused("too_fast"))
        return self._tire(visit)

    def _tire(self, visit: Visit) -> WSCloseCode | None:
        visit.too_fast += 1
        return WSCloseCode.POLICY_VIOLATION if visit.too_fast >= self.limits.too_fast else None

    def _may_join(self, phone: Phone) -> bool:
        """One address can't fill a class with inventions. A rehearsal is all invention, and says so."""
        session = phone.room.session if phone.room is not None else None
        if session is not None and session.rehearsal:
            return True
        return self._joins.take(phone.address, _now_s())


def read(data: str | bytes) -> PhoneMessage | None:
    """The message that a phone sent; None if it is none."""
    try:
        return _decoder.decode(data)
    # RecursionError: brackets in brackets, thousands deep
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def _now_s() -> float:
    return asyncio.get_running_loop().time()
