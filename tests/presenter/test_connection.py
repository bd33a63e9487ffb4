"""Which of the servers that were left behind is worked with."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presenter.connection import Connection
from presenter.link import Link
from presenter.local_server import LocalServer
from server.protocol import DeckSummary, HostWelcome, Identity, OpenSession

DECK = DeckSummary("lesson", "0" * 64, "Lesson", "/decks/lesson.pptx")
SLOW_MS = 30_000


class Visit:
    """A presenter's connection to the folder's server, and what it is told."""

    def __init__(self, qtbot: QtBot, folder: Path, *, speed: float, rehearsal: bool) -> None:
        self._qtbot = qtbot
        self.link = Link()
        self.server = LocalServer(folder, speed)
        self.connection = Connection(self.server, self.link, rehearsal=rehearsal)
        self.accepted: list[HostWelcome] = []
        self.occupied: list[HostWelcome] = []
        self.connection.accepted.connect(self.accepted.append)
        self.connection.occupied.connect(self.occupied.append)
        self.connection.start()

    def is_judged(self) -> None:
        self._qtbot.waitUntil(lambda: bool(self.accepted or self.occupied), timeout=SLOW_MS)

    def opens_a_session(self, *, rehearsal: bool) -> str:
        with self._qtbot.waitSignal(self.link.session_changed) as blocker:
            self.link.send(lambda ref: OpenSession(ref, DECK, Identity.ANONYMOUS, rehearsal))
        session_id: str = blocker.args[0].session_id
        return session_id

    @property
    def pid(self) -> int:
        assert self.server.running is not None
        return self.server.running.pid


@pytest.fixture
def visit(qtbot: QtBot, folder: Path) -> Iterator[Callable[..., Visit]]:
    made: list[Visit] = []

    def visit(*, speed: float = 1.0, rehearsal: bool = False) -> Visit:
        for before in made:
            before.connection.close()
        made.append(Visit(qtbot, folder, speed=speed, rehearsal=rehearsal))
        made[-1].is_judged()
        return made[-1]

    yield visit
    for one in made:
        one.connection.close()


def test_a_server_left_behind_by_a_rehearsal_is_replaced_and_its_session_ended(visit: Callable[..., Visit]):
    rehearsal = visit(speed=45.0, rehearsal=True)
    rehearsal.opens_a_session(rehearsal=True)
    lesson = visit()
    assert lesson.accepted[0].speed == 1.0
    assert lesson.accepted[0].session is None
    assert lesson.pid != rehearsal.pid


def test_a_rehearsal_does_not_take_up_one_that_was_cut_off(visit: Callable[..., Visit]):
    first = visit(speed=45.0, rehearsal=True)
    first.opens_a_session(rehearsal=True)
    second = visit(speed=45.0, rehearsal=True)
    assert second.accepted[0].session is None
    assert second.pid == first.pid


def test_a_rehearsal_leaves_a_real_session_and_its_server_alone(visit: Callable[..., Visit]):
    lesson = visit()
    session_id = lesson.opens_a_session(rehearsal=False)
    rehearsal = visit(speed=45.0, rehearsal=True)
    assert rehearsal.accepted == []
    assert rehearsal.occupied[0].session is not None
    assert rehearsal.occupied[0].session.session_id == session_id
    again = visit()
    assert again.accepted[0].session is not None
    assert again.accepted[0].session.session_id == session_id
    assert again.pid == lesson.pid


def test_a_rehearsals_own_session_goes_on_after_a_lost_link(qtbot: QtBot, visit: Callable[..., Visit]):
    rehearsal = visit(speed=45.0, rehearsal=True)
    session_id = rehearsal.opens_a_session(rehearsal=True)
    rehearsal.accepted.clear()
    rehearsal.link._on_closed()  # as if the connection had broken
    rehearsal.is_judged()
    assert rehearsal.accepted[0].session is not None
    assert rehearsal.accepted[0].session.session_id == session_id
