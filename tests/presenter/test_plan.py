"""Ahead of the plan, behind it, or on time."""

from datetime import datetime

import pytest

from presenter.lesson_time import LessonTime
from presenter.plan import PlanStanding, Standing, planned_before, stand

NOON = datetime(2026, 3, 2, 12)


@pytest.mark.parametrize(
    ("elapsed_s", "standing"),
    [
        (300, PlanStanding(Standing.ON_TIME)),
        (541, PlanStanding(Standing.ON_TIME)),
        (659, PlanStanding(Standing.ON_TIME)),
        (660, PlanStanding(Standing.BEHIND, 1)),
        (900, PlanStanding(Standing.BEHIND, 5)),
        (241, PlanStanding(Standing.ON_TIME)),
        (240, PlanStanding(Standing.AHEAD, 1)),
        (110, PlanStanding(Standing.AHEAD, 3)),
    ],
)
def test_the_lesson_is_on_time_within_the_present_slides_minutes_and_one_more(
    elapsed_s: float, standing: PlanStanding
) -> None:
    time = LessonTime(NOON, elapsed_s=elapsed_s, planned_s=600, planned_before_s=300)
    assert stand(time) == standing


def test_without_a_session_or_a_plan_nothing_is_said() -> None:
    assert stand(LessonTime(NOON, planned_s=600)) is None
    assert stand(LessonTime(NOON, elapsed_s=600)) is None


def test_what_is_planned_before_a_slide_leaves_out_the_slide_itself() -> None:
    assert planned_before([60, None, 120, 300]) == 180
    assert planned_before([300]) == 0
    assert planned_before([]) == 0
