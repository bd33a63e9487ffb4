"""Trend lines and error amounts, computed from a series' points."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from decks.render.charts.number_format import formatted, general
from decks.render.charts.parts import ErrorBars, Trend

Pair = tuple[float, float]
STEPS = 60
HIGHEST_ORDER = 6
_OVER_LOGARITHMS, _OF_LOGARITHMS = frozenset(("log", "power")), frozenset(("exp", "power"))
_NAMES = {
    "exp": ("Expon.", "指数"),
    "linear": ("Linear", "线性"),
    "log": ("Log.", "对数"),
    "movingAvg": ("{} per. Mov. Avg.", "{} 区间移动平均"),
    "poly": ("Poly.", "多项式"),
    "power": ("Power", "乘幂"),
}


def trend_points(trend: Trend, pairs: Sequence[Pair]) -> list[Pair]:
    """The points of a trend line through `pairs` of x and y; none if it can't be computed."""
    if len(pairs) < 2:
        return []
    if trend.kind == "movingAvg":
        return _moving_average(pairs, max(2, trend.period))
    fitted = fit(trend, pairs)
    if fitted is None:
        return []
    first = min(x for x, _ in pairs) - max(0.0, trend.backward)
    last = max(x for x, _ in pairs) + max(0.0, trend.forward)
    made = []
    for step in range(STEPS + 1):
        x = first + (last - first) * step / STEPS
        try:
            y = fitted.at(x)
        except (ValueError, OverflowError, ZeroDivisionError):
            continue
        if math.isfinite(y):
            made.append((x, y))
    return made


def trend_name(trend: Trend, series: str, *, chinese: bool) -> str:
    """What the legend calls the trend line of a series of this name."""
    if trend.name:
        return trend.name
    names = _NAMES.get(trend.kind, _NAMES["linear"])
    return f"{names[1 if chinese else 0].format(trend.period)} ({series})"


@dataclass(frozen=True, slots=True)
class Fit:
    """A polynomial fitted to points, lowest power first: to their logarithms where the kind asks for it.
    `quality` is R², the share of the variation that it explains; `None` where it passes through a fixed
    intercept, for which there is no single definition."""

    kind: str
    factors: tuple[float, ...]
    quality: float | None

    def at(self, x: float) -> float:
        """The height of the line. Raises ArithmeticError or ValueError where it has none."""
        value = _value(self.factors, math.log(x) if self.kind in _OVER_LOGARITHMS else x)
        return math.exp(value) if self.kind in _OF_LOGARITHMS else value


def fit(trend: Trend, pairs: Sequence[Pair]) -> Fit | None:
    """The fit of a trend that is a formula; `None` if there is none."""
    over, of = trend.kind in _OVER_LOGARITHMS, trend.kind in _OF_LOGARITHMS
    usable = [
        (math.log(x) if over else x, math.log(y) if of else y)
        for x, y in pairs
        if (not over or x > 0) and (not of or y > 0)
    ]
    order = min(HIGHEST_ORDER, max(2, trend.order)) if trend.kind == "poly" else 1
    intercept = trend.intercept if trend.kind in ("linear", "poly", "exp") else None
    if of and intercept is not None:
        intercept = math.log(intercept) if intercept > 0 else None
    factors = _polynomial(usable, order, intercept)
    if factors is None:
        return None
    return Fit(trend.kind, tuple(factors), _quality(factors, usable) if intercept is None else None)


def _quality(factors: Sequence[float], pairs: Sequence[Pair]) -> float | None:
    mean = sum(y for _, y in pairs) / len(pairs)
    try:
        spread = sum((y - mean) ** 2 for _, y in pairs)
        missed = sum((y - _value(factors, x)) ** 2 for x, y in pairs)
    except OverflowError:
        return None
    return max(0.0, 1 - missed / spread) if spread else None


Piece = tuple[str, bool]
"""Some words, and whether they are raised."""


def trend_words(trend: Trend, pairs: Sequence[Pair]) -> list[list[Piece]]:
    """The lines of words that a trend line says of itself."""
    label, fitted = trend.label, fit(trend, pairs) if trend.kind != "movingAvg" else None
    if label is None or fitted is None:
        return []
    lines = []
    try:
        if label.formula:
            lines.append([("y = ", False), *_formula(fitted, label.code)])
        if label.fits and fitted.quality is not None:
            quality = formatted(fitted.quality, label.code or "0.0###")
            lines.append([("R", False), ("2", True), (f" = {quality}", False)])
    except OverflowError:
        return []
    return lines


