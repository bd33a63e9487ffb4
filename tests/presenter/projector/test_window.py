"""The projector shows the class what it may see, and nothing else."""

from datetime import datetime

import msgspec
import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from decks.motion import Effect, Motion, Side
from decks.questions.model import Choice
from decks.spots import Area
from presenter.commands import Command, GoTo, Wish
from presenter.joining import JoinDisplay
from presenter.lesson_time import LessonTime
from presenter.projector.window import ProjectorWindow
from presenter.qr import qr_picture
from server.protocol import Phase, RoundView, Screen, SessionView
from tests.presenter.console.sample import JOINING, LONG, SHORT, TEN, painted, round_of, session_with


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def projector(qtbot: QtBot, clock: Clock) -> ProjectorWindow:
    window = ProjectorWindow(cursor_rests_ms=20, clock=clock)
    qtbot.addWidget(window, before_close_func=lambda w: w.allow_close())
    window.show()
    return window


@pytest.fixture
def wishes(projector: ProjectorWindow) -> list[Wish]:
    made: list[Wish] = []
    projector.wish.connect(made.append)
    return made


def seen(projector: ProjectorWindow) -> QImage:
    return projector.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def speckled(size: QSize) -> QImage:
    """A picture that any scaling would blur."""
    image = QImage(size, QImage.Format.Format_RGB32)
    for y in range(size.height()):
        for x in range(size.width()):
            image.setPixel(x, y, 0xFF000000 + (x * 7919 + y * 104729) % 0xFFFFFF)
    return image


