"""The running show against the real server: what the trainer's wishes come to."""

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from decks.model import Deck, Slide
from decks.questions.model import Choice
from presenter.asking import DOUBLE_PRESS_MS, Asking
from presenter.class_session import ClassSession
from presenter.commands import AskQuestion, Command, GoTo, Improvise, Wish
from presenter.connection import Connection
from presenter.improvised import Improvised
from presenter.joining import JoinDisplay
from presenter.link import Link
from presenter.session_clock import SessionClock
from presenter.show import Show
from presenter.start_choices import StartChoices
from server.protocol import Identity, Phase, Place, Refused, RoundView, Screen, SessionView
from tests.end_to_end.processes import end_server

Connect = Callable[[], tuple[Link, Connection]]

COLOUR = Choice("colour", "Which colour?", ("red", "green"), (1,))
SHAPE = Choice("shape", "Which shape?", ("round", "square"))
DECK = Deck(
    Path("/decks/lesson.pptx"),
    "lesson",
    "0" * 64,
    "Lesson",
    16,
    9,
    (Slide(1, "One"), Slide(2, "Two", questions=(COLOUR, SHAPE)), Slide(3, "Three")),
)


def replace_round(view: SessionView, phase: Phase) -> SessionView:
    return msgspec.structs.replace(view, round=RoundView("colour", 1, phase, 0, None, 0, 0, 0, (0, 0)))


