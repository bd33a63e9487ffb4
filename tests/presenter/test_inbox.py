"""What trainees ask, from a phone's line on the real server to the trainer's word about it."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebSockets import QWebSocket
from pytestqt.qtbot import QtBot

from presenter.asking import Asking
from presenter.class_session import ClassSession
from presenter.commands import Command, JudgeEntry, MarkAnswered, ProjectQuestion, Wish
from presenter.connection import Connection
from presenter.inbox import Inbox
from presenter.inbox_state import Entry, InboxState
from presenter.link import Link
from presenter.session_clock import SessionClock
from presenter.show import Show
from presenter.start_choices import StartChoices
from server.protocol import (
    AskedSubject,
    AskTrainer,
    BoardChanged,
    Hello,
    Join,
    PhoneMessage,
    QueueChanged,
    TextSubject,
    TraineeQuestion,
    Unjudged,
    VoteUp,
    WordSubject,
)
from tests.end_to_end.processes import end_server
from tests.presenter.test_remote import DECK

Connect = Callable[[], tuple[Link, Connection]]

FIRST, SECOND, THIRD, FOURTH = "a" * 16, "b" * 16, "c" * 16, "d" * 16
WHY = AskedSubject(FIRST)
START_MS = 20_000


class Trainee:
    """A trainee's phone that has joined."""

    def __init__(self, qtbot: QtBot, port: int, name: str, token: str) -> None:
        self._qtbot = qtbot
        self.heard: list[dict[str, Any]] = []
        self._socket = QWebSocket(f"http://127.0.0.1:{port}")
        self._socket.textMessageReceived.connect(lambda text: self.heard.append(json.loads(text)))
        with qtbot.waitSignal(self._socket.connected):
            self._socket.open(QUrl(f"ws://127.0.0.1:{port}/phone"))
        self.say(Hello(1, token * 32))
        qtbot.waitUntil(lambda: bool(self.heard), timeout=START_MS)
        self.say(Join(name))

    def say(self, message: PhoneMessage) -> None:
        self._socket.sendTextMessage(msgspec.json.encode(message).decode())

    def has(self, kind: str) -> None:
        self._qtbot.waitUntil(lambda: any(m["type"] == kind for m in self.heard), timeout=START_MS)


