"""Every message on the wire: one typed union for each direction of the host's and the phones' sockets.

JSON text frames; `type` names the message. Times are server time in milliseconds since 1970,
durations in milliseconds; a phone is only ever told durations, since its clock may be wrong.
What comes in refuses unknown fields; what goes out may gain fields, so readers ignore what they
don't know. Changes that break an older reader raise `VERSION`.
"""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from decks.questions.model import Answer, OptionIndex, Question

VERSION = 1

Token = Annotated[str, Meta(pattern="^[0-9a-f]{32}$", max_length=32)]
Name = Annotated[str, Meta(max_length=40)]
QuestionId = Annotated[str, Meta(min_length=1, max_length=64)]
Round = Annotated[int, Meta(ge=1, le=99)]
Ref = Annotated[int, Meta(ge=0)]
SlideNumber = Annotated[int, Meta(ge=1, le=100_000)]
Click = Annotated[int, Meta(ge=0, le=10_000)]
AgeMs = Annotated[int, Meta(ge=0)]

PHONE_SOCKET_PATH = "/phone"
HOST_SOCKET_PATH = "/host"


class Identity(StrEnum):
    """How participants are known: by nothing, or by the name they type."""

    ANONYMOUS = "anonymous"
    NICKNAME = "nickname"


class Screen(StrEnum):
    """What the projector shows instead of the slide, if anything."""

    SLIDE = "slide"
    BLACK = "black"
    WHITE = "white"


class Phase(StrEnum):
    """Where a round of a question stands. Without a round there is no phase: the class is waiting."""

    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


class _Out(msgspec.Struct, frozen=True, tag_field="type", omit_defaults=True):
    """What the server sends."""


class _In(msgspec.Struct, frozen=True, tag_field="type", forbid_unknown_fields=True):
    """What the server receives."""


# --- what both sides tell each other about a session ---------------------------------------------


class SlideSummary(msgspec.Struct, frozen=True):
    """What the log keeps of a slide, so that a session can be read when its deck has changed."""

    number: int
    title: str = ""
    planned_s: float | None = None


class SlidePicture(msgspec.Struct, frozen=True):
    """A small PNG of a slide (base64 on the wire)."""

    number: SlideNumber
    png: Annotated[bytes, Meta(max_length=200_000)]


class SlideQuestion(msgspec.Struct, frozen=True):
    """A question and the slide in whose notes it stands."""

    slide: int
    question: Question


