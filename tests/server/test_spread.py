"""How numbers lie."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.spread import MOST_BINS, spread_of


def test_nothing_has_no_spread() -> None:
    assert spread_of([]) is None


@pytest.mark.parametrize(
    ("numbers", "quartiles", "bins"),
    [
        ([7.0], (7, 7, 7), (1,)),
        ([7.0, 7.0, 7.0], (7, 7, 7), (3,)),
        ([1.0, 2.0, 3.0, 4.0, 5.0], (2, 3, 4), (2, 1, 2)),
        ([0.0, 0.5], (0.125, 0.25, 0.375), (1, 1)),
        ([1.0] * 50 + [2.0] * 30 + [3.0] * 20, (1, 1.5, 2), (50, 30, 20)),
        ([-1e15, 1e15], (-5e14, 0, 5e14), (1, 1)),
    ],
)
def test_quartiles_and_bins_of_numbers(numbers, quartiles, bins) -> None:
    spread = spread_of(numbers)
    assert (spread.n, spread.low, spread.high) == (len(numbers), numbers[0], numbers[-1])
    assert (spread.lower, spread.median, spread.upper) == pytest.approx(quartiles)
    assert spread.bins == bins


@given(st.lists(st.floats(-1e15, 1e15), min_size=1, max_size=600).map(sorted))
def test_every_number_is_in_one_bin(numbers) -> None:
    spread = spread_of(numbers)
    assert sum(spread.bins) == spread.n == len(numbers)
    assert 1 <= len(spread.bins) <= MOST_BINS
    quartiles = (spread.lower, spread.median, spread.upper)
    assert all(math.isfinite(number) and spread.low <= number <= spread.high for number in quartiles)
