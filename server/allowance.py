"""How much a sender may send: a bucket of tokens that fills up with time."""


class Allowance:
    """`burst` at once, and `per_s` in the long run. The caller tells the time, in seconds."""

    __slots__ = ("_at_s", "_burst", "_left", "_per_s")

    def __init__(self, burst: float, per_s: float, now_s: float) -> None:
        self._burst = burst
        self._per_s = per_s
        self._left = burst
        self._at_s = now_s

    def take(self, now_s: float) -> bool:
        """Whether one more is allowed now; if so, it is counted."""
        self._left = min(self._burst, self._left + (now_s - self._at_s) * self._per_s)
        self._at_s = now_s
        if self._left < 1:
            return False
        self._left -= 1
        return True
