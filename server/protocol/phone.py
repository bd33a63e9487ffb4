"""The phones' socket, in both directions."""

from typing import Annotated

import msgspec
from msgspec import Meta

from decks.questions.model import Answer
from server.protocol.feedback import FeedbackRefused, FeedbackSaved, GiveFeedback
from server.protocol.people import IsThisYou, Number, Rejoin, Removed, RosterCode, SignedInNow, SignIn
from server.protocol.slides import SlideShown
from server.protocol.talk import (
    AskedRefused,
    AskedSaved,
    AskTrainer,
    Board,
    React,
    SayPace,
    VoteUp,
    WatchBoard,
)
from server.protocol.values import (
    Confidence,
    Identity,
    Incoming,
    JoinCode,
    Name,
    Outgoing,
    QuestionId,
    Round,
    Spread,
    Token,
    Wifi,
    WordCount,
)

PHONE_SOCKET_PATH = "/phone"

# --- phone → server ------------------------------------------------------------------------------


class Hello(Incoming, frozen=True, tag="hello"):
    """The first message of a phone: its token, drawn by itself and kept, and the join code that it came
    with, if any. Answered by the page's present `Stage`: a known token finds its participant again."""

    version: Annotated[int, Meta(ge=1, le=1000)]
    token: Token
    code: JoinCode = ""


class Join(Incoming, frozen=True, tag="join"):
    """Take part, under `name` where names are wanted (it is cleaned, and need not be unique).

    Where there is a roster, by `number` and by the `roster_code` that stands there or, without one, the name.
    Who has a code and gives no name is asked `IsThisYou` first. `team` is one of the lobby's, if it has any.
    Refused (`PhoneRefused`): name, team, roster, taken, removed or too_fast."""

    name: Name = ""
    number: Number = ""
    roster_code: RosterCode = ""
    team: Name = ""


class SubmitAnswer(Incoming, frozen=True, tag="answer"):
    """An answer, with how sure one is of it where the question asks for that: 1 not, 2 rather, 3 very.
    Sending it again is harmless: question, round and participant are its key."""

    question_id: QuestionId
    round: Round
    answer: Answer
    confidence: Confidence | None = None


class Resync(Incoming, frozen=True, tag="resync"):
    """Woken up: send me the present stage again."""


PhoneMessage = (
    Hello
    | Join
    | SubmitAnswer
    | Resync
    | Rejoin
    | SignIn
    | AskTrainer
    | VoteUp
    | SayPace
    | React
    | WatchBoard
    | GiveFeedback
)


# --- server → phone ------------------------------------------------------------------------------
# A phone shows one stage at a time. Each stage message is whole: it needs nothing that came before. Only
# `NowWaiting`, `NowClosed` and `NowRevealed` do, so that phones aren't told a question thrice: see `Told`.


