"""Axes show round numbers, as Office chooses them."""

import pytest

from decks.render.charts.scales import MOST_TICKS, Slots, Wishes, nice_scale, percent_scale

FREE = Wishes()


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 5, (0, 1, 2, 3, 4, 5, 6)),
        (1.2, 8.2, (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
        (12, 44, (0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50)),
        (-4.5, 12.3, (-6, -4, -2, 0, 2, 4, 6, 8, 10, 12, 14)),
        (-9, -2, (-10, -9, -8, -7, -6, -5, -4, -3, -2, -1, 0)),
        (0.001, 0.0042, (0, 0.0005, 0.001, 0.0015, 0.002, 0.0025, 0.003, 0.0035, 0.004, 0.0045)),
    ],
)
def test_an_axis_runs_over_round_numbers(low: float, high: float, ticks: tuple[float, ...]) -> None:
    assert nice_scale(low, high, FREE).ticks() == pytest.approx(ticks)


def test_an_axis_leaves_zero_out_where_the_data_hardly_vary() -> None:
    scale = nice_scale(95, 100, FREE)
    assert scale.low > 90
    assert scale.high > 100


def test_fewer_intervals_make_larger_steps() -> None:
    assert nice_scale(0, 5, FREE, most=3).ticks() == (0, 2, 4, 6)


def test_what_the_axis_fixes_is_kept() -> None:
    scale = nice_scale(0, 5, Wishes(low=-1, high=9, major=2.5))
    assert (scale.low, scale.high) == (-1, 9)
    assert scale.ticks() == (0, 2.5, 5, 7.5)


def test_a_reversed_axis_begins_at_its_high_end() -> None:
    scale = nice_scale(0, 5, Wishes(high=10, reversed=True))
    assert scale.share(10) == 0
    assert scale.share(0) == 1


def test_a_logarithmic_axis_counts_powers() -> None:
    scale = nice_scale(3, 20_000, Wishes(base=10))
    assert scale.ticks() == pytest.approx((1, 10, 100, 1000, 10_000, 100_000))
    assert scale.share(100) == pytest.approx(0.4)
    assert scale.share(-5) < 0


def test_shares_of_a_whole_run_to_one() -> None:
    assert percent_scale(FREE, 0.0).ticks()[-1] == 1.0
    assert percent_scale(FREE, 0.0, most=4).ticks() == (0, 0.25, 0.5, 0.75, 1.0)
    assert percent_scale(FREE, -0.5).low == -1.0


@pytest.mark.parametrize(
    ("low", "high", "wishes"),
    [
        (1e100, -1e100, FREE),
        (-1e100, 1e100, FREE),
        (1e-100, 1e-100, FREE),
        (0, 0, FREE),
        (5, 5, FREE),
        (0, 1e100, Wishes(major=1e-100)),
        (0, 1, Wishes(low=5, high=-5)),
        (0, 1, Wishes(low=5)),
        (0, 1, Wishes(high=-5)),
        (-5, -1, Wishes(base=10)),
        (1e-100, 1e100, Wishes(base=1.5)),
        (1, 2, Wishes(base=10, low=50, high=2)),
    ],
)
def test_hostile_limits_still_give_a_measure(low: float, high: float, wishes: Wishes) -> None:
    scale = nice_scale(low, high, wishes)
    assert scale.high > scale.low
    assert len(scale.ticks()) <= MOST_TICKS + 1
    assert len(scale.ticks(minor=True)) <= MOST_TICKS * 10
    assert abs(scale.share(1.0)) <= 51


def test_categories_lie_in_the_middle_of_their_slots_or_at_the_marks() -> None:
    assert [Slots(4).share(place) for place in range(4)] == [0.125, 0.375, 0.625, 0.875]
    assert [Slots(3, between=False).share(place) for place in range(3)] == [0, 0.5, 1]
    assert Slots(4, reversed=True).share(0) == 0.875
    assert Slots(1, between=False).share(0) == 0.5


def test_dates_lie_as_far_apart_as_they_are() -> None:
    slots = Slots(10, between=False, places=(0, 3, 9))
    assert [slots.share(place) for place in range(3)] == pytest.approx([0, 1 / 3, 1])
