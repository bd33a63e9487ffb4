"""Counts of answers by option."""

from decks.questions.model import Choice, ChoiceAnswer
from server.tally import count


def test_each_option_is_counted_for_each_who_chose_it() -> None:
    question = Choice("q", "?", ("A", "B", "C"), several=True)
    assert count(question, [ChoiceAnswer((0, 2)), ChoiceAnswer((2,))]) == (1, 0, 2)


def test_without_answers_every_option_counts_nothing() -> None:
    assert count(Choice("q", "?", ("A", "B")), []) == (0, 0)
