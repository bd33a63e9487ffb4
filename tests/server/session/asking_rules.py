"""The model of questions: asked in rounds, answered, closed, revealed and left."""

from collections import Counter
from statistics import median
from typing import ClassVar

import hypothesis.strategies as st
from hypothesis.stateful import initialize, invariant, rule

from decks.questions.model import Choice, Question, Rating, ShortText, WordCloud
from server.protocol import AskNow, CloseQuestion, LeaveQuestion, OpenQuestion, RevealQuestion
from server.session import GiveAnswer, RunOutOfTime
from server.tally import tally_of
from server.views import round_view
from tests.server.session.machine import SLIDES, Machine, RoundKey
from tests.server.session.model_questions import (
    BY_ID,
    KNOWN,
    THOUGHT_OF,
    anything,
    fitting,
    meaning,
    plain,
)

strangers = st.sampled_from(["p1", "nobody", None])
any_round = st.tuples(st.sampled_from([*KNOWN, "unheard of"]), st.integers(1, 3))
IMPOSSIBLE: tuple[Question, ...] = (
    Choice("choice", "?", ("Yes", "No")),  # the id of another
    Choice("later", "?", ("Yes", "No")),
    Choice("now-right", "?", ("Yes", "No"), (0,)),
    Rating("now-mute", " "),
    Rating("now-pictured", "?", picture="0" * 64),
    Rating("now-" + 61 * "x", "?"),
)
sure = st.sampled_from([None, 1, 3])


