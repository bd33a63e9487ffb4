"""What trainees said when it was over, as figures."""

import msgspec
import pytest

from server.events import FeedbackGiven, ParticipantsMerged, Recorded, SessionEnded
from server.figures import FEWEST, RatingFigures
from server.protocol import Ratings
from server.statistics.session import measure

PEOPLE = ("ada", "bo", "cy", "di", "ed", "flo")


@pytest.fixture
def log(log):
    """A session after which six people are asked how it was."""
    opened = msgspec.structs.replace(log.events[0].event, feedback=True)
    log.events[0] = Recorded(1, log.events[0].at_ms, opened)
    return log.join(1, *PEOPLE).at(60, SessionEnded())


def feedback_of(log):
    return measure("s", log.events).feedback


def test_where_nobody_was_asked_there_is_none(log):
    log.events[0] = Recorded(1, 0, msgspec.structs.replace(log.events[0].event, feedback=False))
    assert feedback_of(log) is None


def test_each_rating_has_its_people_mean_and_counts(log):
    for place, who in enumerate(PEOPLE):
        log.at(70, FeedbackGiven(who, Ratings(1 + place % 5, 4 if place else None)))
    feedback = feedback_of(log)
    assert (feedback.given.count, feedback.given.of) == (6, 6)
    assert feedback.useful == RatingFigures(6, 16 / 6, (2, 1, 1, 1, 1))
    assert feedback.easy == RatingFigures(5, 4.0, (0, 0, 0, 5, 0))


def test_what_fewer_than_five_said_is_not_broken_down(log):
    for who in PEOPLE[: FEWEST - 1]:
        log.at(70, FeedbackGiven(who, Ratings(useful=2)))
    feedback = feedback_of(log)
    assert (feedback.useful, feedback.easy) == (RatingFigures(4), RatingFigures(0))
    assert (feedback.given.count, feedback.given.of) == (4, 6)


def test_only_the_last_word_of_each_counts(log):
    log.at(70, FeedbackGiven("ada", Ratings(1), "Slower"), FeedbackGiven("bo", Ratings(), "Zzz"))
    log.at(80, FeedbackGiven("ada", Ratings(3), "A break"))
    feedback = feedback_of(log)
    assert (feedback.given.count, feedback.useful.n, feedback.texts) == (2, 1, ("A break", "Zzz"))


def test_the_order_of_the_texts_tells_nothing_of_who_wrote_them(log):
    for who, text in zip(PEOPLE, ("f", "b", "e", "a", "d", "c"), strict=True):
        log.at(70, FeedbackGiven(who, Ratings(), text))
    assert feedback_of(log).texts == ("a", "b", "c", "d", "e", "f")


def test_late_words_make_the_session_no_longer(log):
    before = measure("s", log.events)
    log.at(4000, FeedbackGiven("ada", Ratings(1)))
    after = measure("s", log.events)
    assert (after.lasted_s, after.session) == (before.lasted_s, before.session)


def test_who_was_somebody_else_all_along_is_not_counted_twice(log):
    log.at(70, FeedbackGiven("ada", Ratings(1)), FeedbackGiven("bo", Ratings(5)))
    log.at(80, ParticipantsMerged("bo", "ada"), FeedbackGiven("nobody", Ratings(5)))
    assert feedback_of(log).given.count == 1
