"""Random commands in random order, against a plain model of the same rules."""

from dataclasses import dataclass, field

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from decks.questions.model import Choice, ChoiceAnswer
from server import tally
from server.events import Opened, Recorded, Resumed, SessionEnded
from server.protocol import (
    CloseQuestion,
    DeckSummary,
    EndSession,
    Identity,
    LeaveQuestion,
    OpenQuestion,
    Phase,
    Place,
    RevealQuestion,
    ShowPlace,
    SlideQuestion,
)
from server.session import (
    Arrive,
    Command,
    FallSilent,
    GiveAnswer,
    Refusal,
    RunOutOfTime,
    Session,
    TakePart,
)
from server.views import round_view, session_view, stage_for

QUESTIONS = (
    Choice("a", "?", ("1", "2", "3"), (1,)),
    Choice("b", "?", ("1", "2"), changeable=False),
    Choice("c", "?", ("1", "2", "3"), (0, 2), several=True, time_limit_s=20),
)
DECK = DeckSummary("l", "h", "t", "p", questions=tuple(SlideQuestion(1, question) for question in QUESTIONS))
PEOPLE = ("p1", "p2", "p3")

people = st.sampled_from(PEOPLE)
ids = st.sampled_from(["a", "b", "c", "unheard of"])
rounds = st.integers(1, 3)
answers = st.lists(st.integers(0, 3), max_size=3).map(lambda options: ChoiceAnswer(tuple(options)))


@dataclass
class Model:
    """What should be true, in the plainest words."""

    here: set[str] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)
    phases: dict[tuple[str, int], str] = field(default_factory=dict)
    before: tuple[str, int] | None = None  # the round before the class
    answers: dict[tuple[str, int, str], frozenset[int]] = field(default_factory=dict)
    ended: bool = False


