"""Gradients, patterns, pictures and the slide's own ground fill shapes."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx.dml.color import RGBColor
from PySide6.QtGui import QColor

from decks.render.paint.gradients import MOST_STOPS
from decks.render.paint.patterns import pattern
from decks.render.renderer import Renderer
from tests.decks.render.drawing_board import Board, at, grouped, line, pic, solid, sp

STOPS = (
    '<a:gsLst><a:gs pos="0"><a:srgbClr val="FF0000"/></a:gs>'
    '<a:gs pos="100000"><a:srgbClr val="0000FF"/></a:gs></a:gsLst>'
)


@pytest.fixture
def board(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Board:
    return Board(make_deck, renderer_of)


def gradient(way: str, attributes: str = "", stops: str = STOPS) -> str:
    return f"<a:gradFill {attributes}>{stops}{way}</a:gradFill>"


def picture(inside: str = "", after: str = "", attributes: str = "") -> str:
    return f'<a:blipFill {attributes}><a:blip r:embed="PICTURE">{inside}</a:blip>{after}</a:blipFill>'


def quarters(dots_per_inch: int = 100, size: int = 100) -> io.BytesIO:
    """Red and green above, blue and yellow below."""
    half = size // 2
    image = Image.new("RGB", (size, size), "yellow")
    for colour, place in (("red", (0, 0)), ("green", (half, 0)), ("blue", (0, half))):
        image.paste(Image.new("RGB", (half, half), colour), place)
    data = io.BytesIO()
    image.save(data, "PNG", dpi=(dots_per_inch, dots_per_inch))
    data.seek(0)
    return data


STRETCH = "<a:stretch><a:fillRect/></a:stretch>"


def names(image: Any, *places: tuple[float, float]) -> list[str]:
    return [at(image, *place).name() for place in places]


def test_a_gradient_towards_a_rectangle_is_the_same_on_all_four_sides(board: Board) -> None:
    middle = '<a:path path="rect"><a:fillToRect l="50000" t="50000" r="50000" b="50000"/></a:path>'
    image = board.draw(sp(gradient(middle)))
    sides = [at(image, *place) for place in ((2.3, 3), (3.7, 3), (3, 2.3), (3, 3.7), (2.3, 2.5))]
    assert all(abs(side.blue() - sides[0].blue()) < 6 for side in sides)
    assert at(image, 3, 3).red() > 240
    assert sides[0].blue() > 150


def test_a_gradient_stays_upright_if_it_does_not_turn_with_its_shape(board: Board) -> None:
    way = '<a:lin ang="0"/>'
    image = board.draw(
        sp(gradient(way, 'rotWithShape="0"'), xfrm='rot="5400000"'),
        sp(gradient(way, 'rotWithShape="1"'), (6, 2, 2, 2), xfrm='rot="5400000"'),
    )
    assert at(image, 2.1, 3).red() > 220 > 60 > at(image, 3.9, 3).red()
    assert at(image, 7, 2.1).red() > 220 > 60 > at(image, 7, 3.9).red()


def test_stops_out_of_order_or_range_are_put_right(board: Board) -> None:
    stops = (
        '<a:gsLst><a:gs pos="999999"><a:srgbClr val="0000FF"/></a:gs>'
        '<a:gs pos="-5"><a:srgbClr val="FF0000"/></a:gs></a:gsLst>'
    )
    image = board.draw(sp(gradient('<a:lin ang="0"/>', stops=stops)))
    assert at(image, 2.05, 3).red() > 240
    assert at(image, 3.95, 3).blue() > 240


def test_a_pattern_shows_its_dots(board: Board) -> None:
    colours = '<a:fgClr><a:srgbClr val="FF0000"/></a:fgClr><a:bgClr><a:srgbClr val="00FF00"/></a:bgClr>'
    image = board.draw(sp(f'<a:pattFill prst="dkHorz">{colours}</a:pattFill>'))
    column = {at(image, 3, 2 + row / 100).name() for row in range(10, 60)}
    assert {"#ff0000", "#00ff00"} <= column


def test_an_unknown_pattern_is_half_ink() -> None:
    tile = pattern("nonsense", QColor("black"), QColor("white"))
    dark = sum(tile.pixelColor(x, y).lightness() == 0 for x in range(8) for y in range(8))
    assert dark == 32


def test_a_pattern_without_a_name_fills_nothing(board: Board) -> None:
    assert at(board.draw(sp("<a:pattFill/>")), 3, 3).name() == "#ffffff"


def test_tiles_are_as_large_as_their_picture_is(board: Board) -> None:
    image = board.draw(sp(picture(after='<a:tile algn="tl"/>')), picture=quarters())
    assert names(image, (2.25, 2.25), (2.75, 2.25), (3.25, 2.25), (3.25, 3.75)) == [
        "#ff0000",
        "#008000",
        "#ff0000",
        "#0000ff",
    ]


def test_tiles_may_be_scaled_moved_and_mirrored(board: Board) -> None:
    scaled = sp(picture(after='<a:tile sx="200000" sy="200000"/>'))
    moved = sp(picture(after='<a:tile tx="457200"/>'), (5, 2, 2, 2))
    mirrored = sp(picture(after='<a:tile flip="x"/>'), (8, 2, 2, 2))
    image = board.draw(scaled, moved, mirrored, picture=quarters())
    assert names(image, (2.75, 2.75), (3.25, 2.75)) == ["#ff0000", "#008000"]
    assert names(image, (5.25, 2.25), (5.75, 2.25)) == ["#008000", "#ff0000"]
    assert names(image, (8.75, 2.25), (9.25, 2.25), (9.75, 2.25)) == ["#008000", "#008000", "#ff0000"]


def test_tiles_begin_at_their_corner(board: Board) -> None:
    tile = '<a:tile algn="br" sx="150000" sy="150000"/>'
    image = board.draw(sp(picture(after=tile)), picture=quarters())
    assert names(image, (3.9, 3.9), (2.9, 2.9)) == ["#ffff00", "#ff0000"]


def test_a_picture_may_be_stretched_beyond_its_shape(board: Board) -> None:
    stretch = '<a:stretch><a:fillRect r="-100000" b="-100000"/></a:stretch>'
    image = board.draw(sp(picture(after=stretch)), picture=quarters())
    assert names(image, (2.1, 2.1), (3.9, 3.9), (4.1, 3)) == ["#ff0000", "#ff0000", "#ffffff"]


def test_the_slides_background_is_seen_through_a_shape(board: Board) -> None:
    def prepare(slide: Any) -> None:
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = RGBColor(0x12, 0x34, 0x56)

    above = sp("", (3, 2, 1, 1), attributes='useBgFill="1"', xfrm='rot="900000"')
    image = board.draw(sp(solid("FF0000")), above, prepare=prepare)
    assert names(image, (3.5, 2.5), (2.5, 3.5)) == ["#123456", "#ff0000"]


def test_the_gradient_of_a_group_runs_across_all_its_shapes(board: Board) -> None:
    shapes = [sp("<a:grpFill/>", (1, 2, 1, 1)), sp("<a:grpFill/>", (11, 2, 1, 1), xfrm='rot="10800000"')]
    image = board.draw(grouped(gradient('<a:lin ang="0"/>'), *shapes))
    assert at(image, 1.5, 2.5).red() > 200
    assert at(image, 11.5, 2.5).blue() > 200


def test_a_group_fills_the_shapes_that_ask_for_it(board: Board) -> None:
    image = board.draw(grouped(solid("00FF00"), sp("<a:grpFill/>"), sp(solid("FF0000"), (6, 2, 2, 2))))
    assert names(image, (3, 3), (7, 3)) == ["#00ff00", "#ff0000"]


@pytest.mark.parametrize(
    ("change", "colours"),
    [
        ("<a:grayscl/>", ["#7f7f7f", "#f7f7f7"]),
        ('<a:biLevel thresh="50000"/>', ["#000000", "#ffffff"]),
        ('<a:lum bright="100000"/>', ["#ffffff", "#ffffff"]),
        (
            '<a:duotone><a:srgbClr val="000000"/><a:srgbClr val="00FF00"/></a:duotone>',
            ["#007f00", "#00f700"],
        ),
        (
            '<a:clrChange><a:clrFrom><a:srgbClr val="FF0000"/></a:clrFrom>'
            '<a:clrTo><a:srgbClr val="FF0000"><a:alpha val="0"/></a:srgbClr></a:clrTo></a:clrChange>',
            ["#ffffff", "#ffff00"],
        ),
        ('<a:alphaModFix amt="50000"/>', ["#ff7f7f", "#ffff7f"]),
        ('<a:hsl hue="7200000"/>', ["#00ff00", "#00ffff"]),
        ('<a:hsl sat="-100000"/>', ["#7f7f7f", "#7f7f7f"]),
        ('<a:hsl lum="50000"/>', ["#ff7f7f", "#ffff7f"]),
        ('<a:tint hue="14400000" amt="100000"/>', ["#0000ff", "#0000ff"]),
        ('<a:tint hue="0" amt="50000"/>', ["#ff0000", "#ff7f00"]),
        ('<a:tint hue="0" amt="-100000"/>', ["#00ffff", "#00ffff"]),
        ('<a:clrRepl><a:srgbClr val="123456"/></a:clrRepl>', ["#123456", "#123456"]),
        ('<a:alphaRepl a="50000"/>', ["#ff7f7f", "#ffff7f"]),
        ("<a:alphaInv/>", ["#ffffff", "#ffffff"]),
    ],
)
def test_a_picture_is_recoloured(board: Board, change: str, colours: list[str]) -> None:
    image = board.draw(sp(picture(change, STRETCH)), picture=quarters())
    for place, wanted in zip(((2.5, 2.5), (3.5, 3.5)), colours, strict=True):
        seen, colour = at(image, *place), QColor(wanted)
        parts = zip(seen.getRgb(), colour.getRgb(), strict=True)
        assert all(abs(a - b) <= 3 for a, b in parts), (seen.name(), wanted)


def test_a_recoloured_picture_keeps_its_transparency(board: Board) -> None:
    half = Image.new("RGBA", (100, 100), (255, 0, 0, 255))
    half.paste((0, 0, 0, 0), (50, 0, 100, 100))
    data = io.BytesIO()
    half.save(data, "PNG")
    data.seek(0)
    image = board.draw(sp(picture("<a:grayscl/>", STRETCH)), picture=data)
    assert names(image, (3.5, 3)) == ["#ffffff"]
    assert at(image, 2.5, 3).name() == "#7f7f7f"


def veiled() -> io.BytesIO:
    """Red with an opacity of 0, a quarter, three quarters and 1, from left to right."""
    image = Image.new("RGBA", (100, 100))
    for place, alpha in enumerate((0, 64, 191, 255)):
        image.paste((255, 0, 0, alpha), (25 * place, 0, 25 * place + 25, 100))
    data = io.BytesIO()
    image.save(data, "PNG")
    data.seek(0)
    return data


@pytest.mark.parametrize(
    ("change", "green"),
    [
        ("<a:alphaInv/>", [0, 64, 191, 255]),
        ("<a:alphaCeiling/>", [255, 0, 0, 0]),
        ("<a:alphaFloor/>", [255, 255, 255, 0]),
        ('<a:alphaBiLevel thresh="50000"/>', [255, 255, 0, 0]),
        ('<a:alphaInv/><a:alphaBiLevel thresh="50000"/>', [0, 0, 255, 255]),
        ('<a:clrRepl><a:srgbClr val="FF0000"/></a:clrRepl>', [255, 191, 64, 0]),
        ('<a:hsl lum="0" sat="0" hue="21600000"/>', [255, 191, 64, 0]),
        ('<a:hsl sat="50000"/>', [255, 191, 64, 0]),
    ],
)
def test_the_transparency_of_a_picture_is_changed(board: Board, change: str, green: list[int]) -> None:
    image = board.draw(sp(picture(change, STRETCH)), picture=veiled())
    seen = [at(image, 2.25 + place / 2, 3) for place in range(4)]
    assert [colour.green() for colour in seen] == pytest.approx(green, abs=2)


def test_a_change_of_hues_keeps_fine_gradients(board: Board) -> None:
    row = Image.new("RGB", (256, 1))
    row.putdata([(level, level, level) for level in range(256)])
    data = io.BytesIO()
    row.resize((256, 256)).save(data, "PNG")
    data.seek(0)
    image = board.draw(sp(picture('<a:hsl hue="7200000"/>', STRETCH), (2, 2, 2.56, 2.56)), picture=data)
    assert [image.pixelColor(200 + place, 300).green() for place in range(256)] == pytest.approx(
        list(range(256)), abs=1
    )


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ('<a:tint hue="0" amt="50000"/>', ["render.recolouring"]),
        ('<a:blur rad="9525"/>', ["render.recolouring"]),
        ('<a:alphaMod><a:cont type="sib"/></a:alphaMod>', ["render.recolouring"]),
        ("<a:grayscl/>", []),
    ],
)
def test_changes_of_a_picture_that_are_drawn_only_nearly_are_told(
    board: Board, change: str, codes: list[str]
) -> None:
    board.draw(pic(change), picture=quarters())
    assert board.codes() == codes


CORNER = '<a:path path="{}"><a:fillToRect l="100000" t="100000"/></a:path>'


@pytest.mark.parametrize(
    ("way", "codes"),
    [
        ('<a:lin ang="0"/><a:tileRect/>', []),
        ('<a:lin ang="0"/><a:tileRect l="-50000"/>', []),
        ('<a:lin ang="0"/><a:tileRect r="50000"/>', ["render.fill_plain"]),
        (CORNER.format("circle") + '<a:tileRect r="-100000" b="-100000"/>', []),
        (CORNER.format("rect") + '<a:tileRect r="-100000" b="-100000"/>', []),
        (CORNER.format("circle") + '<a:tileRect l="-100000" b="-100000"/>', ["render.fill_plain"]),
        (CORNER.format("circle") + '<a:tileRect l="50000" t="50000"/>', ["render.fill_plain"]),
    ],
)
def test_gradients_that_run_otherwise_than_they_are_drawn_are_told(
    board: Board, way: str, codes: list[str]
) -> None:
    board.draw(sp(gradient(way)))
    assert board.codes() == codes


def test_a_gradient_may_begin_and_end_beyond_its_shape(board: Board) -> None:
    image = board.draw(sp(gradient('<a:lin ang="0"/><a:tileRect l="-100000"/>')))
    assert at(image, 2.02, 3).blue() == pytest.approx(127, abs=4)
    assert at(image, 3.98, 3).blue() > 250


def test_faces_of_a_solid_are_lit(board: Board) -> None:
    image = board.draw(sp(solid("808080"), preset="cube"))
    front, top, side = (at(image, *place).lightness() for place in ((2.5, 3.5), (3, 2.2), (3.8, 3)))
    assert side < front < top


def test_an_open_shape_is_filled_only_where_it_says(board: Board) -> None:
    image = board.draw(sp(solid("FF0000") + line(solid("0000FF")), preset="straightConnector1"))
    assert names(image, (3, 3), (3.5, 2.5)) == ["#0000ff", "#ffffff"]


def test_tiles_stay_upright_if_they_do_not_turn_with_their_shape(board: Board) -> None:
    tile = '<a:tile algn="tl" sx="200000" sy="200000"/>'
    turned = sp(picture(after=tile, attributes='rotWithShape="1"'), xfrm='rot="5400000"')
    upright = sp(picture(after=tile, attributes='rotWithShape="0"'), (6, 2, 2, 2), xfrm='rot="5400000"')
    image = board.draw(turned, upright, picture=quarters())
    assert names(image, (2.5, 2.5), (3.5, 2.5)) == ["#0000ff", "#ff0000"]
    assert names(image, (6.5, 2.5), (7.5, 2.5)) == ["#ff0000", "#008000"]


def test_more_stops_than_are_drawn_are_told(board: Board) -> None:
    stops = '<a:gs pos="0"><a:srgbClr val="FF0000"/></a:gs>' * (MOST_STOPS + 1)
    image = board.draw(sp(gradient('<a:lin ang="0"/>', stops=f"<a:gsLst>{stops}</a:gsLst>")))
    assert at(image, 3, 3).name() == "#ff0000"
    assert board.codes() == ["render.shape_too_fine"]
