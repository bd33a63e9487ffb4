"""Trend lines and error amounts, computed from a series' points."""

import math
from collections.abc import Callable, Sequence

from decks.render.charts.model import ErrorBars, Trend

Pair = tuple[float, float]
STEPS = 60
HIGHEST_ORDER = 6


def trend_points(trend: Trend, pairs: Sequence[Pair]) -> list[Pair]:
    """The points of a trend line through `pairs` of x and y; none if it can't be computed."""
    if len(pairs) < 2:
        return []
    if trend.kind == "movingAvg":
        return _moving_average(pairs, max(2, trend.period))
    curve = _curve(trend, pairs)
    if curve is None:
        return []
    first = min(x for x, _ in pairs) - max(0.0, trend.backward)
    last = max(x for x, _ in pairs) + max(0.0, trend.forward)
    made = []
    for step in range(STEPS + 1):
        x = first + (last - first) * step / STEPS
        try:
            y = curve(x)
        except (ValueError, OverflowError, ZeroDivisionError):
            continue
        if math.isfinite(y):
            made.append((x, y))
    return made


def _curve(trend: Trend, pairs: Sequence[Pair]) -> Callable[[float], float] | None:
    """The trend as a function of x. Curves are straight lines of logarithms."""
    across = math.log if trend.kind in ("log", "power") else float
    up, back = (math.log, math.exp) if trend.kind in ("exp", "power") else (float, float)
    usable = [(across(x), up(y)) for x, y in pairs if (across is float or x > 0) and (up is float or y > 0)]
    order = min(HIGHEST_ORDER, max(2, trend.order)) if trend.kind == "poly" else 1
    line = _polynomial(usable, order, trend.intercept if trend.kind in ("linear", "poly") else None)
    return None if line is None else lambda x: back(_value(line, across(x)))


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
