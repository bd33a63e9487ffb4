"""How the program starts: what it loads before the drawing process, and where its window fits."""

import subprocess
import sys

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from presenter.cli import FRAME, fit


def loaded(module: str, *watched: str) -> list[str]:
    """Which of the watched modules a fresh Python has loaded after importing `module`."""
    told = f"import sys, {module}; print(*(name for name in {watched} if name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_the_drawing_process_can_be_started_before_most_of_the_presenter_is_loaded():
    names = ("decks.render.pictures", "presenter.app", "presenter.console.window")
    assert loaded("presenter.cli", *names) == ["decks.render.pictures"]


def test_a_powerpoint_slide_without_charts_is_drawn_without_their_code_and_pdfium():
    names = ("decks.render.slide.graphics", "decks.render.charts.drawing", "pypdfium2")
    assert loaded("decks.render.worker, decks.render.powerpoint", *names) == ["decks.render.slide.graphics"]


def test_a_window_that_fits_with_its_frame_keeps_its_size(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    size = QGuiApplication.primaryScreen().availableSize() - FRAME
    window.resize(size)
    fit(window)
    assert not window.isMaximized()
    assert window.size() == size


def test_a_window_whose_frame_has_no_room_fills_the_screen(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(QGuiApplication.primaryScreen().availableSize() - QSize(0, 1))
    fit(window)
    assert window.isMaximized()
