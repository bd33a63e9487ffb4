"""A session's figures gathered for reading: rounds by question, and all rounds taken together."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from decks.questions.model import Question
from server.figures import RoundFigures, Share

FEW = 30
"""Below so many people a share is shown with its interval."""

_Z = 1.959963984540054  # the normal distribution's 97.5 % point


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


def pooled(shares: Iterable[Share | None]) -> Share | None:
    """All shares taken together, `None` if there is none: each answer counts once, so its n is answers
    (or chances to answer), not people."""
    known = [share for share in shares if share is not None]
    if not known:
        return None
    if len(known) == 1:
        return known[0]
    return wilson(sum(share.count for share in known), sum(share.of for share in known))


def wilson(count: int, of: int) -> Share:
    """`count` of `of` with its 95 % interval (Wilson 1927, without continuity correction)."""
    if of == 0:
        return Share(count, of, None, None, None)
    share = count / of
    middle = share + _Z**2 / (2 * of)
    reach = _Z * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    whole = 1 + _Z**2 / of
    return Share(count, of, share, max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole))
