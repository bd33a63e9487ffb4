"""A clicker, a laptop and a projector: real windows, a real window manager, displays that come and go.

The tests marked `inside` run in a process of their own on two displays of an X server without a screen,
which the last test starts.
"""

import colorsys
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from presenter.app import Presenter
from presenter.commands import Command
from presenter.screens import ARRIVES_MS, SETTLES_MS
from server.protocol import Screen

ROOT = Path(__file__).parents[2]
XORG = Path("/usr/lib/xorg")
TOOLS = ("openbox", "xrandr", "xdotool")
INSIDE = "HANDSUP_TWO_DISPLAYS"
LAPTOP, PROJECTOR = "DUMMY0", "DUMMY1"
WIDTH, HEIGHT = 1920, 1080
SLIDES = 24
PATIENCE_MS = 10_000
QUIET_MS = SETTLES_MS + ARRIVES_MS + 100

pytestmark = pytest.mark.long

Open = Callable[[Path], Presenter]
Test = TypeVar("Test")


def inside(test: Test) -> Test | None:
    """A test for the process that has the two displays; in any other there is no such test."""
    return test if INSIDE in os.environ else None


def outside(test: Test) -> Test | None:
    """The test that starts that process."""
    return None if INSIDE in os.environ else test


def colour(slide: int) -> QColor:
    """The background of a slide: no two are alike."""
    red, green, blue = (round(255 * part) for part in colorsys.hsv_to_rgb(slide / (SLIDES + 1), 0.6, 0.9))
    return QColor(red, green, blue)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Slides of one plain colour each."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH * 6350, HEIGHT * 6350
    for number in range(1, SLIDES + 1):
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
        fill = slide.background.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor(*colour(number).toTuple()[:3])
    path = tmp_path / "colours.pptx"
    presentation.save(str(path))
    return path


