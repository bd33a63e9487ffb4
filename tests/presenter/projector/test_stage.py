"""Films move in their place over the slide, and under everything else."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from decks.spots import Area, Medium, MediumKind
from presenter.commands import Command, Wish
from presenter.joining import JoinDisplay
from presenter.projector.window import ProjectorWindow
from server.protocol import Phase, Screen
from tests.presenter.console.sample import SHORT, painted, round_of, session_with

FILM = Medium(Area(0.25, 0.25, 0.5, 0.5), MediumKind.VIDEO, "film.avi")


@pytest.fixture
def projector(qtbot: QtBot) -> ProjectorWindow:
    window = ProjectorWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.allow_close())
    window.resize(640, 360)
    window.show()
    window.show_slide(painted("white", 640, 360))
    return window


def halves(left: str, right: str) -> QImage:
    """A picture of two colours."""
    image = painted(left, 100, 50)
    for x in range(50, 100):
        for y in range(50):
            image.setPixelColor(x, y, QColor(right))
    return image


def seen(projector: ProjectorWindow, x: int, y: int) -> str:
    return QColor(projector.grab().toImage().pixelColor(x, y)).name()


def frame_of(image: QImage) -> Callable[[], QImage]:
    return lambda: image


def test_a_frame_is_seen_in_its_place_only(projector: ProjectorWindow) -> None:
    projector.stage.show_frame(0, FILM, frame_of(painted("red")))
    assert seen(projector, 320, 180) == "#ff0000"
    assert seen(projector, 165, 95) == "#ff0000"
    assert seen(projector, 155, 85) == "#ffffff"
    projector.stage.clear(0)
    assert seen(projector, 320, 180) == "#ffffff"


def test_on_a_screen_of_another_shape_it_stays_on_its_slide(projector: ProjectorWindow) -> None:
    projector.show_slide(painted("white", 480, 360))
    projector.stage.show_frame(0, FILM, frame_of(painted("red")))
    assert seen(projector, 80 + 121, 180) == "#ff0000"
    assert seen(projector, 80 + 118, 180) == "#ffffff"


def test_what_reaches_beyond_the_slide_is_cut_and_not_pressed_together(projector: ProjectorWindow) -> None:
    beyond = Medium(Area(0.75, 0.25, 0.5, 0.5), MediumKind.VIDEO, "film.avi")
    projector.stage.show_frame(0, beyond, frame_of(halves("red", "blue")))
    assert seen(projector, 630, 180) == "#ff0000"
    projector.show_slide(painted("white", 480, 360))
    assert seen(projector, 550, 180) == "#ff0000"
    assert seen(projector, 570, 180) == "#000000"


def test_a_turned_film_is_turned_and_a_cut_one_cut(projector: ProjectorWindow) -> None:
    upright = Medium(Area(0.25, 0.25, 0.5, 0.5), MediumKind.VIDEO, "film.avi", turn=90)
    projector.stage.show_frame(0, upright, frame_of(halves("red", "blue")))
    assert (seen(projector, 320, 60), seen(projector, 320, 300)) == ("#ff0000", "#0000ff")
    cut = Medium(FILM.area, MediumKind.VIDEO, "film.avi", crop=Area(0.6, 0, 0.4, 1))
    projector.stage.show_frame(0, cut, frame_of(halves("red", "blue")))
    assert seen(projector, 170, 180) == "#0000ff"
    assert seen(projector, 320, 60) == "#ffffff"


def test_a_film_is_cut_to_its_outline(projector: ProjectorWindow) -> None:
    corner = Medium(FILM.area, MediumKind.VIDEO, "film.avi", outline=((0, 0), (1, 0), (0, 1)))
    projector.stage.show_frame(0, corner, frame_of(painted("red")))
    assert seen(projector, 200, 120) == "#ff0000"
    assert seen(projector, 440, 240) == "#ffffff"


@pytest.mark.parametrize("screen", [Screen.BLACK, Screen.WHITE])
def test_black_and_white_cover_it(projector: ProjectorWindow, screen: Screen, qtbot: QtBot) -> None:
    projector.stage.show_frame(0, FILM, frame_of(painted("red")))
    with qtbot.waitSignal(projector.stage.covered_changed, check_params_cb=lambda covered: covered):
        projector.show_screen(screen)
    assert seen(projector, 320, 180) == ("#000000" if screen is Screen.BLACK else "#ffffff")
    with qtbot.waitSignal(projector.stage.covered_changed, check_params_cb=lambda covered: not covered):
        projector.show_screen(Screen.SLIDE)
    assert seen(projector, 320, 180) == "#ff0000"


def test_a_question_and_the_way_to_join_cover_it(projector: ProjectorWindow) -> None:
    projector.stage.show_frame(0, FILM, frame_of(painted("red")))
    projector.show_question(session_with(round_of(SHORT, Phase.OPEN)))
    assert projector.stage.covered
    assert seen(projector, 320, 180) != "#ff0000"
    projector.hide_question()
    assert not projector.stage.covered
    projector.show_join_display(JoinDisplay.LARGE)
    assert projector.stage.covered


def test_frames_that_nobody_sees_are_not_made_into_pictures(projector: ProjectorWindow) -> None:
    made: list[int] = []

    def frame(number: int) -> Callable[[], QImage]:
        def make() -> QImage:
            made.append(number)
            return painted("red")

        return make

    for number in range(5):
        projector.stage.show_frame(0, FILM, frame(number))
    projector.grab()
    projector.grab()
    assert made == [4]
    projector.show_screen(Screen.BLACK)
    projector.stage.show_frame(0, FILM, frame(9))
    projector.grab()
    assert made == [4]


def test_a_click_on_a_film_goes_on_as_everywhere(projector: ProjectorWindow, qtbot: QtBot) -> None:
    wishes: list[Wish] = []
    projector.wish.connect(wishes.append)
    projector.stage.show_frame(0, FILM, frame_of(painted("red")))
    qtbot.mouseClick(projector.childAt(QPoint(320, 180)) or projector, Qt.MouseButton.LeftButton)
    assert wishes == [Command.NEXT]
