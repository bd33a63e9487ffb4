"""Questions: asked, answered, closed, revealed and left, in rounds."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from decks.questions.model import Answer, Question
from server.events import (
    Answered,
    ClosedBy,
    Event,
    QuestionAdded,
    QuestionClosed,
    QuestionLeft,
    QuestionOpened,
    QuestionRevealed,
)
from server.protocol import (
    THOUGHT_OF_NOW,
    AskNow,
    CloseQuestion,
    LeaveQuestion,
    OpenQuestion,
    Phase,
    RevealQuestion,
    SlideQuestion,
)
from server.session.commands import Appliers, Deciders, Decision, GiveAnswer, Refusal, RunOutOfTime
from server.tally import Tally
from server.typed_text import clean_answer

if TYPE_CHECKING:
    from server.session.session import Session

LONGEST_ID = 64


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
    return (*_leaving(session), QuestionOpened(command.question_id, command.round))


def _ask_now(session: "Session", command: AskNow) -> Decision:
    question, slides = command.question, len(session.deck.slides)
    if session.questions.get(question.id) == question and (question.id, 1) in session.rounds:
        return ()
    if slides and command.slide > slides:
        return Refusal("server.no_such_slide", {"slide": str(command.slide), "slides": str(slides)})
    if question.id in session.questions or not _can_be_thought_of(question):
        return Refusal("server.not_asked_now")
    if session.current is not None and session.current.phase is Phase.OPEN:
        return Refusal("server.question_open")
    added = QuestionAdded(command.slide, question)
    return (*_leaving(session), added, QuestionOpened(question.id, 1))


def _can_be_thought_of(question: Question) -> bool:
    named = question.id.startswith(THOUGHT_OF_NOW) and len(question.id) <= LONGEST_ID
    return named and bool(question.stem.strip()) and not question.graded and not question.picture


def _leaving(session: "Session") -> tuple[Event, ...]:
    """What happens to the question before the class when another is asked."""
    before = session.current
    return () if before is None else (QuestionLeft(before.question.id, before.round),)


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


def _on_added(session: "Session", event: QuestionAdded, _at_ms: int) -> None:
    session.questions[event.question.id] = event.question
    placed = SlideQuestion(event.slide, event.question)
    session.deck = msgspec.structs.replace(session.deck, questions=(*session.deck.questions, placed))


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
    AskNow: _ask_now,
    CloseQuestion: _close,
    RunOutOfTime: _close,
    RevealQuestion: _reveal,
    LeaveQuestion: _leave,
}
APPLIERS: Appliers = {
    QuestionAdded: _on_added,
    QuestionOpened: _on_opened,
    Answered: _on_answered,
    QuestionClosed: _on_closed,
    QuestionRevealed: _on_revealed,
    QuestionLeft: _on_left,
}
