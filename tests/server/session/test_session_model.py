"""Random commands in random order, against a plain model of the same rules."""

from collections import Counter

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from server.protocol import NOTHING_WAITS, Moderation
from tests.server.session.asking_rules import AskingRules
from tests.server.session.course_rules import CourseRules
from tests.server.session.feedback_rules import FeedbackRules
from tests.server.session.machine import Machine
from tests.server.session.model_questions import BY_ID
from tests.server.session.people_rules import PeopleRules
from tests.server.session.scores_rules import ScoresRules
from tests.server.session.talk_rules import TalkRules

# What never gets through is not tested: `done` counts what had an effect.


class Lessons(CourseRules, PeopleRules, AskingRules, ScoresRules):
    """The course of a lesson, and its questions and points."""


class Talks(PeopleRules, AskingRules, TalkRules):
    """Questions and answers, and what trainees say beside them."""


class Endings(CourseRules, PeopleRules, FeedbackRules):
    """What is said when the lesson is over."""


class Sessions(CourseRules, PeopleRules, AskingRules, ScoresRules, TalkRules, FeedbackRules):
    """All rules together."""


def run(
    examples: int,
    favourite: str = "choice",
    moderation: Moderation = NOTHING_WAITS,
    machine: type[Machine] = Lessons,
) -> Counter[str]:
    """Run so many random sessions that begin with this question; returns what was done in all of them."""
    done: Counter[str] = Counter()
    settled = {"favourite": favourite, "done": done, "moderation": moderation}
    limits = settings(max_examples=examples, stateful_step_count=40, deadline=None)
    run_state_machine_as_test(type("Run", (machine,), settled), settings=limits)
    return done


def test_random_sessions_follow_the_model() -> None:
    done = run(100) + run(25, machine=Sessions)
    assert {"TakePart", "Arrive", "FallSilent", "ShowPlace", "KeepPictures", "EndSession"} <= set(done)
    assert "AskNow" in done
    assert {"OpenQuestion", "CloseQuestion", "RunOutOfTime", "RevealQuestion", "LeaveQuestion"} <= set(done)
    assert "UseLeaderboard" in done


def test_what_is_said_at_the_end_follows_the_model() -> None:
    done = run(50, machine=Endings)
    assert {"TakePart", "EndSession", "LookBack"} <= set(done)


@pytest.mark.parametrize("favourite", BY_ID)
def test_random_answers_to_each_kind_of_question_follow_the_model(favourite: str) -> None:
    done = run(15, favourite)
    assert done[f"GiveAnswer {type(BY_ID[favourite]).__name__}"] >= 5, done


@pytest.mark.parametrize(
    ("favourite", "moderation"),
    [("cloud", NOTHING_WAITS), ("short", Moderation()), ("open", Moderation(names=True))],
)
def test_what_trainees_say_and_the_class_sees_follows_the_model(
    favourite: str, moderation: Moderation
) -> None:
    done = run(50, favourite, moderation, machine=Talks)
    assert {"Ask", "Vote", "MarkAsked", "ProjectAsked", "TellPace", "Feel"} <= set(done)
    assert {"Judge asked", "Judge word", "Judge name"} <= set(done)
    assert favourite != "open" or done["Judge text"]
