"""Bounds on guessing: how often somebody may be wrong about a code."""

from collections.abc import Mapping
from dataclasses import dataclass

_MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Bound:
    """So many wrong guesses at once, and so many in the long run."""

    burst: float
    per_s: float


class Guesses:
    """Counts wrong guesses, each in several ways at once: by phone, by address and all together, say.

    `bounds` names the ways; a guesser is told by a key for each of them. Right guesses cost nothing, so a
    class that comes back all at once is never kept waiting. The caller tells the time, in milliseconds.
    """

    def __init__(self, bounds: Mapping[str, Bound]) -> None:
        self._bounds = bounds
        self._wrong: dict[tuple[str, str], tuple[float, int]] = {}  # how many not yet forgiven, and when

    def may_guess(self, guesser: Mapping[str, str], now_ms: int) -> bool:
        """Whether one more guess is to be looked at; a right one that comes too soon isn't either."""
        held = {way: self._held(way, guesser[way], now_ms) for way in self._bounds}
        return all(held[way] + 1 <= bound.burst for way, bound in self._bounds.items())

    def was_wrong(self, guesser: Mapping[str, str], now_ms: int) -> None:
        """The guess that was allowed just now was wrong."""
        for way in self._bounds:
            self._wrong[way, guesser[way]] = (self._held(way, guesser[way], now_ms) + 1, now_ms)
        if len(self._wrong) > _MOST_KEPT:
            self._forgive(now_ms)

    def _held(self, way: str, key: str, now_ms: int) -> float:
        held, since_ms = self._wrong.get((way, key), (0.0, now_ms))
        return max(0.0, held - (now_ms - since_ms) / 1000 * self._bounds[way].per_s)

    def _forgive(self, now_ms: int) -> None:
        self._wrong = {
            (way, key): held for (way, key), held in self._wrong.items() if self._held(way, key, now_ms) > 0
        }
