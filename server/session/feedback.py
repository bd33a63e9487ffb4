"""What trainees say of the session when it is over."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.events import FeedbackGiven
from server.protocol import LONGEST_FEEDBACK, Ratings
from server.session.commands import Appliers, Deciders, Decision, LookBack, Refusal
from server.typed_text import clean_text

if TYPE_CHECKING:
    from server.session.session import Session

MOST_OF_ONE = 20
"""So often somebody may think better of it."""


@dataclass(slots=True)
class Feedback:
    """Whether it is wanted, the last word of each participant, and how often each had another."""

    wanted: bool = False
    given: dict[str, FeedbackGiven] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)


def _look_back(session: "Session", command: LookBack) -> Decision:
    feedback = session.feedback
    if command.participant not in session.participants:
        return Refusal("not_joined")
    if not feedback.wanted:
        return Refusal("not_wanted")
    if not session.ended:
        return Refusal("not_ended")
    text = clean_text(command.text, LONGEST_FEEDBACK)
    if command.ratings == Ratings() and not text:
        return Refusal("empty")
    given = FeedbackGiven(command.participant, command.ratings, text)
    if feedback.given.get(command.participant) == given:
        return ()
    if feedback.times.get(command.participant, 0) >= MOST_OF_ONE:
        return Refusal("too_many")
    return (given,)


def _on_given(session: "Session", event: FeedbackGiven, _at_ms: int) -> None:
    feedback, who = session.feedback, event.participant
    feedback.given[who] = event
    feedback.times[who] = feedback.times.get(who, 0) + 1


DECIDERS: Deciders = {LookBack: _look_back}
APPLIERS: Appliers = {FeedbackGiven: _on_given}
