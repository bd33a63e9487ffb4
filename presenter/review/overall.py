"""A session's rounds, gathered by question."""

from collections.abc import Iterable
from dataclasses import dataclass

from decks.questions.model import Question
from server.figures import RoundFigures


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with all its rounds, in the order they were asked; `number` counts from 1."""

    number: int
    question: Question
    rounds: tuple[RoundFigures, ...]

    @property
    def slide(self) -> int:
        """The slide in whose notes the question stands."""
        return self.rounds[0].slide


def by_question(rounds: Iterable[RoundFigures]) -> tuple[AskedQuestion, ...]:
    """The questions in the order in which they were first asked."""
    together: dict[str, list[RoundFigures]] = {}
    for one in rounds:
        together.setdefault(one.question.id, []).append(one)
    return tuple(
        AskedQuestion(number, asked[0].question, tuple(asked))
        for number, asked in enumerate(together.values(), start=1)
    )
