"""Questions that need no preparation."""

import pytest

from decks.model import Slide
from decks.questions.model import Choice, OpenText, Question, Rating, WordCloud
from presenter.improvised import LONGEST_STEM, Improvised, default_stem, improvise
from presenter.question_flow import NextStep, QuestionStep, next_step, questions_on
from server.protocol import THOUGHT_OF_NOW, DeckSummary, SlideQuestion
from tests.presenter.test_question_flow import FIRST, session_with

KINDS: dict[Improvised, tuple[type[Question], int]] = {
    Improvised.YES_NO: (Choice, 2),
    Improvised.LETTERS: (Choice, 4),
    Improvised.RATING: (Rating, 5),
    Improvised.CLOUD: (WordCloud, 0),
    Improvised.TEXT: (OpenText, 0),
}


@pytest.mark.parametrize("kind", Improvised)
def test_each_kind_is_an_opinion_poll_with_words_of_its_own(kind: Improvised) -> None:
    question = improvise(kind, "  ")
    assert (type(question), len(question.options)) == KINDS[kind]
    assert question.stem == default_stem(kind) != ""
    assert not question.graded


@pytest.mark.parametrize("kind", Improvised)
def test_what_the_trainer_typed_is_the_question(kind: Improvised) -> None:
    assert improvise(kind, " Who\n has  been here? ").stem == "Who has been here?"
    assert len(improvise(kind, "x" * 999).stem) == LONGEST_STEM


def test_no_two_have_the_same_id() -> None:
    ids = {improvise(Improvised.TEXT, "Why?").id for _ in range(100)}
    assert len(ids) == 100
    assert all(one.startswith(THOUGHT_OF_NOW) for one in ids)


def test_it_belongs_to_the_slide_on_which_it_was_asked() -> None:
    now = improvise(Improvised.YES_NO, "")
    asked = (SlideQuestion(1, FIRST), SlideQuestion(1, now), SlideQuestion(2, improvise(Improvised.TEXT, "")))
    deck = DeckSummary("d", "0", "D", "d.pptx", (), asked)
    session = session_with(deck=deck, rounds={now.id: 1})
    slide = Slide(1, questions=(FIRST,))
    assert questions_on(slide, session) == (FIRST, now)
    assert questions_on(slide, None) == (FIRST,)
    assert next_step(session, slide) == NextStep(QuestionStep.ASK, FIRST, 1)
    assert next_step(session, Slide(1)) == NextStep(QuestionStep.ASK, now, 2)
