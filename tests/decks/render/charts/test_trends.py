"""Trend lines and error bars follow their formulas."""

import math
from dataclasses import replace

import pytest

from decks.render.charts.parts import ErrorBars, Numbers, Trend, TrendLabel
from decks.render.charts.trends import error_amounts, trend_name, trend_points, trend_words


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


FORMULAS = {
    "linear": (lambda x: -2 * x + 1, "y = -2x + 1"),
    "exp": (lambda x: 3 * math.exp(0.5 * x), "y = 3e^0.5x"),
    "log": (lambda x: 2 * math.log(x) - 4, "y = 2ln(x) - 4"),
    "power": (lambda x: 5 * x**1.5, "y = 5x^1.5"),
    "poly": (lambda x: x * x - 3 * x + 2, "y = x^2 - 3x + 2"),
}


def told(made: Trend, pairs: list[tuple[float, float]], code: str = "") -> list[str]:
    """What a trend line says of itself, with ^ before what is raised."""
    lines = trend_words(replace(made, label=TrendLabel(True, True, code)), pairs)
    return ["".join("^" * raised + text for text, raised in line) for line in lines]


@pytest.mark.parametrize("kind", FORMULAS)
def test_a_trend_line_tells_its_formula_and_how_well_it_fits(kind: str) -> None:
    formula, words = FORMULAS[kind]
    pairs = [(x, formula(x)) for x in (1.0, 2.0, 3.0, 5.0)]
    assert told(trend(kind), pairs) == [words, "R^2 = 1.0"]


def test_the_fit_is_the_share_of_the_variation_that_the_line_explains() -> None:
    pairs = [(1.0, 4.0), (2.0, 3.0), (3.0, 5.0), (4.0, 2.0)]
    assert told(trend("linear"), pairs) == ["y = -0.4x + 4.5", "R^2 = 0.16"]
    assert told(trend("linear"), pairs, "0.00")[0] == "y = -0.40x + 4.50"
    assert told(trend("linear", intercept=4.0), pairs) == ["y = -0.23333x + 4"]


def test_what_has_no_formula_tells_none() -> None:
    assert told(trend("movingAvg"), [(1, 1), (2, 2)]) == []
    assert told(trend("linear"), [(1, 1)]) == []
    assert told(trend("exp"), [(1000.0, 1e90), (1001.0, 1e-90)]) == []
    assert trend_words(trend("linear"), [(1, 1), (2, 2)]) == []


def test_a_trend_line_is_named_after_its_kind_and_series() -> None:
    assert trend_name(trend("poly"), "Sales", chinese=False) == "Poly. (Sales)"
    assert trend_name(trend("movingAvg", period=3), "销量", chinese=True) == "3 区间移动平均 (销量)"
    assert trend_name(replace(trend("exp"), name="Mine"), "Sales", chinese=False) == "Mine"
