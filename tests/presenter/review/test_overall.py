"""Rounds gathered by question, and shares taken together."""

import pytest

from presenter.review.overall import by_question, pooled, wilson
from server.figures import SessionFigures


def test_rounds_of_one_question_stand_together(make_figures) -> None:
    figures: SessionFigures = make_figures(questions=3, rounds=2)
    asked = by_question(figures.rounds)
    assert [(one.number, one.question.id, [r.round for r in one.rounds]) for one in asked] == [
        (1, "q0", [1, 2]),
        (2, "q1", [1, 2]),
        (3, "q2", [1, 2]),
    ]


def test_the_interval_is_that_of_published_tables() -> None:
    # Newcombe (1998), table I, method 3 (Wilson's score): 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for count, of, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611)):
        share = wilson(count, of)
        assert share.low == pytest.approx(low, abs=5e-5)
        assert share.high == pytest.approx(high, abs=5e-5)
    last = wilson(1, 29)
    assert (last.low, last.high) == (pytest.approx(0.0061, abs=5e-5), pytest.approx(0.1718, abs=5e-5))


def test_shares_taken_together_count_every_answer_once() -> None:
    both = pooled((wilson(3, 4), None, wilson(10, 26)))
    assert both is not None
    assert (both.count, both.of) == (13, 30)


def test_nothing_taken_together_is_nothing_rather_than_none_of_it() -> None:
    assert pooled((None, None)) is None
    empty = pooled((wilson(0, 0), wilson(0, 0)))
    assert empty is not None
    assert empty.share is None
