"""How fast the simulated class lives, and how patient its phones are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """`speed` seconds of the lesson pass in one real second; the rest are real seconds.

    A phone that lost the server tries again after `first_retry_s` plus jitter, twice as long each
    time up to `longest_retry_s`. After `wakes_s` without a message it asks where the lesson is, like
    a phone that is looked at again. When the session has ended it waits `last_words_s` to hear what
    became of answers that were still under way.
    """

    speed: float = 1.0
    first_retry_s: float = 0.5
    longest_retry_s: float = 10.0
    wakes_s: float = 240.0
    connect_limit_s: float = 10.0
    last_words_s: float = 2.0

    def real_s(self, lesson_s: float) -> float:
        """Seconds on the wall for seconds of the lesson."""
        return lesson_s / self.speed
