"""Outlines: presets by name, and paths with formulas of their own."""

import pytest
from lxml import etree
from PySide6.QtCore import QPointF

from decks.pptx.ooxml import NAMESPACES
from decks.render.geometry import Geometry, geometry_of
from decks.render.presets import preset_path


def geometry(xml: str, width: float = 200, height: float = 100) -> Geometry:
    return geometry_of(etree.fromstring(f'<a:spPr xmlns:a="{NAMESPACES["a"]}">{xml}</a:spPr>'), width, height)


def preset(name: str, guides: str = "") -> Geometry:
    return geometry(f'<a:prstGeom prst="{name}"><a:avLst>{guides}</a:avLst></a:prstGeom>')


@pytest.mark.parametrize(
    "name",
    [
        "rect",
        "ellipse",
        "roundRect",
        "chevron",
        "downArrow",
        "leftArrow",
        "star5",
        "heart",
        "can",
        "snip1Rect",
    ],
)
@pytest.mark.parametrize("size", [(200, 100), (100, 200), (1, 1), (0, 50)])
def test_a_preset_stays_in_its_rectangle(name: str, size: tuple[float, float]) -> None:
    path = preset_path(name, *size, {})
    assert path is not None
    box = path.boundingRect()
    assert box.left() >= -0.01
    assert box.top() >= -0.01
    assert box.right() <= size[0] + 0.01
    assert box.bottom() <= size[1] + 0.01


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("triangle", (100, 50), (10, 10)),
        ("rightArrow", (195, 50), (195, 10)),
        ("leftArrow", (5, 50), (5, 10)),
        ("downArrow", (100, 95), (10, 95)),
        ("upArrow", (100, 5), (10, 5)),
        ("chevron", (180, 50), (10, 50)),
        ("round2SameRect", (2, 98), (1, 1)),
        ("donut", (10, 50), (100, 50)),
        ("pie", (100, 75), (150, 20)),
    ],
)
def test_a_preset_has_its_shape(name: str, inside: tuple[float, float], outside: tuple[float, float]) -> None:
    path = preset(name).path
    assert path.contains(QPointF(*inside))
    assert not path.contains(QPointF(*outside))


def test_adjustments_move_a_preset() -> None:
    wide = preset("chevron", '<a:gd name="adj" fmla="val 90000"/>').path
    assert wide.contains(QPointF(150, 50))
    assert not wide.contains(QPointF(60, 50))


def test_lines_are_never_filled() -> None:
    assert not preset("straightConnector1").closed
    assert preset("rect").closed


def test_a_custom_path_follows_its_formulas() -> None:
    path = geometry(
        '<a:custGeom><a:gdLst><a:gd name="half" fmla="*/ w 1 2"/></a:gdLst><a:pathLst><a:path>'
        '<a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="half" y="0"/></a:lnTo>'
        '<a:lnTo><a:pt x="half" y="h"/></a:lnTo><a:close/></a:path></a:pathLst></a:custGeom>'
    ).path
    assert path.boundingRect().getRect() == (0, 0, 100, 100)


def test_a_custom_path_is_stretched_and_may_hold_arcs() -> None:
    path = geometry(
        '<a:custGeom><a:pathLst><a:path w="20" h="20"><a:moveTo><a:pt x="0" y="10"/></a:moveTo>'
        '<a:arcTo wR="10" hR="10" stAng="10800000" swAng="21600000"/></a:path></a:pathLst></a:custGeom>'
    ).path
    assert path.boundingRect().getRect() == pytest.approx((0, 0, 200, 100), abs=0.5)


def test_formulas_without_sense_count_as_nothing() -> None:
    path = geometry(
        '<a:custGeom><a:gdLst><a:gd name="x" fmla="*/ w 1 0"/><a:gd name="y" fmla="sqrt -4"/></a:gdLst>'
        '<a:pathLst><a:path><a:moveTo><a:pt x="x" y="y"/></a:moveTo><a:lnTo><a:pt x="9" y="9"/></a:lnTo>'
        "<a:lnTo/></a:path></a:pathLst></a:custGeom>"
    ).path
    assert path.boundingRect().getRect() == (0, 0, 9, 9)
