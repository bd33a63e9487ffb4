"""Drawings lose everything that does more than draw."""

import base64
import io
import time

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QGuiApplication

from decks.render.images.completeness import Completeness
from decks.render.images.svg import MOST_EMBEDDED_PIXELS, SvgDrawing, SvgError, clean_svg, draw_svg
from tests.decks.render.jpeg_file import PROGRESSIVE, jpeg

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
HEAD = f'<svg xmlns="http://www.w3.org/2000/svg" {XLINK} viewBox="0 0 100 100">'


def cleaned(inside: str) -> str:
    return drawing_of(inside).data.decode()


def drawing_of(inside: str) -> SvgDrawing:
    return clean_svg(f"{HEAD}{inside}</svg>".encode())


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p>x</p></foreignObject>",
        '<animate attributeName="x" to="9"/>',
        '<image href="file:///etc/passwd" width="9" height="9"/>',
        '<image xlink:href="https://example.org/x.png" width="9" height="9"/>',
        '<use href="other.svg#x"/>',
        '<rect onload="alert(1)" width="9" height="9"/>',
        '<rect fill="url(http://example.org/#g)" width="9" height="9"/>',
        "<style>@import 'x.css';</style>",
        "<style>rect { fill: url(file:///etc/passwd) }</style>",
        '<a xlink:href="https://example.org/"><rect width="9" height="9"/></a>',
        '<filter id="f"><feGaussianBlur stdDeviation="999"/></filter>',
        '<path d="M0 0 H99" stroke-dasharray="0.0001"/>',
        '<path d="M0 0 H99" style="stroke-dasharray:0.0001 0.0001"/>',
        '<image href="data:image/svg+xml;base64,AAAA" width="9" height="9"/>',
        '<image href="data:image/png;base64,iVBORw0K" width="9" height="9"/>',
    ],
)
def test_what_does_more_than_draw_is_taken_out(evil: str) -> None:
    text = cleaned(f'{evil}<circle r="7"/>')
    for word in ("script", "foreign", "animate", "passwd", "example", "other", "onload", "import", "Blur"):
        assert word not in text
    for word in ("dasharray", "svg+xml", "iVBORw0K"):
        assert word not in text
    assert '<circle r="7"/>' in text


def embedded(data: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def pixel() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (1, 1), "red").save(data, "PNG")
    return data.getvalue()


PIXEL = pixel()


def test_what_draws_is_kept() -> None:
    drawing = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<g transform="translate(1 2)"><rect width="9" height="9" fill="url(#g)"/><use href="#g"/></g>'
        f'<image href="{embedded(PIXEL)}" width="9" height="9"/><text x="1">word</text>'
    )
    text = cleaned(drawing)
    for word in ("linearGradient", 'fill="url(#g)"', 'href="#g"', "image/png", "word", "translate"):
        assert word in text


def test_what_only_costs_is_taken_out_of_pictures() -> None:
    bomb = jpeg(7_700, 7_700, frame=PROGRESSIVE, scans=400)
    assert "image/jpeg" in cleaned(f'<image href="{embedded(jpeg(99, 99), "jpeg")}"/>')
    assert "image/jpeg" not in cleaned(f'<image href="{embedded(bomb, "jpeg")}"/>')
    assert "image/png" not in cleaned(f'<image href="{embedded(b"")}{embedded(PIXEL)}"/>')


def test_a_drawing_has_room_for_so_many_pixels_of_pictures() -> None:
    pictures = f'<image href="{embedded(jpeg(3_000, 2_500), "jpeg")}"/>' * 5
    assert cleaned(pictures).count("image/jpeg") == MOST_EMBEDDED_PIXELS // (3_000 * 2_500)


def test_what_leaves_no_gap_is_no_loss(qapp: QGuiApplication) -> None:
    unseen = '<o:view xmlns:o="urn:other" x="1"/><title>x</title><metadata/><script/><filter id="f"/>'
    group = '<g o:mark="1" xmlns:o="urn:other" aria-label="x" filter="none">'
    assert (
        drawing_of(f'{unseen}{group}<image href="{embedded(PIXEL)}"/></g>').completeness is Completeness.WHOLE
    )


@pytest.mark.parametrize(
    "look",
    [
        '<rect filter="url(#f)"/>',
        '<rect style="fill: red; filter: url(#f)"/>',
        "<style>.a { mix-blend-mode: multiply }</style>",
        '<path marker-end="url(#m)"/>',
        '<path stroke-dasharray="0.0001"/>',
        '<rect fill="url(other.svg#a)"/>',
    ],
)
def test_what_loses_its_look_is_drawn_more_plainly(look: str) -> None:
    assert drawing_of(f'<filter id="f"/>{look}').completeness is Completeness.PLAINER


@pytest.mark.parametrize(
    "lost",
    [
        "<foreignObject><p>x</p></foreignObject>",
        '<switch><rect width="9" height="9"/></switch>',
        '<image href="file:///etc/passwd"/>',
        '<use href="other.svg#x"/>',
    ],
)
def test_what_loses_a_part_is_drawn_in_part(lost: str) -> None:
    assert drawing_of(f'{lost}<rect filter="url(#f)"/>').completeness is Completeness.IN_PART


def test_text_behind_what_is_taken_out_is_kept() -> None:
    assert "before after" in cleaned("<text>before <script>x</script>after</text>")


@pytest.mark.parametrize(
    "bomb",
    [
        '<g id="a0"><rect/></g>'
        + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9)),
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        "<g>" * 500 + "</g>" * 500,
        "<rect/>" * 60_000,
        '<pattern id="a0"><rect/></pattern>'
        + "".join(
            f'<pattern id="a{n}">' + f'<rect style="fill:url(#a{n - 1})"/>' * 10 + "</pattern>"
            for n in range(1, 9)
        ),
    ],
    ids=["uses", "itself", "each other", "deep", "many", "patterns"],
)
def test_a_drawing_that_multiplies_is_refused(bomb: str) -> None:
    begun = time.monotonic()
    with pytest.raises(SvgError):
        cleaned(bomb)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no drawing",
        b"<html/>",
        b"<svg/>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(SvgError):
        clean_svg(data)


def test_a_drawing_fills_the_size_that_is_asked_for(qapp: QGuiApplication) -> None:
    drawing = clean_svg(f'{HEAD}<rect width="100" height="50" fill="#00ff00"/></svg>'.encode())
    image = draw_svg(drawing.data, 300, 40)
    assert (image.width(), image.height()) == (300, 40)
    assert QColor(image.pixel(299, 10)).name() == "#00ff00"
    assert image.pixelColor(150, 30).alpha() == 0


def test_no_drawing_is_larger_than_may_be(qapp: QGuiApplication) -> None:
    drawing = clean_svg(f'{HEAD}<rect width="100" height="50"/></svg>'.encode())
    assert draw_svg(drawing.data, 1e9, 2).width() == 4096


def test_a_drawing_that_covers_itself_again_and_again_is_drawn_coarser(qapp: QGuiApplication) -> None:
    ground = '<linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>'
    cover = '<rect width="100" height="100" fill="url(#g)" opacity="0.5"/>' * 3_000
    drawing = clean_svg(f"{HEAD}{ground}{cover}</svg>".encode())
    begun = time.process_time()
    image = draw_svg(drawing.data, 1_600, 900, longest_s=0.05)
    assert time.process_time() - begun < 1.5  # else some five
    assert (image.width(), image.height()) == (1_600, 900)
    assert image.pixelColor(800, 450).name() == "#ff0000"
