"""Pages of a PDF are drawn."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from decks.render.renderer import Renderer


def test_a_page_is_drawn_at_the_size_that_fits(
    make_pdf: Callable[..., Path], renderer_of: Callable[[Path], Renderer]
) -> None:
    renderer = renderer_of(make_pdf(["One", "Two"]))
    image = renderer.draw(2, 0, 640, 1000).image
    assert (image.width(), image.height()) == (640, 360)
    assert image.format() == QImage.Format.Format_RGB32
    assert QColor(image.pixel(10, 300)).name() == "#ff0000"
    assert QColor(image.pixel(630, 300)).name() == "#ffffff"
    assert renderer.problems(2) == ()


def test_the_picture_outlives_the_next_one(
    make_pdf: Callable[..., Path], renderer_of: Callable[[Path], Renderer]
) -> None:
    renderer = renderer_of(make_pdf(["One", "Two"]))
    first = renderer.draw(1, 0, 320, 320).image
    before = first.copy()
    renderer.draw(2, 0, 320, 320)
    assert first == before
