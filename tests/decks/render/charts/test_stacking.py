"""Series stand on one another."""

import pytest

from decks.render.charts.model import Grouping
from decks.render.charts.stacking import filled, spans


def test_bars_stack_upwards_and_negative_ones_downwards() -> None:
    rows = spans([[1, -2], [3, 4], [2, -1]], Grouping.STACKED, apart=True)
    assert rows == [[(0, 1), (0, -2)], [(1, 4), (0, 4)], [(4, 6), (-2, -3)]]


def test_areas_add_up_whatever_their_signs() -> None:
    assert spans([[5], [-2]], Grouping.STACKED, apart=False) == [[(0, 5)], [(5, 3)]]


def test_shares_make_a_whole() -> None:
    rows = spans([[1, 0], [3, 0]], Grouping.PERCENT, apart=True)
    assert rows == [[(0, 0.25), (0, 0)], [(0.25, 1), (0, 0)]]


def test_a_missing_point_stays_missing() -> None:
    assert spans([[1, None], [2]], Grouping.STACKED, apart=True) == [[(0, 1), None], [(1, 3)]]


@pytest.mark.parametrize(
    ("blanks", "values"),
    [
        ("gap", [None, 2.0, None, None, 8.0, None]),
        ("zero", [0.0, 2.0, 0.0, 0.0, 8.0, 0.0]),
        ("span", [None, 2.0, 4.0, 6.0, 8.0, None]),
    ],
)
def test_gaps_are_filled_as_the_chart_wants(blanks: str, values: list[float | None]) -> None:
    assert filled([None, 2.0, None, None, 8.0, None], blanks) == values
