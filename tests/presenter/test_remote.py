"""The trainer's phone as a clicker: a line to the real server at one end, the show at the other."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWebSockets import QWebSocket
from pytestqt.qtbot import QtBot

from decks.model import Deck, Notes, Slide
from decks.questions.model import Choice
from presenter.asking import Asking
from presenter.class_session import ClassSession
from presenter.commands import Command, Wish
from presenter.connection import Connection
from presenter.joining import Adapter, Joining, LanAddress
from presenter.lesson import Lesson
from presenter.link import Link
from presenter.remote import LATE_MS, Remote, desk_of, remote_address
from presenter.remote_state import RemoteState
from presenter.session_clock import SessionClock
from presenter.show import Show
from presenter.start_choices import StartChoices
from server.protocol import (
    CodeState,
    CoverScreen,
    Desk,
    GoBack,
    GoNext,
    Phase,
    QuestionAction,
    RemoteHello,
    RemoteMessage,
    RemotesChanged,
    RemoteWish,
    StepQuestion,
    WishKind,
)
from tests.end_to_end.processes import end_server

Connect = Callable[[], tuple[Link, Connection]]

COLOUR = Choice("colour", "Which colour?", ("red", "green"), (1,))
DECK = Deck(
    Path("/decks/lesson.pptx"),
    "lesson",
    "0" * 64,
    "Lesson",
    16,
    9,
    (
        Slide(1, "One", notes=Notes("Say hello.")),
        Slide(2, "Two", questions=(COLOUR,), notes=Notes("Then ask.")),
        Slide(3, "Three"),
    ),
)
START_MS = 20_000


class Phone:
    """The phone's end of a remote's line; `heard` are the messages, `desk` the last of its desks."""

    def __init__(self, qtbot: QtBot, port: int, token: str = "a" * 32) -> None:
        self._qtbot, self._token = qtbot, token
        self.heard: list[dict[str, Any]] = []
        self._number = 0
        self._socket = QWebSocket(f"http://127.0.0.1:{port}")
        self._socket.textMessageReceived.connect(lambda text: self.heard.append(json.loads(text)))
        with qtbot.waitSignal(self._socket.connected):
            self._socket.open(QUrl(f"ws://127.0.0.1:{port}/remote/line"))

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.heard if message["type"] == kind]

    @property
    def desk(self) -> dict[str, Any]:
        return self.of("desk")[-1] if self.of("desk") else {}

    def say(self, message: RemoteMessage) -> None:
        self._socket.sendTextMessage(msgspec.json.encode(message).decode())

    def hello(self, code: str = "") -> None:
        self.say(RemoteHello(1, self._token, code))
        self.until(lambda: bool(self.of("admitted")))

    def wish(self, kind: type, *more: Any) -> dict[str, Any]:
        """Wish and wait for what has become of it."""
        self._number += 1
        self.say(kind(self._number, self.desk["clock_ms"] + 100, *more))
        self.until(lambda: self.heard[-1].get("number") == self._number or bool(self._outcomes()))
        return self._outcomes()[-1]

    def until(self, met: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(met, timeout=START_MS)

    def close(self) -> None:
        self._socket.abort()

    def _outcomes(self) -> list[dict[str, Any]]:
        return [message for message in self.heard if message.get("number") == self._number]


class Class:
    """A session with all that the remote needs of a presenter."""

    def __init__(self, qtbot: QtBot, link: Link, connection: Connection) -> None:
        self.qtbot, self.link, self.connection = qtbot, link, connection
        self.clock = SessionClock()
        self.session = ClassSession(link, self.clock)
        connection.accepted.connect(self.session.take_welcome)
        asking = Asking(self.session, link, self.clock)
        asking.double_press_ms = 0
        self.show = Show(self.session, asking, link)
        self.remote = Remote(self.show, self.session, link, self.clock)
        self.wishes: list[Wish] = []
        self.remote.wished.connect(self._do)
        self.show.open(DECK)
        self.until(lambda: link.up)

    def _do(self, wish: Wish) -> None:
        self.wishes.append(wish)
        self.show.carry_out(wish)

    def until(self, met: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(met, timeout=START_MS)

    def begin(self) -> None:
        self.session.begin(DECK, StartChoices())
        self.until(lambda: self.remote.state.possible)
        self.show.carry_out(Command.SHOW_JOIN)  # the way to join goes from the projector: next is next

    @property
    def port(self) -> int:
        assert self.connection.server.running is not None
        return self.connection.server.running.phone_port

    @property
    def slide(self) -> int:
        assert self.show.lesson is not None
        return self.show.lesson.step.slide

    @property
    def phase(self) -> Phase | None:
        view = self.session.view
        return view.round.phase if view is not None and view.round is not None else None

    def code(self) -> str:
        self.remote.offer()
        self.until(lambda: bool(self.remote.state.code))
        return self.remote.state.code

    def phone(self) -> Phone:
        """A phone that has become the clicker and shows the desk."""
        phone = Phone(self.qtbot, self.port)
        phone.hello(self.code())
        phone.until(lambda: bool(phone.desk.get("host")))
        return phone


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One server for all of these tests; each ends its session."""
    folder = tmp_path_factory.mktemp("data")
    yield folder
    end_server(folder, signal.SIGTERM)


