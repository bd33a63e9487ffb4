"""Round numbers for an axis."""

from math import ceil, floor, log10

_TIME_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)


def second_ticks(until_s: float, most: int = 6) -> tuple[float, ...]:
    """At most `most` + 1 ticks from 0 to the first at or after `until_s`, as people count time."""
    step = next((step for step in _TIME_STEPS_S if until_s <= step * most), None)
    if step is None:
        rough = until_s / most / 3600
        step = ceil(rough / 10 ** floor(log10(rough))) * 10 ** floor(log10(rough)) * 3600
    count = max(1, ceil(until_s / step))
    return tuple(float(step * tick) for tick in range(count + 1))
