"""The room's Wi-Fi on its way to all who print it."""

import json
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from decks.model import Deck, Slide
from presenter.class_session import ClassSession
from presenter.connection import Connection
from presenter.join_point import JoinPoint
from presenter.joining import Joining
from presenter.link import Link
from presenter.network import Network
from presenter.projector.join_boards import JoinBoard
from presenter.projector.look import DARK
from presenter.room_wifi import RoomWifi
from presenter.session_clock import SessionClock
from presenter.settings import SettingsFile
from presenter.start_choices import StartChoices
from server.protocol import HostWelcome, Wifi

DECK = Deck(Path("/decks/lesson.pptx"), "lesson", "0" * 64, "Lesson", 16, 9, (Slide(1, "One"),))
ROOM = Wifi("Room 12", "s3cret")


def lobby(port: int) -> dict[str, object]:
    """What a phone is told that comes now."""
    address, line = f"http://127.0.0.1:{port}/phone", {"Handsup-Line": "a" * 32}
    hello = json.dumps({"type": "hello", "version": 1, "token": "b" * 32}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{address}/say", hello, line)).close()
    with urllib.request.urlopen(urllib.request.Request(f"{address}/hear?after=0", headers=line)) as answer:
        told: dict[str, object] = json.load(answer)["messages"][-1]
    return told


def test_the_lobby_and_the_join_screen_tell_it_and_it_is_remembered(
    connect: Callable[[], tuple[Link, Connection]], tmp_path: Path, qtbot: QtBot
) -> None:
    link, connection = connect()
    session = ClassSession(link, SessionClock())
    ports: list[int] = []
    point = JoinPoint(Network(), None)
    connection.accepted.connect(session.take_welcome)
    connection.accepted.connect(point.take_port)
    connection.accepted.connect(lambda welcome: ports.append(welcome.phone_port))
    settings = SettingsFile(tmp_path / "presenter")
    told: list[Joining] = []
    point.changed.connect(told.append)
    wifi = RoomWifi(settings, session, link, point)
    wifi.choose(ROOM)
    session.begin(DECK, StartChoices())
    with qtbot.waitSignal(link.done, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: session.view is not None, timeout=20_000)
    qtbot.waitUntil(lambda: lobby(ports[-1]).get("wifi") == {"name": "Room 12", "password": "s3cret"})
    assert told[-1].wifi == ROOM
    settings.wait_until_written()
    again = SettingsFile(tmp_path / "presenter")
    assert again.settings.wifi == ROOM
    wifi.choose(Wifi())
    assert told[-1].wifi == Wifi()
    again.wait_until_written()
    settings.wait_until_written()


@pytest.mark.parametrize(
    ("wifi", "words"),
    [
        (Wifi(), "1  Same Wi-Fi as the trainer"),
        (Wifi("Open"), "1  Wi-Fi: Open"),
        (ROOM, "1  Wi-Fi: Room 12\nPassword: s3cret"),
    ],
)
def test_the_join_screen_prints_it(qtbot: QtBot, wifi: Wifi, words: str) -> None:
    point = JoinPoint(Network(), None)
    point.use_wifi(wifi)
    point.take_port(HostWelcome(1, 0, 1.0, 8765, None))
    joining = point.joining
    assert joining is not None
    board = JoinBoard(DARK, None)  # type: ignore[arg-type]
    qtbot.addWidget(board)
    board.show_joining(joining, QImage())
    assert board.accessibleDescription() == words