@pytest.fixture
def here(qtbot: QtBot, connect: Connect) -> Iterator[Class]:
    here = Class(qtbot, *connect())
    here.begin()
    yield here
    if here.session.view is not None and here.link.up:
        here.session.end()
        here.until(lambda: here.session.view is None)


def test_a_phone_with_the_code_is_the_clicker_and_the_console_knows(here: Class) -> None:
    code = here.code()
    assert here.remote.state == RemoteState(True, code, CodeState.WAITING)
    phone = Phone(here.qtbot, here.port)
    with here.qtbot.waitSignal(here.remote.taken):
        phone.hello(code)
    here.until(lambda: here.remote.state.connected == 1)
    assert here.remote.state == RemoteState(True, "", CodeState.USED, 1, 1)
    phone.close()
    here.until(lambda: here.remote.state.connected == 0)
    assert here.remote.state.phones == 1


def test_its_buttons_are_a_clickers_keys(here: Class) -> None:
    phone = here.phone()
    assert phone.wish(GoNext)["type"] == "wish_done"
    assert here.slide == 2
    phone.wish(GoBack)
    assert here.slide == 1
    assert here.wishes == [Command.NEXT, Command.BACK]


def test_what_lies_on_the_desk_follows_the_lesson(here: Class) -> None:
    phone = here.phone()
    assert (phone.desk["slide"], phone.desk["of"], phone.desk["title"]) == (1, 3, "One")
    assert "action" not in phone.desk
    here.show.carry_out(Command.NEXT)
    phone.until(lambda: phone.desk.get("slide") == 2)
    phone.until(lambda: phone.desk.get("action") == "ask")
    here.show.carry_out(Command.BLACK)
    phone.until(lambda: phone.desk.get("screen") == "black")


def test_a_question_is_led_through_all_its_steps(here: Class) -> None:
    phone = here.phone()
    phone.wish(GoNext)
    for action, phase in (
        (QuestionAction.ASK, Phase.OPEN),
        (QuestionAction.CLOSE, Phase.CLOSED),
        (QuestionAction.REVEAL, Phase.REVEALED),
        (QuestionAction.GO_ON, None),
    ):
        phone.until(lambda action=action: phone.desk.get("action") == action)  # type: ignore[misc]
        assert phone.wish(StepQuestion, action)["type"] == "wish_done"
        here.until(lambda phase=phase: here.phase is phase)  # type: ignore[misc]


def test_a_step_meant_for_another_phase_is_not_taken(here: Class) -> None:
    phone = here.phone()
    phone.wish(GoNext)
    phone.until(lambda: phone.desk.get("action") == "ask")
    refused = phone.wish(StepQuestion, QuestionAction.CLOSE)
    assert (refused["type"], refused["code"]) == ("wish_refused", "changed")
    assert here.wishes == [Command.NEXT]
    assert here.phase is None


def test_black_is_what_is_wanted_and_not_the_other_way_round(here: Class) -> None:
    phone = here.phone()
    for on in (True, True, False, False):
        assert phone.wish(CoverScreen, on)["type"] == "wish_done"
        assert here.show.lesson is not None
        assert here.show.lesson.covered is on
    assert here.wishes == [Command.BLACK, Command.BLACK]


