"""Trend lines and error bars follow their formulas."""

import math

import pytest

from decks.render.charts.model import ErrorBars, Numbers, Trend
from decks.render.charts.trends import error_amounts, trend_points


def trend(kind: str, **changes: float | None) -> Trend:
    """A trend line of a kind."""
    values: dict[str, float | None] = {"forward": 0.0, "backward": 0.0, "intercept": None} | changes
    return Trend(
        kind=kind,
        order=int(values.get("order") or 2),
        period=int(values.get("period") or 2),
        forward=values["forward"] or 0.0,
        backward=values["backward"] or 0.0,
        intercept=values["intercept"],
        properties=None,
    )


@pytest.mark.parametrize(
    ("kind", "formula"),
    [
        ("linear", lambda x: 2 * x + 1),
        ("exp", lambda x: 3 * math.exp(0.5 * x)),
        ("log", lambda x: 2 * math.log(x) + 4),
        ("power", lambda x: 5 * x**1.5),
        ("poly", lambda x: x * x - 3 * x + 2),
    ],
)
def test_a_trend_line_finds_the_formula_behind_its_points(kind: str, formula) -> None:  # type: ignore[no-untyped-def]
    points = trend_points(trend(kind), [(x, formula(x)) for x in (1.0, 2.0, 3.0, 5.0)])
    assert points[0][0] == 1
    assert points[-1][0] == 5
    for x, y in points:
        assert y == pytest.approx(formula(x), rel=1e-6)


def test_a_trend_line_reaches_beyond_its_points_and_through_its_intercept() -> None:
    points = trend_points(trend("linear", forward=2.0, backward=1.0, intercept=3.0), [(1, 5), (2, 7)])
    assert points[0] == pytest.approx((0, 3))
    assert points[-1] == pytest.approx((4, 11))


def test_a_moving_average_begins_where_its_window_is_full() -> None:
    assert trend_points(trend("movingAvg"), [(1, 1), (2, 3), (3, 5)]) == [(2, 2), (3, 4)]


@pytest.mark.parametrize("kind", ["linear", "exp", "log", "power", "poly", "movingAvg", "nonsense"])
def test_hopeless_points_give_no_trend_line(kind: str) -> None:
    for pairs in ([], [(1.0, 1.0)], [(1.0, 1.0), (1.0, 2.0)], [(-1.0, -1.0), (1e100, 1e100)]):
        assert all(math.isfinite(y) for _, y in trend_points(trend(kind), pairs))


def errors(kind: str, amount: float = 0.0, plus: tuple[float, ...] = ()) -> ErrorBars:
    """Error bars in both directions."""
    return ErrorBars(True, True, True, kind, amount, Numbers(plus), Numbers(plus), True, None)


def test_error_bars_reach_as_far_as_their_kind_says() -> None:
    values = [2.0, 4.0, None]
    assert error_amounts(errors("fixedVal", 1.5), values)[0] == (1.5, 1.5)
    assert error_amounts(errors("percentage", 10), values)[1] == pytest.approx((0.4, 0.4))
    assert error_amounts(errors("stdDev", 1), values)[0][0] == pytest.approx(math.sqrt(2))
    assert error_amounts(errors("stdErr"), values)[0][0] == pytest.approx(1.0)
    assert error_amounts(errors("cust", plus=(0.1,)), values)[:2] == [(0.1, 0.1), (0, 0)]
