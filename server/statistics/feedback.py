"""What those who took part said when the session was over."""

from collections.abc import Iterable
from statistics import fmean

from server.figures import FEWEST, FeedbackFigures, RatingFigures
from server.protocol import HIGHEST_RATING
from server.statistics.proportion import take_share
from server.statistics.reading import Reading


def measure_feedback(reading: Reading) -> FeedbackFigures | None:
    """The last word of each participant; None if nobody was asked."""
    if not reading.opened.feedback:
        return None
    given = reading.feedback.values()
    return FeedbackFigures(
        given=take_share(len(given), len(reading.attendees)),
        useful=_rated(one.ratings.useful for one in given),
        easy=_rated(one.ratings.easy for one in given),
        texts=tuple(sorted(one.text for one in given if one.text)),
    )


def _rated(ratings: Iterable[int | None]) -> RatingFigures:
    said = [rating for rating in ratings if rating is not None]
    if len(said) < FEWEST:
        return RatingFigures(len(said))
    counts = tuple(said.count(rating) for rating in range(1, HIGHEST_RATING + 1))
    return RatingFigures(len(said), fmean(said), counts)
