"""The host's socket against the real server, which is killed now and then."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWebSockets import QWebSocket
from pytestqt.qtbot import QtBot

from presenter.connection import Connection
from presenter.link import Link
from server.protocol import (
    CloseQuestion,
    DeckSummary,
    EndSession,
    HostWelcome,
    Identity,
    OpenSession,
    Place,
    Refused,
    SessionView,
    SlideSummary,
)

Connect = Callable[[], tuple[Link, Connection]]
DECK = DeckSummary(
    "lesson", "0" * 64, "Lesson", "/decks/lesson.pptx", tuple(SlideSummary(n) for n in range(1, 10))
)
START_MS = 20_000


def first_welcome(qtbot: QtBot, link: Link) -> HostWelcome:
    welcomes: list[HostWelcome] = []
    link.welcomed.connect(welcomes.append)
    qtbot.waitUntil(lambda: bool(welcomes), timeout=START_MS)
    return welcomes[0]


def open_session(qtbot: QtBot, link: Link) -> list[SessionView]:
    seen: list[SessionView] = []
    link.session_changed.connect(seen.append)
    link.send(lambda ref: OpenSession(ref, DECK, Identity.ANONYMOUS))
    qtbot.waitUntil(lambda: bool(seen))
    return seen


def test_a_socket_is_made_once_and_only_to_connect(qtbot: QtBot):
    link = Link()
    link.disconnect_from_server()
    assert link.findChildren(QWebSocket) == []
    for _ in range(2):
        link.connect_to(port=9, secret="-")
        assert len(link.findChildren(QWebSocket)) == 1
        link.disconnect_from_server()


def test_the_server_is_started_and_greets_its_host(qtbot: QtBot, connect: Connect):
    link, connection = connect()
    welcome = first_welcome(qtbot, link)
    assert welcome.session is None
    assert welcome.phone_port > 0
    assert link.up
    assert connection.server.running is not None
    assert connection.server.running.phone_port == welcome.phone_port


def test_the_next_presenter_finds_the_running_server_and_its_session(qtbot: QtBot, connect: Connect):
    link, connection = connect()
    first_welcome(qtbot, link)
    opened = open_session(qtbot, link)[0]
    link.show_place(Place(4))
    connection.close()
    again, other = connect()
    welcome = first_welcome(qtbot, again)
    assert welcome.session is not None
    assert welcome.session.session_id == opened.session_id
    assert connection.server.running == other.server.running


def test_a_command_that_the_rules_forbid_is_refused_by_its_reference(qtbot: QtBot, connect: Connect):
    link, _server = connect()
    first_welcome(qtbot, link)
    open_session(qtbot, link)
    with qtbot.waitSignal(link.refused) as blocker:
        ref = link.send(lambda ref: CloseQuestion(ref, "never-asked", 1))
    refused = blocker.args[0]
    assert isinstance(refused, Refused)
    assert refused.ref == ref


def test_without_a_server_a_command_is_refused_at_once(qtbot: QtBot):
    link = Link()
    with qtbot.waitSignal(link.refused) as blocker:
        ref = link.send(EndSession)
    assert blocker.args[0] == Refused(ref, "link.down")


def test_a_killed_server_is_started_again_with_its_session_where_it_was(
    qtbot: QtBot, connect: Connect, folder: Path
):
    link, connection = connect()
    first_welcome(qtbot, link)
    opened = open_session(qtbot, link)
    link.show_place(Place(3))
    qtbot.waitUntil(lambda: opened[-1].place == Place(3))
    assert connection.server.running is not None
    killed = connection.server.running.pid
    with qtbot.waitSignal(link.lost):
        os.kill(killed, signal.SIGKILL)
    link.show_place(Place(7))  # the trainer goes on while the server is away
    with qtbot.waitSignal(link.welcomed, timeout=START_MS) as blocker:
        pass
    welcome = blocker.args[0]
    assert welcome.session.session_id == opened[0].session_id
    assert welcome.session.place == Place(3)
    qtbot.waitUntil(lambda: opened[-1].place == Place(7))
    assert connection.server.running.pid != killed


def test_places_of_a_session_that_is_no_more_are_not_told_to_the_next_one(qtbot: QtBot, connect: Connect):
    link, _server = connect()
    link.show_place(Place(5))  # before any session
    first_welcome(qtbot, link)
    seen = open_session(qtbot, link)
    with qtbot.waitSignal(link.done):
        link.show_place(Place(2))
    assert [view.place for view in seen][-1] == Place(2)
    assert Place(5) not in [view.place for view in seen]
