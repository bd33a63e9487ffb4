"""Who has how many points, beside the others: pure functions of a session's state.

Places are those of standard competition ranking: who has as many points shares the place, and after two
that share the first comes the third.
"""

from bisect import bisect_right
from collections.abc import Sequence
from heapq import nsmallest

from server.protocol import Leader, LeaderboardRead, TeamStanding
from server.session import Participant, Session
from server.session.moderating import public_name


class Ranking:
    """The places in a session at one moment."""

    def __init__(self, session: Session) -> None:
        self._scores = session.scores
        self._ascending = sorted(map(self._scores.of, session.participants))

    @property
    def people(self) -> int:
        """How many there are to compare with."""
        return len(self._ascending)

    def place_of(self, participant: str) -> int:
        """The place of somebody who takes part, from 1."""
        return _place(self._scores.of(participant), self._ascending)


def read_leaderboard(ref: int, session: Session, most: int) -> LeaderboardRead:
    """The `most` best with their places, of equal ones who joined first; and all teams that have members."""
    ranking = Ranking(session)
    # `nsmallest` keeps the order of equals, which is that of joining.
    best = nsmallest(most, session.participants.values(), key=lambda one: -session.scores.of(one.participant))
    return LeaderboardRead(
        ref=ref,
        leaders=tuple(_leader(session, ranking, somebody) for somebody in best),
        teams=_teams(session),
        possible=session.scores.possible,
        people=ranking.people,
    )


def _leader(session: Session, ranking: Ranking, somebody: Participant) -> Leader:
    who = somebody.participant
    return Leader(
        ranking.place_of(who), who, public_name(session, who), somebody.team, session.scores.of(who)
    )


def _teams(session: Session) -> tuple[TeamStanding, ...]:
    """The best first, and of equal ones in the order in which the trainer named them."""
    members: dict[str, list[int]] = {team: [] for team in session.teams}
    for somebody in session.participants.values():
        if somebody.team in members:
            members[somebody.team].append(session.scores.of(somebody.participant))
    means = {team: sum(points) / len(points) for team, points in members.items() if points}
    ascending = sorted(means.values())
    best = sorted(means, key=lambda team: -means[team])
    return tuple(
        TeamStanding(_place(means[team], ascending), team, means[team], len(members[team])) for team in best
    )


def _place(points: float, ascending: Sequence[float]) -> int:
    return len(ascending) - bisect_right(ascending, points) + 1
