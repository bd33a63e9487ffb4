"""What of a text's look is taken from where."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Inches, Pt
from PySide6.QtGui import QImage

from decks.render.renderer import Renderer


def inked_rows(image: QImage) -> int:
    """How many rows of pixels hold anything but white."""
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels, stride, width = bytes(gray.constBits()), gray.bytesPerLine(), gray.width()
    rows = (pixels[y * stride : y * stride + width] for y in range(gray.height()))
    return sum(bool(row.strip(b"\xff")) for row in rows)


def text_box(change: Callable[[Any], None]) -> Callable[[Any], None]:
    """Builds a slide with nothing but a text box that `change` fills."""

    def build(presentation: Any) -> None:
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
        frame = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(8), Inches(5)).text_frame
        frame.word_wrap = True
        change(frame)

    return build


@pytest.fixture
def draw(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Callable[..., QImage]:
    """The picture of a text box."""

    def drawn(change: Callable[[Any], None]) -> QImage:
        return renderer_of(make_deck(text_box(change), slides=0)).draw(1, 0, 800, 800).image

    return drawn


def test_sizes_are_kept(draw: Callable[..., QImage]) -> None:
    def sized(points: int) -> Callable[[Any], None]:
        def change(frame: Any) -> None:
            frame.text = "H"
            frame.paragraphs[0].runs[0].font.size = Pt(points)

        return change

    small, large = inked_rows(draw(sized(30))), inked_rows(draw(sized(90)))
    assert large == pytest.approx(3 * small, abs=3)


def test_text_shrinks_as_much_as_the_file_says(draw: Callable[..., QImage]) -> None:
    def shrunk(scale: int) -> Callable[[Any], None]:
        def change(frame: Any) -> None:
            frame.text = "H"
            frame.paragraphs[0].runs[0].font.size = Pt(80)
            frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
            frame._txBody.bodyPr.normAutofit.set("fontScale", str(scale))

        return change

    assert inked_rows(draw(shrunk(50_000))) == pytest.approx(inked_rows(draw(shrunk(100_000))) / 2, abs=2)


def test_spacing_moves_lines_apart(draw: Callable[..., QImage]) -> None:
    def spaced(lines: float) -> Callable[[Any], None]:
        def change(frame: Any) -> None:
            frame.text = "■\n■\n■"
            for paragraph in frame.paragraphs:
                paragraph.line_spacing = lines

        return change

    def last_row(image: QImage) -> int:
        return max(
            y for y in range(image.height()) if any(image.pixel(x, y) != 0xFFFFFFFF for x in range(120))
        )

    assert last_row(draw(spaced(2.0))) > last_row(draw(spaced(1.0))) + 20


def test_emoji_and_rare_characters_do_not_shift_the_runs_behind_them(draw: Callable[..., QImage]) -> None:
    def coloured(frame: Any) -> None:
        paragraph = frame.paragraphs[0]
        paragraph.add_run().text = "𠮷𠮷𠮷"
        red = paragraph.add_run()
        red.text = "■"
        red.font.color.rgb = RGBColor(0xFF, 0, 0)

    image = draw(coloured)
    pixels = [(x, image.pixelColor(x, y)) for x in range(image.width()) for y in range(image.height() // 3)]
    reds = [x for x, colour in pixels if colour.red() > 200 and colour.green() < 50]
    blacks = [x for x, colour in pixels if colour.red() < 120]
    assert min(reds) > max(blacks)
