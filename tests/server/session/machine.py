"""The frame of the model test: a session that random commands act upon, and what is always true of it.

The rules of each part of a lesson stand in a module of their own (`course_rules`, `people_rules`, …) as a
mixin, which `test_session_model` puts together. A new part adds a module, its plain state to `Model`, and
its mixin there. A rule does one command through `do`, says whether it should have been allowed, and lets
the model follow; an invariant compares model and session after every step.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeVar

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from server.events import Event, Opened, Recorded, SessionEnded
from server.protocol import (
    NOTHING_WAITS,
    Asking,
    DeckSummary,
    Identity,
    Moderation,
    SlideQuestion,
    SlideSummary,
    Told,
)
from server.session import Command, Refusal, Session
from server.session.twin import twin_of
from server.views import round_view, session_view, stage_for
from tests.server.session.model_questions import QUESTIONS

T = TypeVar("T")

SLIDES = 4
DECK = DeckSummary(
    "lesson",
    "0" * 64,
    "A lesson",
    "lesson.pptx",
    slides=tuple(SlideSummary(number) for number in range(1, SLIDES + 1)),
    questions=tuple(SlideQuestion(1, question) for question in QUESTIONS),
)
RoundKey = tuple[str, int]


@dataclass
class Model:
    """What should be true, in the plainest words."""

    joined: set[str] = field(default_factory=set)
    here: set[str] = field(default_factory=set)
    slide: int | None = None
    pictured: set[int] = field(default_factory=set)
    phases: dict[RoundKey, str] = field(default_factory=dict)
    opened_at_ms: dict[RoundKey, int] = field(default_factory=dict)
    thought_of: dict[str, int] = field(default_factory=dict)  # by question id: its slide
    before: RoundKey | None = None  # the round before the class
    answers: dict[tuple[RoundKey, str], tuple[object, int | None, int]] = field(default_factory=dict)
    ended: bool = False

    @property
    def open(self) -> RoundKey | None:
        """The round that takes answers."""
        return self.before if self.before is not None and self.phases[self.before] == "open" else None


class Machine(RuleBasedStateMachine):
    """A session, its log, and the model beside it."""

    done: ClassVar[Counter[str]] = Counter()
    """How often each kind of command was carried out and had an effect, in one run of the test."""
    moderation: ClassVar[Moderation] = NOTHING_WAITS

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.session = Session("s")
        self.log: list[Recorded] = []
        self.now_ms = 1_800_000_000_000
        self.picks = 0
        self.phones: dict[str, tuple[Told, Told]] = {}  # what server and phone hold a phone to be told
        self.record((Opened(DECK, Identity.NICKNAME, moderation=self.moderation, feedback=True),))

    # --- for rules ---

    def do(self, command: Command, kind: str = "") -> bool:
        """Carry out; whether it was allowed. Whatever was has no effect when it is repeated."""
        decision = self.session.decide(command)
        if isinstance(decision, Refusal):
            return False
        if decision:
            self.done[type(command).__name__ + kind] += 1
        self.record(decision)
        assert self.session.decide(command) == (), "repeating it does nothing"
        return True

    def record(self, events: Sequence[Event]) -> None:
        """Let these happen, one second after what was before."""
        self.now_ms += 1000
        for event in events:
            recorded = Recorded(len(self.log) + 1, self.now_ms, event)
            self.log.append(recorded)
            self.session.apply(recorded)

    def pick(self, data: st.DataObject, likely: Sequence[T], anything: st.SearchStrategy[T]) -> T:
        """Mostly one of the likely, sometimes anything."""
        self.picks += 1
        if likely and data.draw(st.integers(0, 9)) < 9:
            # Alone, draws come back to the same few values again and again.
            return likely[(data.draw(st.integers(0, 999)) + 37 * self.picks) % len(likely)]
        return data.draw(anything)

    # --- always ---

    @invariant()
    def the_state_is_the_fold_of_the_log(self) -> None:
        assert Session.fold("s", self.log) == self.session

    @invariant()
    def the_state_has_a_twin(self) -> None:
        assert twin_of(self.session) == self.session

    @invariant()
    def the_end_is_an_event(self) -> None:
        assert self.session.ended == self.model.ended
        assert self.model.ended == any(isinstance(one.event, SessionEnded) for one in self.log)

    @invariant()
    def the_whole_view_has_the_views_of_its_parts(self) -> None:
        assert session_view(self.session).round == round_view(self.session)

    @invariant()
    def phones_know_their_stage_however_briefly_they_are_told(self) -> None:
        for who in self.session.participants:
            stage = stage_for(self.session, who, self.now_ms)
            server, phone = self.phones.setdefault(who, (Told(), Told()))
            if server.knows(stage):
                continue
            heard = phone.whole(server.brief(stage))
            assert heard == stage
            server.take(stage)
            phone.take(stage)

    @invariant()
    def phones_learn_what_is_right_only_from_a_revealed_round(self) -> None:
        for who in (None, *self.session.participants):
            stage = stage_for(self.session, who, self.now_ms)
            told = {"solution", "explanation", "counts", "words", "spread"} & set(stage.__struct_fields__)
            revealed = self.model.before is not None and self.model.phases[self.model.before] == "revealed"
            assert not told or revealed
            assert not isinstance(stage, Asking) or self.model.open is not None
