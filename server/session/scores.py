"""Points so far: sums that grow with each reveal, so that they cost the same after a hundred questions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from server.events import LeaderboardSwitched
from server.protocol import Scoring, UseLeaderboard
from server.scoring import most, points, points_for
from server.session.commands import Appliers, Deciders, Decision

if TYPE_CHECKING:
    from server.session.asking import AskedRound
    from server.session.session import Session


@dataclass(slots=True)
class Scores:
    """What everybody has in the questions revealed so far, and what they could have. A question asked again
    counts once, by the last of its rounds that was revealed."""

    speed: bool = False
    leaderboard: bool = False  # whether the class may compare
    possible: int = 0
    points: dict[str, int] = field(default_factory=dict)  # by participant; who is not in it has none
    counting: dict[str, "AskedRound"] = field(default_factory=dict)  # by question

    def begin(self, scoring: Scoring) -> None:
        """Give points like this."""
        self.speed = scoring.speed
        self.leaderboard = scoring.leaderboard

    def of(self, participant: str | None) -> int:
        """A participant's points; none for somebody who has not joined."""
        return 0 if participant is None else self.points.get(participant, 0)

    def reveal(self, asked: "AskedRound") -> None:
        """This round counts from now on, and none before it of the same question."""
        if not asked.question.graded:
            return
        before = self.counting.get(asked.question.id)
        if before is None:
            self.possible += most(asked.question, speed=self.speed)
        self.counting[asked.question.id] = asked
        self._count(asked, 1)
        if before is not None:
            self._count(before, -1)
            self.count_again(before.answers.keys() - asked.answers.keys())

    def _count(self, asked: "AskedRound", sign: int) -> None:
        """Let a round's points be added (1) or taken away (-1)."""
        question, have = asked.question, self.points
        credit = cache(question.credit)  # a thousand people give a handful of answers
        for participant, given in asked.answers.items():
            gained = points_for(question, credit(given.answer), given, speed=self.speed)
            have[participant] = have.get(participant, 0) + sign * gained

    def count_again(self, people: Iterable[str]) -> None:
        """Other answers than before are those of these people."""
        for participant in people:
            answered = [asked for asked in self.counting.values() if participant in asked.answers]
            self.points.pop(participant, None)
            if answered:
                given = ((asked.question, asked.answers[participant]) for asked in answered)
                self.points[participant] = sum(points(*one, speed=self.speed) for one in given)


def _use_leaderboard(session: "Session", command: UseLeaderboard) -> Decision:
    return () if command.on == session.scores.leaderboard else (LeaderboardSwitched(command.on),)


def _on_switched(session: "Session", event: LeaderboardSwitched, _at_ms: int) -> None:
    session.scores.leaderboard = event.on


DECIDERS: Deciders = {UseLeaderboard: _use_leaderboard}
APPLIERS: Appliers = {LeaderboardSwitched: _on_switched}
