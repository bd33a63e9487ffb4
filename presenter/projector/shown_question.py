"""What of a question the class may see just now."""

from dataclasses import dataclass

from decks.questions.model import Question
from presenter.question_words import (
    belonging,
    counts_shown,
    how_to_answer,
    meaning_of_counts,
    option_words,
    solution_words,
    spread_said,
    texts_said,
    words_said,
)
from server.protocol import Phase, RoundView, for_projector


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """`counts`, `correct`, `explanation` and what was said are empty until the reveal: what is not in here
    can't reach the projector by mistake. `limit_s` is the whole time there was to answer; `hint` says how
    one answers; `lines` are whatever else is to be read, from pairs to match to the words of a cloud."""

    stem: str
    options: tuple[str, ...]
    phase: Phase
    round: int
    answered: int
    connected: int
    limit_s: float | None = None
    counts: tuple[int, ...] = ()
    correct: tuple[int, ...] = ()
    explanation: str = ""
    hint: str = ""
    lines: tuple[str, ...] = ()
    counted: bool = True  # whether counts beside the options mean anything

    @property
    def revealed(self) -> bool:
        """Whether the class may see how it answered."""
        return self.phase is Phase.REVEALED

    @property
    def tallied(self) -> bool:
        """Whether the class sees counts beside the options."""
        return self.revealed and self.counted

    def share(self, option: int) -> float:
        """How many of those who answered chose this option, 0 to 1."""
        return self.counts[option] / self.answered if self.answered and option < len(self.counts) else 0.0


def shown_question(question: Question, round_view: RoundView) -> ShownQuestion:
    """The question as the class may see it in this round."""
    revealed = round_view.phase is Phase.REVEALED
    closes = round_view.closes_at_ms
    return ShownQuestion(
        stem=question.stem,
        options=option_words(question),
        phase=round_view.phase,
        round=round_view.round,
        answered=round_view.answered,
        connected=round_view.connected,
        limit_s=(closes - round_view.opened_at_ms) / 1000 if closes is not None else None,
        counts=round_view.counts if revealed else (),
        correct=question.correct if revealed else (),
        explanation=question.explanation if revealed else "",
        hint=how_to_answer(question),
        lines=belonging(question) + (_result(question, for_projector(round_view)) if revealed else ()),
        counted=counts_shown(question),
    )


def _result(question: Question, seen: RoundView) -> tuple[str, ...]:
    return (
        *solution_words(question),
        *spread_said(question, seen.spread),
        *words_said(seen.words),
        *texts_said((text.text, True) for text in seen.texts),
        *meaning_of_counts(question),
    )
