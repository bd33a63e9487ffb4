"""Pictures are found and decoded in whatever format they come, or refused with a sentence."""

import io
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from PySide6.QtGui import QColor, QGuiApplication, QImage

from decks.model import Problem
from decks.pptx.ooxml import qname
from decks.pptx.package import Package
from decks.render.images.store import ImageError, ImageStore
from decks.render.renderer import Renderer
from tests.decks.render.drawing_board import Board, at, sp
from tests.decks.render.emf_file import PATTERN, UNKNOWN, emf
from tests.decks.render.images.test_metafiles import RED, record, select, wmf
from tests.decks.render.jpeg_file import PROGRESSIVE, jpeg

SVG_EXTENSION = (
    '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId77"/>'
    "</a:ext></a:extLst>"
)
SLIDE_RELS = "ppt/slides/_rels/slide1.xml.rels"


@pytest.fixture
def board(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Board:
    return Board(make_deck, renderer_of)


def picture(inside: str = "", source: str = "") -> str:
    return (
        f'<a:blipFill><a:blip r:embed="PICTURE">{inside}</a:blip>{source}'
        "<a:stretch><a:fillRect/></a:stretch></a:blipFill>"
    )


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (64, 64), **options: object) -> io.BytesIO:
    """A red picture."""
    image = Image.new("RGB", size, "red")
    data = io.BytesIO()
    image.convert(mode).save(data, kind, **options)
    data.seek(0)
    return data


def with_part(
    deck: Path,
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
    name: str,
    data: bytes | None,
    target: str = "",
) -> Path:
    """The slide refers as `rId77` to a part with this content."""
    rels = part_of(deck, SLIDE_RELS)
    mode = ' TargetMode="External"' if target else ""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relationship = f'<Relationship Id="rId77" Type="{kind}" Target="{target or "../media/" + name}"{mode}/>'
    rels = rels.replace(b"</Relationships>", relationship.encode() + b"</Relationships>")
    return rewritten(deck, {SLIDE_RELS: rels, f"ppt/media/{name}": data})


Embed = Callable[[str, bytes | None], QImage]


@pytest.fixture
def embed(
    board: Board,
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
    renderer_of: Callable[[Path], Renderer],
) -> Embed:
    """Draws a shape of two inches filled with a part of this name and content."""

    def draw(name: str, data: bytes | None) -> QImage:
        deck = board.deck(sp(picture().replace("PICTURE", "rId77")))
        board.renderer = renderer_of(with_part(deck, rewritten, part_of, name, data))
        return board.renderer.draw(1, 0, 1333, 750).image

    return draw


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "RGB"),
        ("PNG", "P"),
        ("JPEG", "RGB"),
        ("GIF", "P"),
        ("BMP", "RGB"),
        ("TIFF", "RGB"),
        ("WEBP", "RGB"),
    ],
)
def test_formats_of_pixels_are_drawn(embed: Embed, board: Board, kind: str, mode: str) -> None:
    seen = at(embed(f"image.{kind.lower()}", encoded(kind, mode).getvalue()), 3, 3)
    assert seen.red() > 240
    assert max(seen.green(), seen.blue()) < 12
    assert board.codes() == []


def test_a_picture_for_print_is_drawn_in_its_colours(embed: Embed, board: Board) -> None:
    seen = at(embed("image.jpg", encoded("JPEG", "CMYK").getvalue()), 3, 3)
    assert seen.red() > 200
    assert max(seen.green(), seen.blue()) < 60


def test_a_picture_of_sixteen_bits_is_drawn(embed: Embed) -> None:
    data = io.BytesIO()
    Image.new("I;16", (32, 32), 32_768).save(data, "PNG")
    assert at(embed("image.png", data.getvalue()), 3, 3).lightness() == pytest.approx(128, abs=2)


def test_a_large_photograph_is_decoded_smaller(embed: Embed, board: Board) -> None:
    data = encoded("JPEG", size=(6_000, 4_000)).getvalue()
    assert at(embed("image.jpg", data), 3, 3).red() > 240
    assert board.codes() == []


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is very large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(10_000)))
        + chunk(b"IEND", b"")
    )


def test_a_picture_of_absurd_size_is_refused(embed: Embed, board: Board) -> None:
    embed("image.png", bomb(30_000, 30_000))
    assert board.codes() == ["render.picture_too_big"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("image.png", b"no picture", "render.picture_unreadable"),
        ("image.jpg", b"", "render.picture_unreadable"),
        ("image.wdp", b"II\xbc\x01 no picture", "render.picture_format"),
        ("image.png", b"%PDF-1.4 no picture either", "render.picture_unreadable"),
        ("image.png", None, "render.picture_missing"),
    ],
)
def test_what_is_no_picture_is_told(
    embed: Embed, board: Board, name: str, data: bytes | None, code: str
) -> None:
    embed(name, data)
    assert board.codes() == [code]


def test_a_picture_elsewhere_is_never_fetched(
    board: Board,
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
    renderer_of: Callable[[Path], Renderer],
) -> None:
    deck = board.deck(sp(picture().replace("PICTURE", "rId77")))
    with_part(deck, rewritten, part_of, "x.png", None, target="file:///etc/hostname")
    board.renderer = renderer_of(deck)
    assert board.codes() == ["render.picture_linked"]


def test_the_cropped_part_is_sharp(board: Board) -> None:
    image = Image.new("RGB", (2_000, 2_000), "white")
    ImageDraw.Draw(image).rectangle((100, 100, 199, 199), "red")
    data = io.BytesIO()
    image.save(data, "PNG")
    data.seek(0)
    crop = '<a:srcRect l="5000" t="5000" r="90000" b="90000"/>'
    seen = board.draw(sp(picture(source=crop)), picture=data)
    assert [at(seen, x, 3).name() for x in (2.05, 3.95)] == ["#ff0000", "#ff0000"]


