"""The model of what trainees say beside their answers, and of what the class may see."""

from collections import Counter
from dataclasses import dataclass, field

import hypothesis.strategies as st
from hypothesis.stateful import invariant, rule

from decks.questions.model import OpenText
from server.events import Reacted
from server.protocol import (
    AskedSubject,
    Judge,
    MarkAsked,
    NameSubject,
    Pace,
    ProjectAsked,
    Reaction,
    TextSubject,
    WordSubject,
    for_projector,
)
from server.session import Ask, Feel, Refusal, TellPace, Vote
from server.session.hands import MOST_A_MINUTE
from server.session.moderating import public_name
from server.talk_view import BoardView, board_changed, mood_changed, queue_changed
from server.views import round_view
from tests.server.session.machine import Machine
from tests.server.session.model_questions import BY_ID, KNOWN, plain
from tests.server.session.people_rules import PEOPLE

ids = st.sampled_from([f"{number:016x}" for number in range(8)])
askers = st.sampled_from([*PEOPLE, "nobody", None])
texts = st.sampled_from(["Why?", " Why?\u202e ", "<b>How</b>", "=1+1", " \u200d"])
SEEN = {"Why?": "Why?", " Why?\u202e ": "Why?", "<b>How</b>": "<b>How</b>", "=1+1": "=1+1", " \u200d": ""}
words = st.sampled_from(["a", "A", "ab", "Ｂ", "b"])
waits = st.sampled_from([0, 500, 1000])


@dataclass
class Asked:
    """A trainee's question."""

    who: str
    text: str
    at_ms: int
    votes: set[str] = field(default_factory=set)
    answered: bool = False
    shown: bool | None = None


@dataclass
class Talk:
    """What should be true of it, in the plainest words."""

    asked: dict[str, Asked] = field(default_factory=dict)
    projected: str = ""
    paces: dict[str, tuple[Pace, int]] = field(default_factory=dict)
    reacted_at_ms: dict[str, int] = field(default_factory=dict)
    hidden_words: set[str] = field(default_factory=set)
    shown_words: set[tuple[str, str]] = field(default_factory=set)
    texts: dict[tuple[str, int, str], tuple[str, bool]] = field(default_factory=dict)
    names: dict[str, bool] = field(default_factory=dict)


