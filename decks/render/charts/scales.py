"""Axes as measures: the round numbers an axis shows, and where along it a value lies."""

import math
from dataclasses import dataclass

MOST_TICKS = 500
USUAL_INTERVALS = 10
_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis that measures numbers from `low` to `high` in steps of `major`; `base` for a logarithmic
    one, whose steps are powers of it."""

    low: float
    high: float
    major: float
    minor: float
    base: float | None = None
    reversed: bool = False

    def share(self, value: float) -> float:
        """How far along the axis a value lies: 0 at its start, 1 at its end, beyond them outside."""
        low, high = self.low, self.high
        if self.base is not None:
            low, high, value = math.log(low), math.log(high), math.log(max(value, 1e-300))
        share = (value - low) / (high - low)
        share = min(50.0, max(-50.0, share))
        return 1 - share if self.reversed else share

    def ticks(self, minor: bool = False) -> tuple[float, ...]:
        """The values at which marks and grid lines stand."""
        if self.base is not None:
            return self._powers(minor)
        step = self.minor if minor else self.major
        first = math.ceil(self.low / step - 1e-6)
        count = min(MOST_TICKS, int((self.high - first * step) / step + 1e-6) + 1)
        return tuple(self._clean(first + place, step) for place in range(max(0, count)))

    def _clean(self, place: int, step: float) -> float:
        """A multiple of the step without the noise of binary fractions."""
        digits = 12 - math.floor(math.log10(max(abs(self.low), abs(self.high), 1e-200)))
        return round(place * step, digits) if abs(digits) < 200 else place * step

    def _powers(self, minor: bool) -> tuple[float, ...]:
        base = self.base or 10.0
        step = 1 if minor else max(1, round(self.major))
        first = math.ceil(math.log(self.low, base) - 1e-9)
        last = math.floor(math.log(self.high, base) + 1e-9)
        powers = range(first, min(last, first + MOST_TICKS) + 1, step)
        marks = range(1, math.ceil(base)) if minor else range(1, 2)
        found = (mark * base**power for power in powers for mark in marks)
        return tuple(value for value in found if value <= self.high * (1 + 1e-9))


@dataclass(frozen=True, slots=True)
class Slots:
    """An axis of categories. With `between` each has a slot and lies in its middle, else the first and
    the last lie at the ends. `places` where categories are dates: units since the first."""

    count: int
    between: bool = True
    reversed: bool = False
    places: tuple[int, ...] | None = None

    @property
    def width(self) -> float:
        """A slot's share of the axis."""
        return 1 / max(1, self.count if self.between else self.count - 1)

    def share(self, value: float) -> float:
        """How far along the axis the category number `value` (from 0) lies."""
        if self.places is not None and value == int(value) and 0 <= value < len(self.places):
            value = self.places[int(value)]
        return self.at_unit(value)

    def at_unit(self, unit: float) -> float:
        """How far along the axis a slot lies, whatever category it holds."""
        share = (unit + (0.5 if self.between else 0.0)) * self.width
        if not self.between and self.count < 2:
            share = 0.5
        return 1 - share if self.reversed else share


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an axis element fixes; `None` is left to us."""

    low: float | None = None
    high: float | None = None
    major: float | None = None
    minor: float | None = None
    base: float | None = None
    reversed: bool = False


def nice_scale(
    low: float, high: float, wishes: Wishes, most: int = USUAL_INTERVALS, margin: float = 0.05
) -> Scale:
    """A scale over data from `low` to `high` with at most `most` intervals, as Office chooses it: from
    zero unless the data vary by less than a sixth of their size, and with a little room at the end."""
    if wishes.base is not None and wishes.base > 1:
        return _log_scale(low, high, wishes)
    bottom, top = _wanted(low, high, margin)
    bottom = wishes.low if wishes.low is not None else bottom
    top = wishes.high if wishes.high is not None else top
    if not top > bottom or not math.isfinite(top - bottom):
        bottom, top = (bottom, bottom + max(1.0, abs(bottom))) if wishes.high is None else (top - 1, top)
    major = _fitting_major(bottom, top, wishes, max(1, most))
    if wishes.low is None:
        bottom = math.floor(bottom / major + 1e-9) * major
    if wishes.high is None:
        top = math.ceil(top / major - 1e-9) * major
    top = top if top > bottom else bottom + major
    minor = wishes.minor if wishes.minor and wishes.minor >= (top - bottom) / MOST_TICKS else major / 5
    return Scale(bottom, top, major, minor, None, wishes.reversed)


def percent_scale(wishes: Wishes, low: float, most: int = USUAL_INTERVALS) -> Scale:
    """The scale of shares of a whole, from 0 (or −1) to 1."""
    step = next((step for step in (0.1, 0.2, 0.25, 0.5) if most >= 1 / step), 1.0)
    fixed = Wishes(
        low=wishes.low if wishes.low is not None else (-1.0 if low < 0 else 0.0),
        high=wishes.high if wishes.high is not None else 1.0,
        major=wishes.major if wishes.major else step,
        minor=wishes.minor,
        reversed=wishes.reversed,
    )
    return nice_scale(0.0, 1.0, fixed, most)


def _wanted(low: float, high: float, margin: float) -> tuple[float, float]:
    """Where the axis should reach before it is rounded."""
    if low > high:
        return 0.0, 1.0
    if high <= 0 and low < 0:
        bottom, top = _wanted(-high, -low, margin)
        return -top, -bottom
    if low < 0:
        room = (high - low) * margin
        return low - room, high + room
    if high == 0:
        return 0.0, 1.0
    if (high - low) / high > 1 / 6 or high == low:
        return 0.0, high * (1 + margin)
    spread = high - low
    return max(0.0, low - spread / 2), high + spread * margin


def _fitting_major(bottom: float, top: float, wishes: Wishes, most: int) -> float:
    span = top - bottom
    if wishes.major and wishes.major >= span / MOST_TICKS:
        return wishes.major
    power = 10.0 ** math.floor(math.log10(span / most))
    for step in (factor * power for factor in (*_STEPS, 20.0)):
        first = bottom if wishes.low is not None else math.floor(bottom / step + 1e-9) * step
        last = top if wishes.high is not None else math.ceil(top / step - 1e-9) * step
        if (last - first) / step <= most + 1e-6:
            return step
    return span


def _log_scale(low: float, high: float, wishes: Wishes) -> Scale:
    base = min(1000.0, max(2.0, wishes.base or 10.0))
    low = wishes.low if wishes.low and wishes.low > 0 else max(low, 1e-100)
    high = wishes.high if wishes.high and wishes.high > 0 else max(high, low)
    first = low if wishes.low else base ** min(0.0, math.floor(math.log(low, base) + 1e-9))
    last = high if wishes.high else base ** math.ceil(math.log(high, base) - 1e-9)
    last = last if last > first else first * base
    powers = max(1, math.ceil(math.log(last / first, base) / MOST_TICKS * 10))
    step = round(math.log(wishes.major, base)) if wishes.major and wishes.major > 1 else 1
    return Scale(first, last, max(1, powers, step), 1.0, base, wishes.reversed)
