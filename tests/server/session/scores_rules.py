"""The model of points: what everybody has, counted anew from all rounds; and whether the class compares."""

import hypothesis.strategies as st
from hypothesis.stateful import invariant, rule

from server.leaderboard import Ranking
from server.protocol import UseLeaderboard
from server.scoring import most, points
from tests.server.session.machine import Machine


class ScoresRules(Machine):
    """Rules for `server.session.scores`."""

    def __init__(self) -> None:
        super().__init__()
        self.compares = False

    @rule(on=st.booleans())
    def use_leaderboard(self, on: bool) -> None:
        assert self.do(UseLeaderboard(0, on)) == (not self.model.ended)
        if not self.model.ended:
            self.compares = on

    @invariant()
    def the_points_are_those_of_the_last_revealed_rounds(self) -> None:
        session = self.session
        last = {
            key[0]: session.rounds[key] for key, phase in self.model.phases.items() if phase == "revealed"
        }
        graded = [asked for asked in last.values() if asked.question.graded]
        assert session.scores.possible == sum(most(asked.question) for asked in graded)
        for who in session.participants:
            gained = sum(points(asked.question, asked.answers.get(who)) for asked in graded)
            assert session.scores.of(who) == gained
        assert set(session.scores.points) <= set(session.participants)

    @invariant()
    def a_place_tells_how_many_have_more_points(self) -> None:
        assert self.session.scores.leaderboard == self.compares
        ranking, scores = Ranking(self.session), self.session.scores
        for who in self.session.participants:
            better = sum(scores.of(other) > scores.of(who) for other in self.session.participants)
            assert ranking.place_of(who) == better + 1
