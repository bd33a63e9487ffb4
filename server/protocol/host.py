"""The host's socket, in both directions."""

from msgspec import field

from decks.questions.model import Question
from server.protocol.groups import (
    GroupCommand,
    GroupList,
    GroupRead,
    ListGroups,
    ReadGroup,
    ReadRoster,
    RosterRead,
)
from server.protocol.keeping import KeepingCommand, ParticipantErased, SessionErased
from server.protocol.people import PeopleCommand, PeopleRead, SignInCode
from server.protocol.remote import RemoteCode, RemoteCommand, RemotesChanged, RemoteWish
from server.protocol.scores import LeaderboardRead, ReadLeaderboard, UseLeaderboard
from server.protocol.slides import ProjectSlide
from server.protocol.talk import BoardChanged, MoodChanged, QueueChanged, TalkCommand
from server.protocol.values import (
    AgeMs,
    DeckSummary,
    GroupId,
    Identity,
    Incoming,
    KeepDays,
    Moderation,
    Outgoing,
    Place,
    QuestionId,
    Ref,
    Round,
    RoundView,
    Scoring,
    SessionRow,
    SessionView,
    SlideNumber,
    SlidePicture,
    Teams,
    Wifi,
)

HOST_SOCKET_PATH = "/host"
THOUGHT_OF_NOW = "now-"
"""How the ids of questions begin that stand in no deck."""

# --- host → server -------------------------------------------------------------------------------
# Commands carry a `ref`; the server answers each with `Done` or `Refused` of the same ref, after
# what the command caused is on disk. Repeating a command that has already had its effect is `Done`,
# but for `OpenSession`: every one of them means a new session.


class OpenSession(Incoming, frozen=True, tag="open_session"):
    """Begin a session. Refused while one is open, also when that was opened by the same command: whoever
    doesn't know whether it was carried out learns it from the next `HostWelcome`."""

    ref: Ref
    deck: DeckSummary
    identity: Identity = Identity.NICKNAME
    rehearsal: bool = False
    group: GroupId = ""
    keep_days: KeepDays | None = None  # how long the answers are kept; None: until they are erased
    teams: Teams = ()  # who joins chooses one of these, if there are any
    scoring: Scoring = Scoring()
    moderation: Moderation = Moderation()
    feedback: bool = True  # whether who took part is asked at the end how it was
    slides: bool = False  # whether phones may show the slide that is on the projector


class KeepPictures(Incoming, frozen=True, tag="keep_pictures"):
    """Small pictures of slides for the log, sent when they are drawn; the first of a slide is kept."""

    ref: Ref
    pictures: tuple[SlidePicture, ...]


class TellWifi(Incoming, frozen=True, tag="tell_wifi"):
    """What phones may tell others of the room's network before they join; nothing without a name. It is kept
    nowhere: a server that was started again is told again."""

    ref: Ref
    wifi: Wifi


class ShowPlace(Incoming, frozen=True, tag="show_place"):
    """The projector shows this now, or showed it `age_ms` ago (said late, after the link was down)."""

    ref: Ref
    place: Place
    age_ms: AgeMs = 0


class OpenQuestion(Incoming, frozen=True, tag="open_question"):
    """Ask a question. `round` is 1, or one more than the rounds it has had: a second vote.

    Refused while another question is open. A closed or revealed one is left by this.
    """

    ref: Ref
    question_id: QuestionId
    round: Round


class AskNow(Incoming, frozen=True, tag="ask_now"):
    """Ask a question that stands in no deck: from here on it is one of the session's like any other, of the
    slide on which it was thought of, and its first round is open.

    Its id begins with `now-`, and it has a stem, no right answer and no picture. Refused if another question
    has its id, and while one is open.
    """

    ref: Ref
    slide: SlideNumber
    question: Question


class CloseQuestion(Incoming, frozen=True, tag="close_question"):
    """Take no more answers."""

    ref: Ref
    question_id: QuestionId
    round: Round


class RevealQuestion(Incoming, frozen=True, tag="reveal_question"):
    """Show everybody the distribution and the right answer. Refused while the question is open."""

    ref: Ref
    question_id: QuestionId
    round: Round


class LeaveQuestion(Incoming, frozen=True, tag="leave_question"):
    """Go on with the lesson: the phones wait again. Refused while the question is open."""

    ref: Ref
    question_id: QuestionId
    round: Round


class EndSession(Incoming, frozen=True, tag="end_session"):
    """End the session; an open question is closed first."""

    ref: Ref


class ListSessions(Incoming, frozen=True, tag="list_sessions"):
    """Ask for the past sessions: answered by `SessionList`."""

    ref: Ref


class ReadFigures(Incoming, frozen=True, tag="read_figures"):
    """Ask for a session's figures: answered by `FiguresRead` (in `server.figures`' terms)."""

    ref: Ref
    session_id: str


HostMessage = (
    OpenSession
    | KeepPictures
    | TellWifi
    | ShowPlace
    | ProjectSlide
    | OpenQuestion
    | AskNow
    | CloseQuestion
    | RevealQuestion
    | LeaveQuestion
    | EndSession
    | ListSessions
    | ReadFigures
    | UseLeaderboard
    | ReadLeaderboard
    | PeopleCommand
    | GroupCommand
    | ReadRoster
    | ListGroups
    | ReadGroup
    | KeepingCommand
    | TalkCommand
    | RemoteCommand
)


# --- server → host -------------------------------------------------------------------------------


class HostWelcome(Outgoing, frozen=True, tag="welcome"):
    """The first message. Server time at the moment of sending, and how fast it runs."""

    version: int
    now_ms: int
    speed: float
    phone_port: int
    session: SessionView | None
    shared: bool = False  # whether other trainers may have sessions here: then phones need the join code


class SessionChanged(Outgoing, frozen=True, tag="session"):
    """The session opened, ended, or its place, phase or people changed."""

    session: SessionView


class RoundChanged(Outgoing, frozen=True, tag="round"):
    """Counts moved, nothing else: at most twenty-five times a second."""

    round: RoundView


class RoomChanged(Outgoing, frozen=True, tag="room"):
    """Somebody joined, came back or went silent: at most twenty-five times a second."""

    joined: int
    connected: int
    present: int = 0


class Done(Outgoing, frozen=True, tag="done"):
    """The command is carried out and on disk."""

    ref: int


class Refused(Outgoing, frozen=True, tag="refused"):
    """The command is not carried out. `code` names a sentence in `assets/translations`."""

    ref: int
    code: str
    values: dict[str, str] = field(default_factory=dict)


class Trouble(Outgoing, frozen=True, tag="trouble"):
    """Something the trainer must know (a full disk, say); an empty code: it is over."""

    code: str
    values: dict[str, str] = field(default_factory=dict)


class SessionList(Outgoing, frozen=True, tag="session_list"):
    """The past sessions, newest first."""

    ref: int
    sessions: tuple[SessionRow, ...]


# `FiguresRead` stands in `server.figures`, beside what it carries.

ServerToHost = (
    HostWelcome
    | SessionChanged
    | RoundChanged
    | RoomChanged
    | Done
    | Refused
    | Trouble
    | SessionList
    | PeopleRead
    | SignInCode
    | RosterRead
    | GroupList
    | GroupRead
    | LeaderboardRead
    | SessionErased
    | ParticipantErased
    | BoardChanged
    | MoodChanged
    | QueueChanged
    | RemoteCode
    | RemotesChanged
    | RemoteWish
)
