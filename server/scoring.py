"""Points: what an answer gives, and the most that it could."""

from math import floor
from typing import TYPE_CHECKING

from decks.questions.model import Question

if TYPE_CHECKING:
    from server.session import Given

SPEED_POINTS = 1000
"""What a question's point is worth in a session where speed counts."""
AT_ONCE_MS = 500
"""Nobody reads faster: until then speed costs nothing."""
_SURE_AND_RIGHT = {1: 1, 2: 2, 3: 3}
_SURE_AND_WRONG = {1: 0, 2: -2, 3: -6}


def points(question: Question, given: "Given | None", *, speed: bool = False) -> int:
    """The points of an answer; none for a poll or no answer, and for a wrong one none or less.

    Where the question asks how sure one is: certainty-based marking (Gardner-Medwin 1995), only all of an
    answer being right; who didn't say is not sure. Else, where `speed` counts and there is a time limit:
    max · (1 − elapsed / limit / 2), rounded, and the whole within half a second. Else the share of the
    question's points that is right, rounded down.
    """
    return 0 if given is None else points_for(question, question.credit(given.answer), given, speed=speed)


def points_for(question: Question, credit: float | None, given: "Given", *, speed: bool = False) -> int:
    """As `points`, where the credit is known that the question gives for the answer."""
    if credit is None:
        return 0
    worth = question.points * _unit(speed)
    if question.confidence:
        marks = _SURE_AND_RIGHT if credit == 1 else _SURE_AND_WRONG
        return marks[given.confidence or 1] * worth
    if speed and question.time_limit_s:
        return _quick(worth * credit, given.after_ms, question.time_limit_s * 1000)
    # One third of three is one, whatever binary fractions make of it.
    return floor(worth * credit + 1e-9)


def most(question: Question, *, speed: bool = False) -> int:
    """The most that an answer to the question can give."""
    if not question.graded:
        return 0
    return question.points * _unit(speed) * (_SURE_AND_RIGHT[3] if question.confidence else 1)


def _unit(speed: bool) -> int:
    return SPEED_POINTS if speed else 1


def _quick(whole: float, after_ms: int, limit_ms: int) -> int:
    """An answer taken in the moments of grace after the limit counts as one at the limit."""
    counted_ms = 0 if after_ms < AT_ONCE_MS else min(after_ms, limit_ms)
    # Divided last, so that a half is a half and is rounded up.
    return floor(whole * (2 * limit_ms - counted_ms) / (2 * limit_ms) + 0.5)
