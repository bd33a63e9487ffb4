"""What trainees say beside their answers: questions to the trainer, pace, reactions; and what of all that
they type may be shown. Both sockets' messages of it."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, field

from decks.questions.model import LONGEST_TEXT
from server.protocol.people import ParticipantId
from server.protocol.values import Incoming, Outgoing, QuestionId, Ref, Round, RoundView

LONGEST_ASKED = 300
MOST_ON_BOARD = 30
MOST_WAITING = 200
NEWEST_ASKED = 200
TOP_ASKED = 50

AskedId = Annotated[str, Meta(pattern="^[0-9a-f]{16}$", max_length=16)]
AskedIdOrNone = Annotated[str, Meta(pattern="^([0-9a-f]{16})?$", max_length=16)]
AskedText = Annotated[str, Meta(max_length=LONGEST_ASKED)]
JudgedText = Annotated[str, Meta(max_length=LONGEST_TEXT)]


class Pace(StrEnum):
    """How the lesson goes for a trainee."""

    TOO_FAST = "too_fast"
    FOLLOW = "follow"
    LOST = "lost"


class Reaction(StrEnum):
    """What a trainee feels just now."""

    THUMBS_UP = "thumbs_up"
    APPLAUSE = "applause"
    LAUGH = "laugh"
    HEART = "heart"
    SURPRISED = "surprised"


# --- what may be shown ---------------------------------------------------------------------------


class _Subject(msgspec.Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True):
    """Something that a trainee typed, and that the class may see or may not."""


class WordSubject(_Subject, frozen=True, tag="word"):
    """A word in the answers to a question, in any spelling. Shown, it is so in all rounds of the question;
    hidden, it is so wherever it is said in this session."""

    question_id: QuestionId
    word: JudgedText


class TextSubject(_Subject, frozen=True, tag="text"):
    """What a participant answered to an open question, as it stood when it was judged: another text of
    theirs is judged anew."""

    question_id: QuestionId
    round: Round
    participant: ParticipantId
    text: JudgedText


class AskedSubject(_Subject, frozen=True, tag="asked"):
    """A trainee's question."""

    asked_id: AskedId


class NameSubject(_Subject, frozen=True, tag="name"):
    """The nickname that a participant typed."""

    participant: ParticipantId


Subject = WordSubject | TextSubject | AskedSubject | NameSubject


# --- phone → server ------------------------------------------------------------------------------


class AskTrainer(Incoming, frozen=True, tag="ask_trainer"):
    """A question to the trainer, under an id that the phone draws: sending it again is harmless. Answered by
    `AskedSaved` or `AskedRefused`: empty, taken, too_fast, too_many, over, not_joined or not_stored."""

    asked_id: AskedId
    text: AskedText


class VoteUp(Incoming, frozen=True, tag="vote_up"):
    """I want to know that too, or (`up` false) no more. Answered by `AskedSaved` or `AskedRefused`: gone,
    own, over, not_joined or not_stored."""

    asked_id: AskedId
    up: bool


class SayPace(Incoming, frozen=True, tag="say_pace"):
    """How it goes; the last word counts, for three minutes. Answered only if it is refused, by
    `PhoneRefused`: too_fast (once a second), over, not_joined or not_stored."""

    pace: Pace


class React(Incoming, frozen=True, tag="react"):
    """How it feels. Answered only if it is refused, by `PhoneRefused`: too_fast (twice a second), over,
    not_joined or not_stored."""

    kind: Reaction


class WatchBoard(Incoming, frozen=True, tag="watch_board"):
    """The page shows the questions, or shows them no more: `Board` comes while it does. Refused
    (`PhoneRefused`, not_joined) for who doesn't take part."""

    on: bool


# --- server → phone ------------------------------------------------------------------------------


class AskedSaved(Outgoing, frozen=True, tag="asked_saved"):
    """The question, or the vote for it, is on disk."""

    asked_id: str


class AskedRefused(Outgoing, frozen=True, tag="asked_refused"):
    """The question, or the vote for it, is not kept. `code`: see `AskTrainer` and `VoteUp`."""

    asked_id: str
    code: str


class BoardQuestion(msgspec.Struct, frozen=True, omit_defaults=True):
    """A trainee's question as all phones may see it: nobody is told whose it is."""

    asked_id: str
    text: str
    votes: int = 0
    answered: bool = False


class OwnQuestion(msgspec.Struct, frozen=True, omit_defaults=True):
    """A question of one's own that the class does not see (yet)."""

    asked_id: str
    text: str


class Board(Outgoing, frozen=True, tag="board"):
    """The questions that the class may see, at most 30, those with the most votes first; at most once a
    second, and only to pages that show them. `voted` and `own` say which of them this participant voted for
    and asked; `waiting` are their own that are not among those that may be seen, at most 30."""

    questions: tuple[BoardQuestion, ...] = ()
    voted: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    waiting: tuple[OwnQuestion, ...] = ()


# --- host → server -------------------------------------------------------------------------------


class MarkAsked(Incoming, frozen=True, tag="mark_asked"):
    """A trainee's question has been answered, or has not."""

    ref: Ref
    asked_id: AskedId
    answered: bool


class ProjectAsked(Incoming, frozen=True, tag="project_asked"):
    """Show this trainee's question on the projector, and no other; none if it is empty. The class may see it
    from now on."""

    ref: Ref
    asked_id: AskedIdOrNone


class Judge(Incoming, frozen=True, tag="judge"):
    """The class may see this, or may not. A question on the projector goes from there when it is hidden."""

    ref: Ref
    subject: Subject
    shown: bool


TalkCommand = MarkAsked | ProjectAsked | Judge
"""What the host asks about what trainees say."""

# --- server → host -------------------------------------------------------------------------------


class TraineeQuestion(msgspec.Struct, frozen=True, omit_defaults=True):
    """A trainee's question as the host sees it. `name` is empty where trainees are anonymous; `waiting` until
    it is judged, if questions wait; `shown` while phones may see it."""

    asked_id: str
    participant: str
    text: str
    asked_at_ms: int
    name: str = ""
    votes: int = 0
    answered: bool = False
    shown: bool = False
    waiting: bool = False


class BoardChanged(Outgoing, frozen=True, tag="board"):
    """Trainees' questions, the newest first: the 200 newest, the 50 with the most votes, the one on the
    projector; `more` have been asked besides. At most twice a second."""

    questions: tuple[TraineeQuestion, ...] = ()
    more: int = 0


class MoodChanged(Outgoing, frozen=True, tag="mood"):
    """How many of those connected said in the last three minutes that it is too fast, that they follow, that
    they are lost; and the reactions since the last of these messages. At most twice a second."""

    too_fast: int = 0
    follow: int = 0
    lost: int = 0
    reactions: dict[Reaction, int] = field(default_factory=dict)


class Unjudged(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that waits for the trainer's word. `text` is what was typed, but for an answer to an open
    question, whose subject says it; `count` is how many said a word."""

    subject: Subject
    text: str = ""
    count: int = 1


class QueueChanged(Outgoing, frozen=True, tag="queue"):
    """What waits for the trainer's word: questions, names, and the words or texts of the question before the
    class, by turns, the oldest (of words the most frequent) first. At most 200, and `more` besides. At most
    twice a second."""

    waiting: tuple[Unjudged, ...] = ()
    more: int = 0


def for_projector(view: RoundView) -> RoundView:
    """What of a round the projector may show: no word and no text that the class may not see."""
    return msgspec.structs.replace(
        view,
        words=tuple(word for word in view.words if word.shown),
        texts=tuple(text for text in view.texts if text.shown),
    )
