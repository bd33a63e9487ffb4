"""How the lesson stands against the minutes planned in its notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from presenter.lesson_time import LessonTime

LEEWAY_S = 60.0
"""Less than this beside the plan is on time."""


class Standing(Enum):
    """Where the lesson is, seen from the plan."""

    ON_TIME = auto()
    AHEAD = auto()
    BEHIND = auto()


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """`minutes` are whole ones, 0 if and only if the lesson is on time."""

    standing: Standing
    minutes: int = 0


def planned_before(plans: Sequence[float | None]) -> float:
    """The seconds planned for what comes before the last of `plans`, the present slide."""
    return sum(plan for plan in plans[:-1] if plan is not None)


def stand(time: LessonTime) -> PlanStanding | None:
    """On time while the clock is within what is planned for the present slide, give or take a minute;
    None without a session or a plan."""
    if time.elapsed_s is None or time.planned_s is None:
        return None
    over_s, under_s = time.elapsed_s - time.planned_s, time.planned_before_s - time.elapsed_s
    if over_s >= LEEWAY_S:
        return PlanStanding(Standing.BEHIND, int(over_s // 60))
    if under_s >= LEEWAY_S:
        return PlanStanding(Standing.AHEAD, int(under_s // 60))
    return PlanStanding(Standing.ON_TIME)
