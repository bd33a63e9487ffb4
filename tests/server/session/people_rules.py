"""The model of who takes part, and whose phone is there."""

import hypothesis.strategies as st
from hypothesis.stateful import initialize, invariant, rule

from server.session import Arrive, FallSilent, TakePart
from tests.server.session.machine import Machine

PEOPLE = ("p1", "p2", "p3", "p4")
people = st.sampled_from(PEOPLE)


class PeopleRules(Machine):
    """Rules for `server.session.people`."""

    @initialize(some=st.sets(people, min_size=1))
    def begin_with(self, some: set[str]) -> None:
        for who in sorted(some):
            self.join(who)

    @rule(who=people)
    def join(self, who: str) -> None:
        assert self.do(TakePart(who, f"key of {who}", f"name of {who}")) == (not self.model.ended)
        if not self.model.ended and who not in self.model.joined:
            self.model.joined.add(who)
            self.model.here.add(who)

    @rule(who=people)
    def arrive(self, who: str) -> None:
        assert self.do(Arrive(who))
        if who in self.model.joined and not self.model.ended:
            self.model.here.add(who)

    @rule(who=people)
    def fall_silent(self, who: str) -> None:
        assert self.do(FallSilent(who))
        if not self.model.ended:
            self.model.here.discard(who)

    @invariant()
    def the_people_are_who_the_model_says(self) -> None:
        session = self.session
        assert set(session.participants) == self.model.joined
        assert {one.participant for one in session.participants.values() if one.connected} == self.model.here
        assert session.connected == len(self.model.here)
