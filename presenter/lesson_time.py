"""The times the console shows."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LessonTime:
    """`now` is local time; `elapsed_s` counts from the session's start (None: no session);
    `planned_s` is the plan up to and with the present slide (None: no plan in the notes),
    `planned_before_s` without it;
    `left_s` is what an open question still has (None: no limit, or none open)."""

    now: datetime
    elapsed_s: float | None = None
    planned_s: float | None = None
    left_s: float | None = None
    planned_before_s: float = 0.0


def as_clock(seconds: float) -> str:
    """0:07, 12:30, 1:02:03."""
    whole = max(0, int(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
