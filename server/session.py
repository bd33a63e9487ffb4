"""The rules of a session: what a command causes, and what an event changes. No clock, no I/O, no chance.

`decide` reads the state and yields events or a refusal; `apply` alone changes the state. So the state
is always the fold of the log, and a log read again gives the very same session.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from decks.questions.model import Answer, ChoiceAnswer, Question
from server.events import (
    Answered,
    ClosedBy,
    Connected,
    Event,
    Joined,
    Opened,
    PicturesKept,
    PlaceShown,
    QuestionClosed,
    QuestionLeft,
    QuestionOpened,
    QuestionRevealed,
    Recorded,
    Resumed,
    SessionEnded,
    WentSilent,
)
from server.protocol import (
    CloseQuestion,
    DeckSummary,
    EndSession,
    Identity,
    KeepPictures,
    LeaveQuestion,
    OpenQuestion,
    Phase,
    Place,
    RevealQuestion,
    ShowPlace,
    SlidePicture,
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
    """Answer a round; `participant` is None for a phone that has not joined."""

    participant: str | None
    question_id: str
    round: int
    answer: Answer


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


@dataclass(slots=True)
class Participant:
    """Somebody who takes part; `connected` while a phone of theirs is there."""

    participant: str
    token_key: str
    name: str
    connected: bool = False


@dataclass(slots=True)
class AskedRound:
    """One round of a question, with the last answer of each participant."""

    question: Question
    round: int
    opened_at_ms: int
    phase: Phase = Phase.OPEN
    left: bool = False
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def closes_at_ms(self) -> int | None:
        """When the time limit ends, in server time; None without one."""
        limit = self.question.time_limit_s
        return None if limit is None else self.opened_at_ms + limit * 1000


@dataclass(slots=True)
class Session:
    """A session's state. Everybody may read it, `apply` alone writes it; two are equal if all of it is."""

    session_id: str
    deck: DeckSummary = field(default_factory=lambda: DeckSummary("", "", "", ""))
    identity: Identity = Identity.NICKNAME
    rehearsal: bool = False
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

    # --- what a command causes -------------------------------------------------------------------

    def decide(self, command: Command) -> Decision:  # noqa: C901 - one branch for each command
        """The events that `command` causes, none if its effect is already there, or why it may not."""
        match command:
            case GiveAnswer():
                return self._answer(command)
            case Arrive() | FallSilent():
                return self._presence(command)
            case EndSession():
                return self._end()
            case _ if self.ended:
                return Refusal("server.no_session")
            case TakePart():
                return self._take_part(command)
            case KeepPictures():
                return self._keep_pictures(command)
            case ShowPlace():
                return self._show_place(command)
            case OpenQuestion():
                return self._open(command)
            case CloseQuestion() | RunOutOfTime():
                return self._close(command)
            case RevealQuestion():
                return self._reveal(command)
            case LeaveQuestion():
                return self._leave(command)

    def _take_part(self, command: TakePart) -> Decision:
        if command.token_key in self.by_token_key:
            return ()
        named = self.identity is Identity.NICKNAME
        if named and not command.name:
            return Refusal("name")
        return (
            Joined(command.participant, command.token_key, command.name if named else ""),
            Connected(command.participant),
        )

    def _presence(self, command: Arrive | FallSilent) -> Decision:
        somebody = self.participants.get(command.participant)
        here = isinstance(command, Arrive)
        if self.ended or somebody is None or somebody.connected == here:
            return ()
        return (Connected(command.participant) if here else WentSilent(command.participant),)

    def _answer(self, command: GiveAnswer) -> Decision:
        if command.participant not in self.participants:
            return Refusal("not_joined")
        asked = self.rounds.get((command.question_id, command.round))
        if asked is None:
            return Refusal("too_late")
        answer = _in_order(command.answer)
        saved = asked.answers.get(command.participant)
        if saved == answer:
            return ()  # sent again because its acknowledgement was lost: good even after the close
        if self.ended or asked is not self.current or asked.phase is not Phase.OPEN:
            return Refusal("too_late")
        if not asked.question.accepts(answer):
            return Refusal("not_possible")
        if saved is not None and not asked.question.changeable:
            return Refusal("final")
        return (Answered(command.question_id, command.round, command.participant, answer),)

    def _keep_pictures(self, command: KeepPictures) -> Decision:
        fresh: dict[int, SlidePicture] = {}
        for picture in command.pictures:
            if picture.number not in self.pictured:
                fresh.setdefault(picture.number, picture)
        return (PicturesKept(tuple(fresh.values())),) if fresh else ()

    def _show_place(self, command: ShowPlace) -> Decision:
        slides = len(self.deck.slides)
        if slides and command.place.slide > slides:
            return Refusal("server.no_such_slide", {"slide": str(command.place.slide), "slides": str(slides)})
        return () if command.place == self.place else (PlaceShown(command.place),)

    def _open(self, command: OpenQuestion) -> Decision:
        if (command.question_id, command.round) in self.rounds:
            return ()
        if command.question_id not in self.questions:
            return Refusal("server.no_such_question")
        if self.current is not None and self.current.phase is Phase.OPEN:
            return Refusal("server.question_open")
        if command.round != self.rounds_of(command.question_id) + 1:
            return Refusal("server.wrong_round", {"round": str(command.round)})
        opened = QuestionOpened(command.question_id, command.round)
        if self.current is None:
            return (opened,)
        return (QuestionLeft(self.current.question.id, self.current.round), opened)

    def _close(self, command: CloseQuestion | RunOutOfTime) -> Decision:
        asked = self.rounds.get((command.question_id, command.round))
        if asked is None:
            return Refusal("server.not_asked")
        if asked.phase is not Phase.OPEN:
            return ()
        by = ClosedBy.TRAINER if isinstance(command, CloseQuestion) else ClosedBy.TIMER
        return (QuestionClosed(command.question_id, command.round, by),)

    def _reveal(self, command: RevealQuestion) -> Decision:
        asked = self.rounds.get((command.question_id, command.round))
        if asked is None:
            return Refusal("server.not_asked")
        if asked.phase is Phase.REVEALED:
            return ()
        if asked.phase is Phase.OPEN:
            return Refusal("server.still_open")
        if asked.left:
            return Refusal("server.already_left")
        return (QuestionRevealed(command.question_id, command.round),)

    def _leave(self, command: LeaveQuestion) -> Decision:
        asked = self.rounds.get((command.question_id, command.round))
        if asked is None:
            return Refusal("server.not_asked")
        if asked.left:
            return ()
        if asked.phase is Phase.OPEN:
            return Refusal("server.still_open")
        return (QuestionLeft(command.question_id, command.round),)

    def _end(self) -> Decision:
        if self.ended:
            return ()
        if self.current is None or self.current.phase is not Phase.OPEN:
            return (SessionEnded(),)
        return (QuestionClosed(self.current.question.id, self.current.round), SessionEnded())

    # --- what an event changes -------------------------------------------------------------------

    def apply(self, recorded: Recorded) -> None:  # noqa: C901 - one branch for each event
        """Let an event have its effect. Raises `ValueError` where the log has a gap."""
        if recorded.seq != self.last_seq + 1:
            raise ValueError(f"event {recorded.seq} follows {self.last_seq}")
        self.last_seq = recorded.seq
        self.last_at_ms = max(self.last_at_ms, recorded.at_ms)
        match recorded.event:
            case Answered(question_id, round_, participant, answer):
                self.rounds[question_id, round_].answers[participant] = answer
            case Connected(participant):
                self._set_connected(participant, True)
            case WentSilent(participant):
                self._set_connected(participant, False)
            case Joined(participant, token_key, name):
                self.participants[participant] = Participant(participant, token_key, name)
                self.by_token_key[token_key] = participant
            case PlaceShown(place):
                self.place = place
                self.place_at_ms = recorded.at_ms
            case PicturesKept(pictures):
                self.pictured.update(picture.number for picture in pictures)
            case Opened():
                self._begin(recorded.event, recorded.at_ms)
            case Resumed():
                for participant in self.participants:
                    self._set_connected(participant, False)
            case SessionEnded():
                self.ended = True
            case _:
                self._step(recorded.event, recorded.at_ms)

    def _begin(self, opened: Opened, at_ms: int) -> None:
        self.deck = opened.deck
        self.identity = opened.identity
        self.rehearsal = opened.rehearsal
        self.opened_at_ms = self.place_at_ms = at_ms
        for slide_question in opened.deck.questions:
            self.questions.setdefault(slide_question.question.id, slide_question.question)

    def _step(
        self, event: QuestionOpened | QuestionClosed | QuestionRevealed | QuestionLeft, at_ms: int
    ) -> None:
        key = (event.question_id, event.round)
        match event:
            case QuestionOpened():
                asked = AskedRound(self.questions[event.question_id], event.round, at_ms)
                self.rounds[key] = self.current = asked
            case QuestionClosed():
                self.rounds[key].phase = Phase.CLOSED
            case QuestionRevealed():
                self.rounds[key].phase = Phase.REVEALED
            case QuestionLeft():
                self.rounds[key].left = True
                self.current = None

    def _set_connected(self, participant: str, here: bool) -> None:
        somebody = self.participants[participant]
        self.connected += here - somebody.connected
        somebody.connected = here


def _in_order(answer: Answer) -> Answer:
    """The same choice is the same answer, in whatever order its tiles were touched."""
    return ChoiceAnswer(tuple(sorted(answer.options)))