@dataclass
class Class:
    """A show with everything behind it."""

    qtbot: QtBot
    link: Link
    session: ClassSession
    show: Show
    refusals: list[Refused]
    asking: Asking
    places: list[Place]
    connection: Connection

    def do(self, wish: Wish) -> None:
        assert self.show.carry_out(wish)

    def until(self, met: Callable[[], bool]) -> None:
        """Wait for what is to come, and for the server's answer, which may follow it."""
        self.qtbot.waitUntil(lambda: met() and self.asking.answered, timeout=20_000)

    @property
    def view(self) -> SessionView:
        assert self.session.view is not None
        return self.session.view

    @property
    def phase(self) -> Phase | None:
        return self.view.round.phase if self.view.round else None

    @property
    def place(self) -> Place:
        assert self.show.lesson is not None
        return self.show.lesson.place


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One server for all of these tests; each ends its session."""
    folder = tmp_path_factory.mktemp("data")
    yield folder
    end_server(folder, signal.SIGTERM)


@pytest.fixture
def come(qtbot: QtBot, connect: Connect) -> Iterator[Callable[[], Class]]:
    """A presenter comes, opens the deck and finds the server."""
    kept: list[Class] = []

    def come() -> Class:
        link, connection = connect()
        clock = SessionClock()
        session = ClassSession(link, clock)
        connection.accepted.connect(session.take_welcome)
        refusals: list[Refused] = []
        places: list[Place] = []
        link.session_changed.connect(lambda view: places.append(view.place))
        link.refused.connect(refusals.append)
        asking = Asking(session, link, clock)
        asking.double_press_ms = 0  # no press is so soon after another that it counts as the same
        show = Show(session, asking, link)
        here = Class(qtbot, link, session, show, refusals, asking, places, connection)
        here.show.open(DECK)
        kept.append(here)
        here.until(lambda: link.up)
        return here

    yield come
    if kept and kept[0].session.view is not None:
        kept[0].session.end()
        kept[0].until(lambda: kept[0].session.view is None)


@pytest.fixture
def lesson(come: Callable[[], Class]) -> Class:
    """A session has begun, at the slide with the questions."""
    here = come()
    here.session.begin(DECK, StartChoices(Identity.ANONYMOUS))
    here.until(lambda: here.session.view is not None)
    here.do(GoTo(2))
    here.until(lambda: here.view.place == Place(2))
    return here


def test_a_session_wanted_before_the_server_is_there_begins_when_it_is(qtbot: QtBot, connect: Connect):
    link, connection = connect()
    session = ClassSession(link, SessionClock())
    connection.accepted.connect(session.take_welcome)
    session.begin(DECK, StartChoices())
    assert not link.up
    qtbot.waitUntil(lambda: session.view is not None, timeout=20_000)
    assert session.view.deck.title == "Lesson"  # type: ignore[union-attr]
    session.end()
    qtbot.waitUntil(lambda: session.view is None)


def test_a_session_that_the_server_was_asked_for_just_as_it_died_begins_when_it_is_back(
    come: Callable[[], Class], folder: Path
):
    here = come()
    end_server(folder, signal.SIGKILL)
    assert here.link.up  # nobody has noticed yet
    here.session.begin(DECK, StartChoices())
    here.until(lambda: here.session.view is not None)


def test_a_beginning_session_shows_the_way_to_join_and_the_next_key_brings_the_slide(
    come: Callable[[], Class],
):
    here = come()
    here.session.begin(DECK, StartChoices(Identity.ANONYMOUS))
    here.until(lambda: here.show.join_display is JoinDisplay.LARGE)
    here.do(Command.NEXT)
    assert (here.show.join_display, here.place) == (JoinDisplay.OFF, Place(1))
    here.do(Command.NEXT)
    assert here.place == Place(2)


def test_every_place_shown_reaches_the_session(lesson: Class):
    lesson.do(Command.NEXT)
    lesson.do(Command.BLACK)
    lesson.until(lambda: lesson.view.place == Place(3, 0, Screen.BLACK))


def test_a_question_goes_through_its_phases_one_key_at_a_time(lesson: Class):
    for phase in (Phase.OPEN, Phase.CLOSED, Phase.REVEALED, None):
        lesson.do(Command.QUESTION_STEP)
        lesson.until(lambda phase=phase: lesson.phase is phase)  # type: ignore[misc]
    assert lesson.view.rounds == {"colour": 1}
    assert lesson.place == Place(2)


def test_the_clicker_walks_through_a_question_and_never_past_it(lesson: Class):
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.OPEN)
    for phase in (Phase.CLOSED, Phase.REVEALED, None):
        lesson.do(Command.NEXT)
        lesson.until(lambda phase=phase: lesson.phase is phase)  # type: ignore[misc]
        assert lesson.place == Place(2)
    lesson.do(Command.NEXT)
    assert lesson.place == Place(3)


def test_back_leaves_a_closed_question_and_never_closes_an_open_one(lesson: Class):
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.OPEN)
    lesson.do(Command.BACK)
    assert lesson.show.question_aside
    lesson.do(Command.NEXT)
    assert not lesson.show.question_aside
    assert lesson.place == Place(2)
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.CLOSED)
    lesson.do(Command.BACK)
    lesson.until(lambda: lesson.phase is None)
    assert lesson.place == Place(2)
    assert lesson.refusals == []


def test_a_slide_can_be_looked_at_while_the_phones_answer(lesson: Class):
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.OPEN)
    lesson.do(GoTo(3))
    lesson.until(lambda: lesson.view.place == Place(3))
    assert lesson.show.question_aside
    assert lesson.phase is Phase.OPEN
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.CLOSED)
    assert not lesson.show.question_aside


def test_while_the_server_is_away_a_question_does_not_hold_up_the_show(lesson: Class):
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.OPEN)
    lesson.link.disconnect_from_server()
    lesson.do(Command.NEXT)
    lesson.do(Command.NEXT)
    assert lesson.show.question_aside
    assert lesson.place == Place(3)
    lesson.connection.start()
    lesson.until(lambda: lesson.link.up)


def test_a_second_press_before_the_server_has_answered_does_nothing(lesson: Class):
    lesson.do(Command.QUESTION_STEP)
    lesson.do(Command.QUESTION_STEP)
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.OPEN)
    lesson.do(Command.BLACK)  # told after whatever the presses sent
    lesson.until(lambda: lesson.view.place.screen is Screen.BLACK)
    assert lesson.phase is Phase.OPEN
    assert lesson.refusals == []


def test_the_questions_of_a_slide_follow_each_other_and_one_can_be_chosen(lesson: Class):
    lesson.do(AskQuestion("shape"))
    lesson.until(lambda: lesson.phase is Phase.OPEN)
    assert lesson.view.round is not None
    assert lesson.view.round.question_id == "shape"


def test_asking_again_is_another_round(lesson: Class):
    for _ in range(2):
        lesson.do(Command.QUESTION_STEP)
        lesson.until(lambda: lesson.link.up and lesson.phase is not None)
    lesson.until(lambda: lesson.phase is Phase.CLOSED)
    lesson.do(Command.ASK_AGAIN)
    lesson.until(lambda: lesson.phase is Phase.OPEN)
    assert lesson.view.round is not None
    assert (lesson.view.round.question_id, lesson.view.round.round) == ("colour", 2)


def test_a_presenter_that_comes_back_is_where_the_session_is(lesson: Class, come: Callable[[], Class]):
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.OPEN)
    again = come()
    again.until(lambda: again.session.view is not None)
    assert again.place == Place(2)
    assert again.phase is Phase.OPEN
    assert again.view.session_id == lesson.view.session_id


def test_an_ended_session_is_told_once_and_another_can_begin(lesson: Class):
    ended: list[str] = []
    lesson.session.ended.connect(ended.append)
    first = lesson.view.session_id
    lesson.do(Command.END_SESSION)
    lesson.until(lambda: bool(ended))
    assert (ended, lesson.session.view) == ([first], None)
    lesson.session.begin(DECK, StartChoices(Identity.ANONYMOUS))
    lesson.until(lambda: lesson.session.view is not None)
    assert lesson.view.session_id != first
    assert ended == [first]


def test_what_is_shown_of_another_deck_is_not_put_down_to_the_session(lesson: Class):
    other = replace(DECK, path=Path("/decks/other.pptx"), sha256="1" * 64)
    lesson.show.open(other)
    lesson.do(GoTo(3))
    lesson.show.open(DECK)
    lesson.do(GoTo(1))
    lesson.until(lambda: lesson.view.place == Place(1))
    assert Place(3) not in lesson.places


def test_a_press_right_after_the_time_limit_does_not_reveal(lesson: Class):
    lesson.asking.double_press_ms = DOUBLE_PRESS_MS
    lesson.session.changed.emit(replace_round(lesson.view, Phase.OPEN))
    lesson.session.changed.emit(replace_round(lesson.view, Phase.CLOSED))  # the server's timer, just now
    lesson.session.view = replace_round(lesson.view, Phase.CLOSED)
    lesson.do(Command.NEXT)  # meant as "close"
    lesson.do(Command.BLACK)
    lesson.until(lambda: lesson.view.place.screen is Screen.BLACK)
    assert lesson.refusals == []


def test_without_a_session_keys_move_the_slides_and_ask_nothing(come: Callable[[], Class]):
    here = come()
    here.do(GoTo(2))
    here.do(Command.QUESTION_STEP)
    here.do(Command.NEXT)
    assert here.place == Place(3)
    assert here.session.view is None
    assert here.refusals == []


def test_a_question_of_now_is_asked_on_the_slide_before_the_class_and_revealed_without_a_right_answer(
    lesson: Class,
):
    lesson.do(GoTo(3))
    lesson.do(Improvise(Improvised.YES_NO, "Shall we go on?"))
    lesson.until(lambda: lesson.phase is Phase.OPEN)
    asked = lesson.view.deck.questions[-1]
    assert (asked.slide, asked.question.stem, asked.question.options) == (3, "Shall we go on?", ("Yes", "No"))
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.CLOSED)
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.REVEALED)
    assert asked.question.correct == ()
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is None)
    lesson.do(Command.QUESTION_STEP)  # it is a question of this slide now
    lesson.until(lambda: lesson.phase is Phase.OPEN)
    assert lesson.view.round is not None
    assert (lesson.view.round.question_id, lesson.view.round.round) == (asked.question.id, 2)
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.CLOSED)
    assert lesson.refusals == []


def test_while_a_question_is_open_none_is_thought_of(lesson: Class):
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.OPEN)
    lesson.do(Improvise(Improvised.TEXT))
    assert lesson.asking.answered
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.CLOSED)
    lesson.do(Improvise(Improvised.TEXT))
    lesson.until(lambda: lesson.phase is Phase.OPEN)
    assert lesson.view.deck.questions[-1].question.stem == "What do you think?"
    lesson.do(Command.QUESTION_STEP)
    lesson.until(lambda: lesson.phase is Phase.CLOSED)
