"""A session's state, and the one door through which it changes.

`decide` reads the state and yields events or a refusal; `apply` alone changes the state. So the state
is always the fold of the log, and a log read again gives the very same session.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from decks.questions.model import Question
from server.events import Recorded
from server.protocol import DeckSummary, EndSession, Identity, Place
from server.session import asking, course, feedback, hands, moderating, mood, people, scores, signing_in
from server.session.asking import AskedRound
from server.session.commands import (
    Appliers,
    Arrive,
    Ask,
    Command,
    Deciders,
    Decision,
    FallSilent,
    Feel,
    GiveAnswer,
    LookBack,
    Refusal,
    TellPace,
    Vote,
)
from server.session.feedback import Feedback
from server.session.hands import Hands
from server.session.moderating import Moderating
from server.session.mood import Mood
from server.session.people import Participant, People
from server.session.scores import Scores
from server.session.signing_in import SigningIn

PARTS = (course, people, signing_in, asking, scores, hands, mood, moderating, feedback)
_DECIDERS: Deciders = {kind: decide for part in PARTS for kind, decide in part.DECIDERS.items()}
_APPLIERS: Appliers = {kind: apply for part in PARTS for kind, apply in part.APPLIERS.items()}

_AFTER_THE_END = (GiveAnswer, Arrive, FallSilent, EndSession, Ask, Vote, TellPace, Feel, LookBack)
"""What an ended session still has a word for; all else finds no session."""


@dataclass(slots=True)
class Session:
    """A session's state. Everybody may read it, `apply` alone writes it; two are equal if all of it is."""

    session_id: str
    deck: DeckSummary = field(default_factory=lambda: DeckSummary("", "", "", ""))
    identity: Identity = Identity.NICKNAME
    rehearsal: bool = False
    code: str = ""
    group: str = ""
    keep_days: int | None = None
    teams: tuple[str, ...] = ()
    slides: bool = False
    opened_at_ms: int = 0
    last_seq: int = 0
    last_at_ms: int = 0  # the latest moment of any event: one told late may carry an earlier one
    place: Place | None = None
    place_at_ms: int = 0
    questions: dict[str, Question] = field(default_factory=dict)
    pictured: set[int] = field(default_factory=set)
    participants: dict[str, Participant] = field(default_factory=dict)
    by_token_key: dict[str, str] = field(default_factory=dict)
    connected: int = 0
    people: People = field(default_factory=People)
    signing_in: SigningIn = field(default_factory=SigningIn)
    scores: Scores = field(default_factory=Scores)
    hands: Hands = field(default_factory=Hands)
    mood: Mood = field(default_factory=Mood)
    moderating: Moderating = field(default_factory=Moderating)
    feedback: Feedback = field(default_factory=Feedback)
    rounds: dict[tuple[str, int], AskedRound] = field(default_factory=dict)
    current: AskedRound | None = None
    ended: bool = False

    @classmethod
    def fold(cls, session_id: str, log: Iterable[Recorded]) -> Self:
        """The session as its log tells it."""
        session = cls(session_id)
        for recorded in log:
            session.apply(recorded)
        return session

    def rounds_of(self, question_id: str) -> int:
        """How many rounds of a question have been opened."""
        return sum(asked == question_id for asked, _ in self.rounds)

    def decide(self, command: Command) -> Decision:
        """The events that `command` causes, none if its effect is already there, or why it may not."""
        if self.ended and not isinstance(command, _AFTER_THE_END):
            return Refusal("server.no_session")
        return _DECIDERS[type(command)](self, command)

    def apply(self, recorded: Recorded) -> None:
        """Let an event have its effect. Raises `ValueError` where the log has a gap."""
        seq, at_ms, event = recorded.seq, recorded.at_ms, recorded.event
        if seq != self.last_seq + 1:
            raise ValueError(f"event {seq} follows {self.last_seq}")
        self.last_seq = seq
        if at_ms > self.last_at_ms:
            self.last_at_ms = at_ms
        _APPLIERS[type(event)](self, event, at_ms)
