"""Points: a right answer gives the question's points, any other gives none."""

from collections.abc import Iterable

from decks.questions.model import Answer, Question
from server.protocol import Phase
from server.session import AskedRound


def points(question: Question, answer: Answer | None) -> int:
    """The points of `answer`; none for a poll, a wrong answer or no answer."""
    return question.points if answer is not None and question.is_right(answer) else 0


def score(rounds: Iterable[AskedRound], participant: str | None) -> tuple[int, int]:
    """What a participant has in the questions revealed so far, and what they could have given. A
    question asked again counts once, by the last of its rounds that was revealed."""
    last = {asked.question.id: asked for asked in rounds if asked.phase is Phase.REVEALED}
    revealed = [asked for asked in last.values() if asked.question.graded]
    possible = sum(asked.question.points for asked in revealed)
    if participant is None:
        return 0, possible
    return sum(points(asked.question, asked.answers.get(participant)) for asked in revealed), possible
