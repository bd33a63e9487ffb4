"""What a question's next step is."""

import msgspec
import pytest

from decks.model import Slide
from decks.questions.model import Choice
from presenter.question_flow import NextStep, QuestionStep, next_step
from server.protocol import (
    DeckSummary,
    Identity,
    Phase,
    Place,
    RoundView,
    SessionView,
    SlideQuestion,
)

FIRST = Choice("first", "One?", ("a", "b"))
SECOND = Choice("second", "Two?", ("a", "b"))
SLIDE = Slide(1, questions=(FIRST, SECOND))
SESSION = SessionView(
    "s",
    DeckSummary("d", "0", "D", "d.pptx", (), (SlideQuestion(1, FIRST), SlideQuestion(1, SECOND))),
    Identity.ANONYMOUS,
    False,
    0,
    Place(),
    None,
    {},
    0,
    0,
)


def session_with(**changes: object) -> SessionView:
    return msgspec.structs.replace(SESSION, **changes)


def in_phase(phase: Phase, question_id: str = "first", number: int = 1) -> SessionView:
    return session_with(round=RoundView(question_id, number, phase, 0, None, 0, 0, 0, (0, 0)))


@pytest.mark.parametrize(
    ("phase", "step"),
    [
        (Phase.OPEN, QuestionStep.CLOSE),
        (Phase.CLOSED, QuestionStep.REVEAL),
        (Phase.REVEALED, QuestionStep.GO_ON),
    ],
)
def test_the_next_step_follows_from_the_phase(phase: Phase, step: QuestionStep):
    assert next_step(in_phase(phase), SLIDE) == NextStep(step, FIRST, 1)


def test_the_question_before_the_class_comes_first_whatever_slide_is_shown():
    assert next_step(in_phase(Phase.OPEN, "second"), Slide(7)) == NextStep(QuestionStep.CLOSE, SECOND, 1)


def test_the_first_unasked_question_of_the_slide_is_asked_next():
    assert next_step(SESSION, SLIDE) == NextStep(QuestionStep.ASK, FIRST, 1)
    assert next_step(session_with(rounds={"first": 1}), SLIDE) == NextStep(QuestionStep.ASK, SECOND, 1)


def test_when_all_have_been_asked_the_last_one_may_be_asked_again():
    asked = session_with(rounds={"first": 1, "second": 2})
    assert next_step(asked, SLIDE) == NextStep(QuestionStep.ASK, SECOND, 3)


def test_a_question_that_the_session_does_not_know_is_not_offered():
    stranger = Choice("stranger", "Three?", ("a", "b"))
    assert next_step(SESSION, Slide(1, questions=(stranger,))) is None
    assert next_step(SESSION, Slide(1, questions=(stranger, SECOND))) == NextStep(QuestionStep.ASK, SECOND, 1)


def test_without_a_session_or_a_question_there_is_nothing_to_do():
    assert next_step(None, SLIDE) is None
    assert next_step(session_with(ended=True), SLIDE) is None
    assert next_step(SESSION, Slide(2)) is None
