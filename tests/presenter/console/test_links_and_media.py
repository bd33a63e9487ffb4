"""Links and films on the console: clicked on the slide, listed, played; values in, wishes out."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from decks.render.findings import Findings
from decks.render.picture import Picture
from decks.spots import Area, Jump, Link, Medium, MediumKind
from presenter.commands import ChooseMedium, Command, Follow, PlayMedium, Seek, SetVolume, Wish
from presenter.console.window import ConsoleWindow
from presenter.play_state import Play, PlayState
from presenter.widgets.language import install
from tests.presenter.console.sample import PLAIN, lesson_at, painted
from tests.presenter.console.test_words_fit import beyond_the_edge, clipped, settle

WEB = Link(Area(0.1, 0.1, 0.2, 0.2), Jump.WEB, "Read more", address="https://example.com/a?b=<c>")
OVER_IT = Link(Area(0.2, 0.1, 0.2, 0.2), Jump.SLIDE, "Next case", slide=4)
FILM = Medium(Area(0.5, 0.5, 0.4, 0.4), MediumKind.VIDEO, "ppt/media/film.mp4", "First <call>")
GIF = Medium(Area(0.0, 0.9, 0.1, 0.1), MediumKind.MOVING_PICTURE, "ppt/media/fire.gif", "Fire")
LONG_ADDRESS = "https://example.com/" + "very-long-folder/" * 20 + "?page=12&language=zh"
EVERY_LINK = (
    WEB,
    *(Link(WEB.area, jump, "Words on the button") for jump in Jump if jump is not Jump.WEB),
    Link(WEB.area, Jump.WEB, "长长的说明文字" * 20, address=LONG_ADDRESS),
)
PLAYING = PlayState(("The first call",), play=Play.PLAYING, position_ms=12_400, duration_ms=185_000)


@pytest.fixture
def console(console: ConsoleWindow) -> ConsoleWindow:
    console.show_lesson(lesson_at(PLAIN))
    image = painted("white", 640, 360)
    console.show_current(image)
    console.show_spots(Picture(1, 0, 640, 360, image, Findings((), (WEB, OVER_IT), (FILM, GIF))))
    return console


def at(console: ConsoleWindow, x: float, y: float) -> QPoint:
    """A place on the slide, which is as wide as its frame or stands in its middle."""
    view = console.current
    size = view.picture_size()
    left, top = (view.width() - size.width()) // 2, (view.height() - size.height()) // 2
    return QPoint(left + round(x * size.width()), top + round(y * size.height()))


def click(qtbot: QtBot, console: ConsoleWindow, x: float, y: float) -> None:
    qtbot.mouseClick(console.current, Qt.MouseButton.LeftButton, pos=at(console, x, y))


def words_on(widget: QWidget) -> str:
    labels = (label for label in widget.findChildren(QLabel) if label.isVisible())
    return "\n".join(label.text().replace("\u200b", "") for label in labels)


def test_a_click_on_a_link_follows_the_one_in_front(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    click(qtbot, console, 0.15, 0.2)
    click(qtbot, console, 0.25, 0.2)
    click(qtbot, console, 0.45, 0.45)
    assert wishes == [Follow(WEB), Follow(OVER_IT)]


def test_a_click_on_a_film_plays_it_and_one_on_an_animated_picture_does_nothing(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    click(qtbot, console, 0.7, 0.7)
    click(qtbot, console, 0.05, 0.95)
    assert wishes == [PlayMedium(FILM)]


def test_what_can_be_clicked_shows_a_hand_and_says_where_it_leads(
    qtbot: QtBot, console: ConsoleWindow
) -> None:
    view = console.current
    qtbot.mouseMove(view, at(console, 0.15, 0.2))
    assert view.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert view.toolTip() == "<qt>https://example.com/a?b=&lt;c&gt;</qt>"
    qtbot.mouseMove(view, at(console, 0.3, 0.2))
    assert "Slide 4" in view.toolTip()
    qtbot.mouseMove(view, at(console, 0.7, 0.7))
    assert "First &lt;call&gt;" in view.toolTip()
    qtbot.mouseMove(view, at(console, 0.45, 0.45))
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor
    assert view.toolTip() == ""


def test_while_the_next_picture_is_drawn_nothing_can_be_clicked(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    console.show_current(None)
    click(qtbot, console, 0.15, 0.2)
    assert wishes == []


def test_the_bottom_bar_says_how_many_links_there_are_and_lists_them(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    button = console.bottom.links
    assert (button.text(), button.accessibleName()) == ("2", "Links on this slide: 2")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wishes == [Command.LINKS]
    console.show_current(None)
    assert not button.isVisible()


def test_listed_links_say_where_they_lead_and_are_followed_with_the_keyboard(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    console.show_links((WEB, OVER_IT))
    seen = words_on(console.link_sheet)
    assert {"Read more", WEB.address, "Next case", "Slide 4"} <= set(seen.split("\n"))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(console.focusWidget() or console, key)
    assert wishes == [Follow(OVER_IT, told=True)]
    assert not console.link_sheet.isVisible()


def test_up_and_down_go_round_in_the_list_and_never_move_the_lesson(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    console.show_links((WEB, OVER_IT))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(console.focusWidget() or console, key)
    assert console.focusWidget() is console.link_sheet.buttons[1]
    assert wishes == []


def test_an_address_is_told_before_it_is_opened_and_escape_leaves_it(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    console.show_links((WEB,))
    assert words_on(console.link_sheet).startswith("Open in your browser?")
    assert WEB.address in words_on(console.link_sheet)
    qtbot.keyClick(console.focusWidget() or console, Qt.Key.Key_Escape)
    assert not console.link_sheet.isVisible()
    assert wishes == []


def test_the_list_closes_when_the_lesson_goes_on_or_beside_it_is_clicked(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    console.show_links((WEB, OVER_IT))
    qtbot.keyClick(console.focusWidget() or console, Qt.Key.Key_PageDown)
    assert wishes == [Command.NEXT]
    console.show_lesson(lesson_at(2))
    assert not console.link_sheet.isVisible()
    console.show_links((WEB, OVER_IT))
    qtbot.mouseClick(console.link_sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not console.link_sheet.isVisible()


def test_words_of_a_deck_are_never_read_as_markup(console: ConsoleWindow) -> None:
    console.show_links((Link(WEB.area, Jump.WEB, "<b>bold</b>", address="https://example.com/<i>"),))
    assert "<b>bold</b>" in words_on(console.link_sheet)
    assert "https://example.com/<i>" in words_on(console.link_sheet)


def test_the_strip_is_there_only_when_there_is_something_to_play(console: ConsoleWindow) -> None:
    assert not console.media.isVisible()
    console.show_play(PLAYING)
    assert console.media.isVisible()
    assert console.media.title.whole == "The first call"
    assert console.media.time.text() == "0:12 / 3:05"
    assert console.media.play.text() == "Pause"
    console.show_play(None)
    assert not console.media.isVisible()


def test_the_slide_keeps_its_size_when_the_strip_comes(console: ConsoleWindow) -> None:
    before = console.current_size()
    console.show_play(PLAYING)
    settle()
    assert console.current_size() == before


def test_the_strip_s_buttons_and_bars_become_wishes(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    console.show_play(PLAYING)
    settle()
    for button in (console.media.play, console.media.stop, console.media.mute):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    position, volume = console.media.position, console.media.volume
    middle = QPoint(position.width() // 2, position.height() // 2)
    qtbot.mouseClick(position, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseClick(volume, Qt.MouseButton.LeftButton, pos=QPoint(0, 5))
    assert wishes[:3] == [Command.PLAY, Command.STOP_PLAYING, Command.MUTE]
    assert isinstance(wishes[3], Seek)
    assert wishes[3].to_ms == pytest.approx(92_500, abs=2_000)
    assert wishes[4:] == [SetVolume(0.0)]


def test_of_several_films_one_is_chosen(console: ConsoleWindow, wishes: list[Wish]) -> None:
    console.show_play(PlayState(("One", "Two"), chosen=1))
    assert console.media.titles.currentText() == "2. Two"
    assert not console.media.title.isVisible()
    console.media.titles.activated.emit(0)
    assert wishes == [ChooseMedium(0)]


def test_what_can_not_be_played_is_said(console: ConsoleWindow) -> None:
    console.show_play(PlayState(("One",), complaint="This film can't be played here."))
    assert "This film can't be played here." in words_on(console.media)


def test_keys_with_control_are_for_the_film(qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]) -> None:
    size = console.notes.text_size
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        qtbot.keyClick(console, key, Qt.KeyboardModifier.ControlModifier)
    assert wishes == [Seek(by_ms=-10_000), Seek(by_ms=10_000), SetVolume(by=0.1), SetVolume(by=-0.1)]
    assert console.notes.text_size == size


def overlapping(strip: QWidget) -> list[str]:
    """Controls that lie over their neighbour."""
    inside = strip.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    children = sorted((child for child in inside if child.isVisible()), key=lambda child: child.x())
    return [str(b) for a, b in combinations(children, 2) if a.geometry().intersects(b.geometry())]


@pytest.fixture(params=["en", "zh"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    install(qapp, request.param)
    yield request.param
    install(qapp, "en")


@pytest.mark.parametrize("size", [(1080, 640), (1920, 1080)], ids=str)
def test_links_and_films_fit_in_both_languages(qtbot: QtBot, spoken: str, size: tuple[int, int]) -> None:
    window = ConsoleWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.allow_close())
    window.resize(*size)
    window.show()
    window.show_lesson(lesson_at(PLAIN))
    for state in (
        PLAYING,
        PlayState(("One", "Two"), 0, Play.ENDED, 3_600_000, 7_200_000, muted=True),
        PlayState(("长长的视频名称" * 20,), complaint="This film can't be played here. Convert it. " * 4),
    ):
        window.show_play(state)
        settle()
        assert clipped(window) == []
        assert beyond_the_edge(window) == []
        assert overlapping(window.media) == []
    window.show_play(PlayState(("第一次电话：先安抚情绪" * 5, "Two"), 0, Play.HELD, 3_600_000, 7_200_000))
    settle()
    assert overlapping(window.media) == []
    window.show_play(PLAYING)
    for links in ((WEB,), EVERY_LINK):
        window.show_links(links)
        settle()
        assert clipped(window) == []
    window.toggle_key_sheet()
    settle()
    assert clipped(window) == []
    assert window.key_sheet.sizeHint().height() <= 640
    assert (window.width(), window.height()) == size
