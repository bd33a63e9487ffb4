"""People in random order – joining, coming back, merged, removed, signed in – against a plain model."""

from dataclasses import dataclass, field

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from decks.questions.model import Choice, ChoiceAnswer
from server.events import Event, Opened, QuestionOpened, QuestionRevealed, Recorded, Resumed
from server.people_view import people_read
from server.protocol import (
    DeckSummary,
    Identity,
    Mark,
    MarkPresent,
    MergeParticipants,
    RemoveParticipant,
    RenameParticipant,
    SlideQuestion,
    StopSignIn,
)
from server.session import (
    Arrive,
    BeginSignIn,
    Command,
    Enlist,
    FallSilent,
    GiveAnswer,
    GiveCode,
    Refusal,
    Return,
    Session,
    TakePart,
)
from server.session.signing_in import code_at
from server.views import session_view, stage_for

QUESTION = Choice("q", "?", ("1", "2", "3"), (1,))
DECK = DeckSummary("l", "h", "t", "p", questions=(SlideQuestion(1, QUESTION),))
SECRET = "5e" * 32

phones = st.sampled_from([f"phone {number}" for number in range(5)])
choices = st.integers(0, 2)


@dataclass
class Person:
    """One participant, in the plainest words."""

    name: str
    member: str
    phones: set[str]
    codes: set[str]
    answers: dict[int, int] = field(default_factory=dict)  # by round
    mark: str = ""
    here: bool = False


