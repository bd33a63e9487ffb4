"""Questions: asked, answered, closed, revealed and left, in rounds."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from decks.questions.model import Answer, Question
from server.events import (
    Answered,
    ClosedBy,
    QuestionClosed,
    QuestionLeft,
    QuestionOpened,
    QuestionRevealed,
)
from server.protocol import CloseQuestion, LeaveQuestion, OpenQuestion, Phase, RevealQuestion
from server.session.commands import Appliers, Deciders, Decision, GiveAnswer, Refusal, RunOutOfTime
from server.tally import Tally
from server.typed_text import clean_answer

if TYPE_CHECKING:
    from server.session.session import Session


class Given(msgspec.Struct, frozen=True, gc=False):
    """An answer that somebody gave, `after_ms` after the question was opened; `confidence` 1 to 3 if it
    was asked for and said."""

    answer: Answer
    confidence: int | None = None
    after_ms: int = 0


@dataclass(slots=True)
class AskedRound:
    """One round of a question, with the last answer of each participant and the tally of them all."""

    question: Question
    round: int
    opened_at_ms: int
    phase: Phase = Phase.OPEN
    left: bool = False
    answers: dict[str, Given] = field(default_factory=dict)
    tally: Tally = field(init=False)

    def __post_init__(self) -> None:
        self.tally = Tally(self.question)

    @property
    def closes_at_ms(self) -> int | None:
        """When the time limit ends, in server time; None without one."""
        limit = self.question.time_limit_s
        return None if limit is None else self.opened_at_ms + limit * 1000

    def take(self, participant: str, given: Given | None) -> None:
        """Let this be what the participant answered; None takes the answer back."""
        before = self.answers.pop(participant, None)
        if before is not None:
            self.tally.remove(before.answer)
        if given is not None:
            self.answers[participant] = given
            self.tally.add(given.answer)


def _answer(session: "Session", command: GiveAnswer) -> Decision:
    if command.participant not in session.participants:
        return Refusal("not_joined")
    asked = session.rounds.get((command.question_id, command.round))
    if asked is None:
        return Refusal("too_late")
    answer = asked.question.canonical(clean_answer(command.answer))
    confidence = command.confidence if asked.question.confidence else None
    saved = asked.answers.get(command.participant)
    if saved is not None and (saved.answer, saved.confidence) == (answer, confidence):
        return ()  # sent again because its acknowledgement was lost: good even after the close
    if session.ended or asked is not session.current or asked.phase is not Phase.OPEN:
        return Refusal("too_late")
    if not asked.question.accepts(answer):
        return Refusal("not_possible")
    if saved is not None and not asked.question.changeable:
        return Refusal("final")
    return (Answered(command.question_id, command.round, command.participant, answer, confidence),)


def _open(session: "Session", command: OpenQuestion) -> Decision:
    if (command.question_id, command.round) in session.rounds:
        return ()
    if command.question_id not in session.questions:
        return Refusal("server.no_such_question")
    if session.current is not None and session.current.phase is Phase.OPEN:
        return Refusal("server.question_open")
    if command.round != session.rounds_of(command.question_id) + 1:
        return Refusal("server.wrong_round", {"round": str(command.round)})
    opened = QuestionOpened(command.question_id, command.round)
    if session.current is None:
        return (opened,)
    return (QuestionLeft(session.current.question.id, session.current.round), opened)


def _close(session: "Session", command: CloseQuestion | RunOutOfTime) -> Decision:
    asked = session.rounds.get((command.question_id, command.round))
    if asked is None:
        return Refusal("server.not_asked")
    if asked.phase is not Phase.OPEN:
        return ()
    by = ClosedBy.TRAINER if isinstance(command, CloseQuestion) else ClosedBy.TIMER
    return (QuestionClosed(command.question_id, command.round, by),)


def _reveal(session: "Session", command: RevealQuestion) -> Decision:
    asked = session.rounds.get((command.question_id, command.round))
    if asked is None:
        return Refusal("server.not_asked")
    if asked.phase is Phase.REVEALED:
        return ()
    if asked.phase is Phase.OPEN:
        return Refusal("server.still_open")
    if asked.left:
        return Refusal("server.already_left")
    return (QuestionRevealed(command.question_id, command.round),)


def _leave(session: "Session", command: LeaveQuestion) -> Decision:
    asked = session.rounds.get((command.question_id, command.round))
    if asked is None:
        return Refusal("server.not_asked")
    if asked.left:
        return ()
    if asked.phase is Phase.OPEN:
        return Refusal("server.still_open")
    return (QuestionLeft(command.question_id, command.round),)


def _on_opened(session: "Session", event: QuestionOpened, at_ms: int) -> None:
    asked = AskedRound(session.questions[event.question_id], event.round, at_ms)
    session.rounds[event.question_id, event.round] = session.current = asked


def _on_answered(session: "Session", event: Answered, at_ms: int) -> None:
    asked = session.rounds[event.question_id, event.round]
    after_ms = at_ms - asked.opened_at_ms
    asked.take(event.participant, Given(event.answer, event.confidence, after_ms if after_ms > 0 else 0))


def _on_closed(session: "Session", event: QuestionClosed, _at_ms: int) -> None:
    session.rounds[event.question_id, event.round].phase = Phase.CLOSED


def _on_revealed(session: "Session", event: QuestionRevealed, _at_ms: int) -> None:
    asked = session.rounds[event.question_id, event.round]
    asked.phase = Phase.REVEALED
    session.scores.reveal(asked)


def _on_left(session: "Session", event: QuestionLeft, _at_ms: int) -> None:
    session.rounds[event.question_id, event.round].left = True
    session.current = None


DECIDERS: Deciders = {
    GiveAnswer: _answer,
    OpenQuestion: _open,
    CloseQuestion: _close,
    RunOutOfTime: _close,
    RevealQuestion: _reveal,
    LeaveQuestion: _leave,
}
APPLIERS: Appliers = {
    QuestionOpened: _on_opened,
    Answered: _on_answered,
    QuestionClosed: _on_closed,
    QuestionRevealed: _on_revealed,
    QuestionLeft: _on_left,
}