def test_a_wish_that_waited_while_the_presenter_hung_is_not_done(here: Class) -> None:
    at_ms = here.clock.now_ms() - LATE_MS - 1
    here.link.remote_wished.emit(RemoteWish(7, WishKind.NEXT, at_ms))
    assert here.wishes == []
    here.link.remote_wished.emit(RemoteWish(8, WishKind.NEXT, here.clock.now_ms()))
    assert here.wishes == [Command.NEXT]


def test_notes_leave_the_laptop_only_while_they_are_shared(here: Class) -> None:
    phone = here.phone()
    here.show.carry_out(Command.NEXT)
    phone.until(lambda: phone.desk.get("slide") == 2)
    assert phone.of("notes") == []
    here.remote.share_notes(True)
    phone.until(lambda: [message["text"] for message in phone.of("notes")] == ["Then ask."])
    here.remote.share_notes(False)
    phone.until(lambda: len(phone.of("notes")) == 2)
    assert phone.of("notes")[-1]["text"] == ""
    here.show.carry_out(Command.BACK)
    phone.until(lambda: phone.desk.get("slide") == 1)
    assert len(phone.of("notes")) == 2


def test_nothing_of_the_desk_is_told_while_nobody_looks(here: Class) -> None:
    (gathering,) = here.remote.findChildren(QTimer)
    here.show.carry_out(Command.NEXT)
    assert not gathering.isActive()
    here.code()
    here.show.carry_out(Command.NEXT)
    assert gathering.isActive()


def test_disconnecting_sends_the_phone_away(here: Class) -> None:
    phone = here.phone()
    here.remote.disconnect_phones()
    phone.until(lambda: [message["code"] for message in phone.of("remote_refused")] == ["revoked"])
    here.until(lambda: here.remote.state == RemoteState(True))


def test_the_end_of_the_session_is_the_remotes_end(here: Class) -> None:
    phone = here.phone()
    here.session.end()
    phone.until(lambda: [message["code"] for message in phone.of("remote_refused")] == ["over"])
    here.until(lambda: here.remote.state == RemoteState())


def test_after_a_restart_of_the_server_a_new_code_can_be_asked_for(here: Class) -> None:
    here.remote.share_notes(True)
    here.phone()
    assert here.connection.server.running is not None
    os.kill(here.connection.server.running.pid, signal.SIGKILL)
    here.until(lambda: not here.remote.state.possible)
    here.until(lambda: here.remote.state == RemoteState(possible=True))
    again = here.phone()
    again.until(lambda: again.desk.get("host") is True)


def test_the_next_presenter_finds_the_clicker_and_goes_on_with_it(
    here: Class, qtbot: QtBot, connect: Connect
) -> None:
    phone = here.phone()
    here.connection.close()
    phone.until(lambda: not phone.desk["host"])
    other = Class(qtbot, *connect())
    other.until(lambda: other.remote.state.phones == 1)
    phone.until(lambda: phone.desk["host"])
    phone.wish(GoNext)
    assert other.slide == 2
    assert here.wishes == []
    other.session.end()
    other.until(lambda: other.session.view is None)


def test_too_many_wrong_codes_are_told(here: Class) -> None:
    here.code()
    with here.qtbot.waitSignal(here.remote.guessed):
        here.link.remotes_changed.emit(RemotesChanged(code=CodeState.GUESSED))
    assert here.remote.state == RemoteState(True, "", CodeState.GUESSED)


def test_a_desk_is_never_longer_than_the_server_takes() -> None:
    slide = Slide(1, "A title " * 100, notes=Notes("Much to say. " * 1000))
    lesson = Lesson.begin(replace(DECK, slides=(slide,)))
    desk = desk_of(lesson, None, notes=True)
    assert msgspec.convert(msgspec.to_builtins(desk), Desk) == desk
    assert desk.notes.startswith("Much to say.")
    assert desk_of(lesson, None, notes=False).notes == ""
    assert desk_of(None, None, notes=True) == Desk(0, 0)


def test_the_pages_address_is_that_of_the_qr_code() -> None:
    address = LanAddress("192.168.1.5", "wlan0", Adapter.WIRELESS)
    assert remote_address(Joining((address,), address, 8765, "4711")) == "192.168.1.5:8765/remote"
