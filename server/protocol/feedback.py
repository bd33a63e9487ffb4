"""What trainees say of a session when it is over. The phones' messages of it."""

from typing import Annotated

import msgspec
from msgspec import Meta

from server.protocol.values import Incoming, Outgoing

LONGEST_FEEDBACK = 500
HIGHEST_RATING = 5

Rating = Annotated[int, Meta(ge=1, le=HIGHEST_RATING)]
FeedbackText = Annotated[str, Meta(max_length=LONGEST_FEEDBACK)]
SessionName = Annotated[str, Meta(min_length=1, max_length=64)]


class Ratings(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How useful the session was for a trainee, and how easy to follow: 1 not at all, 5 very; `null` where
    nothing was said."""

    useful: Rating | None = None
    easy: Rating | None = None


class GiveFeedback(Incoming, frozen=True, tag="feedback"):
    """How the session was that is over: at least one rating, or what should be different next time. Said
    again it is kept once; what is said later takes its place. Answered by `FeedbackSaved` or
    `FeedbackRefused`: empty, not_wanted, not_ended, not_joined, gone, too_many, too_fast or not_stored."""

    session_id: SessionName
    ratings: Ratings = Ratings()
    text: FeedbackText = ""


class FeedbackSaved(Outgoing, frozen=True, tag="feedback_saved"):
    """What was said of the session is on disk."""

    session_id: str


class FeedbackRefused(Outgoing, frozen=True, tag="feedback_refused"):
    """What was said of the session is not kept. `code`: see `GiveFeedback`."""

    session_id: str
    code: str
