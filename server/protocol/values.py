"""What host and phones are both told, and the bounds of every value that comes in."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from decks.questions.model import Question

Token = Annotated[str, Meta(pattern="^[0-9a-f]{32}$", max_length=32)]
Name = Annotated[str, Meta(max_length=40)]
JoinCode = Annotated[str, Meta(max_length=12)]
GroupId = Annotated[str, Meta(pattern="^([0-9a-f]{16})?$", max_length=16)]  # empty: no group
KeepDays = Annotated[int, Meta(ge=1, le=3650)]
TeamName = Annotated[str, Meta(min_length=1, max_length=40)]
Teams = Annotated[tuple[TeamName, ...], Meta(max_length=50)]
QuestionId = Annotated[str, Meta(min_length=1, max_length=64)]
Round = Annotated[int, Meta(ge=1, le=99)]
Confidence = Annotated[int, Meta(ge=1, le=3)]
Ref = Annotated[int, Meta(ge=0)]
SlideNumber = Annotated[int, Meta(ge=1, le=100_000)]
Click = Annotated[int, Meta(ge=0, le=10_000)]
AgeMs = Annotated[int, Meta(ge=0)]


class Outgoing(msgspec.Struct, frozen=True, tag_field="type", omit_defaults=True):
    """What the server sends."""


class Incoming(msgspec.Struct, frozen=True, tag_field="type", forbid_unknown_fields=True):
    """What the server receives."""


class Identity(StrEnum):
    """How participants are known: by a number drawn for this session alone, by the name they type, or by
    their place on the group's roster."""

    ANONYMOUS = "anonymous"
    NICKNAME = "nickname"
    ROSTER = "roster"


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


class Wifi(msgspec.Struct, frozen=True, omit_defaults=True):
    """The network of the room, as it is read out to those who are not on it; an open one has no password."""

    name: Name = ""
    password: Annotated[str, Meta(max_length=63)] = ""


class Scoring(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a session's points are given. With `speed` a quick right answer to a question with a time limit is
    worth more; with `leaderboard` the class may compare."""

    speed: bool = False
    leaderboard: bool = False


class Moderation(msgspec.Struct, frozen=True):
    """What waits for the trainer's word before the projector and other phones show it: words and short texts,
    answers to open questions, trainees' questions, nicknames."""

    words: bool = True
    texts: bool = True
    questions: bool = True
    names: bool = False


NOTHING_WAITS = Moderation(words=False, texts=False, questions=False)


class ProjectedQuestion(msgspec.Struct, frozen=True):
    """A trainee's question on the projector, which tells nobody whose it is."""

    asked_id: str
    text: str


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


class WordCount(msgspec.Struct, frozen=True, omit_defaults=True):
    """A word as most of those wrote it who said it; case, width and spacing don't count. `shown`: whether
    the class may see it."""

    text: str
    count: int
    shown: bool = True


class GivenText(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text in a participant's own words. `shown`: whether the class may see it."""

    participant: str
    text: str
    shown: bool = True


class Spread(msgspec.Struct, frozen=True, omit_defaults=True):
    """How `n` numbers lie: the least, the quartiles, the greatest. `bins` is their histogram: how many in
    each of up to 20 classes of equal width between `low` and `high`; a limit belongs to the class above it,
    but for the last."""

    n: int
    low: float
    lower: float  # first quartile
    median: float
    upper: float  # third quartile
    high: float
    bins: tuple[int, ...] = ()


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
    words: tuple[WordCount, ...] = ()  # of a word cloud or short text: at most 100 that are
    # shown and 100 that are not, the most frequent first
    spread: Spread | None = None  # of a number question, once somebody has answered
    texts: tuple[GivenText, ...] = ()  # of an open question: at most 50 that are shown and 50 that are
    # not, the newest first


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
    code: str = ""  # the join code
    group: str = ""
    signing_in: bool = False  # whether one may sign in now
    present: int = 0  # who has signed in, or was marked as present or late
    moderation: Moderation = NOTHING_WAITS
    projected: ProjectedQuestion | None = None  # the trainee's question on the projector
    scoring: Scoring = Scoring()  # as it is now
    feedback: bool = False  # whether who takes part is asked at the end how it was
    slides: bool = False  # whether phones may show the slide that is on the projector


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
    keep_days: int | None = None  # how long after its end the answers are kept; None: until they are erased
    summarised: bool = False  # that time is over: only figures without names and texts are left
