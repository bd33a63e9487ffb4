"""The phones' socket, in both directions."""

from typing import Annotated

import msgspec
from msgspec import Meta

from decks.questions.model import Answer, OptionIndex
from server.protocol.values import (
    Confidence,
    Identity,
    Incoming,
    JoinCode,
    Name,
    Outgoing,
    QuestionId,
    Round,
    Token,
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
    """Take part, under `name` where names are wanted (it is cleaned, and need not be unique)."""

    name: Name = ""


class SubmitAnswer(Incoming, frozen=True, tag="answer"):
    """An answer, with how sure one is of it where the question asks for that: 1 not, 2 rather, 3 very.
    Sending it again is harmless: question, round and participant are its key."""

    question_id: QuestionId
    round: Round
    answer: Answer
    confidence: Confidence | None = None


class Resync(Incoming, frozen=True, tag="resync"):
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


class NoSession(Outgoing, frozen=True, tag="no_session"):
    """Nothing is going on yet."""


class CodeWanted(Outgoing, frozen=True, tag="code_wanted"):
    """Several sessions are on, and the phone's join code is none of theirs."""


class Lobby(Outgoing, frozen=True, tag="lobby"):
    """A session is on and this phone has not joined it."""

    session_id: str
    title: str
    identity: Identity


class Waiting(Outgoing, frozen=True, tag="waiting"):
    """Joined; no question now."""

    session_id: str
    title: str
    name: str


class Asking(Outgoing, frozen=True, tag="asking"):
    """A question is open. `saved` is the participant's answer on disk, if there is one; `left_ms` is
    server time, which a rehearsal may let run faster than the phone's."""

    session_id: str
    question: PhoneQuestion
    round: int
    left_ms: int | None
    saved: Answer | None
    confidence: int | None = None


class Closed(Outgoing, frozen=True, tag="closed"):
    """No more answers; nothing is revealed yet."""

    session_id: str
    question: PhoneQuestion
    round: int
    saved: Answer | None
    confidence: int | None = None


class Revealed(Outgoing, frozen=True, tag="revealed"):
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
    confidence: int | None = None


class Ended(Outgoing, frozen=True, tag="ended"):
    """The session is over, also for a phone that never joined it."""

    session_id: str
    title: str
    score: int
    possible: int


Stage = NoSession | CodeWanted | Lobby | Waiting | Asking | Closed | Revealed | Ended


class AnswerSaved(Outgoing, frozen=True, tag="saved"):
    """The answer is on disk."""

    question_id: str
    round: int
    answer: Answer


class AnswerRefused(Outgoing, frozen=True, tag="not_saved"):
    """The answer is not kept. `code`: too_late, not_possible, not_joined, final, no_room, too_fast."""

    question_id: str
    round: int
    code: str


class PhoneRefused(Outgoing, frozen=True, tag="refused"):
    """The message could not be understood or allowed. `code`: version, malformed, too_fast, name, or
    not_stored: joining could not be written to the disk."""

    code: str


ServerToPhone = Stage | AnswerSaved | AnswerRefused | PhoneRefused
