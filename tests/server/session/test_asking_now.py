"""A question that stands in no deck, one sentence each."""

import pytest

from decks.questions.model import Choice, ChoiceAnswer, Rating
from server.events import (
    QuestionAdded,
    QuestionClosed,
    QuestionLeft,
    QuestionOpened,
    QuestionRevealed,
    SessionEnded,
)
from server.protocol import AskNow, CloseQuestion, DeckSummary, OpenQuestion
from server.receipts import write_receipt
from server.session import GiveAnswer, Session, TakePart
from server.statistics.session import measure
from server.views import session_view
from tests.server.session.test_session import Lesson

NOW = Choice("now-1", "Shall we go on?", ("Yes", "No"))


@pytest.fixture
def lesson(deck_summary: DeckSummary) -> Lesson:
    lesson = Lesson(deck_summary)
    lesson.do(TakePart("ann", "key of ann", "Ann", code="ABCDEFGHJKMN"))
    return lesson


def test_it_is_added_to_its_slide_and_open_at_once(lesson: Lesson) -> None:
    assert lesson.do(AskNow(0, 1, NOW)) == (QuestionAdded(1, NOW), QuestionOpened("now-1", 1))
    view = session_view(lesson.session)
    assert (view.deck.questions[-1].slide, view.deck.questions[-1].question) == (1, NOW)
    assert view.round is not None
    assert view.round.question_id == "now-1"


def test_asking_it_twice_is_asking_it_once(lesson: Lesson) -> None:
    lesson.do(AskNow(0, 1, NOW))
    assert lesson.do(AskNow(0, 1, NOW)) == ()


def test_it_takes_answers_and_further_rounds_like_any_other(lesson: Lesson) -> None:
    lesson.do(AskNow(0, 1, NOW))
    lesson.do(GiveAnswer("ann", "now-1", 1, ChoiceAnswer((0,))))
    lesson.do(CloseQuestion(0, "now-1", 1))
    assert lesson.do(OpenQuestion(0, "now-1", 2)) == (QuestionLeft("now-1", 1), QuestionOpened("now-1", 2))


def test_it_leaves_the_question_before_it_but_not_an_open_one(lesson: Lesson) -> None:
    lesson.do(AskNow(0, 1, NOW))
    other = Rating("now-2", "How sure are you?")
    assert lesson.refused(AskNow(0, 1, other)) == "server.question_open"
    lesson.do(CloseQuestion(0, "now-1", 1))
    assert lesson.do(AskNow(0, 1, other))[0] == QuestionLeft("now-1", 1)


@pytest.mark.parametrize(
    "question",
    [
        Choice("later", "Shall we?", ("Yes", "No")),
        Choice("now-1", "", ("Yes", "No")),
        Choice("now-1", "Shall we?", ("Yes", "No"), (0,)),
        Rating("now-1", "How?", picture="0" * 64),
        Rating("now-" + 61 * "x", "How?"),
    ],
)
def test_what_is_no_question_of_now_is_refused(lesson: Lesson, question: Choice | Rating) -> None:
    assert lesson.refused(AskNow(0, 1, question)) == "server.not_asked_now"


def test_the_id_of_another_question_is_refused(lesson: Lesson) -> None:
    lesson.do(AskNow(0, 1, NOW))
    lesson.do(CloseQuestion(0, "now-1", 1))
    assert lesson.refused(AskNow(0, 1, Rating("now-1", "How sure?"))) == "server.not_asked_now"


def test_the_log_restores_it(lesson: Lesson) -> None:
    lesson.do(AskNow(0, 1, NOW))
    assert Session.fold("s", lesson.log) == lesson.session


def test_figures_and_receipt_know_it(deck_summary: DeckSummary, lesson: Lesson) -> None:
    lesson.do(AskNow(0, 1, NOW))
    lesson.do(GiveAnswer("ann", "now-1", 1, ChoiceAnswer((1,))))
    lesson.happen(QuestionClosed("now-1", 1), QuestionRevealed("now-1", 1), SessionEnded())
    asked = measure("s", lesson.log).rounds[-1]
    assert (asked.slide, asked.question, asked.counts) == (1, NOW, (0, 1))
    assert [kept.answer for kept in write_receipt(lesson.log, "ann").answers] == ["No"]
