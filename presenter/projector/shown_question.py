"""What of a question the class may see just now. Pure."""

from dataclasses import dataclass

from decks.questions.model import Question
from server.protocol import Phase, RoundView


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """`counts`, `correct` and `explanation` are empty until the reveal: what is not in here can't
    reach the projector by mistake. `limit_s` is the whole time there was to answer."""

    stem: str
    options: tuple[str, ...]
    several: bool
    phase: Phase
    round: int
    answered: int
    connected: int
    limit_s: float | None = None
    counts: tuple[int, ...] = ()
    correct: tuple[int, ...] = ()
    explanation: str = ""

    @property
    def revealed(self) -> bool:
        """Whether the class may see how it answered."""
        return self.phase is Phase.REVEALED

    def share(self, option: int) -> float:
        """How many of those who answered chose this option, 0 to 1."""
        return self.counts[option] / self.answered if self.answered and option < len(self.counts) else 0.0


def shown_question(question: Question, round_view: RoundView) -> ShownQuestion:
    """The question as the class may see it in this round."""
    revealed = round_view.phase is Phase.REVEALED
    closes = round_view.closes_at_ms
    return ShownQuestion(
        stem=question.stem,
        options=question.options,
        several=question.several,
        phase=round_view.phase,
        round=round_view.round,
        answered=round_view.answered,
        connected=round_view.connected,
        limit_s=(closes - round_view.opened_at_ms) / 1000 if closes is not None else None,
        counts=round_view.counts if revealed else (),
        correct=question.correct if revealed else (),
        explanation=question.explanation if revealed else "",
    )
