"""What trainees say of the session when it is over: the rules, one sentence each."""

import pytest

from server.events import Connected, FeedbackGiven, Joined, Opened, SessionEnded
from server.protocol import EndSession, Identity, Ratings
from server.session import LookBack
from server.session.feedback import MOST_OF_ONE
from server.views import stage_for
from tests.server.all_kinds import DECK
from tests.server.session.talk_lesson import Lesson

GOOD = Ratings(useful=5, easy=4)


class LookedBackOn(Lesson):
    """A lesson after which feedback is wanted."""

    def __init__(self, wanted: bool = True) -> None:
        super().__init__()
        self.session = type(self.session)("s")
        self.log = []
        self.happen(Opened(DECK, Identity.NICKNAME, feedback=wanted))
        for who in ("ann", "bob"):
            self.happen(Joined(who, f"key of {who}", who.title()), Connected(who))


@pytest.fixture
def lesson() -> LookedBackOn:
    """One that is over."""
    lesson = LookedBackOn()
    lesson.do(EndSession(0))
    return lesson


def test_the_later_word_takes_the_place_of_the_earlier(lesson: LookedBackOn) -> None:
    lesson.do(LookBack("ann", GOOD, "Shorter"), LookBack("bob", Ratings(), "Longer"))
    assert lesson.do(LookBack("ann", Ratings(easy=2), "")) == (FeedbackGiven("ann", Ratings(easy=2)),)
    assert lesson.session.feedback.given == {
        "ann": FeedbackGiven("ann", Ratings(easy=2)),
        "bob": FeedbackGiven("bob", Ratings(), "Longer"),
    }


@pytest.mark.parametrize(
    ("ratings", "text", "code"),
    [(Ratings(), "", "empty"), (Ratings(), " \u200d\n", "empty")],
)
def test_one_of_the_three_must_be_there(lesson: LookedBackOn, ratings: Ratings, text: str, code: str) -> None:
    assert lesson.refused(LookBack("ann", ratings, text)) == code
    lesson.do(LookBack("ann", Ratings(easy=1), text))


def test_text_is_cleaned_and_keeps_its_lines(lesson: LookedBackOn) -> None:
    [given] = lesson.do(LookBack("ann", Ratings(), " More\u202e breaks \n\n\n\nand e\u0301clairs\x07 "))
    assert given == FeedbackGiven("ann", Ratings(), "More breaks\n\nand éclairs")


def test_nobody_is_asked_before_the_end_or_where_it_is_not_wanted() -> None:
    lesson = LookedBackOn()
    assert lesson.refused(LookBack("ann", GOOD, "")) == "not_ended"
    lesson = LookedBackOn(wanted=False)
    lesson.happen(SessionEnded())
    assert lesson.refused(LookBack("ann", GOOD, "")) == "not_wanted"


@pytest.mark.parametrize("who", ["nobody", None])
def test_only_who_took_part_has_a_say(lesson: LookedBackOn, who: str | None) -> None:
    assert lesson.refused(LookBack(who, GOOD, "")) == "not_joined"


def test_the_log_of_one_who_can_not_decide_ends(lesson: LookedBackOn) -> None:
    for time in range(MOST_OF_ONE):
        lesson.do(LookBack("ann", GOOD, f"No, rather {time}"))
    assert lesson.refused(LookBack("ann", GOOD, "No, rather")) == "too_many"
    assert lesson.do(LookBack("ann", GOOD, f"No, rather {MOST_OF_ONE - 1}")) == ()
    lesson.do(LookBack("bob", GOOD, ""))


def test_phones_learn_whether_it_is_wanted_and_whether_it_has_been_given(lesson: LookedBackOn) -> None:
    def told(who: str | None) -> tuple[bool, bool]:
        ended = stage_for(lesson.session, who, lesson.now_ms)
        return ended.feedback_wanted, ended.feedback_given  # type: ignore[union-attr]

    lesson.do(LookBack("ann", GOOD, ""))
    assert [told(who) for who in ("ann", "bob", None)] == [(True, True), (True, False), (False, False)]
