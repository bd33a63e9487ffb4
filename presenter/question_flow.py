"""What a question's next step is: ask → close → reveal → go on. Pure."""

from dataclasses import dataclass
from enum import Enum, auto

from decks.model import Slide
from decks.questions.model import Question
from server.protocol import THOUGHT_OF_NOW, Phase, SessionView


class QuestionStep(Enum):
    """The one obvious thing to do next with a question."""

    ASK = auto()
    CLOSE = auto()
    REVEAL = auto()
    GO_ON = auto()


_AFTER = {
    Phase.OPEN: QuestionStep.CLOSE,
    Phase.CLOSED: QuestionStep.REVEAL,
    Phase.REVEALED: QuestionStep.GO_ON,
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step, the question it concerns and its round."""

    step: QuestionStep
    question: Question
    round: int


def next_step(session: SessionView | None, slide: Slide) -> NextStep | None:
    """The next step: that of the question before the class, else asking the slide's first unasked
    question (the last one again when all have been asked); None without session or question."""
    if session is None or session.ended:
        return None
    if session.round is not None:
        question = question_of(session, session.round.question_id)
        return NextStep(_AFTER[session.round.phase], question, session.round.round) if question else None
    # A deck edited meanwhile, or another one, may have questions that this session doesn't know.
    known = [question for question in questions_on(slide, session) if question_of(session, question.id)]
    if not known:
        return None
    question = next((question for question in known if question.id not in session.rounds), known[-1])
    return NextStep(QuestionStep.ASK, question, session.rounds.get(question.id, 0) + 1)


def questions_on(slide: Slide, session: SessionView | None) -> tuple[Question, ...]:
    """The slide's questions: those of its deck, then those that were thought of on it."""
    asked = session.deck.questions if session is not None else ()
    here = (placed.question for placed in asked if placed.slide == slide.number)
    return (*slide.questions, *(question for question in here if question.id.startswith(THOUGHT_OF_NOW)))


def question_of(session: SessionView, question_id: str) -> Question | None:
    """The session's question with this id."""
    return next((q.question for q in session.deck.questions if q.question.id == question_id), None)
