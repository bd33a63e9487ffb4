"""Everything that can happen in a session: the only thing that is stored, and all of it.

Bodies are read again years later: a new field needs a default, a meaning never changes, and an
event that is no longer written is still understood.
"""

from enum import StrEnum

import msgspec

from decks.questions.model import Answer, Question
from server.figures import SessionFigures
from server.protocol import (
    NOTHING_WAITS,
    DeckSummary,
    Identity,
    Mark,
    Moderation,
    Pace,
    Place,
    Ratings,
    Reaction,
    Scoring,
    SlideNumber,
    SlidePicture,
    Subject,
)


class _Event(msgspec.Struct, frozen=True, tag_field="event", gc=False):
    """Something that happened. Nothing in it leads back to it, so the collector need not look: that makes
    reading a long log twice as fast."""


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
    group: str = ""  # the group's id; empty for a class that meets once
    keep_days: int | None = None  # how long after its end the answers are kept; None: until they are erased
    teams: tuple[str, ...] = ()
    scoring: Scoring = Scoring()
    moderation: Moderation = NOTHING_WAITS
    feedback: bool = False  # whether who took part is asked at the end how it was
    slides: bool = False  # whether phones may show the slide that is on the projector


class Resumed(_Event, frozen=True, tag="resumed"):
    """The server came back after a stop: nobody is connected until they are again."""


class PicturesKept(_Event, frozen=True, tag="pictures_kept"):
    """Small pictures of slides, so that the session can be read when the deck has changed."""

    pictures: tuple[SlidePicture, ...]


class Joined(_Event, frozen=True, tag="joined"):
    """Somebody takes part. The phone's token is a secret and would link a person's sessions: what is
    kept is its HMAC-SHA256 with the session's id as the key, in hex; empty for who has no phone.

    `member` is who this is from session to session of a group: an entry of its roster, or else the HMAC of
    the token with the group's id as the key; always empty for the anonymous. `code` is twelve characters:
    the first six bring the participant back while the session is open, all of them are the receipt."""

    participant: str
    token_key: str
    name: str = ""
    number: str = ""  # as on the roster
    member: str = ""
    team: str = ""
    code: str = ""


class Connected(_Event, frozen=True, tag="connected"):
    """A participant's phone is there (again)."""

    participant: str


class WentSilent(_Event, frozen=True, tag="went_silent"):
    """A participant's last socket has gone: away, not gone."""

    participant: str


class Rejoined(_Event, frozen=True, tag="rejoined"):
    """One more phone of a participant's, who gave the rejoin code; those before stay good."""

    participant: str
    token_key: str


class ParticipantRenamed(_Event, frozen=True, tag="renamed"):
    """The trainer gave a participant this name."""

    participant: str
    name: str


class ParticipantsMerged(_Event, frozen=True, tag="merged"):
    """Two were one person: from here on `participant` is `into`, who has the other's answers wherever
    they had none of their own, and the other's phones and sign-in."""

    participant: str
    into: str


class ParticipantRemoved(_Event, frozen=True, tag="removed"):
    """Not counted any more, with all answers; the phones can't join again."""

    participant: str


class SignInStarted(_Event, frozen=True, tag="sign_in_started"):
    """One may sign in. From the secret (hex) come the codes on the projector."""

    secret: str


class SignInStopped(_Event, frozen=True, tag="sign_in_stopped"):
    """No more sign-ins by code."""


class SignedIn(_Event, frozen=True, tag="signed_in"):
    """A participant is here, is late or is not, by the code or by the trainer's word; the last counts."""

    participant: str
    mark: Mark
    by_hand: bool = False


class PlaceShown(_Event, frozen=True, tag="place_shown"):
    """The projector showed this."""

    place: Place


class QuestionAdded(_Event, frozen=True, tag="question_added"):
    """The trainer thought of a question that stands in no deck: it is one of this slide's from here on."""

    slide: SlideNumber
    question: Question


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


class LeaderboardSwitched(_Event, frozen=True, tag="leaderboard_switched"):
    """From here on the class may compare its points, or may not."""

    on: bool


class TraineeAsked(_Event, frozen=True, tag="trainee_asked"):
    """A participant has a question to the trainer; the phone drew its id."""

    asked_id: str
    participant: str
    text: str


class VotedUp(_Event, frozen=True, tag="voted_up"):
    """A participant wants to know that too, or no more."""

    asked_id: str
    participant: str
    up: bool


class AskedMarked(_Event, frozen=True, tag="asked_marked"):
    """A trainee's question has been answered, or has not."""

    asked_id: str
    answered: bool


class AskedProjected(_Event, frozen=True, tag="asked_projected"):
    """The projector shows this trainee's question, or none if it is empty."""

    asked_id: str


class PaceSaid(_Event, frozen=True, tag="pace_said"):
    """A participant said how it goes."""

    participant: str
    pace: Pace


class Reacted(_Event, frozen=True, tag="reacted"):
    """A participant showed a feeling."""

    participant: str
    kind: Reaction


class Judged(_Event, frozen=True, tag="judged"):
    """The trainer said whether the class may see something that a trainee typed."""

    subject: Subject
    shown: bool


class SessionEnded(_Event, frozen=True, tag="ended"):
    """The session is over."""


class FeedbackGiven(_Event, frozen=True, tag="feedback_given"):
    """A participant said how it was, after the end; the last word counts."""

    participant: str
    ratings: Ratings = Ratings()
    text: str = ""


class Erased(_Event, frozen=True, tag="erased"):
    """Something happened here that had to do with somebody who has been erased: only its place is kept, so
    that whatever followed keeps its number."""


class Summarised(_Event, frozen=True, tag="summarised"):
    """The session's time was over: these figures, without names and texts, stand for all that happened.
    Nothing goes before it, and nothing follows. The rest is what `Opened` said: the list of its group tells
    when the class met, and with which choices."""

    figures: SessionFigures
    group: str = ""
    deck_path: str = ""
    teams: tuple[str, ...] = ()


Event = (
    Opened
    | PicturesKept
    | Resumed
    | Joined
    | Connected
    | WentSilent
    | Rejoined
    | ParticipantRenamed
    | ParticipantsMerged
    | ParticipantRemoved
    | SignInStarted
    | SignInStopped
    | SignedIn
    | PlaceShown
    | QuestionAdded
    | QuestionOpened
    | Answered
    | QuestionClosed
    | QuestionRevealed
    | QuestionLeft
    | LeaderboardSwitched
    | TraineeAsked
    | VotedUp
    | AskedMarked
    | AskedProjected
    | PaceSaid
    | Reacted
    | Judged
    | SessionEnded
    | FeedbackGiven
    | Erased
    | Summarised
)


class Recorded(msgspec.Struct, frozen=True, gc=False):
    """An event at its place in a session's log: `seq` counts from 1 without a gap."""

    seq: int
    at_ms: int
    event: Event
