"""The trainer's phone as a remote: its messages in both directions, and those of the host about it."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from server.protocol.people import TypedCode
from server.protocol.values import Incoming, Outgoing, Ref, Screen, Token

REMOTE_PATH = "/remote"
REMOTE_SOCKET_PATH = "/remote/line"

LONGEST_NOTES = 8000
LONGEST_TITLE = 200

WishNumber = Annotated[int, Meta(ge=1, le=999_999)]
ClockMs = Annotated[int, Meta(ge=0, le=10**15)]
Why = Annotated[str, Meta(max_length=20)]


class QuestionAction(StrEnum):
    """The one obvious thing to do next with a question."""

    ASK = "ask"
    CLOSE = "close"
    REVEAL = "reveal"
    GO_ON = "go_on"


class WishKind(StrEnum):
    """What a remote can wish for."""

    NEXT = "next"
    BACK = "back"
    BLACK = "black"
    QUESTION_STEP = "question_step"


class CodeState(StrEnum):
    """What has become of the remote's code: none was asked for, it waits for its phone, a phone has used it,
    its time is over, or it was given up because too many others were tried."""

    NONE = "none"
    WAITING = "waiting"
    USED = "used"
    EXPIRED = "expired"
    GUESSED = "guessed"


class Desk(msgspec.Struct, frozen=True):
    """What the trainer has before him, as far as a remote shows it: the slide from 1 of how many, what covers
    the projector, what the question's button does, if there is anything to do, and the notes."""

    slide: Annotated[int, Meta(ge=0, le=100_000)]
    of: Annotated[int, Meta(ge=0, le=100_000)]
    title: Annotated[str, Meta(max_length=LONGEST_TITLE)] = ""
    screen: Screen = Screen.SLIDE
    action: QuestionAction | None = None
    notes: Annotated[str, Meta(max_length=LONGEST_NOTES)] = ""


# --- remote → server -----------------------------------------------------------------------------
# Every wish has a number, one more than the last of this remote, and says when it was made, by the
# `clock_ms` that the remote heard last and its own clock since then.


class RemoteHello(Incoming, frozen=True, tag="remote_hello"):
    """The first message of a remote: its token, drawn by itself and kept, and the code from the console while
    the server doesn't know the token yet. Answered by `RemoteAdmitted`, or `RemoteRefused` and the end of the
    line: version, code, too_fast or revoked."""

    version: Annotated[int, Meta(ge=1, le=1000)]
    token: Token
    code: TypedCode = ""


class GoNext(Incoming, frozen=True, tag="next"):
    """What a clicker's "next" does."""

    number: WishNumber
    clock_ms: ClockMs


class GoBack(Incoming, frozen=True, tag="back"):
    """What a clicker's "back" does."""

    number: WishNumber
    clock_ms: ClockMs


class CoverScreen(Incoming, frozen=True, tag="black"):
    """The projector is to be black, or (`on` false) no more."""

    number: WishNumber
    clock_ms: ClockMs
    on: bool


class StepQuestion(Incoming, frozen=True, tag="question_step"):
    """The next step of the question, if it still is this one: refused as `changed` else."""

    number: WishNumber
    clock_ms: ClockMs
    action: QuestionAction


class RemoteResync(Incoming, frozen=True, tag="remote_resync"):
    """Woken up: send me the desk again."""


RemoteWishMessage = GoNext | GoBack | CoverScreen | StepQuestion
RemoteMessage = RemoteHello | RemoteWishMessage | RemoteResync


# --- server → remote -----------------------------------------------------------------------------


class RemoteAdmitted(Outgoing, frozen=True, tag="admitted"):
    """This phone is a remote of the session. `last` is the number of its last wish."""

    last: int = 0


class DeskShown(Outgoing, frozen=True, tag="desk"):
    """What a remote shows; `host` is false while nobody is there to carry out a wish. `left_ms` is what an
    open question still has, `elapsed_ms` how long the session is on; a rehearsal may let both run faster than
    the phone's clock. `answered` is null while there is no question. `clock_ms` is a clock of the server's
    that says nothing but how old a wish is."""

    clock_ms: int
    host: bool
    slide: int = 0
    of: int = 0
    title: str = ""
    screen: Screen = Screen.SLIDE
    action: QuestionAction | None = None
    left_ms: int | None = None
    elapsed_ms: int = 0
    answered: int | None = None
    connected: int = 0


class NotesShown(Outgoing, frozen=True, tag="notes"):
    """The slide's notes: said only where the trainer has turned that on, and once more, empty, when it is
    turned off."""

    text: str


class WishDone(Outgoing, frozen=True, tag="wish_done"):
    """The presenter has carried out the wish."""

    number: int


class WishRefused(Outgoing, frozen=True, tag="wish_refused"):
    """The wish has not been carried out and won't be. `code`: late (it came more than two seconds after it
    was made), no_host, changed (the question's step was another one meanwhile), revoked, over or too_fast."""

    number: int
    code: str


class RemoteRefused(Outgoing, frozen=True, tag="remote_refused"):
    """The message could not be understood or allowed. `code`: version, malformed, too_fast, code (a wrong or
    old one), revoked (not a remote, or no more), over (the session is), or elsewhere (the same remote has
    come on another line). But for malformed the line ends."""

    code: str


ServerToRemote = RemoteAdmitted | DeskShown | NotesShown | WishDone | WishRefused | RemoteRefused


# --- host → server -------------------------------------------------------------------------------


class StartRemote(Incoming, frozen=True, tag="start_remote"):
    """Let one more phone be a remote: answered by `RemoteCode`. An earlier code is void. `notes`: whether
    remotes are told the notes from now on."""

    ref: Ref
    notes: bool = False


class ShareNotes(Incoming, frozen=True, tag="share_notes"):
    """Tell remotes the notes from now on, or no more."""

    ref: Ref
    on: bool


class StopRemote(Incoming, frozen=True, tag="stop_remote"):
    """No phone is a remote any more, and no code lets one be."""

    ref: Ref


class ShowDesk(Incoming, frozen=True, tag="show_desk"):
    """What remotes are to show. Whoever says it last carries out the wishes."""

    ref: Ref
    desk: Desk


class AnswerWish(Incoming, frozen=True, tag="answer_wish"):
    """The wish with this id is carried out, or won't be: then `why` is a code of `WishRefused`."""

    ref: Ref
    wish: Annotated[int, Meta(ge=0)]
    why: Why = ""


RemoteCommand = StartRemote | ShareNotes | StopRemote | ShowDesk | AnswerWish


# --- server → host -------------------------------------------------------------------------------


class RemoteCode(Outgoing, frozen=True, tag="remote_code"):
    """What the console shows, and nothing else does: the code for one phone, for `left_ms` of server time."""

    ref: int
    code: str
    left_ms: int


class RemotesChanged(Outgoing, frozen=True, tag="remotes"):
    """How many phones are remotes, how many of them have a line, and what has become of the code."""

    phones: int = 0
    connected: int = 0
    code: CodeState = CodeState.NONE
    notes: bool = False


class RemoteWish(Outgoing, frozen=True, tag="remote_wish"):
    """A remote's wish, heard at `at_ms`: to be answered by `AnswerWish`, and not to be carried out late."""

    wish: int
    kind: WishKind
    at_ms: int
    on: bool = True
    action: QuestionAction | None = None