class People(RuleBasedStateMachine):
    """Ids are handed out as people come; a rule is mostly told of somebody who is there."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session("s")
        self.log: list[Recorded] = []
        self.people: dict[str, Person] = {}
        self.shut_out: set[str] = set()
        self.rounds = 1
        self.signing_in = False
        self.drawn = 0
        self.record((Opened(DECK, Identity.ROSTER), QuestionOpened("q", 1)))

    def record(self, events: tuple[Event, ...]) -> None:
        for event in events:
            self.log.append(Recorded(len(self.log) + 1, 1000 * len(self.log), event))
            self.session.apply(self.log[-1])

    def do(self, command: Command) -> str:
        """Carry out; the word of refusal, or nothing."""
        decision = self.session.decide(command)
        if isinstance(decision, Refusal):
            return decision.code
        self.record(decision)
        assert self.session.decide(command) == (), "repeating it does nothing"
        return ""

    def somebody(self, choice: int) -> str:
        ids = list(self.people)
        return ids[choice % len(ids)] if ids else "nobody"

    def owner(self, phone: str) -> str | None:
        return next((who for who, person in self.people.items() if phone in person.phones), None)

    def fresh(self) -> tuple[str, str]:
        """An id and a code that nobody has had."""
        self.drawn += 1
        return f"p{self.drawn}", f"{self.drawn:06}RECEIPT"[:12]

    @rule(phone=phones, member=choices)
    def join(self, phone: str, member: int) -> None:
        who, code = self.fresh()
        name = f"Member {member}"
        taken = any(f"m{member}" in person.member.split() for person in self.people.values())
        owner = self.owner(phone)
        said = self.do(TakePart(who, phone, name, str(member), f"m{member}", code=code))
        if phone in self.shut_out:
            assert said == "removed"
        elif owner is not None:
            assert said == ""
        elif taken:
            assert said == "taken"
        else:
            assert said == ""
            self.people[who] = Person(name, f"m{member}", {phone}, {code[:6]}, here=True)

    @rule(guest=st.booleans(), member=choices)
    def add(self, guest: bool, member: int) -> None:
        who, code = self.fresh()
        key = "" if guest else f"m{member}"
        taken = any(key in person.member.split() for person in self.people.values()) and key
        said = self.do(Enlist(who, "Added", "", key, code=code))
        assert said == ("server.number_taken" if taken else "")
        if not taken:
            self.people[who] = Person("Added", key, set(), {code[:6]})

    @rule(phone=phones, choice=st.integers(0, 9), wrong=st.booleans())
    def come_back(self, phone: str, choice: int, wrong: bool) -> None:
        who = self.somebody(choice)
        codes = sorted(self.people[who].codes) if who in self.people else []
        code = "ZZZZZZ" if wrong or not codes else codes[choice % len(codes)]
        said = self.do(Return(phone, code))
        if code == "ZZZZZZ":
            assert said == "code"
        elif self.owner(phone) == who:
            assert said == ""
        elif self.owner(phone) is not None:
            assert said == "joined"
        elif phone in self.shut_out:
            assert said == "removed"
        else:
            assert said == ""
            self.people[who].phones.add(phone)
            self.people[who].here = True

    @rule(first=st.integers(0, 9), second=st.integers(0, 9))
    def merge(self, first: int, second: int) -> None:
        gone, into = self.somebody(first), self.somebody(second)
        said = self.do(MergeParticipants(0, gone, into))
        assert said == ("" if self.people else "server.no_such_participant")
        if gone == into:
            return
        other, kept = self.people.pop(gone), self.people[into]
        kept.answers = {**other.answers, **kept.answers}
        kept.phones |= other.phones
        kept.codes |= other.codes
        kept.member = f"{kept.member} {other.member}".strip()
        kept.here = kept.here or other.here
        if kept.mark in ("", "absent"):
            kept.mark = other.mark or kept.mark

    @rule(choice=st.integers(0, 9), really=st.integers(0, 2))
    def remove(self, choice: int, really: int) -> None:
        if really:  # or hardly anybody would be left
            return
        who = self.somebody(choice)
        assert self.do(RemoveParticipant(0, who)) == ("" if self.people else "server.no_such_participant")
        if who in self.people:
            self.shut_out |= self.people.pop(who).phones

    @rule(choice=st.integers(0, 9), name=st.sampled_from(["Ann", " Bob ", "\u200b"]))
    def rename(self, choice: int, name: str) -> None:
        who = self.somebody(choice)
        said = self.do(RenameParticipant(0, who, name))
        assert (said == "") == (who in self.people and name != "\u200b")
        if said == "":
            self.people[who].name = name.strip()

    @rule(choice=st.integers(0, 9), here=st.booleans())
    def come_or_go(self, choice: int, here: bool) -> None:
        who = self.somebody(choice)
        assert self.do(Arrive(who) if here else FallSilent(who)) == ""
        if who in self.people:
            self.people[who].here = here

    @rule(choice=st.integers(0, 9), option=choices)
    def answer(self, choice: int, option: int) -> None:
        who = self.somebody(choice)
        said = self.do(GiveAnswer(who, "q", self.rounds, ChoiceAnswer((option,))))
        assert said == ("" if who in self.people else "not_joined")
        if who in self.people:
            self.people[who].answers[self.rounds] = option

    @rule()
    def ask_again(self) -> None:
        if self.rounds < 3:
            self.record((QuestionRevealed("q", self.rounds), QuestionOpened("q", self.rounds + 1)))
            self.rounds += 1

    @rule(start=st.booleans())
    def start_or_stop(self, start: bool) -> None:
        assert self.do(BeginSignIn(SECRET) if start else StopSignIn(0)) == ""
        self.signing_in = start

    @rule(choice=st.integers(0, 9), right=st.booleans())
    def sign_in(self, choice: int, right: bool) -> None:
        who = self.somebody(choice)
        said = self.do(GiveCode(who, code_at(SECRET, 50_000) if right else "", 50_000))
        if who not in self.people:
            assert said == "not_joined"
        elif self.people[who].mark in ("present", "late"):
            assert said == ""
        elif not self.signing_in:
            assert said == "over"
        else:
            assert said == ("" if right else "wrong_code")
            self.people[who].mark = "present" if right else self.people[who].mark

    @rule(choice=st.integers(0, 9), mark=st.sampled_from(Mark))
    def mark(self, choice: int, mark: Mark) -> None:
        who = self.somebody(choice)
        assert (self.do(MarkPresent(0, who, mark)) == "") == (who in self.people)
        if who in self.people:
            self.people[who].mark = str(mark)

    @rule()
    def restart(self) -> None:
        self.session = Session.fold("s", self.log)
        self.record((Resumed(),))
        for person in self.people.values():
            person.here = False

    @invariant()
    def the_state_is_the_fold_of_the_log(self) -> None:
        assert Session.fold("s", self.log) == self.session

    @invariant()
    def the_people_are_those_of_the_model(self) -> None:
        session = self.session
        assert {
            who: (one.name, one.token_keys, one.connected) for who, one in session.participants.items()
        } == {who: (one.name, one.phones, one.here) for who, one in self.people.items()}
        assert session.connected == sum(person.here for person in self.people.values())
        assert session_view(session).present == sum(
            one.mark in ("present", "late") for one in self.people.values()
        )

    @invariant()
    def the_answers_are_those_of_the_model(self) -> None:
        for (_, number), asked in self.session.rounds.items():
            given = {who: one.answers[number] for who, one in self.people.items() if number in one.answers}
            assert {who: kept.answer.options for who, kept in asked.answers.items()} == {  # type: ignore[union-attr]
                who: (option,) for who, option in given.items()
            }
            assert asked.tally.counts == [list(given.values()).count(option) for option in range(3)]

    @invariant()
    def the_points_are_those_of_the_last_revealed_round(self) -> None:
        revealed = self.rounds - 1
        for who, person in self.people.items():
            assert self.session.scores.of(who) == (person.answers.get(revealed) == 1)

    @invariant()
    def everybody_has_a_stage_and_the_host_sees_all(self) -> None:
        for who in {*self.session.by_token_key.values(), *self.people, None}:
            stage_for(self.session, who, 0)
        seen = people_read(0, self.session, ()).people
        assert [one.participant for one in seen if not one.removed] == list(self.people)


People.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestPeople = People.TestCase
