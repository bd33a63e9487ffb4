"""How numbers lie."""

from collections.abc import Sequence
from math import ceil, sqrt

from server.protocol import Spread
from server.statistics.response import find_quartiles

MOST_BINS = 20


def spread_of(numbers: Sequence[float]) -> Spread | None:
    """Extremes, quartiles and histogram of `numbers`, which are in ascending order; None without any.

    There are √n bins, at most 20, and not more than there are whole numbers if all of them are whole.
    """
    quartiles = find_quartiles(numbers)
    if quartiles is None:
        return None
    low, high = numbers[0], numbers[-1]
    return Spread(
        n=len(numbers),
        low=low,
        lower=quartiles.lower,
        median=quartiles.median,
        upper=quartiles.upper,
        high=high,
        bins=_histogram(numbers, low, high),
    )


def _histogram(numbers: Sequence[float], low: float, high: float) -> tuple[int, ...]:
    if low == high:
        return (len(numbers),)
    number_of_bins = min(MOST_BINS, max(2, ceil(sqrt(len(numbers)))))
    if high - low < number_of_bins and all(number.is_integer() for number in numbers):
        number_of_bins = int(high - low) + 1
    bins = [0] * number_of_bins
    for number in numbers:
        bins[min(number_of_bins - 1, int((number - low) / (high - low) * number_of_bins))] += 1
    return tuple(bins)
