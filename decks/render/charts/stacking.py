"""Series that stand on one another: from where to where each point reaches."""

from collections.abc import Sequence
from itertools import pairwise

from decks.render.charts.model import Grouping

Span = tuple[float, float]
"""Foot and head of a point, in the values of the axis."""
Row = Sequence[float | None]


def spans(rows: Sequence[Row], grouping: Grouping, *, apart: bool) -> list[list[Span | None]]:
    """Foot and head of every point of every row; `None` where a point is missing. With `apart` the
    negative values hang below zero by themselves, as bars do; lines and areas simply add up."""
    if grouping is Grouping.BESIDE:
        return [[None if value is None else (0.0, value) for value in row] for row in rows]
    length = max((len(row) for row in rows), default=0)
    wholes = _wholes(rows, length) if grouping is Grouping.PERCENT else [1.0] * length
    up, down = [0.0] * length, [0.0] * length
    made: list[list[Span | None]] = []
    for row in rows:
        line: list[Span | None] = []
        for place, value in enumerate(row):
            if value is None:
                line.append(None)
                continue
            share = value / wholes[place] if wholes[place] else 0.0
            heads = down if apart and value < 0 else up
            line.append((heads[place], heads[place] + share))
            heads[place] += share
        made.append(line)
    return made


def _wholes(rows: Sequence[Row], length: int) -> list[float]:
    wholes = [0.0] * length
    for row in rows:
        for place, value in enumerate(row):
            wholes[place] += abs(value or 0.0)
    return wholes


def filled(values: Row, blanks: str) -> list[float | None]:
    """The values with missing points as `c:dispBlanksAs` wants them: left open, zero, or (for `span`)
    bridged in a straight line."""
    if blanks == "zero":
        return [value or 0.0 for value in values]
    if blanks != "span":
        return list(values)
    known = [place for place, value in enumerate(values) if value is not None]
    made = list(values)
    for left, right in pairwise(known):
        first, last = values[left] or 0.0, values[right] or 0.0
        for place in range(left + 1, right):
            made[place] = first + (last - first) * (place - left) / (right - left)
    return made
