"""The pointer is seen at the same place of the slide, over the slide and under everything else."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from presenter.console.current_slide import CurrentSlide
from presenter.joining import JoinDisplay
from presenter.light import Light, Spot, Tool
from presenter.projector.window import ProjectorWindow
from presenter.widgets.beam import beam_bounds
from server.protocol import Phase, Screen
from tests.presenter.console.sample import SHORT, painted, round_of, session_with

RED, WHITE = QColor("#ff2414").name(), "#ffffff"
DOT, SPOTLIGHT = Light(Tool.DOT, Spot(0.25, 0.5)), Light(Tool.SPOTLIGHT, Spot(0.25, 0.5))


@pytest.fixture
def projector(qtbot: QtBot) -> ProjectorWindow:
    window = ProjectorWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.allow_close())
    window.resize(640, 360)
    window.show()
    window.show_slide(painted("white", 640, 360))
    return window


def move(widget: QWidget, x: float, y: float) -> None:
    at = QPointF(x, y)
    none = Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    widget.event(QMouseEvent(QEvent.Type.MouseMove, at, widget.mapToGlobal(at), *none))


def seen(projector: ProjectorWindow, x: int, y: int) -> str:
    return QColor(projector.grab().toImage().pixelColor(x, y)).name()


def test_the_dot_is_seen_there_and_nowhere_else(projector: ProjectorWindow) -> None:
    projector.show_light(DOT)
    assert seen(projector, 160, 180) == RED
    assert seen(projector, 480, 180) == WHITE
    projector.show_light(None)
    assert seen(projector, 160, 180) == WHITE


def test_on_a_screen_of_another_shape_it_is_at_the_same_place_of_the_slide(
    projector: ProjectorWindow,
) -> None:
    projector.show_slide(painted("white", 480, 360))
    projector.show_light(DOT)
    assert seen(projector, 80 + 120, 180) == RED
    assert seen(projector, 160, 180) == WHITE


def test_the_spotlight_dims_all_of_the_slide_but_a_circle(projector: ProjectorWindow) -> None:
    projector.show_slide(painted("white", 480, 360))
    projector.show_light(SPOTLIGHT)
    assert seen(projector, 200, 180) == WHITE
    assert QColor(seen(projector, 440, 180)).lightness() < 100
    assert seen(projector, 40, 180) == "#000000"
    projector.show_light(Light(Tool.SPOTLIGHT, Spot(0.75, 0.5)))
    assert seen(projector, 440, 180) == WHITE


@pytest.mark.parametrize("screen", [Screen.BLACK, Screen.WHITE])
def test_nothing_points_on_black_or_white(projector: ProjectorWindow, screen: Screen) -> None:
    projector.show_light(SPOTLIGHT)
    projector.show_screen(screen)
    assert seen(projector, 480, 180) == ("#000000" if screen is Screen.BLACK else WHITE)
    projector.show_screen(Screen.SLIDE)
    assert QColor(seen(projector, 480, 180)).lightness() < 100


def test_a_question_and_the_way_to_join_cover_it(projector: ProjectorWindow) -> None:
    projector.show_light(DOT)
    projector.show_question(session_with(round_of(SHORT, Phase.OPEN)))
    assert not projector.beam.isVisible()
    projector.hide_question()
    assert projector.beam.isVisible()
    projector.show_join_display(JoinDisplay.LARGE)
    assert not projector.beam.isVisible()


def test_a_moving_dot_repaints_little_of_the_screen(projector: ProjectorWindow) -> None:
    bounds = beam_bounds(DOT, projector.beam.slide())
    assert bounds.contains(QPoint(160, 180))
    assert bounds.width() * bounds.height() < 640 * 360 / 100


def test_the_mouse_over_the_projector_points_in_fractions_of_the_slide(projector: ProjectorWindow) -> None:
    told: list[Spot | None] = []
    projector.pointed.connect(told.append)
    projector.show_slide(painted("white", 480, 360))
    projector.show_tool(Tool.DOT)
    move(projector, 200, 90)
    assert told == [Spot(0.25, 0.25)]
    assert projector.cursor().shape() is Qt.CursorShape.BlankCursor
    move(projector, 40, 90)
    assert told[-1] is not None
    assert not told[-1].inside


def test_the_mouse_over_the_console_points_in_fractions_of_the_slide(qtbot: QtBot) -> None:
    slide = CurrentSlide()
    qtbot.addWidget(slide)
    slide.setGeometry(QRect(0, 0, 640, 360))
    slide.show_picture(painted("white", 480, 360))
    told: list[Spot | None] = []
    slide.pointed.connect(told.append)
    move(slide, 200, 90)
    slide.event(QEvent(QEvent.Type.Leave))
    assert told == [Spot(0.25, 0.25), None]


def test_the_trainer_sees_the_dot_too_and_the_whole_slide_under_the_spotlight(qtbot: QtBot) -> None:
    slide = CurrentSlide()
    qtbot.addWidget(slide)
    slide.setGeometry(QRect(0, 0, 640, 360))
    slide.show_picture(painted("white", 640, 360))
    slide.show_light(DOT)
    assert slide.grab().toImage().pixelColor(160, 180).name() == RED
    slide.show_light(SPOTLIGHT)
    image = slide.grab().toImage()
    assert (image.pixelColor(160, 180).name(), image.pixelColor(480, 180).name()) == (WHITE, WHITE)