class DeckSummary(msgspec.Struct, frozen=True):
    """What the log keeps of a deck."""

    lesson_id: str
    sha256: str
    title: str
    path: str
    slides: tuple[SlideSummary, ...] = ()
    questions: tuple[SlideQuestion, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """Where the lesson is: slide from 1, click from 0."""

    slide: int = 1
    click: int = 0
    screen: Screen = Screen.SLIDE


class RoundView(msgspec.Struct, frozen=True):
    """The question before the class, as the host sees it."""

    question_id: str
    round: int
    phase: Phase
    opened_at_ms: int
    closes_at_ms: int | None  # when the time limit ends; None without one
    answered: int
    connected: int
    joined: int
    counts: tuple[int, ...]  # for each option, how many chose it


class SessionView(msgspec.Struct, frozen=True):
    """A session as it stands, whole: whoever has this needs nothing that came before."""

    session_id: str
    deck: DeckSummary
    identity: Identity
    rehearsal: bool
    opened_at_ms: int
    place: Place
    round: RoundView | None
    rounds: dict[str, int]  # by question id: how many rounds have been opened so far
    joined: int
    connected: int
    ended: bool = False


class SessionRow(msgspec.Struct, frozen=True):
    """One line of the list of past sessions."""

    session_id: str
    title: str
    lesson_id: str
    opened_at_ms: int
    ended_at_ms: int | None  # None: never ended properly, or still running
    rehearsal: bool
    joined: int
    rounds: int  # rounds of questions that were asked
    answers: int


# --- host → server -------------------------------------------------------------------------------
# Commands carry a `ref`; the server answers each with `Done` or `Refused` of the same ref, after
# what the command caused is on disk. Repeating a command that has already had its effect is `Done`,
# but for `OpenSession`: every one of them means a new session.


class OpenSession(_In, frozen=True, tag="open_session"):
    """Begin a session. Refused while one is open, also when that was opened by the same command: whoever
    doesn't know whether it was carried out learns it from the next `HostWelcome`."""

    ref: Ref
    deck: DeckSummary
    identity: Identity = Identity.NICKNAME
    rehearsal: bool = False


class KeepPictures(_In, frozen=True, tag="keep_pictures"):
    """Small pictures of slides for the log, sent when they are drawn; the first of a slide is kept."""

    ref: Ref
    pictures: tuple[SlidePicture, ...]


class ShowPlace(_In, frozen=True, tag="show_place"):
    """The projector shows this now, or showed it `age_ms` ago (said late, after the link was down)."""

    ref: Ref
    place: Place
    age_ms: AgeMs = 0


class OpenQuestion(_In, frozen=True, tag="open_question"):
    """Ask a question. `round` is 1, or one more than the rounds it has had: a second vote.

    Refused while another question is open. A closed or revealed one is left by this.
    """

    ref: Ref
    question_id: QuestionId
    round: Round


class CloseQuestion(_In, frozen=True, tag="close_question"):
    """Take no more answers."""

    ref: Ref
    question_id: QuestionId
    round: Round


class RevealQuestion(_In, frozen=True, tag="reveal_question"):
    """Show everybody the distribution and the right answer. Refused while the question is open."""

    ref: Ref
    question_id: QuestionId
    round: Round


class LeaveQuestion(_In, frozen=True, tag="leave_question"):
    """Go on with the lesson: the phones wait again. Refused while the question is open."""

    ref: Ref
    question_id: QuestionId
    round: Round


class EndSession(_In, frozen=True, tag="end_session"):
    """End the session; an open question is closed first."""

    ref: Ref


class ListSessions(_In, frozen=True, tag="list_sessions"):
    """Ask for the past sessions: answered by `SessionList`."""

    ref: Ref


class ReadFigures(_In, frozen=True, tag="read_figures"):
    """Ask for a session's figures: answered by `FiguresRead` (in `server.figures`' terms)."""

    ref: Ref
    session_id: str


HostMessage = (
    OpenSession
    | KeepPictures
    | ShowPlace
    | OpenQuestion
    | CloseQuestion
    | RevealQuestion
    | LeaveQuestion
    | EndSession
    | ListSessions
    | ReadFigures
)


# --- server → host -------------------------------------------------------------------------------


class HostWelcome(_Out, frozen=True, tag="welcome"):
    """The first message. Server time at the moment of sending, and how fast it runs."""

    version: int
    now_ms: int
    speed: float
    phone_port: int
    session: SessionView | None


class SessionChanged(_Out, frozen=True, tag="session"):
    """The session opened, ended, or its place, phase or people changed."""

    session: SessionView


class RoundChanged(_Out, frozen=True, tag="round"):
    """Counts moved, nothing else: at most twenty times a second."""

    round: RoundView


class RoomChanged(_Out, frozen=True, tag="room"):
    """Somebody joined, came back or went silent: at most twenty times a second."""

    joined: int
    connected: int


class Done(_Out, frozen=True, tag="done"):
    """The command is carried out and on disk."""

    ref: int


class Refused(_Out, frozen=True, tag="refused"):
    """The command is not carried out. `code` names a sentence in `assets/translations`."""

    ref: int
    code: str
    values: dict[str, str] = {}


class Trouble(_Out, frozen=True, tag="trouble"):
    """Something the trainer must know (a full disk, say); an empty code: it is over."""

    code: str
    values: dict[str, str] = {}


class SessionList(_Out, frozen=True, tag="session_list"):
    """The past sessions, newest first."""

    ref: int
    sessions: tuple[SessionRow, ...]


# `FiguresRead` stands in `server.figures`, beside what it carries.


# --- phone → server ------------------------------------------------------------------------------


class Hello(_In, frozen=True, tag="hello"):
    """The first message of a phone: its token, drawn by itself and kept. Answered by the page's
    present `Stage`: a known token finds its participant again."""

    version: Annotated[int, Meta(ge=1, le=1000)]
    token: Token


class Join(_In, frozen=True, tag="join"):
    """Take part, under `name` where names are wanted (it is cleaned, and need not be unique)."""

    name: Name = ""


class SubmitAnswer(_In, frozen=True, tag="answer"):
    """An answer. Sending it again is harmless: question, round and participant are its key."""

    question_id: QuestionId
    round: Round
    answer: Answer


class Resync(_In, frozen=True, tag="resync"):
    """Woken up: send me the present stage again."""


PhoneMessage = Hello | Join | SubmitAnswer | Resync


# --- server → phone ------------------------------------------------------------------------------
# A phone shows one stage at a time. Each stage message is whole: it needs nothing that came before.


class PhoneChoice(msgspec.Struct, frozen=True, tag="choice", tag_field="kind"):
    """A question as a phone may know it while it is open: there is no field for what is right."""

    id: str
    stem: str
    options: tuple[str, ...]
    several: bool
    changeable: bool


PhoneQuestion = PhoneChoice


class NoSession(_Out, frozen=True, tag="no_session"):
    """Nothing is going on yet."""


class Lobby(_Out, frozen=True, tag="lobby"):
    """A session is on and this phone has not joined it."""

    session_id: str
    title: str
    identity: Identity


class Waiting(_Out, frozen=True, tag="waiting"):
    """Joined; no question now."""

    session_id: str
    title: str
    name: str


class Asking(_Out, frozen=True, tag="asking"):
    """A question is open. `saved` is the participant's answer on disk, if there is one; `left_ms` is
    server time, which a rehearsal may let run faster than the phone's."""

    session_id: str
    question: PhoneQuestion
    round: int
    left_ms: int | None
    saved: Answer | None


class Closed(_Out, frozen=True, tag="closed"):
    """No more answers; nothing is revealed yet."""

    session_id: str
    question: PhoneQuestion
    round: int
    saved: Answer | None


class Revealed(_Out, frozen=True, tag="revealed"):
    """The result. `right` is None for a poll or without an answer; `counts` go by option."""

    session_id: str
    question: PhoneQuestion
    round: int
    saved: Answer | None
    correct: tuple[OptionIndex, ...]
    explanation: str
    counts: tuple[int, ...]
    answered: int
    right: bool | None
    score: int  # the participant's points in this session so far
    possible: int  # the points revealed questions could have given


class Ended(_Out, frozen=True, tag="ended"):
    """The session is over, also for a phone that never joined it."""

    session_id: str
    title: str
    score: int
    possible: int


Stage = NoSession | Lobby | Waiting | Asking | Closed | Revealed | Ended


class AnswerSaved(_Out, frozen=True, tag="saved"):
    """The answer is on disk."""

    question_id: str
    round: int
    answer: Answer


class AnswerRefused(_Out, frozen=True, tag="not_saved"):
    """The answer is not kept. `code`: too_late, not_possible, not_joined, final, no_room, too_fast."""

    question_id: str
    round: int
    code: str


class PhoneRefused(_Out, frozen=True, tag="refused"):
    """The message could not be understood or allowed. `code`: version, malformed, too_fast, name, or
    not_stored: joining could not be written to the disk."""

    code: str


ServerToPhone = Stage | AnswerSaved | AnswerRefused | PhoneRefused
ServerToHost = (
    HostWelcome | SessionChanged | RoundChanged | RoomChanged | Done | Refused | Trouble | SessionList
)


# --- how a presenter finds the server on its own machine -------------------------------------------

STATE_FILE = "server.json"  # in the data folder, readable by its user only


class RunningServer(msgspec.Struct, frozen=True):
    """What a running server writes into `STATE_FILE`."""

    pid: int
    host_port: int
    phone_port: int
    secret: str  # opens the host site
    started: int  # server time
    version: str
