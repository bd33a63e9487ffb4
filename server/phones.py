"""The phones in their classrooms: what they ask, and what they are shown. However they are connected."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from server.classroom import NO_ROOM, Classroom, Reply
from server.classrooms import Classrooms
from server.eventlog import LogError
from server.events import (
    Opened,
    QuestionClosed,
    QuestionLeft,
    QuestionOpened,
    QuestionRevealed,
    Recorded,
    SessionEnded,
)
from server.names import clean
from server.protocol import (
    VERSION,
    AnswerRefused,
    AnswerSaved,
    CodeWanted,
    Hello,
    Join,
    NoSession,
    PhoneMessage,
    PhoneRefused,
    Resync,
    ServerToPhone,
    Stage,
    SubmitAnswer,
)
from server.session import Refusal
from server.views import StageView

_STAGE_CHANGES = (Opened, QuestionOpened, QuestionClosed, QuestionRevealed, QuestionLeft, SessionEnded)

_encode = msgspec.json.Encoder().encode


@dataclass(eq=False, slots=True)
class Phone:
    """One page of a phone, by whatever line `send` reaches it; `token` is None until it has said hello."""

    send: Callable[[bytes], None]
    token: str | None = None
    code: str = ""
    room: Classroom | None = None
    shown: Stage | None = None

    def tell(self, message: ServerToPhone) -> None:
        """Send a message."""
        self.send(_encode(message))


class Phones:
    """Leads phones to their classroom, carries out what they ask, and shows them what changes."""

    def __init__(self, rooms: Classrooms) -> None:
        self._rooms = rooms
        # By classroom and token; where no session is on for them, phones wait together.
        self._phones: dict[Classroom | None, dict[str, set[Phone]]] = {}
        rooms.audiences.append(self)

    # --- what the classroom tells ----------------------------------------------------------------

    def happened(self, room: Classroom, recorded: tuple[Recorded, ...]) -> None:
        """See `classrooms.Audience`."""
        if any(isinstance(one.event, Opened) for one in recorded):
            self._lead_in()
        if any(isinstance(one.event, _STAGE_CHANGES) for one in recorded):
            self._show_all(room)

    def troubled(self, trouble: LogError | None) -> None:
        """See `classrooms.Audience`. A phone learns of it when it wants something saved."""

    def _lead_in(self) -> None:
        """A session has begun: phones that were waiting for one, or whose session is over, go there."""
        for room, phones in list(self._phones.items()):
            if room is not None and room.open:
                continue
            for phone in [phone for same in phones.values() for phone in same]:
                there = self._rooms.find(phone.code)
                if there is not room:
                    self._leave_seat(phone)
                    self._take_a_seat(phone, there, lambda _: None)

    def _show_all(self, room: Classroom) -> None:
        view = StageView(room.session, room.clock.now_ms())
        frames: dict[Stage, bytes] = {}
        for token, phones in list(self._phones.get(room, {}).items()):
            stage = view.stage_for(room.participant_of(token))
            frame = frames.get(stage)
            if frame is None:
                frame = frames[stage] = _encode(stage)
            for phone in list(phones):
                if phone.shown != stage:  # who is in the lobby need not hear of every question
                    phone.shown = stage
                    phone.send(frame)

    # --- what a phone asks -----------------------------------------------------------------------

    def hear(self, phone: Phone, message: PhoneMessage) -> None:
        """Carry out what the phone asks. A hello comes first, and only once: the caller sees to that."""
        match message:
            case Hello():
                self._greet(phone, message)
            case Join():
                self._join(phone, message)
            case SubmitAnswer():
                self._take(phone, message)
            case Resync():
                self._rooms.when_settled(lambda _: self._show(phone))

    def _greet(self, phone: Phone, message: Hello) -> None:
        if message.version != VERSION:
            phone.tell(PhoneRefused("version"))
            return
        phone.token, phone.code = message.token, message.code
        self._take_a_seat(phone, self._rooms.find(phone.code), lambda _: self._show(phone))

    def _take_a_seat(self, phone: Phone, room: Classroom | None, seated: Reply) -> None:
        phone.room = room
        self._phones.setdefault(room, {}).setdefault(_token(phone), set()).add(phone)
        if room is None:
            self._rooms.when_settled(seated)
        else:
            room.arrive(_token(phone), seated)

    def _leave_seat(self, phone: Phone) -> None:
        tokens = self._phones[phone.room]
        tokens[_token(phone)].discard(phone)
        if not tokens[_token(phone)]:
            del tokens[_token(phone)]
        if not tokens:
            del self._phones[phone.room]
        if phone.room is not None:
            phone.room.leave(_token(phone))

    def tabs(self, room: Classroom | None, token: str) -> list[Phone]:
        """All pages of one browser in a classroom."""
        return list(self._phones.get(room, {}).get(token, ()))

    def _join(self, phone: Phone, message: Join) -> None:
        def joined(refusal: Refusal | None) -> None:
            if refusal is not None:
                phone.tell(PhoneRefused("name" if refusal.code == "name" else "not_stored"))
                return
            for one in self.tabs(phone.room, _token(phone)):  # a second tab takes part with the first
                self._show(one)

        if phone.room is None:
            self._rooms.when_settled(joined)
        else:
            phone.room.join(_token(phone), clean(message.name), joined)

    def _take(self, phone: Phone, message: SubmitAnswer) -> None:
        def taken(refusal: Refusal | None) -> None:
            key = (message.question_id, message.round)
            if refusal is not None:
                code = NO_ROOM if "." in refusal.code else refusal.code
                phone.tell(AnswerRefused(*key, code))
                return
            phone.tell(AnswerSaved(*key, message.answer))
            for one in self.tabs(phone.room, _token(phone)):
                if one is not phone:
                    self._show(one)

        if phone.room is None:
            self._rooms.when_settled(lambda _: taken(Refusal("not_joined")))
        else:
            phone.room.answer(_token(phone), message, taken)

    def _show(self, phone: Phone) -> None:
        if phone.token is None:
            return
        room = phone.room
        if room is None:
            phone.shown = CodeWanted() if self._rooms.open_rooms else NoSession()
        else:
            view = StageView(room.session, room.clock.now_ms())
            phone.shown = view.stage_for(room.participant_of(phone.token))
        phone.tell(phone.shown)

    def gone(self, phone: Phone) -> None:
        """The phone's line is down."""
        if phone.token is not None:
            self._leave_seat(phone)


def _token(phone: Phone) -> str:
    assert phone.token is not None
    return phone.token