class Class:
    """A session with all that the inbox needs of a presenter."""

    def __init__(self, qtbot: QtBot, link: Link, connection: Connection) -> None:
        self.qtbot, self.link, self.connection = qtbot, link, connection
        clock = SessionClock()
        self.session = ClassSession(link, clock)
        connection.accepted.connect(self.session.take_welcome)
        self.show = Show(self.session, Asking(self.session, link, clock), link)
        self.inbox = Inbox(self.show, self.session, link)
        self.show.open(DECK)
        self.until(lambda: link.up)

    def wish(self, wish: Wish) -> None:
        any(part.carry_out(wish) for part in (self.inbox, self.show))

    def until(self, met: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(met, timeout=START_MS)

    def trainee(self, name: str = "Ann", token: str = "1") -> Trainee:
        assert self.connection.server.running is not None
        return Trainee(self.qtbot, self.connection.server.running.phone_port, name, token)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.inbox.state.entries

    @property
    def projected(self) -> str:
        projected = self.inbox.state.projected
        return projected.text if projected is not None else ""

    @property
    def slide(self) -> int:
        assert self.show.lesson is not None
        return self.show.lesson.step.slide

    def kill_server(self) -> None:
        assert self.connection.server.running is not None
        os.kill(self.connection.server.running.pid, signal.SIGKILL)
        self.until(lambda: not self.link.up)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One server for all of these tests; each ends its session."""
    folder = tmp_path_factory.mktemp("data")
    yield folder
    end_server(folder, signal.SIGTERM)


@pytest.fixture
def here(qtbot: QtBot, connect: Connect) -> Iterator[Class]:
    here = Class(qtbot, *connect())
    here.session.begin(DECK, StartChoices())
    here.until(lambda: here.inbox.state.possible)
    here.wish(Command.SHOW_JOIN)  # the way to join goes from the projector: next is next
    yield here
    if here.session.view is not None and here.link.up:
        here.session.end()
        here.until(lambda: here.inbox.state == InboxState())


@pytest.fixture
def asked(here: Class) -> Class:
    """Ann has asked why."""
    ann = here.trainee()
    ann.say(AskTrainer(FIRST, "Why?"))
    ann.has("asked_saved")
    here.until(lambda: bool(here.entries) and bool(here.inbox.state.queue.waiting))
    return here


def test_a_question_waits_with_its_name_and_is_approved_with_its_votes(asked: Class) -> None:
    assert asked.entries == (Entry(WHY, "Why?", "Ann", waits=True),)
    assert asked.inbox.state.count == 1
    asked.wish(JudgeEntry(WHY, True))
    asked.until(lambda: asked.entries == (Entry(WHY, "Why?", "Ann", shown=True),))
    asked.trainee("Bob", "2").say(VoteUp(FIRST, True))
    asked.until(lambda: asked.entries[0].votes == 1)


def test_what_is_answered_or_hidden_waits_no_more(asked: Class) -> None:
    asked.wish(JudgeEntry(WHY, True))
    asked.wish(MarkAnswered(FIRST, True))
    asked.until(lambda: asked.entries[0].answered and asked.inbox.state.count == 0)
    asked.wish(MarkAnswered(FIRST, False))
    asked.until(lambda: asked.inbox.state.count == 1)
    asked.wish(JudgeEntry(WHY, False))
    asked.until(lambda: asked.entries == (Entry(WHY, "Why?", "Ann"),))
    assert asked.inbox.state.count == 0


def test_a_question_is_on_the_projector_by_the_trainers_action_and_next_takes_it_down(asked: Class) -> None:
    assert asked.projected == ""
    asked.wish(ProjectQuestion(FIRST))
    asked.until(lambda: asked.projected == "Why?")
    before = asked.slide
    asked.wish(Command.NEXT)
    assert (asked.projected, asked.slide) == ("", before)
    asked.until(lambda: asked.session.view is not None and asked.session.view.projected is None)
    asked.wish(Command.NEXT)
    assert asked.slide == before + 1


def test_the_wish_that_showed_it_takes_it_down_again(asked: Class) -> None:
    asked.wish(ProjectQuestion(FIRST))
    asked.until(lambda: asked.projected == "Why?")
    asked.wish(ProjectQuestion(""))
    assert asked.projected == ""
    asked.wish(ProjectQuestion(FIRST))
    asked.until(lambda: asked.projected == "Why?")


def test_while_the_projector_is_black_next_means_the_lesson(asked: Class) -> None:
    asked.wish(ProjectQuestion(FIRST))
    asked.until(lambda: asked.projected == "Why?")
    asked.wish(Command.BLACK)
    asked.wish(Command.NEXT)
    assert asked.projected == "Why?"


def test_asking_a_question_of_the_lesson_takes_the_trainees_down(asked: Class) -> None:
    asked.wish(ProjectQuestion(FIRST))
    asked.until(lambda: asked.projected == "Why?")
    asked.wish(Command.LAST)
    assert (asked.projected, asked.slide) == ("", 3)


def test_taken_down_while_the_server_is_away_it_stays_down(asked: Class) -> None:
    asked.wish(ProjectQuestion(FIRST))
    asked.until(lambda: asked.projected == "Why?")
    asked.kill_server()
    assert asked.projected == "Why?", "the class goes on to see it"
    asked.wish(Command.NEXT)
    assert asked.projected == ""
    asked.until(lambda: asked.link.up)
    asked.until(lambda: asked.session.view is not None and asked.session.view.projected is None)
    assert asked.projected == ""
    asked.until(lambda: [entry.text for entry in asked.entries] == ["Why?"])


def test_the_next_presenter_finds_all_of_it(asked: Class, qtbot: QtBot, connect: Connect) -> None:
    asked.wish(ProjectQuestion(FIRST))
    asked.until(lambda: asked.projected == "Why?")
    asked.connection.close()
    other = Class(qtbot, *connect())
    other.until(lambda: other.projected == "Why?")
    other.until(lambda: other.entries == (Entry(WHY, "Why?", "Ann", shown=True, projected=True),))
    other.session.end()
    other.until(lambda: other.inbox.state == InboxState())


def test_what_waits_comes_first_then_the_most_wanted_then_the_answered_and_the_hidden_last() -> None:
    def question(asked_id: str, text: str, **more: Any) -> TraineeQuestion:
        return TraineeQuestion(asked_id, "p", text, 0, **more)

    board = BoardChanged(
        (
            question(FIRST, "hidden", votes=9),
            question(SECOND, "answered", votes=5, shown=True, answered=True),
            question(THIRD, "wanted", votes=2, shown=True),
            question(FOURTH, "waits", waiting=True),
        ),
        more=7,
    )
    word, text = WordSubject("q", "Calm"), TextSubject("q", 1, "p", "I would listen.")
    queue = QueueChanged((Unjudged(AskedSubject(FOURTH), "waits"), Unjudged(word, count=3), Unjudged(text)))
    state = InboxState(True, board, queue)
    texts = [entry.text for entry in state.entries]
    assert texts == ["waits", "Calm", "I would listen.", "wanted", "answered", "hidden"]
    assert (state.count, state.more) == (4, 7)