class _PhoneQuestion(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """A question as a phone may know it while it is open: there is no field for what is right. Each field
    is that of the same name in `decks.questions.model`."""

    changeable: bool = True
    confidence: bool = False
    picture: str = ""


class PhoneChoice(_PhoneQuestion, frozen=True, tag="choice"):
    """Options to choose from."""

    id: str
    stem: str
    options: tuple[str, ...]
    several: bool = False


class PhoneTrueFalse(_PhoneQuestion, frozen=True, tag="true_false"):
    """A statement that is true or false."""

    id: str
    stem: str


class PhoneEstimate(_PhoneQuestion, frozen=True, tag="estimate"):
    """A number to estimate."""

    id: str
    stem: str
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None


class PhoneOrdering(_PhoneQuestion, frozen=True, tag="ordering"):
    """Items to bring into order, as they are shown."""

    id: str
    stem: str
    items: tuple[str, ...]


class PhoneMatching(_PhoneQuestion, frozen=True, tag="matching"):
    """Items at the left to match with those at the right, as they are shown."""

    id: str
    stem: str
    left: tuple[str, ...]
    right: tuple[str, ...]


class PhoneRating(_PhoneQuestion, frozen=True, tag="rating"):
    """A scale of `steps`, with a word at either end."""

    id: str
    stem: str
    steps: int = 5
    low: str = ""
    high: str = ""


class PhoneShortText(_PhoneQuestion, frozen=True, tag="short_text"):
    """A word or two to type."""

    id: str
    stem: str


class PhoneWordCloud(_PhoneQuestion, frozen=True, tag="word_cloud"):
    """Up to `words` words to type."""

    id: str
    stem: str
    words: int = 3


class PhoneOpenText(_PhoneQuestion, frozen=True, tag="open_text"):
    """Free text to type."""

    id: str
    stem: str


PhoneQuestion = (
    PhoneChoice
    | PhoneTrueFalse
    | PhoneEstimate
    | PhoneOrdering
    | PhoneMatching
    | PhoneRating
    | PhoneShortText
    | PhoneWordCloud
    | PhoneOpenText
)


class NoSession(Outgoing, frozen=True, tag="no_session"):
    """Nothing is going on yet."""


class CodeWanted(Outgoing, frozen=True, tag="code_wanted"):
    """Several sessions are on, and the phone's join code is none of theirs."""


class Lobby(Outgoing, frozen=True, tag="lobby"):
    """A session is on and this phone has not joined it."""

    session_id: str
    title: str
    identity: Identity
    teams: tuple[str, ...] = ()
    wifi: Wifi | None = None


class Waiting(Outgoing, frozen=True, tag="waiting"):
    """Joined; no question now. `name` is the participant's number in an `anonymous` session. The first six
    characters of `code` bring the participant back on another phone or page; all twelve are the receipt:
    with it the participant's answers can be seen and erased."""

    session_id: str
    title: str
    name: str
    team: str = ""
    code: str = ""
    sign_in: bool = False  # whether one may sign in now
    signed_in: bool = False
    anonymous: bool = False


class Asking(Outgoing, frozen=True, tag="asking"):
    """A question is open. `saved` is the participant's answer on disk, if there is one; `left_ms` is
    server time, which a rehearsal may let run faster than the phone's."""

    session_id: str
    question: PhoneQuestion
    round: int
    left_ms: int | None = None
    saved: Answer | None = None
    confidence: int | None = None


class Closed(Outgoing, frozen=True, tag="closed"):
    """No more answers; nothing is revealed yet."""

    session_id: str
    question: PhoneQuestion
    round: int
    saved: Answer | None = None
    confidence: int | None = None


class _Result(Outgoing, frozen=True, kw_only=True):
    """What came of a question. `solution` is a right answer, None for a poll; `right` is None for a poll or
    without an answer. `counts` go by option; `words` are the most frequent that may be shown, `spread` is
    that of the numbers: each for the kinds of questions that have them."""

    solution: Answer | None = None
    explanation: str = ""
    counts: tuple[int, ...] = ()
    words: tuple[WordCount, ...] = ()
    spread: Spread | None = None
    answered: int = 0
    right: bool | None = None
    score: int = 0  # the participant's points in this session so far
    possible: int = 0  # the points revealed questions could have given
    place: int | None = None  # the participant's, while the class may compare; equals share it
    among: int = 0  # so many who take part


class Revealed(_Result, frozen=True, tag="revealed"):
    """The result."""

    session_id: str
    question: PhoneQuestion
    round: int
    saved: Answer | None = None
    confidence: int | None = None


class Ended(Outgoing, frozen=True, tag="ended"):
    """The session is over, also for a phone that never joined it."""

    session_id: str
    title: str
    score: int
    possible: int
    code: str = ""  # as in `Waiting`
    place: int | None = None  # as in `Revealed`
    among: int = 0
    feedback_wanted: bool = False  # of who took part, if the trainer wants any
    feedback_given: bool = False


Stage = NoSession | CodeWanted | Lobby | Waiting | Asking | Closed | Revealed | Ended | Removed


class NowWaiting(Outgoing, frozen=True, tag="now_waiting"):
    """`Waiting`, just as this phone was told it last."""


class NowClosed(Outgoing, frozen=True, tag="now_closed"):
    """`Closed`, of the question that this phone was shown last; question and answer are as told before."""


class NowRevealed(_Result, frozen=True, tag="now_revealed"):
    """`Revealed`, of the question that this phone was shown last; question and answer are as told before."""


class AnswerSaved(Outgoing, frozen=True, tag="saved"):
    """The answer is on disk, as it was sent."""

    question_id: str
    round: int
    answer: Answer
    confidence: int | None = None


class AnswerRefused(Outgoing, frozen=True, tag="not_saved"):
    """The answer is not kept. `code`: too_late, not_possible, not_joined, final, no_room, too_fast."""

    question_id: str
    round: int
    code: str


class PhoneRefused(Outgoing, frozen=True, tag="refused"):
    """The message could not be understood or allowed. `code`: version, malformed, too_fast, what joining,
    rejoining and signing in name, or not_stored: it could not be written to the disk. `about` is the refused
    message's `type` if it is one that is said beside everything else: say_pace, react or watch_board."""

    code: str
    about: str = ""


ServerToPhone = (
    Stage
    | NowWaiting
    | NowClosed
    | NowRevealed
    | AnswerSaved
    | AnswerRefused
    | PhoneRefused
    | IsThisYou
    | SignedInNow
    | AskedSaved
    | AskedRefused
    | Board
    | FeedbackSaved
    | FeedbackRefused
    | SlideShown
)
