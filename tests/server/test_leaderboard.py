"""Places, ties and teams, and who is told of them."""

import msgspec
import pytest

from server.events import Joined, LeaderboardSwitched, Opened, Recorded
from server.leaderboard import Ranking, read_leaderboard
from server.protocol import (
    DeckSummary,
    Ended,
    EndSession,
    Identity,
    Join,
    Leader,
    LeaderboardRead,
    Moderation,
    OpenSession,
    ReadLeaderboard,
    Revealed,
    Scoring,
    SessionChanged,
    TeamStanding,
    UseLeaderboard,
)
from server.session import Session


def class_of(points: dict[str, int], teams: dict[str, str] | None = None) -> Session:
    """A session in which everybody has so many points and belongs to such a team."""
    teams = teams or {}
    named = ("Red", "Blue", "Green") if teams else ()
    opened = Opened(DeckSummary("l", "h", "t", "p"), Identity.NICKNAME, teams=named)
    joined = [Joined(who, who, who.title(), team=teams.get(who, "")) for who in points]
    log = [Recorded(seq, 0, event) for seq, event in enumerate([opened, *joined], 1)]
    session = Session.fold("s", log)
    session.scores.points = {who: had for who, had in points.items() if had}
    return session


def test_who_has_as_many_points_shares_the_place_and_the_next_is_left_out() -> None:
    ranking = Ranking(class_of({"ann": 3, "bob": 5, "cy": 5, "di": -6, "ed": 0, "flo": 3}))
    places = {who: ranking.place_of(who) for who in ("ann", "bob", "cy", "di", "ed", "flo")}
    assert places == {"bob": 1, "cy": 1, "ann": 3, "flo": 3, "ed": 5, "di": 6}
    assert ranking.people == 6


def test_the_best_are_read_with_their_places_of_equals_who_joined_first() -> None:
    session = class_of({"ann": 3, "bob": 5, "cy": 5, "di": 0})
    read = read_leaderboard(7, session, 3)
    assert read.leaders == (
        Leader(1, "bob", "Bob", points=5),
        Leader(1, "cy", "Cy", points=5),
        Leader(3, "ann", "Ann", points=3),
    )
    assert (read.ref, read.people, read.teams) == (7, 4, ())


def test_a_team_has_the_mean_of_its_members_and_an_empty_one_no_place() -> None:
    session = class_of(
        {"ann": 6, "bob": 0, "cy": 0, "di": 4, "ed": 9},
        {"ann": "Red", "bob": "Red", "cy": "Red", "di": "Blue"},
    )
    assert read_leaderboard(0, session, 1).teams == (
        TeamStanding(1, "Blue", 4.0, 1),
        TeamStanding(2, "Red", 2.0, 3),
    )


def test_teams_with_the_same_mean_share_the_place() -> None:
    session = class_of({"ann": 1, "bob": 1, "cy": 0, "di": 1}, dict.fromkeys(("ann", "bob"), "Green"))
    session.participants["cy"].team = session.participants["di"].team = "Red"
    session.scores.points["cy"] = 1
    assert [(team.place, team.team) for team in read_leaderboard(0, session, 1).teams] == [
        (1, "Red"),
        (1, "Green"),
    ]


def test_a_name_that_waits_for_the_trainers_word_is_a_number() -> None:
    session = class_of({"ann": 1, "bob": 3, "cy": 2})
    session.moderating.begin(Moderation(names=True))
    session.moderating.names |= {"ann": True, "cy": False}
    assert [one.name for one in read_leaderboard(0, session, 3).leaders] == ["2", "3", "Ann"]


def test_nobody_has_no_place() -> None:
    read = read_leaderboard(0, class_of({}), 10)
    assert read == LeaderboardRead(0)


@pytest.mark.parametrize("phase", ["revealed", "ended"])
async def test_a_phone_is_told_its_own_place_and_only_while_the_class_compares(house, phase: str) -> None:
    host = await house.host()
    await host.do(lambda ref: OpenSession(ref, house.deck, scoring=Scoring(leaderboard=True)))
    ann, bob = await house.participant(name="Ann"), await house.participant(name="Bob")
    await host.open("graded")
    await ann.hear(), await bob.hear()
    await bob.answer("graded", 1, 1)
    await host.close("graded")
    await ann.hear(), await bob.hear()
    await host.reveal("graded")
    if phase == "ended":
        await ann.hear(), await bob.hear()
        await host.do(EndSession)
    kind = Revealed if phase == "revealed" else Ended
    told = [await ann.hear(), await bob.hear()]
    assert all(isinstance(stage, kind) for stage in told)
    assert [(one.score, one.place, one.among) for one in told] == [(0, 2, 2), (2, 1, 2)]


async def test_the_trainer_turns_the_comparing_on_and_off(house) -> None:
    host = await house.host_with_session()
    ann = await house.participant(name="Ann")
    await host.open("graded")
    await host.close("graded")
    await host.reveal("graded")
    while not isinstance(stage := await ann.hear(), Revealed):
        pass
    assert (stage.place, stage.among) == (None, 0)
    await host.do(lambda ref: UseLeaderboard(ref, True))
    assert await ann.hear() == msgspec.structs.replace(stage, place=1, among=1)
    await host.do(lambda ref: UseLeaderboard(ref, False))
    assert await ann.hear() == stage
    assert [event.on for event in house.events(LeaderboardSwitched)] == [True, False]
    views = [message.session.scoring for message in host.heard if isinstance(message, SessionChanged)]
    assert Scoring(leaderboard=True) in views
    assert views[-1] == Scoring()


async def test_the_host_reads_who_leads_also_after_the_end(house) -> None:
    host = await house.host()
    assert await host.refused(ReadLeaderboard) == "server.no_session"
    await host.do(lambda ref: OpenSession(ref, house.deck, teams=("Red", "Blue")))
    phone = await house.phone()
    await phone.hello()
    await phone.say(Join("Ann", team="Red"))
    await phone.hear()
    await host.open("graded")
    await phone.hear()
    await phone.answer("graded", 1, 1)
    await host.close("graded")
    await host.reveal("graded")
    await host.do(EndSession)
    read = await host.ask(ReadLeaderboard)
    assert isinstance(read, LeaderboardRead)
    assert [(one.place, one.name, one.team, one.points) for one in read.leaders] == [(1, "Ann", "Red", 2)]
    assert read.teams == (TeamStanding(1, "Red", 2.0, 1),)
    assert (read.possible, read.people) == (2, 1)
