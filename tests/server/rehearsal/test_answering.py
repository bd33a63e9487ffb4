"""What the simulated class answers to each kind of question."""

from collections import Counter
from statistics import median

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.questions.model import Estimate, Matching, NumberAnswer, OpenText, Ordering, Rating, WordCloud
from server.rehearsal.trainee import GiveAnswer, enrol
from server.views import phone_question
from tests.server.all_kinds import KINDS

PEOPLE = 300
kinds = pytest.mark.parametrize("kind", KINDS, ids=[kind.question.id for kind in KINDS])
GRADED = [kind for kind in KINDS if kind.question.graded]


def given_by(question, truth=None, people=PEOPLE, seed=7):
    """What the class says first, one answer for each who answers."""
    shown = phone_question(question)
    first = []
    for number in range(1, people + 1):
        deeds = enrol(seed, number, "en").decide(shown, 1, truth, None)
        first += [deed for deed in deeds if isinstance(deed, GiveAnswer)][:1]
    return first


@kinds
def test_every_answer_could_be_given(kind) -> None:
    for truth in (kind.question, None):
        deeds = given_by(kind.question, truth)
        assert len(deeds) > PEOPLE * 0.85
        assert all(kind.question.accepts(kind.question.canonical(deed.answer)) for deed in deeds)
        assert len({deed.answer for deed in deeds}) > 1, "a class is not of one mind"


@pytest.mark.parametrize("kind", GRADED, ids=[kind.question.id for kind in GRADED])
def test_some_are_right_and_some_are_not(kind) -> None:
    deeds = given_by(kind.question, kind.question)
    right = sum(kind.question.is_right(deed.answer) for deed in deeds) / len(deeds)
    assert 0.2 < right < 0.95


@kinds
def test_how_sure_one_is_is_said_only_where_it_is_asked_for(kind) -> None:
    assert {deed.confidence for deed in given_by(kind.question, kind.question)} == {None}
    asked = msgspec.structs.replace(kind.question, confidence=True)
    assert {deed.confidence for deed in given_by(asked, asked)} == {1, 2, 3}


def test_wrong_estimates_lie_around_the_right_one() -> None:
    question = Estimate("e", "How far?", 384.0, tolerance=5.0)
    numbers = [deed.answer.number for deed in given_by(question, question)]
    assert median(numbers) == pytest.approx(384, rel=0.15)
    assert len({question.is_right(NumberAnswer(number)) for number in numbers}) == 2


@given(
    st.one_of(st.none(), st.floats(-1e6, 1e6)),
    st.floats(0, 100),
    st.one_of(st.none(), st.floats(-1e6, 0)),
    st.one_of(st.none(), st.floats(0, 1e6)),
    st.integers(1, 500),
)
def test_estimates_stay_within_their_bounds(number, tolerance, lowest, highest, who) -> None:
    question = Estimate("e", "?", number, tolerance, lowest=lowest, highest=highest)
    for deed in enrol(1, who, "en").decide(phone_question(question), 1, question, None):
        if isinstance(deed, GiveAnswer) and (number is None or question.accepts(NumberAnswer(number))):
            assert question.accepts(deed.answer)


@given(st.integers(1, 6), st.integers(1, 500))
def test_few_items_can_be_ordered_and_matched(count, who) -> None:
    items = tuple("abcdef"[:count])
    for question in (
        Ordering("o", "?", items, tuple(range(count))),
        Matching("m", "?", items, items, tuple(range(count))),
        Ordering("o", "?", items),
        Matching("m", "?", items, items),
    ):
        for deed in enrol(1, who, "en").decide(phone_question(question), 1, question, None):
            assert not isinstance(deed, GiveAnswer) or question.accepts(deed.answer)


def test_ratings_gather_around_a_middle() -> None:
    steps = Counter(deed.answer.step for deed in given_by(Rating("r", "?", 5)))
    assert len(steps) >= 3
    assert max(steps.values()) > 1.5 * PEOPLE / 5


def test_words_and_texts_are_in_the_language_of_the_question() -> None:
    for question in (WordCloud("w", "一个词"), OpenText("t", "还有什么？")):
        said = " ".join(question.said(deed.answer) for deed in given_by(question))
        assert not any("a" <= letter <= "z" for letter in said)
    for question in (WordCloud("w", "One word"), OpenText("t", "What else?")):
        assert " ".join(question.said(deed.answer) for deed in given_by(question)).isascii()


def test_in_a_cloud_some_words_are_said_by_many() -> None:
    said = Counter(word.casefold() for deed in given_by(WordCloud("w", "?", 3)) for word in deed.answer.words)
    assert said.most_common(1)[0][1] > 3 * min(said.values())
