"""How much a sender may send: a bucket of tokens that fills up with time."""

_SWEPT_FROM = 1024


class Allowance:
    """`burst` at once, and `per_s` in the long run. The caller tells the time, in seconds."""

    __slots__ = ("_at_s", "_burst", "_left", "_per_s")

    def __init__(self, burst: float, per_s: float, now_s: float) -> None:
        self._burst = burst
        self._per_s = per_s
        self._left = burst
        self._at_s = now_s

    def take(self, now_s: float, amount: float = 1) -> bool:
        """Whether so much more is allowed now; if so, it is counted."""
        self._fill(now_s)
        if self._left < amount:
            return False
        self._left -= amount
        return True

    def is_full(self, now_s: float) -> bool:
        """Whether nothing of it is used: then it is as good as a new one."""
        self._fill(now_s)
        return self._left >= self._burst

    def _fill(self, now_s: float) -> None:
        self._left = min(self._burst, self._left + (now_s - self._at_s) * self._per_s)
        self._at_s = now_s


class Allowances:
    """An allowance for each name. It outlives whoever used it, until it is full
    again and tells nothing more."""

    def __init__(self, burst: float, per_s: float) -> None:
        self._burst = burst
        self._per_s = per_s
        self._kept: dict[str, Allowance] = {}
        self._sweep_at = _SWEPT_FROM

    def __len__(self) -> int:
        return len(self._kept)

    def take(self, name: str, now_s: float, amount: float = 1) -> bool:
        """See `Allowance.take`."""
        kept = self._kept.get(name)
        if kept is None:
            if len(self._kept) >= self._sweep_at:
                self._sweep(now_s)
            kept = self._kept[name] = Allowance(self._burst, self._per_s, now_s)
        return kept.take(now_s, amount)

    def _sweep(self, now_s: float) -> None:
        self._kept = {name: kept for name, kept in self._kept.items() if not kept.is_full(now_s)}
        self._sweep_at = max(_SWEPT_FROM, 2 * len(self._kept))


class Turns:
    """Spaces what comes all at once under a name: `burst` have their turn now, the others one after the
    other, `per_s` of them in a second."""

    def __init__(self, burst: float, per_s: float) -> None:
        self._ahead_s = burst / per_s
        self._step_s = 1 / per_s
        self._due_s: dict[str, float] = {}
        self._sweep_at = _SWEPT_FROM

    def wait_s(self, name: str, now_s: float) -> float:
        """Take a turn; returns how long it is until then."""
        if len(self._due_s) >= self._sweep_at:
            self._due_s = {
                name: due_s for name, due_s in self._due_s.items() if due_s > now_s - self._ahead_s
            }
            self._sweep_at = max(_SWEPT_FROM, 2 * len(self._due_s))
        due_s = max(self._due_s.get(name, 0.0), now_s - self._ahead_s) + self._step_s
        self._due_s[name] = due_s
        return max(0.0, due_s - now_s)