def _formula(fitted: Fit, code: str) -> list[Piece]:
    constant, slope = fitted.factors[0], fitted.factors[-1]
    match fitted.kind:
        case "exp":
            return [(f"{_written(math.exp(constant), code)}e", False), (f"{_written(slope, code)}x", True)]
        case "power":
            return [(f"{_written(math.exp(constant), code)}x", False), (_written(slope, code), True)]
        case "log":
            return _terms([(slope, [("ln(x)", False)]), (constant, [])], code)
    powers = reversed(list(enumerate(fitted.factors)))
    return _terms([(factor, _power(power)) for power, factor in powers], code)


def _power(power: int) -> list[Piece]:
    return [("x", False)] * (power > 0) + [(str(power), True)] * (power > 1)


def _terms(terms: list[tuple[float, list[Piece]]], code: str) -> list[Piece]:
    """A sum, with the sign of each term before it and without factors of 1."""
    pieces: list[Piece] = []
    for factor, name in terms:
        number = _written(abs(factor), code)
        if number == "0" and (pieces or name):
            continue
        sign = (" - " if factor < 0 else " + ") if pieces else ("-" if factor < 0 else "")
        pieces += [(sign + ("" if name and number == "1" else number), False), *name]
    return pieces or [("0", False)]


def _written(value: float, code: str) -> str:
    """A number with five digits, unless a format code says otherwise."""
    return formatted(value, code) if code else general(float(f"{value:.5g}"))


def _value(factors: Sequence[float], x: float) -> float:
    return sum(factor * x**power for power, factor in enumerate(factors))


def _polynomial(pairs: Sequence[Pair], order: int, intercept: float | None) -> list[float] | None:
    """The factors of the polynomial of least squares, lowest power first."""
    powers = list(range(0 if intercept is None else 1, order + 1))
    base = intercept or 0.0
    if len(pairs) < len(powers):
        return None
    try:
        sums = [sum(x**power for x, _ in pairs) for power in range(2 * order + 1)]
        rows = [
            [*(sums[row + column] for column in powers), sum((y - base) * x**row for x, y in pairs)]
            for row in powers
        ]
    except OverflowError:
        return None
    factors = _solved(rows)
    if factors is None:
        return None
    return factors if intercept is None else [intercept, *factors]


def _solved(rows: list[list[float]]) -> list[float] | None:
    """The solution of linear equations by elimination; `None` where there is no single one."""
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        if abs(rows[pivot][column]) < 1e-12:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(size):
            if row != column:
                factor = rows[row][column] / rows[column][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [rows[row][size] / rows[row][row] for row in range(size)]


def _moving_average(pairs: Sequence[Pair], period: int) -> list[Pair]:
    made = []
    for place in range(period - 1, len(pairs)):
        window = pairs[place - period + 1 : place + 1]
        made.append((pairs[place][0], sum(y for _, y in window) / period))
    return made


def error_amounts(bars: ErrorBars, values: Sequence[float | None]) -> list[tuple[float, float]]:
    """How far each point's error bar reaches up and down."""
    known = [value for value in values if value is not None]
    mean = sum(known) / len(known) if known else 0.0
    spread = math.sqrt(sum((value - mean) ** 2 for value in known) / max(1, len(known) - 1))
    made = []
    for place, value in enumerate(values):
        match bars.kind:
            case "percentage":
                up = down = abs(value or 0.0) * bars.amount / 100
            case "stdDev":
                up = down = spread * bars.amount
            case "stdErr":
                up = down = spread / math.sqrt(max(1, len(known)))
            case "cust":
                up, down = _at(bars.plus.values, place), _at(bars.minus.values, place)
            case _:
                up = down = bars.amount
        made.append((up if bars.upward else 0.0, down if bars.downward else 0.0))
    return made


def _at(values: Sequence[float | None], place: int) -> float:
    return abs(values[place] or 0.0) if place < len(values) else 0.0