class AskingRules(Machine):
    """Rules for `server.session.asking`."""

    @rule(data=st.data())
    def open(self, data: st.DataObject) -> None:
        asked = Counter(question_id for question_id, _ in self.model.phases)
        self.open_round(
            self.pick(data, [(one, asked[one] + 1) for one in (*BY_ID, *self.model.thought_of)], any_round)
        )

    def open_round(self, key: RoundKey) -> None:
        model = self.model
        asked = Counter(question_id for question_id, _ in model.phases)
        known = key[0] in BY_ID or key[0] in model.thought_of
        fresh = known and key[1] == asked[key[0]] + 1 and model.open is None
        assert self.do(OpenQuestion(0, *key)) == (not model.ended and (key in model.phases or fresh))
        if not model.ended and key not in model.phases and fresh:
            model.phases[key] = "open"
            model.opened_at_ms[key] = self.now_ms
            model.before = key

    @rule(question=st.sampled_from([*THOUGHT_OF, *IMPOSSIBLE]), slide=st.integers(1, SLIDES + 1))
    def ask_now(self, question: Question, slide: int) -> None:
        model, key = self.model, (question.id, 1)
        fresh = question not in IMPOSSIBLE and slide <= SLIDES and model.open is None
        may = not model.ended and (question.id in model.thought_of or fresh)
        assert self.do(AskNow(0, slide, question)) == may
        if may and question.id not in model.thought_of:
            model.thought_of[question.id] = slide
            model.phases[key] = "open"
            model.opened_at_ms[key] = self.now_ms
            model.before = key

    @rule(data=st.data(), timer=st.booleans())
    def close(self, data: st.DataObject, timer: bool) -> None:
        self.close_round(self.a_round(data), timer)

    @rule(data=st.data())
    def reveal(self, data: st.DataObject) -> None:
        self.reveal_round(self.a_round(data))

    @rule(timer=st.booleans())
    def finish(self, timer: bool) -> None:
        """What mostly comes of a question."""
        if self.model.before is not None:
            self.close_round(self.model.before, timer)
            self.reveal_round(self.model.before)

    def close_round(self, key: RoundKey, timer: bool) -> None:
        model = self.model
        command = RunOutOfTime(*key) if timer else CloseQuestion(0, *key)
        assert self.do(command) == (not model.ended and key in model.phases)
        if not model.ended and model.phases.get(key) == "open":
            model.phases[key] = "closed"

    def reveal_round(self, key: RoundKey) -> None:
        model = self.model
        phase = model.phases.get(key)
        may = phase == "revealed" or (phase == "closed" and model.before == key)
        assert self.do(RevealQuestion(0, *key)) == (not model.ended and may)
        if not model.ended and may:
            model.phases[key] = "revealed"

    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        model, key = self.model, self.a_round(data)
        may = key in model.phases and model.phases[key] != "open"
        assert self.do(LeaveQuestion(0, *key)) == (not model.ended and may)
        if not model.ended and may and model.before == key:
            model.before = None

    @rule(data=st.data(), confidence=sure)
    def answer(self, data: st.DataObject, confidence: int | None) -> None:
        model, key = self.model, self.a_round(data)
        who = self.pick(data, sorted(model.joined), strangers)
        question = KNOWN.get(key[0])
        likely = question is not None and data.draw(st.integers(0, 9)) < 9
        answer = data.draw(fitting(question) if question is not None and likely else anything)
        said = meaning(question, answer) if question else None
        confidence = confidence if question and question.confidence else None
        saved = model.answers.get((key, who or ""))
        repeated = saved is not None and said is not None and saved[:2] == (said, confidence)
        fresh = model.open == key and not model.ended and said is not None
        changes = question is not None and (saved is None or question.changeable)
        may = who in model.joined and key in model.phases and (repeated or (fresh and changes))
        kind = f" {type(question).__name__}"
        assert self.do(GiveAnswer(who, *key, answer, confidence), kind) == may
        if may and not repeated:
            after_ms = self.now_ms - model.opened_at_ms[key]
            model.answers[key, who or ""] = (said, confidence, after_ms)

    favourite: ClassVar[str] = "choice"
    """The question that a session begins with."""

    @initialize(data=st.data())
    def begin_with_a_question(self, data: st.DataObject) -> None:
        self.open_round((self.favourite, 1))
        self.everybody_answers(data, None)

    @rule(data=st.data(), confidence=sure)
    def everybody_answers(self, data: st.DataObject, confidence: int | None) -> None:
        """What happens most in a lesson."""
        if self.model.open is None:
            self.open(data)
        for _ in self.model.joined:
            self.answer(data, confidence)

    def a_round(self, data: st.DataObject) -> RoundKey:
        """Mostly the one before the class, else one that was asked, or any at all."""
        likely = [self.model.before] * 4 if self.model.before is not None else []
        return self.pick(data, [*likely, *self.model.phases], any_round)

    @invariant()
    def the_rounds_are_what_the_model_says(self) -> None:
        rounds = self.session.rounds
        assert {key: str(asked.phase) for key, asked in rounds.items()} == self.model.phases
        kept = {
            (key, who): (meaning(asked.question, given.answer), given.confidence, given.after_ms)
            for key, asked in rounds.items()
            for who, given in asked.answers.items()
        }
        assert kept == self.model.answers

    @invariant()
    def what_was_thought_of_is_a_question_of_its_slide(self) -> None:
        of_decks = len(BY_ID)
        added = {one.question.id: one.slide for one in self.session.deck.questions[of_decks:]}
        assert added == self.model.thought_of
        assert set(self.session.questions) == {*BY_ID, *added}

    @invariant()
    def the_tally_is_that_of_the_answers(self) -> None:
        for asked in self.session.rounds.values():
            given = [one.answer for one in asked.answers.values()]
            assert asked.tally == tally_of(asked.question, given)

    @invariant()
    def the_host_sees_what_was_answered(self) -> None:
        view, before = round_view(self.session), self.model.before
        assert (view is None) == (before is None)
        if view is None or before is None:
            return
        question = KNOWN[view.question_id]
        said = [said for (key, _), (said, _, _) in self.model.answers.items() if key == before]
        assert view.answered == len(said)
        chosen = Counter(place for one in said if isinstance(one, frozenset) for place in one)
        if chosen:
            assert view.counts == tuple(chosen[place] for place in range(len(question.options)))
        words = Counter(plain(word) for one in said for word in _words(question, one))
        assert {plain(word.text): word.count for word in view.words} == words
        numbers = [one for one in said if isinstance(one, float)]
        assert (view.spread is not None) == bool(numbers)
        if view.spread is not None:
            assert (view.spread.n, view.spread.median) == (len(numbers), median(numbers))


def _words(question: object, said: object) -> tuple[str, ...]:
    if isinstance(question, WordCloud) and isinstance(said, tuple):
        return said
    return (said,) if isinstance(question, ShortText) and isinstance(said, str) else ()
