"""A deck's links and films, from the file to the windows."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from presenter.app import Presenter, build
from presenter.commands import Command
from presenter.play_state import Play
from tests.decks.media_samples import film

pytestmark = pytest.mark.qt_log_ignore("PulseAudioService", "No audio device", "No RHI backend", extend=True)

PATIENCE_MS = 30_000
BUTTONS, LAST = 2, 4


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A film, then a slide with buttons to the last slide and to an address, then two more."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(10), Inches(7.5)
    slides = [presentation.slides.add_slide(presentation.slide_layouts[6]) for _ in range(4)]
    poster = io.BytesIO()
    Image.new("RGB", (64, 32), "lime").save(poster, "PNG")
    poster.seek(0)
    place = (Inches(2.5), Inches(2), Inches(5), Inches(4))
    slides[0].shapes.add_movie(io.BytesIO(film(*["blue"] * 100)), *place, poster, "video/avi")
    jump = slides[1].shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(1), Inches(1), Inches(2), Inches(1))
    jump.click_action.target_slide = slides[3]
    web = slides[1].shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(5), Inches(1), Inches(2), Inches(1))
    web.click_action.hyperlink.address = "https://example.com/"
    path = tmp_path / "lesson.pptx"
    presentation.save(path)
    return path


@pytest.fixture
def presenter(qtbot: QtBot, deck: Path, tmp_path: Path) -> Iterator[Presenter]:
    """The windows with the deck, without a server."""
    presenter = build(tmp_path / "data", "en")
    presenter.console.show()
    presenter.projector.show()
    with qtbot.waitSignal(presenter.opening.opened, timeout=PATIENCE_MS):
        presenter.opening.open(deck)
    yield presenter
    presenter.close()


def click(qtbot: QtBot, presenter: Presenter, x: float, y: float) -> None:
    """On the console's slide, in fractions of it."""
    view = presenter.console.current
    size = view.picture_size()
    left, top = (view.width() - size.width()) // 2, (view.height() - size.height()) // 2
    at = QPoint(left + round(x * size.width()), top + round(y * size.height()))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)


def slide(presenter: Presenter) -> int:
    assert presenter.show.lesson is not None
    return presenter.show.lesson.step.slide


def on_wall(presenter: Presenter) -> str:
    """The colour in the middle of the projector, roughly."""
    image = presenter.projector.grab().toImage()
    pixel = QColor(image.pixelColor(image.width() // 2, image.height() // 2))
    red, green, blue = (round(channel / 255) for channel in pixel.getRgb()[:3])  # type: ignore[index]
    return {(0, 0, 1): "blue", (0, 1, 0): "lime", (1, 1, 1): "white"}.get((red, green, blue), pixel.name())


@pytest.fixture
def until(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda met: qtbot.waitUntil(met, timeout=PATIENCE_MS)


def test_a_film_plays_on_the_projector_where_its_still_picture_is(
    qtbot: QtBot, presenter: Presenter, until: Callable[[Callable[[], bool]], None]
) -> None:
    until(lambda: presenter.playing.state is not None and presenter.showing.settled)
    assert on_wall(presenter) == "lime"
    assert presenter.console.media.isVisible()
    click(qtbot, presenter, 0.5, 0.5)
    until(lambda: on_wall(presenter) == "blue")
    presenter.wish(Command.STOP_PLAYING)
    assert on_wall(presenter) == "lime"
    qtbot.keyClick(presenter.projector, Qt.Key.Key_P)
    until(lambda: presenter.playing.state is not None and presenter.playing.state.play is Play.PLAYING)
    qtbot.keyClick(presenter.projector, Qt.Key.Key_PageDown)
    until(lambda: presenter.showing.settled)
    assert on_wall(presenter) == "white"
    assert not presenter.console.media.isVisible()


def test_a_button_on_the_console_s_slide_leads_to_its_slide(
    qtbot: QtBot, presenter: Presenter, until: Callable[[Callable[[], bool]], None]
) -> None:
    presenter.wish(Command.NEXT)
    until(lambda: presenter.showing.settled)
    click(qtbot, presenter, 0.2, 0.2)
    assert slide(presenter) == LAST


def test_an_address_is_told_on_the_console_and_the_projector_keeps_its_slide(
    qtbot: QtBot, presenter: Presenter, until: Callable[[Callable[[], bool]], None]
) -> None:
    presenter.wish(Command.NEXT)
    until(lambda: presenter.showing.settled)
    click(qtbot, presenter, 0.6, 0.2)
    assert presenter.console.link_sheet.isVisible()
    assert slide(presenter) == BUTTONS
    qtbot.keyClick(presenter.console.link_sheet.buttons[0], Qt.Key.Key_Escape)
    assert not presenter.console.link_sheet.isVisible()


def test_the_slide_s_links_are_listed_by_their_key_and_followed_with_enter(
    qtbot: QtBot, presenter: Presenter, until: Callable[[Callable[[], bool]], None]
) -> None:
    presenter.wish(Command.NEXT)
    until(lambda: presenter.showing.settled)
    qtbot.keyClick(presenter.console, Qt.Key.Key_L)
    assert len(presenter.console.link_sheet.buttons) == 2
    qtbot.keyClick(presenter.console.link_sheet.buttons[0], Qt.Key.Key_Return)
    assert slide(presenter) == LAST
