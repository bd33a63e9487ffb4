"""Pictures of slides, crisp on any screen."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from presenter.widgets.slide_view import SlideView, draw_picture, fitted
from tests.presenter.console.sample import painted


def test_a_shape_is_fitted_into_the_middle() -> None:
    assert fitted(QSize(16, 9), QSize(160, 100)) == QRect(0, 5, 160, 90)
    assert fitted(QSize(4, 3), QSize(160, 90)) == QRect(20, 0, 120, 90)


def test_a_picture_is_drawn_pixel_for_pixel_on_a_screen_of_double_density(qtbot: QtBot) -> None:
    picture = QImage(200, 112, QImage.Format.Format_RGB32)
    for y in range(112):
        for x in range(200):
            picture.setPixel(x, y, 0xFFFFFFFF if (x + y) % 2 else 0xFF000000)
    screen = painted("#FF0000", 200, 114)
    screen.setDevicePixelRatio(2.0)
    painter = QPainter(screen)
    assert draw_picture(painter, picture, QSize(200, 114), 2.0) == QRect(0, 1, 200, 112)
    painter.end()
    screen.setDevicePixelRatio(1.0)
    assert screen.copy(0, 1, 200, 112) == picture


def test_a_frame_without_a_deck_says_why(qtbot: QtBot) -> None:
    view = SlideView()
    qtbot.addWidget(view)
    view.resize(320, 180)
    view.show_message("No deck is open.")
    empty = view.grab().toImage()
    view.show_message("")
    assert view.grab().toImage() != empty
