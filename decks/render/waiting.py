"""Which pictures wait for which metafiles."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from decks.render.cache import Wish

LONGEST_S = 60.0
"""A slide that has waited this long is shown as far as it has come."""
MOST_WAITING = 256


@dataclass(slots=True)
class _Wait:
    since_s: float
    awaited: set[bytes] = field(default_factory=set)
    settled: set[bytes] = field(default_factory=set)
    over: bool = False


class Waiting:
    """Pictures that can't be drawn before some metafiles are settled: there, or found not to be drawable.

    A picture waits for each metafile once and no longer than `LONGEST_S` in all, so that it comes to an end
    even if not all it needs can be kept at the same time. Metafiles go by their keys.
    """

    def __init__(self) -> None:
        self._waits: dict[Wish, _Wait] = {}

    def hold_up(self, wish: Wish, missing: Iterable[bytes], now_s: float) -> frozenset[bytes]:
        """What the picture has to wait for now, of what was missing when it was drawn; if nothing, it is as
        good as it gets, and no longer here."""
        wait = self._waits.setdefault(wish, _Wait(now_s))
        wait.awaited = set() if wait.over else set(missing) - wait.settled
        if not wait.awaited:
            del self._waits[wish]
        elif len(self._waits) > MOST_WAITING:
            del self._waits[next(iter(self._waits))]
        return frozenset(wait.awaited)

    def settle(self, key: bytes, now_s: float) -> tuple[Wish, ...]:
        """A metafile is settled: the pictures that need not wait any more."""
        due = []
        for wish, wait in self._waits.items():
            if not wait.awaited:
                continue
            if key in wait.awaited:
                wait.awaited.remove(key)
                wait.settled.add(key)
            wait.over = now_s - wait.since_s > LONGEST_S
            if wait.over:
                wait.awaited.clear()
            if not wait.awaited:
                due.append(wish)
        return tuple(due)
