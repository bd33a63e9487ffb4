"""For how long the answers of a session are kept."""

import math

DAY_MS = 24 * 3600 * 1000


def over_at_ms(opened_at_ms: int, ended_at_ms: int | None, keep_days: int | None) -> float:
    """The moment from which on only a session's figures are kept; infinite where nobody wants that. The time
    runs from the session's end; one that nobody ended is taken to have ended a day after its beginning."""
    if keep_days is None:
        return math.inf
    return (opened_at_ms + DAY_MS if ended_at_ms is None else ended_at_ms) + keep_days * DAY_MS
