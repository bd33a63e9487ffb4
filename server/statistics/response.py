"""How long people took to answer."""

from collections.abc import Sequence
from statistics import quantiles

from server.figures import Quartiles


def find_quartiles(seconds: Sequence[float]) -> Quartiles | None:
    """Quartiles of `seconds` by linear interpolation between order statistics, ends included
    (Hyndman & Fan 1996, Am. Stat. 50:361, definition 7); None without values, one value is all three."""
    if not seconds:
        return None
    if len(seconds) == 1:
        return Quartiles(lower=seconds[0], median=seconds[0], upper=seconds[0], n=1)
    lower, median, upper = quantiles(seconds, n=4, method="inclusive")
    return Quartiles(lower=lower, median=median, upper=upper, n=len(seconds))
