"""Where the windows go. Displays that come and go are tested on real ones (`end_to_end`)."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from presenter.console.window import ConsoleWindow
from presenter.projector.window import ProjectorWindow
from presenter.review.window import ReviewWindow
from presenter.screens import IN_A_WINDOW, Display, Screens, inside

Test = TypeVar("Test")
ROOT = Path(__file__).parents[2]
SCREENS = "HANDSUP_TEST_SCREENS"
LAPTOP, HALL, STAGE = "laptop", "hall", "stage"
COPY = "copy"  # shows what the laptop does
GEOMETRY = {
    COPY: (0, 0, 1440, 900),
    LAPTOP: (0, 0, 1440, 900),
    HALL: (1440, 0, 1920, 1080),
    STAGE: (3360, 0, 1920, 1080),
}
HAS = os.environ.get(SCREENS, "").split()


def on(*names: str) -> Callable[[Test], Test | None]:
    """A test for a process that has these displays; in any other there is no such test."""
    return lambda test: test if list(names) == HAS else None


class Windows:
    """Console, projector and what puts them up."""

    def __init__(self) -> None:
        self.console, self.projector = ConsoleWindow(), ProjectorWindow()
        self.screens = Screens(self.console, self.projector, self.console, settles_ms=0)
        self.console.show()

    def full_screen_on(self) -> str | None:
        """The display that the slides fill."""
        full = self.projector.isVisible() and self.projector.isFullScreen()
        screen = self.projector.screen()
        return screen.name() if full and self.projector.geometry() == screen.geometry() else None

    def swap_to(self, name: str) -> None:
        """Swap until the slides fill this display."""
        for _ in GEOMETRY:
            if self.full_screen_on() != name:
                self.screens.swap()
        assert self.full_screen_on() == name


@pytest.fixture
def windows(qtbot: QtBot) -> Iterator[Windows]:
    """The console is up."""
    windows = Windows()
    yield windows
    for window in (windows.console, windows.projector):
        window.allow_close()
        window.close()
        window.deleteLater()


def screen(name: str) -> QScreen:
    """The display of this name."""
    return next(screen for screen in QGuiApplication.screens() if screen.name() == name)


def place(window: QWidget, name: str) -> None:
    """Show a window on a display."""
    window.setScreen(screen(name))
    window.move(screen(name).geometry().topLeft())
    window.show()


@on()
def test_with_one_display_the_slides_are_in_a_window_of_their_own(windows: Windows, qtbot: QtBot):
    with qtbot.waitSignal(windows.screens.presenting_changed) as told:
        windows.screens.present()
    assert told.args == [True]
    assert windows.projector.isVisible()
    assert windows.full_screen_on() is None
    assert windows.console.isActiveWindow()
    available = windows.console.screen().availableGeometry()
    assert available.contains(windows.projector.geometry())


@on()
def test_stopping_takes_the_slides_down_and_leaves_the_console(windows: Windows, qtbot: QtBot):
    windows.screens.present()
    with qtbot.waitSignal(windows.screens.presenting_changed) as told:
        windows.screens.stop_presenting()
    assert told.args == [False]
    assert not windows.projector.isVisible()
    assert windows.console.isVisible()


@on()
def test_the_slides_window_stays_where_the_trainer_put_it(windows: Windows):
    windows.screens.present()
    windows.projector.setGeometry(10, 20, 330, 190)
    windows.screens.stop_presenting()
    windows.screens.present()
    assert windows.projector.geometry() == QRect(10, 20, 330, 190)


@on()
def test_swapping_with_one_display_changes_nothing(windows: Windows):
    windows.screens.present()
    before = windows.console.geometry(), windows.projector.geometry()
    windows.screens.swap()
    assert (windows.console.geometry(), windows.projector.geometry()) == before


@on()
def test_a_display_is_known_again_in_another_socket_by_its_serial_number():
    beamer = Display("HDMI-1", "Epson EB-1", "X7")
    assert beamer.is_like(Display("DP-2", "Epson EB-1", "X7"))
    assert not beamer.is_like(Display("DP-2", "Epson EB-1", "X8"))
    assert not Display("HDMI-1", "Epson EB-1", "").is_like(Display("DP-2", "Epson EB-1", ""))


@on()
@pytest.mark.parametrize(
    "window",
    [
        QRect(-50, -50, 400, 300),
        QRect(900, 700, 400, 300),
        QRect(0, 0, 3000, 2000),
        QRect(200, 200, 400, 300),
    ],
)
def test_a_window_is_brought_inside_with_its_frame(window: QRect):
    area = QRect(100, 100, 1000, 800)
    brought = inside(window, area)
    assert area.contains(brought.adjusted(-10, -40, 10, 10))
    if area.contains(window):
        assert brought == window


@on(LAPTOP, HALL)
@pytest.mark.parametrize(("console", "slides"), [(LAPTOP, HALL), (HALL, LAPTOP)])
def test_the_slides_fill_the_display_that_the_console_is_not_on(windows: Windows, console: str, slides: str):
    place(windows.console, console)
    for _ in range(3):
        windows.screens.present()
        assert windows.full_screen_on() == slides
        assert windows.console.screen().name() == console
        assert windows.console.isActiveWindow()
        windows.screens.stop_presenting()
        assert not windows.projector.isVisible()


@on(LAPTOP, HALL)
def test_slides_and_console_change_places_and_a_look_back_comes_along(windows: Windows):
    place(windows.console, LAPTOP)
    review = ReviewWindow()
    place(review, LAPTOP)
    windows.screens.present()
    for slides, console in ((LAPTOP, HALL), (HALL, LAPTOP)):
        windows.screens.swap()
        assert windows.full_screen_on() == slides
        assert windows.console.screen().name() == console
        assert screen(console).geometry().contains(review.geometry())
    review.close()


@on(LAPTOP, HALL)
def test_a_console_that_is_moved_onto_the_slides_sends_them_to_the_other_display(
    windows: Windows, qtbot: QtBot
):
    place(windows.console, LAPTOP)
    windows.screens.present()
    place(windows.console, HALL)
    qtbot.waitUntil(lambda: windows.full_screen_on() == LAPTOP)


@on(LAPTOP, HALL)
def test_the_slides_go_to_the_display_chosen_and_the_console_makes_way(windows: Windows):
    place(windows.console, LAPTOP)
    assert set(windows.screens.names()) == {LAPTOP, HALL}
    windows.screens.present()
    for slides, console in ((LAPTOP, HALL), (HALL, LAPTOP)):
        windows.screens.choose(slides)
        assert windows.full_screen_on() == slides
        assert windows.console.screen().name() == console


@on(LAPTOP, HALL)
def test_for_a_meeting_the_slides_are_in_a_window_until_they_have_a_display_again(windows: Windows):
    place(windows.console, LAPTOP)
    windows.screens.choose(IN_A_WINDOW)
    windows.screens.present()
    assert windows.projector.isVisible()
    assert windows.full_screen_on() is None
    assert not windows.screens.apart
    windows.screens.choose("")
    assert windows.full_screen_on() == HALL
    windows.screens.choose(IN_A_WINDOW)
    assert windows.full_screen_on() is None
    assert windows.projector.screen().name() == LAPTOP


@on(LAPTOP, COPY)
def test_a_class_that_would_see_the_console_is_told_of_while_slides_are_shown(windows: Windows, qtbot: QtBot):
    with qtbot.waitSignal(windows.screens.copied) as told:
        windows.screens.present()
    assert told.args == [True]
    with qtbot.waitSignal(windows.screens.copied) as told:
        windows.screens.stop_presenting()
    assert told.args == [False]


@on(LAPTOP, HALL, STAGE)
def test_swapping_leads_the_slides_round_all_displays(windows: Windows):
    place(windows.console, LAPTOP)
    windows.screens.present()
    filled = set()
    for _ in range(6):
        windows.screens.swap()
        filled.add(windows.full_screen_on())
        assert windows.console.screen().name() != windows.full_screen_on()
    assert filled == {LAPTOP, HALL, STAGE}


@on(LAPTOP, HALL, STAGE)
def test_the_display_chosen_last_is_taken_again(windows: Windows):
    place(windows.console, LAPTOP)
    windows.screens.present()
    for chosen in (HALL, STAGE, HALL):
        windows.swap_to(chosen)
        windows.screens.stop_presenting()
        windows.screens.present()
        assert windows.full_screen_on() == chosen


@on()
def test_pictures_have_as_many_pixels_as_the_display():
    program = (
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from presenter.projector.window import ProjectorWindow\n"
        "window = ProjectorWindow()\n"
        "window.resize(640, 360)\n"
        "print(*window.picture_size().toTuple())\n"
    )
    environment = {**os.environ, "QT_SCALE_FACTOR": "2"}
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True)
    assert run.stdout.split() == [b"1280", b"720"], run.stderr.decode()


@on()
@pytest.mark.parametrize(
    ("names", "passed"), [((LAPTOP, HALL), 6), ((LAPTOP, HALL, STAGE), 2), ((LAPTOP, COPY), 1)]
)
def test_several_displays(tmp_path: Path, names: tuple[str, ...], passed: int):
    keys = "x", "y", "width", "height"
    screens = [
        {"name": name, "logicalDpi": 96, "logicalBaseDpi": 96, **dict(zip(keys, GEOMETRY[name], strict=True))}
        for name in names
    ]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}))
    platform = f"offscreen:configfile={tmp_path / 'screens.json'}"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": platform, SCREENS: " ".join(names)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{passed} passed" in run.stdout
