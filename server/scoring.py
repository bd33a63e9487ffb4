"""Points, and who has how many."""

from collections.abc import Iterable

from decks.questions.model import Question
from server.protocol import Phase
from server.session import AskedRound, Given

SPEED_POINTS = 1000
"""What a question's point is worth where speed counts."""
AT_ONCE_MS = 500
"""Nobody reads faster: until then speed costs nothing."""
_SURE_AND_RIGHT = {1: 1, 2: 2, 3: 3}
_SURE_AND_WRONG = {1: 0, 2: -2, 3: -6}


def points(question: Question, given: Given | None, *, speed: bool = False) -> int:
    """The points of an answer; none for a poll or no answer, and for a wrong one none or less.

    Where the question asks how sure one is: certainty-based marking (Gardner-Medwin 1995), only all of an
    answer being right. Else, where `speed` counts and there is a time limit:
    round(max · (1 − elapsed / limit / 2)), the whole within half a second. Else the share of the question's
    points that is right, rounded down.
    """
    credit = None if given is None else question.credit(given.answer)
    if given is None or credit is None:
        return 0
    if question.confidence:
        marks = _SURE_AND_RIGHT if credit == 1 else _SURE_AND_WRONG
        return marks[given.confidence or 1] * question.points
    if speed and question.time_limit_s:
        left = 1 - given.after_ms / (question.time_limit_s * 1000) / 2
        return round(
            SPEED_POINTS * question.points * credit * (1 if given.after_ms < AT_ONCE_MS else max(left, 0.5))
        )
    return int(question.points * credit * (SPEED_POINTS if speed else 1))


def most(question: Question, *, speed: bool = False) -> int:
    """The most that an answer to the question can give."""
    if not question.graded:
        return 0
    if question.confidence:
        return _SURE_AND_RIGHT[3] * question.points
    return question.points * (SPEED_POINTS if speed else 1)


def score(rounds: Iterable[AskedRound], participant: str | None, *, speed: bool = False) -> tuple[int, int]:
    """What a participant has in the questions revealed so far, and what they could have given. A
    question asked again counts once, by the last of its rounds that was revealed."""
    last = {asked.question.id: asked for asked in rounds if asked.phase is Phase.REVEALED}
    revealed = [asked for asked in last.values() if asked.question.graded]
    possible = sum(most(asked.question, speed=speed) for asked in revealed)
    if participant is None:
        return 0, possible
    gained = (points(asked.question, asked.answers.get(participant), speed=speed) for asked in revealed)
    return sum(gained), possible
