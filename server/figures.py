"""What the statistics of a session yield: frozen values, the contract with the review and the reports.

Every figure carries the number of people behind it; one that is not defined is None, never 0 or NaN.

Of sessions that are kept for a time, these are what stays on the disk: what is added needs a default.
"""

import msgspec

from decks.questions.model import Answer, Question
from server.protocol import Identity, SessionRow, Spread, WordCount

FEWEST = 5
"""What fewer people said is not broken down."""
FEW = 30
"""Under so many people a share is shown with its interval, and everything else is marked indicative."""


class Share(msgspec.Struct, frozen=True):
    """`count` of `of` people, with the 95 % Wilson interval; the shares are None when `of` is 0."""

    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None


class Quartiles(msgspec.Struct, frozen=True):
    """First quartile, median and third quartile, and how many values are behind them."""

    lower: float
    median: float
    upper: float
    n: int


class RoundFigures(msgspec.Struct, frozen=True):
    """One round of one question."""

    slide: int
    question: Question
    round: int
    opened_at_ms: int
    open_s: float | None  # None: it was never closed
    answered: Share  # of those connected at any time while it was open
    joined: int  # by the time it was closed
    right: Share | None  # of those who answered; None for an opinion poll
    counts: tuple[int, ...]  # for each option
    response_s: Quartiles | None  # from opening to the answer's arrival; None without answers
    response_times_s: tuple[float, ...]  # ascending, one for each person who answered
    words: tuple[WordCount, ...] = ()  # of a word cloud or short text: at most 100, the most frequent first
    spread: Spread | None = None  # of a number question with answers
    texts: tuple[str, ...] = ()  # of an open question


class SlideFigures(msgspec.Struct, frozen=True):
    """How long a slide was on the projector, all its showings together."""

    number: int
    title: str
    shown_s: float
    showings: int
    planned_s: float | None
    png: bytes = b""  # a small picture, if one was kept


class GivenAnswer(msgspec.Struct, frozen=True):
    """One participant's counting answer in one round."""

    question_id: str
    round: int
    answer: Answer
    right: bool | None
    response_s: float
    points: int
    confidence: int | None = None  # 1 to 3, where it was asked for and said


class ParticipantFigures(msgspec.Struct, frozen=True):
    """One participant. `number` counts from 1 in the order of joining."""

    participant: str
    number: int
    name: str
    joined_at_ms: int
    answers: tuple[GivenAnswer, ...]
    right: int  # graded rounds answered rightly
    graded: int  # graded rounds answered
    score: int
    possible: int  # points of the graded questions that were revealed


class RatingFigures(msgspec.Struct, frozen=True):
    """What `n` people gave on a scale. `mean` is None and `counts`, from the lowest step on, are empty under
    `FEWEST` people."""

    n: int
    mean: float | None = None
    counts: tuple[int, ...] = ()


class FeedbackFigures(msgspec.Struct, frozen=True):
    """What those who took part said when the session was over, without their names. `texts` are sorted, so
    that their order tells nothing."""

    given: Share  # of those who joined
    useful: RatingFigures
    easy: RatingFigures
    texts: tuple[str, ...] = ()


class SessionFigures(msgspec.Struct, frozen=True):
    """One session, measured. `lasted_s` runs from opening to the end (or the last event), without the
    outages: from the last event before the server stopped until it took the session up again, were it
    days, or until a slide changed meanwhile. So the slides' times never add up to more."""

    session: SessionRow
    identity: Identity
    lasted_s: float
    planned_s: float | None  # sum over the slides that have a plan
    rounds: tuple[RoundFigures, ...]  # in the order they were asked
    slides: tuple[SlideFigures, ...]  # every slide of the deck, in order
    participants: tuple[ParticipantFigures, ...]
    most_connected: int
    # All rounds taken together; behind them stand answers, not people. None: nothing (graded) was asked.
    answered: Share | None = None
    right: Share | None = None
    feedback: FeedbackFigures | None = None  # None: nobody was asked


class FiguresRead(msgspec.Struct, frozen=True, tag="figures", tag_field="type"):
    """The server's answer to `ReadFigures`."""

    ref: int
    figures: SessionFigures
