"""What phones say beside their answers, and the board of questions on the pages that show it."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from server.classroom import Classroom, Reply, token_key
from server.classrooms import Classrooms
from server.protocol import (
    AskedRefused,
    AskedSaved,
    AskTrainer,
    PhoneRefused,
    React,
    SayPace,
    VoteUp,
    WatchBoard,
)
from server.pulse import Pulse
from server.session import Ask, Command, Feel, Refusal, Session, TellPace, Vote
from server.talk_view import BoardView

if TYPE_CHECKING:
    from server.phones import Phone

AT_ONCE = 50
"""So many boards are written before others have their turn."""

TalkMessage = AskTrainer | VoteUp | SayPace | React | WatchBoard
"""What is asked here."""

_encode = msgspec.json.Encoder().encode


class PhoneTalk:
    """Carries out what phones ask, and keeps the boards up to date: one message every `every_s` at most."""

    def __init__(self, rooms: Classrooms, every_s: float) -> None:
        self._rooms = rooms
        self._watching: dict[Phone, bytes] = {}  # the pages that show a board, and what they were told of it
        self._changed: set[Classroom] = set()
        self._pulse = Pulse(self._show_boards, every_s)

    def hear(self, phone: "Phone", message: TalkMessage) -> None:
        """Carry out what a phone asks that has said hello."""
        match message:
            case AskTrainer(asked_id=asked_id, text=text):
                self._ask(phone, lambda who, at_ms: Ask(who, asked_id, text, at_ms), _kept(phone, asked_id))
            case VoteUp(asked_id=asked_id, up=up):
                self._ask(phone, lambda who, _: Vote(who, asked_id, up), _kept(phone, asked_id))
            case SayPace(pace=pace):
                self._ask(
                    phone, lambda who, at_ms: TellPace(who, pace, at_ms), _unless_refused(phone, message)
                )
            case React(kind=kind):
                self._ask(phone, lambda who, at_ms: Feel(who, kind, at_ms), _unless_refused(phone, message))
            case WatchBoard(on=True):
                self._watching.setdefault(phone, b"")
                self._rooms.when_settled(lambda _: self._watch(phone))
            case WatchBoard():
                self._watching.pop(phone, None)

    def follow(self, room: Classroom) -> None:
        """Something has happened in a classroom."""
        if self._watching:
            self._changed.add(room)
            self._pulse.ask()

    def gone(self, phone: "Phone") -> None:
        """The phone's line is down."""
        self._watching.pop(phone, None)

    def _ask(self, phone: "Phone", make: Callable[[str | None, int], Command], reply: Reply) -> None:
        room = phone.room
        if room is None or room.ahead is None:
            self._rooms.when_settled(lambda _: reply(Refusal("not_joined")))
            return
        session = room.ahead
        participant = session.by_token_key.get(token_key(session.session_id, phone.token or ""))
        room.ask(make(participant, room.clock.now_ms()), reply)

    def _watch(self, phone: "Phone") -> None:
        if phone not in self._watching:  # gone, or changed its mind, while others were being written
            return
        if phone.room is not None and taking_part(phone) is not None:
            self.follow(phone.room)
        else:
            del self._watching[phone]
            phone.tell(PhoneRefused("not_joined", name_of(WatchBoard)))

    def _show_boards(self) -> None:
        changed, self._changed = self._changed, set()
        self._show_some(iter([phone for phone in self._watching if phone.room in changed]), _Boards())

    def _show_some(self, phones: "Iterator[Phone]", boards: "_Boards") -> None:
        """Show the boards to the next of these phones, and go on when others have had their turn: nobody's
        answer waits until a thousand boards are written."""
        some = list(islice(phones, AT_ONCE))
        for phone in some:
            told, who = self._watching.get(phone), taking_part(phone)
            if told is None or who is None:
                continue
            frame = boards.frame_for(*who)
            if frame != told:
                self._watching[phone] = frame
                phone.send(frame)
        if some:
            asyncio.get_running_loop().call_soon(self._show_some, phones, boards)


def name_of(kind: type[TalkMessage]) -> str:
    """A message's `type` on the wire."""
    return str(kind.__struct_config__.tag)


class _Boards:
    """The boards of one beat: each is worked out and written once."""

    def __init__(self) -> None:
        self._views: dict[str, BoardView] = {}
        self._frames: dict[
            int, bytes
        ] = {}  # by the board's identity: to hash it takes longer than to write it

    def frame_for(self, session: Session, participant: str) -> bytes:
        """What one who takes part in a session is to be told."""
        view = self._views.get(session.session_id)
        if view is None:
            view = self._views[session.session_id] = BoardView(session)
        board = view.board_for(participant)
        frame = self._frames.get(id(board))
        if frame is None:
            frame = self._frames[id(board)] = _encode(board)
        return frame


def taking_part(phone: "Phone") -> tuple[Session, str] | None:
    """The session on the disk and who of its participants holds the phone; None for who doesn't take part."""
    if phone.room is None or phone.room.session is None:
        return None
    participant = phone.room.participant_of(phone.token or "")
    session = phone.room.session
    return (session, participant) if participant in session.participants else None


def _kept(phone: "Phone", asked_id: str) -> Reply:
    def reply(refusal: Refusal | None) -> None:
        if refusal is None:
            phone.tell(AskedSaved(asked_id))
        else:
            phone.tell(AskedRefused(asked_id, refusal.for_phones))

    return reply


def _unless_refused(phone: "Phone", message: TalkMessage) -> Reply:
    def reply(refusal: Refusal | None) -> None:
        if refusal is not None:
            phone.tell(PhoneRefused(refusal.for_phones, name_of(type(message))))

    return reply
