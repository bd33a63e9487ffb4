"""The machine is kept awake while slides are shown, and it is told when it isn't."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from presenter.awake import Awake, Wakefulness, by_the_system

MakeAwake = Callable[..., Awake]


class Desktop:
    """A system that can be asked; it says what it was told to say, when it is allowed to."""

    def __init__(self, willing: bool = True) -> None:
        self.willing = willing
        self.answers, self.let_go = Event(), Event()
        self.answers.set()
        self.asked_by_window = False

    @contextmanager
    def keep_awake(self) -> Iterator[bool]:
        """What the system's own way does."""
        self.asked_by_window = current_thread() is main_thread()
        self.answers.wait(30)
        yield self.willing
        self.let_go.set()


@pytest.fixture
def make_awake(qtbot: QtBot) -> Iterator[MakeAwake]:
    """Makes it; it is closed with the test."""
    made: list[Awake] = []

    def make(desktop: Desktop, patience_ms: int = 20_000) -> Awake:
        made.append(Awake(way=desktop.keep_awake, patience_ms=patience_ms))
        return made[-1]

    yield make
    for awake in made:
        awake.close()


def becomes(qtbot: QtBot, awake: Awake, state: Wakefulness) -> None:
    qtbot.waitUntil(lambda: awake.state is state)


def test_the_system_keeps_the_machine_awake_until_it_is_let_go(qtbot: QtBot, make_awake: MakeAwake):
    desktop = Desktop()
    awake = make_awake(desktop)
    awake.hold(True)
    becomes(qtbot, awake, Wakefulness.HELD)
    assert not desktop.let_go.is_set()
    awake.hold(False)
    assert awake.state is Wakefulness.UNASKED
    assert desktop.let_go.wait(30)
    assert not desktop.asked_by_window


def test_a_system_that_will_not_is_told(qtbot: QtBot, make_awake: MakeAwake):
    awake = make_awake(Desktop(willing=False))
    awake.hold(True)
    becomes(qtbot, awake, Wakefulness.NOT_HELD)


def test_a_system_that_never_answers_counts_as_unwilling_until_it_does(qtbot: QtBot, make_awake: MakeAwake):
    desktop = Desktop()
    desktop.answers.clear()
    awake = make_awake(desktop, patience_ms=1)
    awake.hold(True)
    becomes(qtbot, awake, Wakefulness.NOT_HELD)
    desktop.answers.set()
    becomes(qtbot, awake, Wakefulness.HELD)


def test_an_answer_that_comes_too_late_holds_nothing(qtbot: QtBot, make_awake: MakeAwake):
    slow = Desktop()
    slow.answers.clear()
    awake = make_awake(slow)
    awake.hold(True)
    awake.hold(False)
    slow.answers.set()
    assert slow.let_go.wait(30)
    qtbot.wait(0)
    assert awake.state is Wakefulness.UNASKED


def test_a_system_that_breaks_breaks_nothing_else(qtbot: QtBot):
    def broken() -> Desktop:
        raise ConnectionError("no bus")

    awake = Awake(way=broken)  # type: ignore[arg-type]
    awake.hold(True)
    becomes(qtbot, awake, Wakefulness.NOT_HELD)
    awake.close()


def test_without_a_desktop_the_machine_is_not_kept_awake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    pytest.importorskip("jeepney", reason="only on Linux is there a desktop's bus")
    for bus in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(bus, f"unix:path={tmp_path / 'nobody'}")
    with by_the_system() as held:
        assert not held
