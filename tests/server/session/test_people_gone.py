"""Who is merged or removed leaves no loose end anywhere: not in what was asked, said, answered or scored."""

from collections.abc import Sequence

import hypothesis.strategies as st
from hypothesis import given, settings

from decks.questions.model import Choice, ChoiceAnswer
from server.events import Event, Opened, QuestionOpened, QuestionRevealed, Recorded
from server.leaderboard import read_leaderboard
from server.people_view import people_read
from server.protocol import (
    AskedSubject,
    DeckSummary,
    Identity,
    Judge,
    MarkPresent,
    MergeParticipants,
    Moderation,
    NameSubject,
    Pace,
    ProjectAsked,
    Reaction,
    RemoveParticipant,
    RenameParticipant,
    SlideQuestion,
)
from server.protocol.people import Mark
from server.session import Command, GiveAnswer, Refusal, Session, TakePart
from server.session.commands import Ask, Feel, TellPace, Vote
from server.talk_view import board_changed, mood_changed, queue_changed
from server.views import session_view, stage_for

DECK = DeckSummary(
    "l", "h", "t", "p", questions=(SlideQuestion(1, Choice("q", "?", ("1", "2"), (1,), points=2)),)
)
PEOPLE = ("ann", "bob", "cai")
ASKED = ("a" * 16, "b" * 16)

people = st.sampled_from(PEOPLE)
options = st.sampled_from([ChoiceAnswer((0,)), ChoiceAnswer((1,))])
asked = st.sampled_from(ASKED)
moments = st.integers(1, 30_000)
commands: st.SearchStrategy[Command] = st.one_of(
    st.builds(MergeParticipants, st.just(0), people, people),
    st.builds(RemoveParticipant, st.just(0), people),
    st.builds(RenameParticipant, st.just(0), people, st.just("Dee")),
    st.builds(MarkPresent, st.just(0), people, st.sampled_from(Mark)),
    st.builds(Ask, people, asked, st.just("Why?"), moments),
    st.builds(Vote, people, asked, st.booleans()),
    st.builds(TellPace, people, st.sampled_from(Pace), moments),
    st.builds(Feel, people, st.sampled_from(Reaction), moments),
    st.builds(Judge, st.just(0), st.builds(NameSubject, people), st.booleans()),
    st.builds(Judge, st.just(0), st.builds(AskedSubject, asked), st.booleans()),
    st.builds(ProjectAsked, st.just(0), asked),
    st.builds(GiveAnswer, people, st.just("q"), st.just(1), options),
)


def record(session: Session, log: list[Recorded], events: Sequence[Event]) -> None:
    for event in events:
        log.append(Recorded(len(log) + 1, len(log) * 1000, event))
        session.apply(log[-1])


def look_everywhere(session: Session) -> str:
    """All that hosts and phones may see, as text."""
    shown = [session_view(session), people_read(0, session, ()), read_leaderboard(0, session, 50)]
    talk = [board_changed(session), queue_changed(session), mood_changed(session, 30_000, {})]
    stages = [stage_for(session, who, 0) for who in (*session.by_token_key.values(), None)]
    return repr((shown, talk, stages))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(commands, st.none()), max_size=30), st.booleans())
def test_whatever_people_do_the_rest_fits_when_they_are_gone(
    asked_for: list[Command | None], names_wait: bool
) -> None:
    session, log = Session("s"), list[Recorded]()
    moderation = Moderation(names=names_wait)
    record(session, log, (Opened(DECK, Identity.NICKNAME, moderation=moderation), QuestionOpened("q", 1)))
    for who in PEOPLE:
        decision = session.decide(TakePart(who, f"key of {who}", who.title()))
        assert not isinstance(decision, Refusal)
        record(session, log, decision)
    for command in asked_for:
        if command is None:
            record(session, log, (QuestionRevealed("q", 1),))
        elif not isinstance(decision := session.decide(command), Refusal):
            record(session, log, decision)
        assert Session.fold("s", log) == session
        shown = look_everywhere(session)
        for gone in session.people.merged:
            assert f"'{gone}'" not in shown, "who was merged is another now"
        for who, points in session.scores.points.items():
            assert who in session.participants
            assert points in (0, 2)