class Sessions(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.session = Session("s")
        self.log: list[Recorded] = []
        self.record((Opened(DECK, Identity.ANONYMOUS),))

    def record(self, events: tuple[object, ...]) -> None:
        for event in events:
            recorded = Recorded(len(self.log) + 1, 1000 * len(self.log), event)  # type: ignore[arg-type]
            self.log.append(recorded)
            self.session.apply(recorded)

    def do(self, command: Command) -> bool:
        """Carry out; whether it was allowed."""
        decision = self.session.decide(command)
        if isinstance(decision, Refusal):
            return False
        self.record(decision)
        assert self.session.decide(command) == (), "repeating it does nothing"
        return True

    @rule(who=people)
    def join(self, who: str) -> None:
        assert self.do(TakePart(who, f"key of {who}", "")) == (not self.model.ended)
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

    @rule()
    def restart(self) -> None:
        if not self.model.ended:
            self.session = Session.fold("s", self.log)
            self.record((Resumed(),))
            self.model.here.clear()

    @rule(slide=st.integers(1, 4))
    def show(self, slide: int) -> None:
        assert self.do(ShowPlace(0, Place(slide))) == (not self.model.ended)

    @rule(question_id=ids, round_=rounds)
    def open(self, question_id: str, round_: int) -> None:
        model, key = self.model, (question_id, round_)
        asked = sum(question_id == one for one, _ in model.phases)
        free = model.before is None or model.phases[model.before] != "open"
        fresh = question_id != "unheard of" and round_ == asked + 1 and free
        assert self.do(OpenQuestion(0, *key)) == (not model.ended and (key in model.phases or fresh))
        if not model.ended and key not in model.phases and fresh:
            model.phases[key] = "open"
            model.before = key

    @rule(question_id=ids, round_=rounds, timer=st.booleans())
    def close(self, question_id: str, round_: int, timer: bool) -> None:
        model, key = self.model, (question_id, round_)
        command = RunOutOfTime(*key) if timer else CloseQuestion(0, *key)
        assert self.do(command) == (not model.ended and key in model.phases)
        if not model.ended and model.phases.get(key) == "open":
            model.phases[key] = "closed"

    @rule(question_id=ids, round_=rounds)
    def reveal(self, question_id: str, round_: int) -> None:
        model, key = self.model, (question_id, round_)
        phase = model.phases.get(key)
        may = phase == "revealed" or (phase == "closed" and model.before == key)
        assert self.do(RevealQuestion(0, *key)) == (not model.ended and may)
        if not model.ended and may:
            model.phases[key] = "revealed"

    @rule(question_id=ids, round_=rounds)
    def leave(self, question_id: str, round_: int) -> None:
        model, key = self.model, (question_id, round_)
        may = key in model.phases and model.phases[key] != "open"
        assert self.do(LeaveQuestion(0, *key)) == (not model.ended and may)
        if not model.ended and may and model.before == key:
            model.before = None

    @rule(who=people, question_id=ids, round_=rounds, answer=answers)
    def answer(self, who: str, question_id: str, round_: int, answer: ChoiceAnswer) -> None:
        model, key = self.model, (question_id, round_)
        given = frozenset(answer.options)
        saved = model.answers.get((*key, who))
        once = len(given) == len(answer.options)
        open_ = not model.ended and model.phases.get(key) == "open"
        question = next((one for one in QUESTIONS if one.id == question_id), None)
        possible = question is not None and once and self.possible(question, given)
        changes = question is not None and (saved is None or question.changeable)
        repeated = saved is not None and once and saved == given
        may = who in model.joined and (repeated or (open_ and possible and changes))
        assert self.do(GiveAnswer(who, question_id, round_, answer)) == may
        if may:
            model.answers[*key, who] = given

    @staticmethod
    def possible(question: Choice, given: frozenset[int]) -> bool:
        right_size = len(given) >= 1 if question.several else len(given) == 1
        return right_size and max(given, default=0) < len(question.options)

    @rule(really=st.integers(0, 9))
    def end(self, really: int) -> None:
        if really:  # sessions that end at once are dull
            return
        assert self.do(EndSession(0))
        model = self.model
        if model.before is not None and model.phases[model.before] == "open":
            model.phases[model.before] = "closed"
        model.ended = True

    @invariant()
    def the_state_is_the_fold_of_the_log(self) -> None:
        assert Session.fold("s", self.log) == self.session

    @invariant()
    def the_state_is_what_the_model_says(self) -> None:
        session, model = self.session, self.model
        assert set(session.participants) == model.joined
        assert {one.participant for one in session.participants.values() if one.connected} == model.here
        assert session.connected == len(model.here)
        assert {key: str(asked.phase) for key, asked in session.rounds.items()} == model.phases
        assert session.ended == model.ended == any(isinstance(one.event, SessionEnded) for one in self.log)
        kept = {
            (*key, who): frozenset(given.answer.options)  # type: ignore[union-attr]
            for key, asked in session.rounds.items()
            for who, given in asked.answers.items()
        }
        assert kept == model.answers

    @invariant()
    def the_host_sees_the_counts_of_the_answers(self) -> None:
        view = round_view(self.session)
        assert (view is None) == (self.model.before is None)
        if view is None or self.model.before is None:
            return
        given = [
            options for (*key, _), options in self.model.answers.items() if tuple(key) == self.model.before
        ]
        assert view.answered == len(given)
        question = self.session.questions[view.question_id]
        assert view.counts == tuple(
            sum(option in options for options in given) for option in range(len(question.options))
        )
        assert view.counts == tally.count(
            question, [given.answer for given in self.session.rounds[self.model.before].answers.values()]
        )
        assert session_view(self.session).round == view

    @invariant()
    def phones_learn_what_is_right_only_from_a_revealed_round(self) -> None:
        asked = self.session.current
        for who in (None, *self.model.joined):
            stage = stage_for(self.session, who, 0)
            told = hasattr(stage, "correct")
            assert not told or (asked is not None and asked.phase is Phase.REVEALED)


Sessions.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestRandomSessions = Sessions.TestCase
