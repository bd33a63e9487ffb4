"""Answers counted as they come, change and go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.questions.model import (
    Choice,
    ChoiceAnswer,
    Estimate,
    NumberAnswer,
    ShortText,
    TextAnswer,
    WordCloud,
    WordsAnswer,
)
from server.tally import Tally, tally_of
from tests.server.all_kinds import KINDS


def test_each_option_is_counted_for_each_who_chose_it() -> None:
    question = Choice("q", "?", ("A", "B", "C"), several=True)
    assert tally_of(question, [ChoiceAnswer((0, 2)), ChoiceAnswer((2,))]).counts == [1, 0, 2]


def test_without_answers_every_option_counts_nothing() -> None:
    assert tally_of(Choice("q", "?", ("A", "B")), []).counts == [0, 0]


def test_a_word_is_written_as_most_have_written_it() -> None:
    tally = tally_of(WordCloud("q", "?"), [WordsAnswer((word,)) for word in ("FUN", "Fun", "Fun", "ｆｕｎ")])
    assert (dict(tally.words), tally.spelling("fun")) == ({"fun": 4}, "Fun")


def test_short_texts_are_counted_like_words() -> None:
    tally = tally_of(ShortText("q", "?"), [TextAnswer("CO2"), TextAnswer("co2"), TextAnswer("water")])
    assert tally.most_frequent(10) == [("co2", 2), ("water", 1)]
    assert tally.most_frequent(1) == [("co2", 2)]


def test_numbers_stand_in_ascending_order() -> None:
    tally = tally_of(Estimate("q", "?"), [NumberAnswer(number) for number in (3, 1, 2, 1)])
    tally.remove(NumberAnswer(1))
    assert tally.numbers == [1, 2, 3]


@pytest.mark.parametrize("kind", KINDS, ids=[kind.question.id for kind in KINDS])
@given(turns=st.lists(st.booleans(), max_size=12))
def test_what_is_taken_back_leaves_no_trace(kind, turns) -> None:
    answers = [kind.question.canonical(kind.right if turn else kind.wrong) for turn in turns]
    tally = tally_of(kind.question, answers)
    for answer in reversed(answers):
        tally.remove(answer)
    assert tally == Tally(kind.question)
