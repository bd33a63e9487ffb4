"""What may be asked of a session, and what may come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from decks.questions.model import Answer
from server.events import Event
from server.protocol import (
    CloseQuestion,
    EndSession,
    KeepPictures,
    LeaveQuestion,
    OpenQuestion,
    RevealQuestion,
    ShowPlace,
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a command is not carried out. `code` is a word of the phone's protocol for what phones ask,
    and names a sentence in `assets/translations` for what the host asks; `values` fill its gaps."""

    code: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TakePart:
    """Join as `participant`, an id drawn for the occasion, under a cleaned `name`."""

    participant: str
    token_key: str
    name: str


@dataclass(frozen=True, slots=True)
class GiveAnswer:
    """Answer a round; `participant` is None for a phone that has not joined. `confidence` is 1 to 3."""

    participant: str | None
    question_id: str
    round: int
    answer: Answer
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Arrive:
    """The participant's first socket is there."""

    participant: str


@dataclass(frozen=True, slots=True)
class FallSilent:
    """The participant's last socket has gone."""

    participant: str


@dataclass(frozen=True, slots=True)
class RunOutOfTime:
    """The round's time limit and grace are over."""

    question_id: str
    round: int


HostCommand = (
    KeepPictures | ShowPlace | OpenQuestion | CloseQuestion | RevealQuestion | LeaveQuestion | EndSession
)
Command = HostCommand | TakePart | GiveAnswer | Arrive | FallSilent | RunOutOfTime
Decision = tuple[Event, ...] | Refusal

Deciders = Mapping[type, Callable[..., Decision]]
"""By kind of command: what it causes, of the session and the command."""
Appliers = Mapping[type, Callable[..., None]]
"""By kind of event: what it changes, of the session, the event and its server time in milliseconds."""
