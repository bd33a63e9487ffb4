"""Everything that can happen in a session: the only thing that is stored, and all of it.

Bodies are read again years later: a new field needs a default, a meaning never changes, and an
event that is no longer written is still understood.
"""

from enum import StrEnum

import msgspec

from decks.questions.model import Answer
from server.protocol import DeckSummary, Identity, Place, SlidePicture


class _Event(msgspec.Struct, frozen=True, tag_field="event"):
    """Something that happened."""


class ClosedBy(StrEnum):
    """Who closed a question."""

    TRAINER = "trainer"
    TIMER = "timer"


class Opened(_Event, frozen=True, tag="opened"):
    """The session began, with this deck."""

    deck: DeckSummary
    identity: Identity
    rehearsal: bool = False
    code: str = ""  # by which phones find this session among others


class Resumed(_Event, frozen=True, tag="resumed"):
    """The server came back after a stop: nobody is connected until they are again."""


class PicturesKept(_Event, frozen=True, tag="pictures_kept"):
    """Small pictures of slides, so that the session can be read when the deck has changed."""

    pictures: tuple[SlidePicture, ...]


class Joined(_Event, frozen=True, tag="joined"):
    """Somebody takes part. The phone's token is a secret and would link a person's sessions: what is
    kept is its HMAC-SHA256 with the session's id as the key, in hex."""

    participant: str
    token_key: str
    name: str = ""


class Connected(_Event, frozen=True, tag="connected"):
    """A participant's phone is there (again)."""

    participant: str


class WentSilent(_Event, frozen=True, tag="went_silent"):
    """A participant's last socket has gone: away, not gone."""

    participant: str


class PlaceShown(_Event, frozen=True, tag="place_shown"):
    """The projector showed this."""

    place: Place


class QuestionOpened(_Event, frozen=True, tag="question_opened"):
    """A round of a question began."""

    question_id: str
    round: int


class Answered(_Event, frozen=True, tag="answered"):
    """A participant answered, or changed the answer: the last one counts."""

    question_id: str
    round: int
    participant: str
    answer: Answer
    confidence: int | None = None


class QuestionClosed(_Event, frozen=True, tag="question_closed"):
    """No more answers were taken."""

    question_id: str
    round: int
    by: ClosedBy = ClosedBy.TRAINER


class QuestionRevealed(_Event, frozen=True, tag="question_revealed"):
    """Distribution and right answer were shown."""

    question_id: str
    round: int


class QuestionLeft(_Event, frozen=True, tag="question_left"):
    """The lesson went on."""

    question_id: str
    round: int


class SessionEnded(_Event, frozen=True, tag="ended"):
    """The session is over."""


Event = (
    Opened
    | PicturesKept
    | Resumed
    | Joined
    | Connected
    | WentSilent
    | PlaceShown
    | QuestionOpened
    | Answered
    | QuestionClosed
    | QuestionRevealed
    | QuestionLeft
    | SessionEnded
)


class Recorded(msgspec.Struct, frozen=True):
    """An event at its place in a session's log: `seq` counts from 1 without a gap."""

    seq: int
    at_ms: int
    event: Event