def test_a_picture_much_too_large_for_its_place_is_still_smooth(board: Board) -> None:
    image = Image.new("L", (1_600, 1_600), 255)
    for x in range(0, 1_600, 2):
        image.paste(0, (x, 0, x + 1, 1_600))
    data = io.BytesIO()
    image.save(data, "PNG")
    data.seek(0)
    seen = board.draw(sp(picture()), picture=data)
    shades = {at(seen, 2.2 + step / 100, 3).lightness() for step in range(160)}
    assert max(shades) - min(shades) < 30


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="1" height="1" fill="{}"/></svg>'


@pytest.mark.parametrize(("drawing", "colour"), [(SVG.format("#00ff00"), "#00ff00"), ("nonsense", "#ff0000")])
def test_a_drawing_is_preferred_to_its_pixels_if_it_can_be_drawn(
    board: Board,
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
    renderer_of: Callable[[Path], Renderer],
    drawing: str,
    colour: str,
) -> None:
    deck = board.deck(sp(picture(SVG_EXTENSION)), picture=encoded("PNG"))
    with_part(deck, rewritten, part_of, "image9.svg", drawing.encode())
    board.renderer = renderer_of(deck)
    assert at(board.renderer.draw(1, 0, 1333, 750).image, 2.5, 3).name() == colour
    assert board.codes() == []


PLAIN_SVG = SVG.format("#00ff00").replace("<rect", '<rect filter="url(#f)"')
PART_OF_SVG = SVG.format("#00ff00").replace("<rect", '<text><textPath href="#x">x</textPath></text><rect')
PART_OF_WMF = wmf(RED, select(0), record(0x41B, 90, 90, 0, 0), record(0x419, 0, 0, 9, 9))


@pytest.mark.parametrize(
    ("name", "data", "code", "serious"),
    [
        ("image.svg", PLAIN_SVG.encode(), "render.picture_plainer", False),
        ("image.svg", PART_OF_SVG.encode(), "render.picture_in_part", True),
        ("image.wmf", PART_OF_WMF, "render.picture_in_part", True),
        ("image.emf", emf(more=UNKNOWN), "render.picture_in_part", True),
        ("image.emf", emf(more=PATTERN), "render.picture_plainer", False),
    ],
)
def test_a_drawing_of_which_not_all_is_drawn_is_told_each_time(
    embed: Embed, board: Board, name: str, data: bytes, code: str, serious: bool
) -> None:
    told = (Problem(code, 1, serious=serious, values={"kind": name.rpartition(".")[2].upper()}),)
    embed(name, data)
    assert board.renderer is not None
    assert board.renderer.problems(1) == told
    assert board.renderer.draw(1, 0, 1333, 750).findings.problems == told


@pytest.mark.parametrize("drawing", [PLAIN_SVG, PART_OF_SVG])
def test_the_pixels_are_preferred_to_a_drawing_of_which_not_all_is_drawn(
    board: Board,
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
    renderer_of: Callable[[Path], Renderer],
    drawing: str,
) -> None:
    deck = board.deck(sp(picture(SVG_EXTENSION)), picture=encoded("PNG"))
    with_part(deck, rewritten, part_of, "image9.svg", drawing.encode())
    board.renderer = renderer_of(deck)
    assert at(board.renderer.draw(1, 0, 1333, 750).image, 2.5, 3).name() == "#ff0000"
    assert board.codes() == []


def test_but_a_drawing_in_part_is_better_than_none(
    board: Board,
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
    renderer_of: Callable[[Path], Renderer],
) -> None:
    blip = picture(SVG_EXTENSION).replace("PICTURE", "rId66")
    deck = with_part(board.deck(sp(blip)), rewritten, part_of, "image9.svg", PLAIN_SVG.encode())
    board.renderer = renderer_of(deck)
    assert at(board.renderer.draw(1, 0, 1333, 750).image, 2.5, 3).name() == "#00ff00"
    assert board.codes() == ["render.picture_plainer"]


def test_pictures_that_take_longer_than_a_slide_may_are_left_out_until_the_next_slide(
    make_deck: Callable[..., Path], qapp: QGuiApplication
) -> None:
    def build(presentation: Any) -> None:
        for colour in ("PNG", "BMP", "GIF"):
            presentation.slides[0].shapes.add_picture(encoded(colour, size=(900, 900)), 0, 0)

    part = "ppt/slides/slide1.xml"
    with Package(make_deck(build)) as package:
        first, second, third = package.xml(part).iter(qname("a:blip"))
        store = ImageStore(package, longest_s=0.0)
        assert store.image(part, first, 90, 90).width() >= 90
        for blip in (second, third, second):
            with pytest.raises(ImageError) as caught:
                store.image(part, blip, 90, 90)
            assert caught.value.code == "render.pictures_too_slow"
        assert store.image(part, first, 90, 90).width() >= 90
        store.begin()
        assert store.image(part, second, 90, 90).width() >= 90


def test_a_jpeg_of_very_many_scans_is_told(embed: Embed, board: Board) -> None:
    begun = time.process_time()
    embed("image.jpg", jpeg(7_700, 7_700, frame=PROGRESSIVE, scans=400))
    assert board.codes() == ["render.picture_too_big"]
    assert time.process_time() - begun < 2


def test_a_drawing_that_comes_alone_is_drawn_or_told(embed: Embed, board: Board) -> None:
    assert QColor(embed("image.svg", SVG.format("blue").encode()).pixel(250, 300)).name() == "#0000ff"
    embed("image.svg", b"<svg")
    assert board.codes() == ["render.picture_format"]