def decoded(image: QImage) -> list[str]:
    """What phones read in the picture."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    picture = Image.frombytes(
        "RGB", (rgb.width(), rgb.height()), bytes(rgb.constBits()), "raw", "RGB", rgb.bytesPerLine()
    )
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def asking(question: Choice, round_view: RoundView) -> SessionView:
    """A session whose deck holds this very question."""
    session = session_with(round_view)
    slide_question = msgspec.structs.replace(session.deck.questions[0], question=question)
    deck = msgspec.structs.replace(session.deck, questions=(slide_question,))
    return msgspec.structs.replace(session, deck=deck)


def test_a_picture_of_the_wanted_size_is_shown_pixel_for_pixel(projector: ProjectorWindow) -> None:
    projector.resize(320, 180)
    picture = speckled(projector.picture_size())
    projector.show_slide(picture)
    assert seen(projector) == picture


def test_a_picture_of_another_shape_stands_in_the_middle_on_black(projector: ProjectorWindow) -> None:
    projector.resize(640, 360)
    projector.show_slide(painted("#FF0000", 400, 300))
    shown = seen(projector)
    assert shown.pixelColor(10, 180) == QColor("black")
    assert shown.pixelColor(320, 180) == QColor("#FF0000")
    assert shown.pixelColor(85, 5) == QColor("#FF0000")


def test_the_slide_stays_while_the_next_one_is_drawn(projector: ProjectorWindow) -> None:
    projector.show_slide(painted("#FF0000"))
    projector.show_slide(None)
    assert seen(projector).pixelColor(480, 270) == QColor("#FF0000")


@pytest.mark.parametrize("screen", [Screen.BLACK, Screen.WHITE])
@pytest.mark.parametrize("display", [JoinDisplay.CORNER, JoinDisplay.LARGE])
def test_black_and_white_cover_everything(
    projector: ProjectorWindow, screen: Screen, display: JoinDisplay
) -> None:
    projector.show_joining(JOINING, qr_picture(JOINING.url, 300))
    projector.show_slide(painted("#FF0000"))
    projector.show_question(session_with(round_of(SHORT, Phase.OPEN)))
    projector.show_join_display(display)
    projector.show_screen(screen)
    assert seen(projector) == painted(screen.value, 960, 540)
    projector.show_screen(Screen.SLIDE)
    assert seen(projector) != painted(screen.value, 960, 540)


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.CLOSED])
def test_before_the_reveal_neither_counts_nor_the_right_answer_can_be_seen(
    projector: ProjectorWindow, phase: Phase
) -> None:
    projector.show_question(asking(SHORT, round_of(SHORT, phase, (9, 1, 0, 0))))
    said, shown = projector.question.accessibleName(), seen(projector)
    other = msgspec.structs.replace(SHORT, correct=(2, 3), explanation="Something else altogether.")
    projector.show_question(asking(other, round_of(SHORT, phase, (0, 0, 1, 9))))
    assert seen(projector) == shown
    assert projector.question.accessibleName() == said
    assert "10" not in said
    assert SHORT.explanation not in said


def test_the_reveal_shows_counts_right_answer_and_explanation(projector: ProjectorWindow) -> None:
    projector.show_question(asking(SHORT, round_of(SHORT, Phase.REVEALED, (9, 1, 0, 0))))
    said, shown = projector.question.accessibleName(), seen(projector)
    assert "A. Listen – 9 ✓ Right" in said
    assert "B. Name the consequences – 1\n" in said
    assert SHORT.explanation in said
    other = msgspec.structs.replace(SHORT, correct=(2,))
    projector.show_question(asking(other, round_of(SHORT, Phase.REVEALED, (9, 1, 0, 0))))
    assert seen(projector) != shown
    projector.show_question(asking(SHORT, round_of(SHORT, Phase.REVEALED, (5, 5, 0, 0))))
    assert seen(projector) != shown


def test_the_number_of_answers_moves_while_the_question_is_open(projector: ProjectorWindow) -> None:
    projector.show_question(session_with(round_of(SHORT, Phase.OPEN)))
    before = seen(projector)
    projector.show_round(round_of(SHORT, Phase.OPEN, (1, 0, 0, 0)))
    assert projector.question.shown is not None
    assert projector.question.shown.answered == 1
    assert seen(projector) != before


def test_a_late_count_brings_no_question_back(projector: ProjectorWindow) -> None:
    projector.show_question(session_with(round_of(SHORT, Phase.REVEALED)))
    projector.show_question(session_with())
    projector.show_round(round_of(SHORT, Phase.REVEALED, (1, 0, 0, 0)))
    assert not projector.question.isVisible()


def test_seconds_left_are_seen_and_end_with_the_question(projector: ProjectorWindow) -> None:
    now = datetime(2026, 3, 2, 14, 3)
    projector.show_question(session_with(round_of(SHORT, Phase.OPEN)))
    plain = seen(projector)
    projector.show_time(LessonTime(now, elapsed_s=700.0, left_s=20.0))
    timed = seen(projector)
    assert timed != plain
    projector.show_time(LessonTime(now, elapsed_s=900.0, left_s=20.0))
    assert seen(projector) == timed
    projector.show_time(LessonTime(now))
    assert seen(projector) == plain


@pytest.mark.parametrize("size", [(640, 360), (1024, 768), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("display", list(JoinDisplay))
def test_phones_can_read_the_code_wherever_it_is_shown(
    projector: ProjectorWindow, display: JoinDisplay, size: tuple[int, int]
) -> None:
    projector.resize(*size)
    projector.show_joining(JOINING, qr_picture(JOINING.url, 700))
    projector.show_slide(painted("#F7F4EC", *size))
    projector.show_join_display(display)
    if display is JoinDisplay.OFF:
        assert decoded(seen(projector)) == []
        projector.show_question(session_with(round_of(LONG, Phase.OPEN)))
        projector.show_time(LessonTime(datetime(2026, 3, 2), left_s=80.0))
    assert decoded(seen(projector)) == [JOINING.url]


def test_the_join_screen_counts_those_who_joined(projector: ProjectorWindow) -> None:
    projector.show_joining(JOINING, qr_picture(JOINING.url, 300))
    projector.show_join_display(JoinDisplay.LARGE)
    projector.show_room(1, 1)
    before = seen(projector)
    projector.show_room(2, 1)
    assert seen(projector) != before
    assert projector.join.joined == 2


def test_the_corner_gives_way_to_a_question_which_has_the_code_itself(projector: ProjectorWindow) -> None:
    projector.show_joining(JOINING, qr_picture(JOINING.url, 300))
    projector.show_join_display(JoinDisplay.CORNER)
    assert projector.corner.isVisible()
    projector.show_question(session_with(round_of(TEN, Phase.OPEN)))
    assert not projector.corner.isVisible()
    projector.hide_question()
    assert projector.corner.isVisible()


def test_a_click_goes_on_and_a_right_click_back(
    qtbot: QtBot, projector: ProjectorWindow, wishes: list[Wish]
) -> None:
    projector.show_question(session_with(round_of(SHORT, Phase.OPEN)))
    qtbot.mouseClick(projector, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    qtbot.mouseClick(projector, Qt.MouseButton.RightButton)
    assert wishes == [Command.NEXT, Command.BACK]


def test_a_double_click_is_one_step(qtbot: QtBot, projector: ProjectorWindow, wishes: list[Wish]) -> None:
    qtbot.mouseClick(projector, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(projector, Qt.MouseButton.LeftButton)
    assert wishes == [Command.NEXT]


def test_the_clicker_works_over_the_projector(
    qtbot: QtBot, projector: ProjectorWindow, wishes: list[Wish]
) -> None:
    qtbot.keyClick(projector, Qt.Key.Key_PageDown)
    qtbot.keyClicks(projector, "3")
    qtbot.keyClick(projector, Qt.Key.Key_Return)
    assert wishes == [Command.NEXT, GoTo(3)]


def test_the_cursor_hides_when_it_rests_and_comes_back_when_it_moves(
    qtbot: QtBot, projector: ProjectorWindow
) -> None:
    qtbot.waitUntil(lambda: projector.cursor().shape() is Qt.CursorShape.BlankCursor)
    qtbot.mouseMove(projector, QPoint(10, 10))
    qtbot.mouseMove(projector, QPoint(20, 20))
    assert projector.cursor().shape() is Qt.CursorShape.ArrowCursor
    qtbot.waitUntil(lambda: projector.cursor().shape() is Qt.CursorShape.BlankCursor)


def test_closing_it_only_stops_presenting(projector: ProjectorWindow, wishes: list[Wish]) -> None:
    projector.close()
    assert wishes == [Command.STOP_PRESENTING]
    assert projector.isVisible()


def test_another_size_wants_another_picture(qtbot: QtBot, projector: ProjectorWindow) -> None:
    with qtbot.waitSignal(projector.sizes_changed):
        projector.resize(1280, 720)
    assert projector.picture_size() == QSize(1280, 720)


def test_nothing_lies_over_the_slide_without_a_question(projector: ProjectorWindow) -> None:
    projector.show_joining(JOINING, qr_picture(JOINING.url, 300))
    projector.show_slide(painted("#FF0000", 960, 540))
    projector.show_room(4, 4)
    projector.show_question(session_with())
    assert seen(projector) == painted("#FF0000", 960, 540)
    assert projector.childrenRect().united(QRect(0, 0, 960, 540)) == QRect(0, 0, 960, 540)


WIPE = (Motion(Area(0, 0, 1, 1), Effect.WIPE, Side.LEFT),)
RED, BLUE, GREEN = "#ff0000", "#0000ff", "#00ff00"


def colours(projector: ProjectorWindow) -> tuple[str, str]:
    """Near the left and the right edge of the slide."""
    shown = seen(projector)
    return shown.pixelColor(5, 270).name(), shown.pixelColor(954, 270).name()


def test_the_next_slide_moves_in_from_the_first_frame_on(
    qtbot: QtBot, projector: ProjectorWindow, clock: Clock
) -> None:
    projector.show_slide(painted(RED, 960, 540))
    projector.show_slide(painted(BLUE, 960, 540), WIPE)
    assert colours(projector) == (BLUE, RED)
    clock.now_s += 1.0
    assert colours(projector) == (BLUE, BLUE)
    qtbot.waitUntil(lambda: not projector.moving)


def test_a_movement_goes_on_by_itself(qtbot: QtBot, projector: ProjectorWindow, clock: Clock) -> None:
    projector.show_slide(painted(RED, 960, 540))
    projector.show_slide(painted(BLUE, 960, 540), WIPE)
    clock.now_s += 0.1
    before = seen(projector)
    assert projector.moving
    clock.now_s += 0.1
    assert seen(projector) != before
    clock.now_s += 0.2
    qtbot.waitUntil(lambda: not projector.moving)
    assert colours(projector) == (BLUE, BLUE)


def test_the_next_picture_ends_a_movement_at_once(projector: ProjectorWindow) -> None:
    projector.show_slide(painted(RED, 960, 540))
    projector.show_slide(painted(BLUE, 960, 540), WIPE)
    projector.show_slide(painted(GREEN, 960, 540))
    assert colours(projector) == (GREEN, GREEN)
    projector.show_slide(painted(BLUE, 960, 540), WIPE)
    projector.show_slide(painted(RED, 960, 540), WIPE)
    assert colours(projector) == (RED, BLUE)


def test_the_same_picture_once_more_disturbs_no_movement(projector: ProjectorWindow) -> None:
    blue = painted(BLUE, 960, 540)
    projector.show_slide(painted(RED, 960, 540))
    projector.show_slide(blue, WIPE)
    projector.show_slide(blue)
    assert colours(projector) == (BLUE, RED)


def test_black_a_question_and_the_way_to_join_end_a_movement(projector: ProjectorWindow) -> None:
    projector.show_joining(JOINING, qr_picture(JOINING.url, 300))
    covers = (
        (lambda: projector.show_screen(Screen.BLACK), lambda: projector.show_screen(Screen.SLIDE)),
        (lambda: projector.show_question(session_with(round_of(SHORT, Phase.OPEN))), projector.hide_question),
        (
            lambda: projector.show_join_display(JoinDisplay.LARGE),
            lambda: projector.show_join_display(JoinDisplay.OFF),
        ),
    )
    for cover, uncover in covers:
        projector.show_slide(painted(RED, 960, 540))
        projector.show_slide(painted(BLUE, 960, 540), WIPE)
        cover()
        assert not projector.moving
        projector.show_slide(painted(GREEN, 960, 540), WIPE)
        assert not projector.moving
        uncover()
        assert colours(projector) == (GREEN, GREEN)


def test_news_of_the_session_disturb_no_movement(projector: ProjectorWindow) -> None:
    projector.show_slide(painted(RED, 960, 540))
    projector.show_slide(painted(BLUE, 960, 540), WIPE)
    projector.show_question(session_with())
    projector.show_join_display(JoinDisplay.CORNER)
    projector.show_room(3, 3)
    assert projector.moving


def test_pictures_of_different_or_wrong_sizes_change_at_once(projector: ProjectorWindow) -> None:
    projector.show_slide(painted(RED, 480, 270))
    projector.show_slide(painted(BLUE, 960, 540), WIPE)
    assert colours(projector) == (BLUE, BLUE)
    projector.show_slide(painted(RED, 960, 540), WIPE)
    projector.resize(640, 360)
    assert seen(projector).pixelColor(5, 180).name() == RED
    projector.show_slide(painted(BLUE, 960, 540), WIPE)
    assert seen(projector).pixelColor(635, 180).name() == BLUE


def test_the_first_slide_and_one_that_nobody_sees_do_not_move(projector: ProjectorWindow) -> None:
    projector.show_slide(painted(RED, 960, 540), WIPE)
    assert not projector.moving
    projector.hide()
    projector.show_slide(painted(BLUE, 960, 540), WIPE)
    assert not projector.moving


def test_a_movement_stands_where_the_slide_stands(projector: ProjectorWindow) -> None:
    projector.resize(960, 800)
    projector.show_slide(painted(RED, 960, 540))
    projector.show_slide(painted(BLUE, 960, 540), WIPE)
    shown = seen(projector)
    assert [shown.pixelColor(5, y).name() for y in (125, 135, 664, 675)] == ["#000000", BLUE, BLUE, "#000000"]
    assert shown.pixelColor(955, 400).name() == RED