class TalkRules(Machine):
    """Rules for `server.session.hands`, `.mood` and `.moderating`."""

    def __init__(self) -> None:
        super().__init__()
        self.talk = Talk()

    @rule(data=st.data(), asked_id=ids, text=texts, wait=waits)
    def ask(self, data: st.DataObject, asked_id: str, text: str, wait: int) -> None:
        who, at_ms = self.pick(data, sorted(self.model.joined), askers), self.now_ms + wait
        known = self.talk.asked.get(asked_id)
        recent = [one for one in self.talk.asked.values() if one.who == who and one.at_ms > at_ms - 60_000]
        fresh = not self.model.ended and bool(SEEN[text]) and len(recent) < MOST_A_MINUTE
        may = (known.who, known.text) == (who, SEEN[text]) if known else fresh
        may = may and who in self.model.joined
        assert self.do(Ask(who, asked_id, text, at_ms)) == may
        if may and known is None:
            self.talk.asked[asked_id] = Asked(str(who), SEEN[text], self.now_ms)

    @rule(data=st.data(), up=st.booleans())
    def vote(self, data: st.DataObject, up: bool) -> None:
        who = self.pick(data, sorted(self.model.joined), askers)
        asked_id = self.pick(data, sorted(self.talk.asked), ids)
        asked = self.talk.asked.get(asked_id)
        may = False
        if asked is not None and who in self.model.joined and who != asked.who:
            repeated = (who in asked.votes) == up
            may = repeated or (not self.model.ended and self.may_be_seen(asked))
        assert self.do(Vote(who, asked_id, up)) == may
        if may and asked is not None:
            (asked.votes.add if up else asked.votes.discard)(str(who))

    @rule(data=st.data(), asked_id=ids, text=texts)
    def ask_and_be_heard(self, data: st.DataObject, asked_id: str, text: str) -> None:
        """What mostly comes of a question."""
        self.ask(data, asked_id, text, 1000)
        self.judge_asked(data, True)
        for _ in self.model.joined:
            self.vote(data, True)
        self.project(data, False)
        self.mark(data, True)

    @rule(data=st.data(), answered=st.booleans())
    def mark(self, data: st.DataObject, answered: bool) -> None:
        asked_id = self.pick(data, sorted(self.talk.asked), ids)
        may = asked_id in self.talk.asked and not self.model.ended
        assert self.do(MarkAsked(0, asked_id, answered)) == may
        if may:
            self.talk.asked[asked_id].answered = answered

    @rule(data=st.data(), nothing=st.booleans())
    def project(self, data: st.DataObject, nothing: bool) -> None:
        asked_id = "" if nothing else self.pick(data, sorted(self.talk.asked), ids)
        may = not self.model.ended and (nothing or asked_id in self.talk.asked)
        assert self.do(ProjectAsked(0, asked_id)) == may
        if may:
            self.talk.projected = asked_id
            if not nothing and not self.may_be_seen(self.talk.asked[asked_id]):
                self.talk.asked[asked_id].shown = True

    @rule(data=st.data(), pace=st.sampled_from(Pace), wait=waits)
    def say_pace(self, data: st.DataObject, pace: Pace, wait: int) -> None:
        who, at_ms = self.pick(data, sorted(self.model.joined), askers), self.now_ms + wait
        before, said_ms = self.talk.paces.get(str(who), (None, 0))
        soon = before is not None and at_ms < said_ms + 1000
        may = who in self.model.joined and (pace is before if soon else not self.model.ended)
        assert self.do(TellPace(who, pace, at_ms)) == may
        if may and not soon:
            self.talk.paces[str(who)] = (pace, self.now_ms)

    @rule(data=st.data(), kind=st.sampled_from(Reaction), wait=waits)
    def react(self, data: st.DataObject, kind: Reaction, wait: int) -> None:
        who, at_ms = self.pick(data, sorted(self.model.joined), askers), self.now_ms + wait
        soon = at_ms < self.talk.reacted_at_ms.get(str(who), 0) + 500
        decision = self.session.decide(Feel(who, kind, at_ms))
        may = who in self.model.joined and not self.model.ended and not soon
        assert decision == ((Reacted(str(who), kind),) if may else decision)
        assert isinstance(decision, Refusal) != may
        if not isinstance(decision, Refusal):
            self.done["Feel"] += 1
            self.record(decision)
            self.talk.reacted_at_ms[str(who)] = self.now_ms

    @rule(data=st.data(), shown=st.booleans())
    def judge_asked(self, data: st.DataObject, shown: bool) -> None:
        asked_id = self.pick(data, sorted(self.talk.asked), ids)
        may = asked_id in self.talk.asked and not self.model.ended
        assert self.do(Judge(0, AskedSubject(asked_id), shown), " asked") == may
        if may:
            self.talk.asked[asked_id].shown = shown
            if not shown and self.talk.projected == asked_id:
                self.talk.projected = ""

    @rule(question_id=st.sampled_from(["cloud", "short", "unheard of"]), word=words, shown=st.booleans())
    def judge_word(self, question_id: str, word: str, shown: bool) -> None:
        may = (question_id in BY_ID or question_id in self.model.thought_of) and not self.model.ended
        assert self.do(Judge(0, WordSubject(question_id, word), shown), " word") == may
        if may and shown:
            self.talk.hidden_words.discard(plain(word))
            self.talk.shown_words.add((question_id, plain(word)))
        elif may:
            self.talk.hidden_words.add(plain(word))

    @rule(data=st.data(), shown=st.booleans(), late=st.booleans())
    def judge_text(self, data: st.DataObject, shown: bool, late: bool) -> None:
        given = sorted((*key, who) for key, who in self.model.answers if key[0] == "open")
        anything = st.sampled_from([("open", 1, "p1"), ("choice", 1, "p1"), ("open", 9, "nobody")])
        question_id, round_, who = self.pick(data, given, anything)
        said = self.model.answers.get(((question_id, round_), who), ("", None, 0))[0]
        text = "something else" if late else str(said)
        may = not self.model.ended and not late and (question_id, round_, who) in given
        assert self.do(Judge(0, TextSubject(question_id, round_, who, text), shown), " text") == may
        if may:
            self.talk.texts[question_id, round_, who] = (text, shown)

    @rule(data=st.data(), shown=st.booleans())
    def judge_name(self, data: st.DataObject, shown: bool) -> None:
        who = self.pick(data, sorted(self.model.joined), st.just("nobody"))
        may = who in self.model.joined and not self.model.ended
        assert self.do(Judge(0, NameSubject(who), shown), " name") == may
        if may:
            self.talk.names[who] = shown

    def may_be_seen(self, asked: Asked) -> bool:
        return not self.moderation.questions if asked.shown is None else asked.shown

    # --- always ---

    @invariant()
    def the_host_sees_all_questions(self) -> None:
        board = board_changed(self.session)
        assert board.more == 0
        seen = {
            one.asked_id: Asked(one.participant, one.text, one.asked_at_ms, answered=one.answered)
            for one in board.questions
        }
        assert seen == {
            asked_id: Asked(one.who, one.text, one.at_ms, answered=one.answered)
            for asked_id, one in self.talk.asked.items()
        }
        for one in board.questions:
            asked = self.talk.asked[one.asked_id]
            waiting = self.moderation.questions and asked.shown is None
            assert (one.votes, one.shown, one.waiting) == (len(asked.votes), self.may_be_seen(asked), waiting)
        hand = self.session.hands.on_projector
        assert (hand.asked_id if hand else "") == self.talk.projected
        assert hand is None or self.session.hands.may_be_seen(hand)

    @invariant()
    def phones_see_the_questions_that_may_be_seen(self) -> None:
        view, asked = BoardView(self.session), self.talk.asked
        seen = {asked_id: one for asked_id, one in asked.items() if self.may_be_seen(one)}
        for who in self.model.joined:
            board = view.board_for(who)
            assert {one.asked_id: one.votes for one in board.questions} == {
                asked_id: len(one.votes) for asked_id, one in seen.items()
            }
            votes = [one.votes for one in board.questions]
            assert votes == sorted(votes, reverse=True)
            assert set(board.voted) == {asked_id for asked_id, one in seen.items() if who in one.votes}
            assert set(board.own) == {asked_id for asked_id, one in seen.items() if who == one.who}
            own = {asked_id for asked_id, one in asked.items() if who == one.who}
            assert {one.asked_id for one in board.waiting} == own - set(seen)

    @invariant()
    def the_mood_is_what_those_here_said_last(self) -> None:
        said = Counter(
            pace
            for who, (pace, at_ms) in self.talk.paces.items()
            if who in self.model.here and self.now_ms < at_ms + 180_000
        )
        mood = mood_changed(self.session, self.now_ms, {})
        assert (mood.too_fast, mood.follow, mood.lost) == (said["too_fast"], said["follow"], said["lost"])

    @invariant()
    def the_class_sees_what_it_may(self) -> None:
        view = round_view(self.session)
        if view is None:
            return
        right = {"ab"} if view.question_id == "short" and view.phase == "revealed" else set()
        for word in view.words:
            said = plain(word.text)
            approved = (view.question_id, said) in self.talk.shown_words or said in right
            free = approved or not self.moderation.words
            assert word.shown == (free and said not in self.talk.hidden_words)
        for given in view.texts:
            text, shown = self.talk.texts.get((view.question_id, view.round, given.participant), (None, True))
            assert given.shown == (shown if text == given.text else not self.moderation.texts)
        projected = for_projector(view)
        assert all(one.shown for one in (*projected.words, *projected.texts))
        for who in self.model.joined:
            seen = self.talk.names.get(who, not self.moderation.names)
            assert (public_name(self.session, who) == f"name of {who}") == seen

    @invariant()
    def what_waits_is_what_nobody_has_judged(self) -> None:
        queue, session = queue_changed(self.session), self.session
        assert queue.more == 0
        waiting = {one.subject for one in queue.waiting}
        assert len(waiting) == len(queue.waiting)
        expected: set[object] = set()
        if self.moderation.questions:
            expected |= {AskedSubject(one) for one, asked in self.talk.asked.items() if asked.shown is None}
        if self.moderation.names:
            expected |= {NameSubject(who) for who in self.model.joined - self.talk.names.keys()}
        typed = {one for one in waiting if isinstance(one, WordSubject | TextSubject)}
        assert waiting - typed == expected
        view = round_view(session)
        unseen = [] if view is None else [word for word in view.words if not word.shown]
        said = {plain(one.word) for one in typed if isinstance(one, WordSubject)}
        assert said == {plain(word.text) for word in unseen} - self.talk.hidden_words
        if view is not None and isinstance(KNOWN[view.question_id], OpenText):
            hidden = {(one.participant, one.text) for one in view.texts if not one.shown}
            judged = {(key[2], text) for key, (text, _) in self.talk.texts.items() if key[1] == view.round}
            texts = {(one.participant, one.text) for one in typed if isinstance(one, TextSubject)}
            assert texts == hidden - judged