class Room:
    """The presenter with its deck on two displays, and what can be done and seen from outside."""

    def __init__(self, presenter: Presenter, qtbot: QtBot) -> None:
        self.presenter, self._qtbot = presenter, qtbot
        self.console, self.projector = presenter.console, presenter.projector

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the keyboard is."""
        subprocess.run(["xdotool", "key", "--delay", "1", *keys], check=True)

    def until(self, met: Callable[[], bool]) -> None:
        """Wait for it."""
        self._qtbot.waitUntil(met, timeout=PATIENCE_MS)

    def settle(self) -> None:
        """Wait as long as displays and window manager may take to have their say."""
        self._qtbot.wait(QUIET_MS)

    def focus(self, window: QWidget) -> None:
        """Give a window the keyboard."""
        window.activateWindow()
        self.until(window.isActiveWindow)

    def plug(self, *words: str) -> None:
        """Change the displays as `xrandr` is told."""
        subprocess.run(["xrandr", *words], check=True, capture_output=True)
        subprocess.run(["xrandr", "--query"], check=True, capture_output=True)  # Qt hears of it late else

    def full_screen_on(self, name: str) -> bool:
        """Whether the slides fill this display, and the keyboard is the console's."""
        screen = self.projector.screen()
        return (
            self.projector.isVisible()
            and self.projector.isFullScreen()
            and screen.name() == name
            and self.projector.geometry() == screen.geometry()
            and self.console.isActiveWindow()
        )

    def console_in_sight(self) -> bool:
        """Whether the console lies on one display, and nothing over it."""
        place = QRect(self.console.mapToGlobal(QPoint()), self.console.size())
        points = [
            QPoint(place.x() + place.width() * x // 10, place.y() + place.height() * y // 10)
            for x in range(1, 10)
            for y in range(1, 10)
        ]
        inside = any(screen.geometry().contains(place) for screen in QGuiApplication.screens())
        return inside and all(QApplication.topLevelAt(point) is self.console for point in points)

    def seen(self) -> QColor:
        """The colour in the middle of the slides' window, as the display shows it."""
        screen, middle = self.projector.screen(), self.projector.mapToGlobal(self.projector.rect().center())
        at = middle - screen.geometry().topLeft()
        return QColor(screen.grabWindow(0, at.x(), at.y(), 1, 1).toImage().pixelColor(0, 0))

    def slide(self) -> int:
        """The number of the slide where the lesson is."""
        assert self.presenter.show.lesson is not None
        return self.presenter.show.lesson.step.slide

    def begin(self) -> None:
        """F5 until the class sees the first slide and nothing over it."""
        self.focus(self.console)
        self.press("F5")
        self.until(lambda: self.presenter.session.view is not None)
        self.until(self.projector.isVisible)
        self.press("Next")  # the way to join goes
        self.until(lambda: self.seen() == colour(1))


@pytest.fixture
def room(open_presenter: Open, deck: Path, qtbot: QtBot) -> Iterator[Room]:
    """Both displays on, the console on the laptop's."""
    two = ["--output", PROJECTOR, "--mode", f"{WIDTH}x{HEIGHT}", "--right-of", LAPTOP]
    xrandr = ["xrandr", "--output", LAPTOP, "--mode", f"{WIDTH}x{HEIGHT}", "--primary", *two]
    subprocess.run(xrandr, check=True, capture_output=True)
    qtbot.waitUntil(lambda: _names() == {LAPTOP, PROJECTOR}, timeout=PATIENCE_MS)
    room = Room(open_presenter(deck), qtbot)
    room.console.move(100, 100)
    room.until(lambda: room.console.screen().name() == LAPTOP)
    yield room
    for window in QApplication.topLevelWidgets():
        window.hide()


def _names() -> set[str]:
    return {screen.name() for screen in QGuiApplication.screens()}


def _dialogs() -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def _screen(name: str) -> QScreen:
    return next(screen for screen in QGuiApplication.screens() if screen.name() == name)


@inside
def test_a_clickers_start_and_stop_key_puts_the_slides_up_and_takes_them_down(room: Room):
    room.begin()
    for _ in range(3):
        room.until(lambda: room.full_screen_on(PROJECTOR))
        assert room.console.screen().name() == LAPTOP
        assert room.console_in_sight()
        room.press("Escape")
        room.until(lambda: not room.projector.isVisible())
        assert room.presenter.session.view is not None
        room.press("F5")


KEYS = (
    (("Next",), 2, Screen.SLIDE),
    (("Right",), 3, Screen.SLIDE),
    (("space",), 4, Screen.SLIDE),
    (("Down",), 5, Screen.SLIDE),
    (("Prior",), 4, Screen.SLIDE),
    (("Left",), 3, Screen.SLIDE),
    (("Up",), 2, Screen.SLIDE),
    (("BackSpace",), 1, Screen.SLIDE),
    (("period",), 1, Screen.BLACK),
    (("period",), 1, Screen.SLIDE),
    (("b",), 1, Screen.BLACK),
    (("b",), 1, Screen.SLIDE),
    (("w",), 1, Screen.WHITE),
    (("w",), 1, Screen.SLIDE),
    (("1", "7", "Return"), 17, Screen.SLIDE),
    (("KP_9", "KP_Enter"), 9, Screen.SLIDE),
    (("End",), SLIDES, Screen.SLIDE),
    (("Home",), 1, Screen.SLIDE),
)


@inside
@pytest.mark.parametrize("window", ["console", "projector"])
def test_every_key_of_a_clicker_does_the_same_in_both_windows(room: Room, window: str):
    room.begin()
    room.settle()
    room.focus(getattr(room, window))
    covers = {Screen.BLACK: QColor("black"), Screen.WHITE: QColor("white")}
    for keys, slide, screen in KEYS:
        room.press(*keys)
        expected = covers.get(screen, colour(slide))
        room.until(lambda expected=expected: room.seen() == expected)
        assert room.slide() == slide


@inside
def test_twenty_quick_presses_are_twenty_slides(room: Room):
    room.begin()
    room.press(*["Next"] * 20)
    room.until(lambda: room.seen() == colour(21))
    assert room.slide() == 21


@inside
def test_presses_while_the_slides_go_up_are_not_lost(room: Room):
    room.begin()
    room.press("Escape", "F5", *["Next"] * 10)
    room.until(lambda: room.full_screen_on(PROJECTOR) and room.seen() == colour(11))


@inside
@pytest.mark.parametrize("maximized", [False, True])
def test_unplugged_slides_leave_the_console_free_and_come_back(room: Room, maximized: bool):
    if maximized:
        room.console.showMaximized()
    room.begin()
    room.plug("--output", PROJECTOR, "--off")
    room.until(lambda: _names() == {LAPTOP})
    room.settle()
    assert room.projector.isVisible()
    assert not room.projector.isFullScreen()
    assert room.projector.screen().geometry().contains(room.projector.geometry())
    assert room.console_in_sight()
    assert room.console.isActiveWindow()
    room.press("Next")
    room.until(lambda: room.slide() == 2)
    room.plug("--output", PROJECTOR, "--mode", "1920x1080", "--right-of", LAPTOP)
    room.until(lambda: room.full_screen_on(PROJECTOR) and room.seen() == colour(2))
    assert room.console_in_sight()


@inside
def test_a_projector_that_changes_its_resolution_gets_new_pictures(room: Room):
    room.begin()
    room.plug("--output", PROJECTOR, "--mode", "1280x720")
    room.until(lambda: room.projector.isFullScreen() and room.projector.width() == 1280)
    room.until(lambda: room.presenter.showing.settled)
    assert room.projector.picture_size().toTuple() == (1280, 720)
    assert room.seen() == colour(1)


@inside
def test_when_the_consoles_display_goes_the_console_is_still_in_sight(room: Room):
    room.begin()
    room.plug("--output", LAPTOP, "--off")
    room.until(lambda: _names() == {PROJECTOR})
    room.settle()
    assert room.console_in_sight()
    room.press("Next")
    room.until(lambda: room.slide() == 2)


@inside
def test_displays_that_show_the_same_have_the_slides_in_a_window(room: Room):
    room.begin()
    room.plug("--output", PROJECTOR, "--same-as", LAPTOP)
    room.until(lambda: not room.projector.isFullScreen())
    room.settle()
    assert room.console_in_sight()
    room.plug("--output", PROJECTOR, "--right-of", LAPTOP)
    room.until(lambda: room.full_screen_on(PROJECTOR))


@inside
@pytest.mark.parametrize("maximized", [False, True])
def test_slides_and_console_change_places_and_take_no_other_window_along(room: Room, maximized: bool):
    if maximized:
        room.console.showMaximized()
    room.begin()
    review = room.presenter.review
    room.presenter.wish(Command.PAST_SESSIONS)
    room.until(review.isVisible)
    assert review.screen().name() == LAPTOP
    room.focus(room.console)
    for slides, console in ((LAPTOP, PROJECTOR), (PROJECTOR, LAPTOP)):
        room.press("s")
        room.until(lambda slides=slides: room.full_screen_on(slides))
        room.settle()
        assert room.console.screen().name() == console
        assert room.console.isMaximized() is maximized
        assert _screen(console).geometry().contains(review.frameGeometry())


@inside
def test_dialogs_open_on_the_consoles_display_and_keep_the_keyboard(room: Room):
    room.console.move(WIDTH - room.console.width(), 100)
    room.begin()
    for wish in (room.presenter.desk.leave, lambda: room.presenter.wish(Command.OPEN_DECK)):
        wish()
        room.until(lambda: bool(_dialogs()) and _dialogs()[0].isActiveWindow())
        [dialog] = _dialogs()
        assert _screen(LAPTOP).geometry().contains(dialog.frameGeometry())
        room.press("Escape")
        room.until(lambda: not _dialogs())
    room.until(lambda: room.full_screen_on(PROJECTOR))


@inside
def test_with_one_display_the_slides_are_in_a_window_behind_the_console(room: Room):
    room.plug("--output", PROJECTOR, "--off")
    room.until(lambda: _names() == {LAPTOP})
    room.focus(room.console)
    room.press("F5")
    room.until(room.projector.isVisible)
    room.settle()
    assert not room.projector.isFullScreen()
    assert room.console.isActiveWindow()
    assert room.console_in_sight()
    room.press("Next", "Next")
    room.until(lambda: room.slide() == 2)
    room.press("Escape")
    room.until(lambda: not room.projector.isVisible())


# --- the displays --------------------------------------------------------------------------------

CONFIGURATION = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-300
  Modeline "1920x1080" 148.50 1920 2008 2052 2200 1080 1084 1089 1125 +hsync +vsync
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Modes "1920x1080"
    Virtual 3840 1080
  EndSubSection
EndSection
"""


@pytest.fixture
def displays(tmp_path: Path) -> Iterator[str]:
    """An X server with two outputs, and a window manager; its display's name."""
    if not (XORG / "modules/drivers/dummy_drv.so").exists() or not all(map(shutil.which, TOOLS)):
        pytest.skip(f"only on machines with Xorg's dummy driver, {', '.join(TOOLS)}")
    (tmp_path / "xorg.conf").write_text(CONFIGURATION)
    reading, writing = os.pipe()
    words = [str(XORG / "Xorg"), "-displayfd", str(writing), "-config", str(tmp_path / "xorg.conf")]
    words += ["-logfile", str(tmp_path / "xorg.log"), "-novtswitch", "-sharevts", "-noreset"]
    words += ["-nolisten", "tcp", "-dpi", "96"]
    with subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as numbers:
                display = f":{numbers.readline().strip()}"
            yield from _with_window_manager(display)
        finally:
            server.terminate()


def _with_window_manager(display: str) -> Iterator[str]:
    environment = {**os.environ, "DISPLAY": display}
    for mode in (f"{WIDTH}x{HEIGHT}", "1280x720"):
        subprocess.run(["xrandr", "--addmode", PROJECTOR, mode], env=environment, check=True)
    side = ["--output", PROJECTOR, "--mode", f"{WIDTH}x{HEIGHT}", "--right-of", LAPTOP]
    subprocess.run(["xrandr", *side], env=environment, check=True)
    with subprocess.Popen(["openbox", "--sm-disable"], env=environment, stderr=subprocess.DEVNULL) as manager:
        try:
            yield display
        finally:
            manager.terminate()


@outside
@pytest.mark.timeout(300)
def test_a_lesson_is_shown_on_two_displays(displays: str):
    environment = {**os.environ, "DISPLAY": displays, "QT_QPA_PLATFORM": "xcb", INSIDE: "1"}
    environment.pop("WAYLAND_DISPLAY", None)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--long", "-p", "no:cacheprovider", __file__],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "14 passed" in run.stdout
