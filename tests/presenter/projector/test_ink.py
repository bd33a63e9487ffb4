"""Strokes are seen at the same place of the slide on console and projector, and drawn with the mouse."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from pytestqt.qtbot import QtBot

from decks.spots import Area, Jump, Link
from presenter.console.current_slide import CurrentSlide
from presenter.drawing import COLOURS, Ink, Stroke
from presenter.light import Spot, Tool
from presenter.projector.window import ProjectorWindow
from presenter.widgets.ink import changed_region
from server.protocol import Screen
from tests.presenter.console.sample import painted

LINE = Stroke(Ink.PEN, 1, ((0.2, 0.5), (0.4, 0.5)))
MARK = Stroke(Ink.HIGHLIGHTER, 4, ((0.2, 0.5), (0.4, 0.5), (0.2, 0.5)))


@pytest.fixture
def projector(qtbot: QtBot) -> ProjectorWindow:
    window = ProjectorWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.allow_close())
    window.resize(640, 360)
    window.show()
    window.show_slide(painted("white", 480, 360))
    return window


@pytest.fixture
def slide(qtbot: QtBot) -> CurrentSlide:
    view = CurrentSlide()
    qtbot.addWidget(view)
    view.setGeometry(QRect(0, 0, 640, 360))
    view.show_picture(painted("white", 480, 360))
    view.show()
    return view


def seen(widget: CurrentSlide | ProjectorWindow, x: int, y: int) -> str:
    return QColor(widget.grab().toImage().pixelColor(x, y)).name().upper()


def test_console_and_projector_show_a_stroke_at_the_same_place(
    projector: ProjectorWindow, slide: CurrentSlide
) -> None:
    for widget in (projector, slide):
        widget.show_strokes((LINE,))
        assert seen(widget, 80 + 144, 180) == COLOURS[1]
        assert seen(widget, 80 + 240, 180) == "#FFFFFF"
        widget.show_strokes(())
        assert seen(widget, 80 + 144, 180) == "#FFFFFF"


def test_what_is_marked_stays_readable_and_grows_no_darker(projector: ProjectorWindow) -> None:
    projector.show_strokes((MARK,))
    once = QColor(seen(projector, 80 + 144, 180))
    assert once != QColor("white")
    assert once.lightness() > 150


def test_black_covers_the_strokes(projector: ProjectorWindow) -> None:
    projector.show_strokes((LINE,))
    projector.show_screen(Screen.BLACK)
    assert seen(projector, 80 + 144, 180) == "#000000"
    projector.show_screen(Screen.SLIDE)
    assert seen(projector, 80 + 144, 180) == COLOURS[1]


def test_the_pressed_mouse_draws_and_follows_no_link(slide: CurrentSlide, qtbot: QtBot) -> None:
    told: list[object] = []
    for signal in (slide.stroke_begun, slide.stroke_went_on, slide.followed):
        signal.connect(told.append)
    slide.stroke_ended.connect(lambda: told.append("end"))
    slide.show_spots((Link(Area(0, 0, 1, 1), Jump.SLIDE, slide=2),), ())
    slide.show_tool(Tool.PEN, 1)
    qtbot.mousePress(slide, Qt.MouseButton.LeftButton, pos=QPoint(200, 180))
    at, left = QPointF(320, 180), Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    slide.event(QMouseEvent(QEvent.Type.MouseMove, at, slide.mapToGlobal(at), left, left, none))
    qtbot.mouseRelease(slide, Qt.MouseButton.LeftButton, pos=QPoint(320, 180))
    assert told == [Spot(0.25, 0.5), Spot(0.5, 0.5), "end"]


def test_a_stroke_does_not_begin_beside_the_slide(slide: CurrentSlide, qtbot: QtBot) -> None:
    begun: list[Spot] = []
    slide.stroke_begun.connect(begun.append)
    slide.show_tool(Tool.PEN)
    qtbot.mousePress(slide, Qt.MouseButton.LeftButton, pos=QPoint(20, 180))
    assert begun == []


def test_a_stroke_that_goes_on_repaints_its_new_piece_only() -> None:
    longer = Stroke(Ink.PEN, 1, (*LINE.points, (0.41, 0.5)))
    region = changed_region((MARK, LINE), (MARK, longer), QRectF(0, 0, 1000, 1000)).boundingRect()
    assert region.contains(QPoint(405, 500))
    assert region.width() < 30
    assert changed_region((MARK, LINE), (MARK,), QRectF(0, 0, 1000, 1000)).contains(QPoint(300, 500))
