"""Rounds gathered by question."""

from presenter.review.overall import by_question
from server.figures import SessionFigures


def test_rounds_of_one_question_stand_together(make_figures) -> None:
    figures: SessionFigures = make_figures(questions=3, rounds=2)
    asked = by_question(figures.rounds)
    assert [(one.number, one.question.id, [r.round for r in one.rounds]) for one in asked] == [
        (1, "q0", [1, 2]),
        (2, "q1", [1, 2]),
        (3, "q2", [1, 2]),
    ]
