"""The phones in their classrooms: what they ask, and what they are shown. However they are connected."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import msgspec

from server.classroom import NO_ROOM, Classroom, Reply
from server.classrooms import Classrooms
from server.eventlog import LogError
from server.events import (
    Event,
    Judged,
    LeaderboardSwitched,
    Opened,
    ParticipantRemoved,
    ParticipantRenamed,
    ParticipantsMerged,
    QuestionClosed,
    QuestionLeft,
    QuestionOpened,
    QuestionRevealed,
    Recorded,
    SessionEnded,
    SignedIn,
    SignInStarted,
    SignInStopped,
)
from server.phone_slides import PhoneSlides
from server.phone_talk import PhoneTalk
from server.protocol import (
    VERSION,
    AnswerRefused,
    AnswerSaved,
    CodeWanted,
    FeedbackRefused,
    FeedbackSaved,
    GiveFeedback,
    Hello,
    IsThisYou,
    Join,
    NoSession,
    Phase,
    PhoneMessage,
    PhoneRefused,
    Rejoin,
    Resync,
    ServerToPhone,
    SignedInNow,
    SignIn,
    Stage,
    SubmitAnswer,
    Told,
    WordSubject,
)
from server.pulse import Pulse
from server.session import Refusal
from server.views import StageView, waiting

_STAGE_CHANGES = (
    Opened,
    QuestionOpened,
    QuestionClosed,
    QuestionRevealed,
    QuestionLeft,
    ParticipantRenamed,
    ParticipantsMerged,
    ParticipantRemoved,
    SignInStarted,
    SignInStopped,
    LeaderboardSwitched,
    SessionEnded,
)

_encode = msgspec.json.Encoder().encode


@dataclass(eq=False, slots=True)
class Phone:
    """One page of a phone, by whatever line `send` reaches it; `token` is None until it has said hello."""

    send: Callable[[bytes], None]
    token: str | None = None
    address: str = ""  # of the network, for bounds on guessing; never stored
    code: str = ""
    room: Classroom | None = None
    told: Told = field(default_factory=Told)
    slide: bytes = b""  # as it was told which one the class sees

    def tell(self, message: ServerToPhone) -> None:
        """Send a message."""
        self.send(_encode(message))


class Phones:
    """Leads phones to their classroom, carries out what they ask, and shows them what changes: boards, and
    words that are judged late, every `talk_every_s` at most; slides, every `slides_every_s`."""

    def __init__(self, rooms: Classrooms, talk_every_s: float = 1.0, slides_every_s: float = 1.0) -> None:
        self._rooms = rooms
        # By classroom and token; where no session is on for them, phones wait together.
        self._phones: dict[Classroom | None, dict[str, set[Phone]]] = {}
        self._talk = PhoneTalk(rooms, talk_every_s)
        self._slides = PhoneSlides(rooms, self._in, slides_every_s)
        self._judged: set[Classroom] = set()  # where the class may see other words than before
        self._judging = Pulse(self._show_judged, talk_every_s)
        rooms.audiences.append(self)

    # --- what the classroom tells ----------------------------------------------------------------

    def happened(self, room: Classroom, recorded: tuple[Recorded, ...]) -> None:
        """See `classrooms.Audience`."""
        if any(isinstance(one.event, Opened) for one in recorded):
            self._lead_in()
        if any(_changes_stages(one.event) for one in recorded):
            self._show_all(room)
        elif _shows_words(room) and any(_judges_words(one.event) for one in recorded):
            self._judged.add(room)
            self._judging.ask()
        self._talk.follow(room)

    def past_changed(self, room: Classroom) -> None:
        """See `classrooms.Audience`."""
        self._talk.follow(room)
        if room.session is not None:
            self._show_all(room)
            return
        for phone in self._in(room):
            self._leave_seat(phone)
            self._take_a_seat(phone, self._rooms.find(phone.code), partial(self._show_seat, phone))

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

    def _show_seat(self, phone: Phone, _: Refusal | None) -> None:
        self._show(phone)

    def _show_all(self, room: Classroom) -> None:
        view = StageView(room.session, room.clock.now_ms(), room.wifi)
        frames: dict[ServerToPhone, bytes] = {}
        for token, phones in list(self._phones.get(room, {}).items()):
            stage = view.stage_for(room.participant_of(token))
            for phone in list(phones):
                if phone.told.knows(stage):  # who is in the lobby need not hear of every question
                    continue
                message = phone.told.brief(stage)
                frame = frames.get(message)
                if frame is None:
                    frame = frames[message] = _encode(message)
                phone.told.take(stage)
                phone.send(frame)

    def _show_judged(self) -> None:
        """A trainer looks through dozens of words in a row: phones aren't told of each."""
        judged, self._judged = self._judged, set()
        for room in judged:
            self._show_all(room)

    # --- what a phone asks -----------------------------------------------------------------------

    def hear(self, phone: Phone, message: PhoneMessage) -> None:
        """Carry out what the phone asks. A hello comes first, and only once: the caller sees to that."""
        match message:
            case Hello():
                self._greet(phone, message)
            case Join():
                self._join(phone, message)
            case Rejoin():
                self._rejoin(phone, message)
            case SignIn():
                self._sign_in(phone, message)
            case SubmitAnswer():
                self._take(phone, message)
            case GiveFeedback():
                self._take_feedback(phone, message)
            case Resync():
                self._rooms.when_settled(lambda _: self._show(phone))
            case _:
                self._talk.hear(phone, message)

    def _greet(self, phone: Phone, message: Hello) -> None:
        if message.version != VERSION:
            phone.tell(PhoneRefused("version"))
            return
        phone.token, phone.code = message.token, message.code
        self._take_a_seat(phone, self._rooms.find(phone.code), lambda _: self._show(phone))

    def _take_a_seat(self, phone: Phone, room: Classroom | None, seated: Reply) -> None:
        phone.room, phone.slide = room, b""
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

    def _in(self, room: Classroom) -> list[Phone]:
        return [phone for same in self._phones.get(room, {}).values() for phone in same]

    def _join(self, phone: Phone, message: Join) -> None:
        def joined(outcome: Refusal | IsThisYou | None) -> None:
            if isinstance(outcome, IsThisYou):
                phone.tell(outcome)
            else:
                self._came_in(phone, outcome)

        if phone.room is None:
            self._rooms.when_settled(joined)
        else:
            self._rooms.door.join(phone.room, _token(phone), phone.address, message, joined)

    def _rejoin(self, phone: Phone, message: Rejoin) -> None:
        def rejoined(refusal: Refusal | None) -> None:
            self._came_in(phone, refusal)

        if phone.room is None:
            self._rooms.when_settled(rejoined)
        else:
            self._rooms.door.rejoin(phone.room, _token(phone), phone.address, message, rejoined)

    def _came_in(self, phone: Phone, refusal: Refusal | None) -> None:
        if refusal is not None:
            phone.tell(_refused(refusal))
            return
        for one in self.tabs(phone.room, _token(phone)):  # a second tab takes part with the first
            self._tell_who(one)
            self._show(one)

    def _tell_who(self, phone: Phone) -> None:
        """Who comes in while a question is open learns who they are, and their code, before it."""
        room = phone.room
        if room is None or room.session is None or room.session.ended or room.session.current is None:
            return
        somebody = room.session.participants.get(room.participant_of(_token(phone)) or "")
        if somebody is not None:
            stage = waiting(room.session, somebody)
            phone.told.take(stage)
            phone.tell(stage)

    def _sign_in(self, phone: Phone, message: SignIn) -> None:
        def signed_in(refusal: Refusal | None) -> None:
            if refusal is not None:
                phone.tell(_refused(refusal))
                return
            phone.tell(SignedInNow())
            for one in self.tabs(phone.room, _token(phone)):
                self._show(one)

        if phone.room is None:
            self._rooms.when_settled(lambda _: signed_in(Refusal("not_joined")))
        else:
            self._rooms.door.sign_in(phone.room, _token(phone), message, signed_in)

    def _take(self, phone: Phone, message: SubmitAnswer) -> None:
        def taken(refusal: Refusal | None) -> None:
            key = (message.question_id, message.round)
            if refusal is not None:
                code = NO_ROOM if "." in refusal.code else refusal.code
                phone.tell(AnswerRefused(*key, code))
                return
            saved = AnswerSaved(*key, message.answer, message.confidence)
            phone.told.take_saved(saved)
            phone.tell(saved)
            for one in self.tabs(phone.room, _token(phone)):
                if one is not phone:
                    self._show(one)

        if phone.room is None:
            self._rooms.when_settled(lambda _: taken(Refusal("not_joined")))
        else:
            phone.room.answer(_token(phone), message, taken)

    def _take_feedback(self, phone: Phone, message: GiveFeedback) -> None:
        """For as long as the session's classroom is here, also from a phone that has gone on to the next."""
        room = self._rooms.room_of(message.session_id)

        def taken(refusal: Refusal | None) -> None:
            if refusal is not None:
                phone.tell(FeedbackRefused(message.session_id, refusal.for_phones))
                return
            phone.tell(FeedbackSaved(message.session_id))
            for one in self.tabs(room, _token(phone)):
                if one is not phone:
                    self._show(one)

        if room is None:
            self._rooms.when_settled(lambda _: taken(Refusal("gone")))
        else:
            room.look_back(_token(phone), message, taken)

    def _show(self, phone: Phone) -> None:
        if phone.token is None:
            return
        room = phone.room
        if room is None:
            stage: Stage = CodeWanted() if self._rooms.open_rooms else NoSession()
        else:
            view = StageView(room.session, room.clock.now_ms(), room.wifi)
            stage = view.stage_for(room.participant_of(phone.token))
        phone.told.take(stage)
        phone.tell(stage)
        self._slides.greet(phone)

    def gone(self, phone: Phone) -> None:
        """The phone's line is down."""
        if phone.token is not None:
            self._leave_seat(phone)
            self._talk.gone(phone)


def _shows_words(room: Classroom) -> bool:
    asked = room.session.current if room.session else None
    return asked is not None and asked.phase is Phase.REVEALED


def _judges_words(event: Event) -> bool:
    return isinstance(event, Judged) and isinstance(event.subject, WordSubject)


def _changes_stages(event: Event) -> bool:
    # Who signs in is shown it by the reply: a class that does so at once would else be told a thousand times.
    return isinstance(event, _STAGE_CHANGES) or (isinstance(event, SignedIn) and event.by_hand)


def _refused(refusal: Refusal) -> PhoneRefused:
    return PhoneRefused(refusal.for_phones)


def _token(phone: Phone) -> str:
    assert phone.token is not None
    return phone.token
