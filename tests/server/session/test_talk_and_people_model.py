"""People are merged and removed at random while they talk: nothing is left that is nobody's."""

from collections import Counter
from typing import ClassVar

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from decks.questions.model import TextAnswer
from server.events import Event, Joined, Opened, QuestionOpened, Recorded
from server.protocol import (
    AskedSubject,
    Identity,
    Judge,
    MergeParticipants,
    Moderation,
    NameSubject,
    Pace,
    ProjectAsked,
    Reaction,
    RemoveParticipant,
    Subject,
    TextSubject,
)
from server.session import Ask, Command, Feel, GiveAnswer, Refusal, Session, TellPace, Vote
from server.session.moderating import public_name
from server.session.twin import twin_of
from server.talk_view import BoardView, board_changed, mood_changed, queue_changed
from server.views import round_view, session_view
from tests.server.all_kinds import DECK

PEOPLE = ("p1", "p2", "p3", "p4", "p5", "p6")
people = st.sampled_from(PEOPLE)
ids = st.sampled_from([f"{number:016x}" for number in range(6)])
subjects = st.one_of(
    ids.map(AskedSubject), people.map(NameSubject), people.map(lambda who: TextSubject("open", 1, who, who))
)


class Talk(RuleBasedStateMachine):
    """A session with six people and an open question."""

    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.session = Session("s")
        self.log: list[Recorded] = []
        self.record(Opened(DECK, Identity.NICKNAME, moderation=Moderation(names=True)))
        self.record(*(Joined(who, f"key of {who}", f"name of {who}") for who in PEOPLE))
        self.record(QuestionOpened("open", 1))

    def record(self, *events: Event) -> None:
        for event in events:
            recorded = Recorded(len(self.log) + 1, 10_000 * len(self.log), event)
            self.log.append(recorded)
            self.session.apply(recorded)

    def do(self, command: Command) -> None:
        decision = self.session.decide(command)
        if not isinstance(decision, Refusal):
            self.done[type(command).__name__] += bool(decision)
            self.record(*decision)

    @rule(who=people, asked_id=ids)
    def ask(self, who: str, asked_id: str) -> None:
        self.do(Ask(who, asked_id, f"{who} asks", 10_000 * len(self.log)))

    @rule(who=people, asked_id=ids, up=st.booleans())
    def vote(self, who: str, asked_id: str, up: bool) -> None:
        self.do(Judge(0, AskedSubject(asked_id), True))
        self.do(Vote(who, asked_id, up))

    @rule(asked_id=ids)
    def project(self, asked_id: str) -> None:
        self.do(ProjectAsked(0, asked_id))

    @rule(who=people, pace=st.sampled_from(Pace))
    def feel(self, who: str, pace: Pace) -> None:
        self.do(TellPace(who, pace, 10_000 * len(self.log)))
        self.do(Feel(who, Reaction.HEART, 10_000 * len(self.log)))

    @rule(who=people)
    def answer(self, who: str) -> None:
        self.do(GiveAnswer(who, "open", 1, TextAnswer(who)))

    @rule(subject=subjects, shown=st.booleans())
    def judge(self, subject: Subject, shown: bool) -> None:
        self.do(Judge(0, subject, shown))

    @rule(who=people, into=people)
    def merge(self, who: str, into: str) -> None:
        self.do(MergeParticipants(0, who, into))

    @rule(who=people, really=st.integers(0, 3))
    def remove(self, who: str, really: int) -> None:
        if not really:  # or soon nobody is left
            self.do(RemoveParticipant(0, who))

    @invariant()
    def the_state_is_the_fold_of_the_log_and_has_its_twin(self) -> None:
        assert Session.fold("s", self.log) == self.session == twin_of(self.session)

    @invariant()
    def all_that_is_said_is_said_by_somebody(self) -> None:
        session, here = self.session, self.session.participants.keys()
        hands = session.hands
        asked_by: dict[str, set[str]] = {}
        for hand in hands.asked.values():
            asked_by.setdefault(hand.participant, set()).add(hand.asked_id)
            assert hand.votes <= here - {hand.participant}
        assert asked_by.keys() <= here
        assert {who: set(asked) for who, asked in hands.of.items()} == asked_by
        assert hands.projected in {"", *hands.asked}
        assert session.mood.paces.keys() | session.mood.reacted_at_ms.keys() <= here
        assert session.moderating.names.keys() <= here
        assert {who for _, _, who in session.moderating.texts} <= here

    @invariant()
    def everything_can_be_seen(self) -> None:
        now_ms = 10_000 * len(self.log)
        board = BoardView(self.session)
        for who in self.session.participants:
            board.board_for(who)
            assert public_name(self.session, who)
        assert len(board_changed(self.session).questions) == len(self.session.hands.asked)
        mood_changed(self.session, now_ms, {})
        assert queue_changed(self.session).more == 0
        assert session_view(self.session).round == round_view(self.session)


def test_nothing_is_left_of_who_is_gone() -> None:
    done: Counter[str] = Counter()
    machine = type("Run", (Talk,), {"done": done})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=60, stateful_step_count=40, deadline=None)
    )
    assert {"Ask", "Vote", "ProjectAsked", "TellPace", "Feel", "Judge"} <= {
        kind for kind in done if done[kind]
    }
    assert done["MergeParticipants"]
    assert done["RemoveParticipant"]
