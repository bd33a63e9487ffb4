"""A session in which people talk, for the rules of questions, moods and moderation."""

from server.events import Connected, Event, Joined, Opened, Recorded
from server.protocol import NOTHING_WAITS, Identity, Moderation
from server.session import Command, Feel, Refusal, Session
from tests.server.all_kinds import DECK


class Lesson:
    """A session with Ann, Bob and Cy, and the log it is the fold of. `now_ms` is its time."""

    def __init__(
        self, moderation: Moderation = NOTHING_WAITS, identity: Identity = Identity.NICKNAME
    ) -> None:
        self.now_ms = 1_000_000
        self.session = Session("s")
        self.log: list[Recorded] = []
        self.happen(Opened(DECK, identity, moderation=moderation))
        for who in ("ann", "bob", "cy"):
            self.happen(Joined(who, f"key of {who}", who.title()), Connected(who))

    def happen(self, *events: Event) -> None:
        for event in events:
            recorded = Recorded(self.session.last_seq + 1, self.now_ms, event)
            self.session.apply(recorded)
            self.log.append(recorded)

    def do(self, *commands: Command) -> tuple[Event, ...]:
        """Carry out; each command is repeated, and the log read again: neither changes anything."""
        events: tuple[Event, ...] = ()
        for command in commands:
            decision = self.session.decide(command)
            assert not isinstance(decision, Refusal), decision
            self.happen(*decision)
            events += decision
            assert isinstance(command, Feel) or self.session.decide(command) == ()
        assert Session.fold("s", self.log) == self.session
        return events

    def refused(self, command: Command) -> str:
        decision = self.session.decide(command)
        assert isinstance(decision, Refusal), decision
        return decision.code
