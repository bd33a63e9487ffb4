"""Counting a round's answers."""

from collections.abc import Iterable

from decks.questions.model import Answer, Question


def count(question: Question, answers: Iterable[Answer]) -> tuple[int, ...]:
    """For each option of `question`, how many of `answers` chose it."""
    counts = [0] * len(question.options)
    for answer in answers:
        for option in answer.options:
            counts[option] += 1
    return tuple(counts)
