"""What may be asked of a session, and what may come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from decks.questions.model import Answer
from server.events import Event
from server.protocol import (
    AskNow,
    CloseQuestion,
    EndSession,
    Judge,
    KeepPictures,
    LeaveQuestion,
    MarkAsked,
    MarkPresent,
    MergeParticipants,
    OpenQuestion,
    Pace,
    ProjectAsked,
    Ratings,
    Reaction,
    RemoveParticipant,
    RenameParticipant,
    RevealQuestion,
    ShowPlace,
    StopSignIn,
    UseLeaderboard,
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a command is not carried out. `code` is a word of the phone's protocol for what phones ask,
    and names a sentence in `assets/translations` for what the host asks; `values` fill its gaps."""

    code: str
    values: dict[str, str] = field(default_factory=dict)

    @property
    def for_phones(self) -> str:
        """The code for a phone: what has a sentence for the host was a trouble of the disk's."""
        return "not_stored" if "." in self.code else self.code


@dataclass(frozen=True, slots=True)
class TakePart:
    """Join as `participant`, an id drawn for the occasion, under a cleaned `name`. Where there is a roster,
    number, member and name are those that stand there, found before. From the number `draw` comes that of
    somebody anonymous."""

    participant: str
    token_key: str
    name: str
    number: str = ""
    member: str = ""
    team: str = ""
    code: str = ""
    draw: int = 0


@dataclass(frozen=True, slots=True)
class Enlist:
    """The host adds somebody without a phone: as `TakePart`, under an id that the host drew."""

    participant: str
    name: str
    number: str = ""
    member: str = ""
    team: str = ""
    code: str = ""
    draw: int = 0


@dataclass(frozen=True, slots=True)
class Return:
    """One more phone for the participant with this rejoin code, six characters as they are written."""

    token_key: str
    code: str


@dataclass(frozen=True, slots=True)
class BeginSignIn:
    """Let everybody sign in; `secret` is drawn for the occasion, in hex."""

    secret: str


@dataclass(frozen=True, slots=True)
class GiveCode:
    """Sign in with the code on the projector at server time `at_ms`; `participant` as in `GiveAnswer`."""

    participant: str | None
    code: str
    at_ms: int


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


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the trainer something at server time `at_ms`; `participant` as in `GiveAnswer`."""

    participant: str | None
    asked_id: str
    text: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Vote:
    """Vote for a trainee's question, or take the vote back; `participant` as in `GiveAnswer`."""

    participant: str | None
    asked_id: str
    up: bool


@dataclass(frozen=True, slots=True)
class TellPace:
    """Say how it goes at server time `at_ms`; `participant` as in `GiveAnswer`."""

    participant: str | None
    pace: Pace
    at_ms: int


@dataclass(frozen=True, slots=True)
class Feel:
    """Show a feeling at server time `at_ms`; `participant` as in `GiveAnswer`. The only command that
    has an effect each time."""

    participant: str | None
    kind: Reaction
    at_ms: int


@dataclass(frozen=True, slots=True)
class LookBack:
    """Say how the session was; `participant` as in `GiveAnswer`."""

    participant: str | None
    ratings: Ratings
    text: str


HostCommand = (
    KeepPictures
    | ShowPlace
    | OpenQuestion
    | AskNow
    | CloseQuestion
    | RevealQuestion
    | LeaveQuestion
    | EndSession
    | RenameParticipant
    | MergeParticipants
    | RemoveParticipant
    | StopSignIn
    | MarkPresent
    | UseLeaderboard
    | MarkAsked
    | ProjectAsked
    | Judge
)
Command = (
    HostCommand
    | TakePart
    | Enlist
    | Return
    | BeginSignIn
    | GiveCode
    | GiveAnswer
    | Ask
    | Vote
    | TellPace
    | Feel
    | LookBack
    | Arrive
    | FallSilent
    | RunOutOfTime
)
Decision = tuple[Event, ...] | Refusal

Deciders = Mapping[type, Callable[..., Decision]]
"""By kind of command: what it causes, of the session and the command."""
Appliers = Mapping[type, Callable[..., None]]
"""By kind of event: what it changes, of the session, the event and its server time in milliseconds."""
