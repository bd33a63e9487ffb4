"""Quartiles of response times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.statistics.response import find_quartiles


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        # Hyndman & Fan's definition 7 worked by hand: position 1 + (n − 1)·p in the sorted values.
        ((1.0, 2.0, 3.0, 4.0), (1.75, 2.5, 3.25)),
        ((2.0, 4.0, 4.0, 5.0, 9.0), (4.0, 4.0, 5.0)),
        ((1.0, 3.0), (1.5, 2.0, 2.5)),
        # R's own data set: quantile(women$height) gives 61.5, 65, 68.5.
        (tuple(float(inch) for inch in range(58, 73)), (61.5, 65.0, 68.5)),
    ],
)
def test_quartiles_are_interpolated_between_the_ordered_values(seconds, expected):
    found = find_quartiles(seconds)
    assert (found.lower, found.median, found.upper) == pytest.approx(expected)
    assert found.n == len(seconds)


def test_one_value_is_all_three_quartiles():
    found = find_quartiles([3.5])
    assert (found.lower, found.median, found.upper, found.n) == (3.5, 3.5, 3.5, 1)


def test_without_values_there_are_no_quartiles():
    assert find_quartiles([]) is None


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60))
def test_quartiles_are_in_order_and_within_the_values(seconds):
    found = find_quartiles(seconds)
    slack = 1e-9 * max(seconds)
    assert min(seconds) <= found.lower + slack
    assert found.lower <= found.median + slack
    assert found.median <= found.upper + slack
    assert found.upper <= max(seconds) + slack
