"""Points: how they are given, and who has how many."""

from typing import Annotated

import msgspec
from msgspec import Meta

from server.protocol.values import Incoming, Outgoing, Ref

MOST_LEADERS = 200


# --- host → server -------------------------------------------------------------------------------


class UseLeaderboard(Incoming, frozen=True, tag="use_leaderboard"):
    """Let the class compare from now on, or no more: phones are told their own place, or are not."""

    ref: Ref
    on: bool


class ReadLeaderboard(Incoming, frozen=True, tag="read_leaderboard"):
    """Ask who has the most points: answered by `LeaderboardRead`, also while the class may not compare."""

    ref: Ref
    most: Annotated[int, Meta(ge=1, le=MOST_LEADERS)] = 10


# --- server → host -------------------------------------------------------------------------------


class Leader(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of the leaderboard. Who has as many points shares the place, and the next place after two
    that share the first is the third. `name` is the one that the class may see."""

    place: int
    participant: str
    name: str = ""
    team: str = ""
    points: int = 0


class TeamStanding(msgspec.Struct, frozen=True, omit_defaults=True):
    """A team, with the mean of its members' points: big teams don't win by size."""

    place: int
    team: str
    points: float = 0
    members: int = 0


class LeaderboardRead(Outgoing, frozen=True, tag="leaderboard"):
    """Those who have the most points, the best first, of `people` who take part; and all teams that have
    members. `possible` is what one could have by now."""

    ref: int
    leaders: tuple[Leader, ...] = ()
    teams: tuple[TeamStanding, ...] = ()
    possible: int = 0
    people: int = 0
