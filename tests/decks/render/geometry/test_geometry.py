"""Outlines: presets by name, and paths with formulas of their own."""

import math
from itertools import product

import pytest
from lxml import etree
from PySide6.QtCore import QPointF

from decks.pptx.ooxml import NAMESPACES
from decks.render.geometry.geometry import MOST_STEPS, Geometry, geometry_of
from decks.render.geometry.outline import Shade
from decks.render.geometry.presets import PRESETS, preset_outline


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
        "cube",
        "ribbon",
        "bentConnector4",
        "mathMultiply",
        "actionButtonHome",
    ],
)
@pytest.mark.parametrize("size", [(200, 100), (100, 200), (1, 1), (0, 50)])
def test_a_preset_stays_in_its_rectangle(name: str, size: tuple[float, float]) -> None:
    outline = preset_outline(name, *size, {})
    assert outline is not None
    for face in outline.faces:
        box = face.path.boundingRect()
        assert box.left() >= -0.01 * size[0] - 0.01
        assert box.top() >= -0.01 * size[1] - 0.01
        assert box.right() <= size[0] * 1.01 + 0.01
        assert box.bottom() <= size[1] * 1.01 + 0.01


def test_every_preset_of_the_standard_is_known() -> None:
    assert len(PRESETS) == 187


@pytest.mark.parametrize("value", [-(2.0**40), -1.0, 0.0, 1.0, 100_000.0, 2.0**40])
def test_presets_bear_any_adjustment(value: float) -> None:
    adjustments = {f"adj{number}": value for number in ("", *range(1, 9))} | {"hf": value, "vf": value}
    for name, size in product(PRESETS, ((200.0, 100.0), (0.0, 100.0), (100.0, 0.0), (0.0, 0.0))):
        outline = preset_outline(name, *size, adjustments)
        assert outline is not None
        for face in outline.faces:
            points = (face.path.elementAt(index) for index in range(face.path.elementCount()))
            assert all(math.isfinite(point.x) and math.isfinite(point.y) for point in points), name


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
        ("bentUpArrow", (180, 60), (60, 20)),
        ("leftUpArrow", (180, 60), (20, 20)),
        ("uturnArrow", (10, 90), (60, 90)),
        ("rightArrowCallout", (60, 5), (170, 5)),
        ("plus", (100, 5), (5, 5)),
        ("mathPlus", (100, 50), (40, 20)),
        ("noSmoking", (100, 50), (130, 30)),
        ("frame", (5, 50), (100, 50)),
        ("moon", (20, 50), (180, 50)),
        ("sun", (100, 50), (45, 50)),
        ("flowChartDelay", (150, 50), (198, 5)),
        ("flowChartPreparation", (100, 50), (5, 5)),
        ("wedgeRectCallout", (60, 110), (150, 110)),
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


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rect", (0, 0, 200, 100)),
        ("ellipse", (29.29, 14.64, 141.42, 70.71)),
        ("triangle", (50, 50, 100, 50)),
        ("diamond", (50, 25, 100, 50)),
        ("cube", (0, 25, 175, 75)),
        ("rightArrow", (0, 25, 175, 50)),
        ("flowChartDocument", (0, 0, 200, 80.19)),
    ],
)
def test_text_keeps_to_its_part_of_a_preset(name: str, text: tuple[float, ...]) -> None:
    assert preset(name).text_area.getRect() == pytest.approx(text, abs=0.02)


def test_a_solid_has_faces_in_their_light() -> None:
    shades = [face.shade for face in preset("cube").faces]
    assert shades == [Shade.PLAIN, Shade.LIGHTEN_LESS, Shade.DARKEN_LESS]


def test_a_callout_points_where_its_adjustments_say() -> None:
    guides = '<a:gd name="adj1" fmla="val 100000"/><a:gd name="adj2" fmla="val 0"/>'
    path = preset("wedgeEllipseCallout", guides).path
    assert path.boundingRect().right() == pytest.approx(300)
    assert path.contains(QPointF(250, 50))


def test_paths_of_a_custom_shape_have_their_own_fill_and_line() -> None:
    box = '<a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="9" y="9"/></a:lnTo>'
    found = geometry(
        f'<a:custGeom><a:rect l="l" t="t" r="hc" b="vc"/><a:pathLst><a:path fill="none">{box}</a:path>'
        f'<a:path stroke="0" fill="darken">{box}</a:path></a:pathLst></a:custGeom>'
    )
    assert [(face.shade, face.stroked) for face in found.faces] == [
        (Shade.NONE, True),
        (Shade.DARKEN, False),
    ]
    assert found.text_area.getRect() == (0, 0, 100, 50)


def test_an_arc_of_a_stretched_path_ends_where_the_stretched_arc_ends() -> None:
    path = geometry(
        '<a:custGeom><a:pathLst><a:path w="100" h="100"><a:moveTo><a:pt x="100" y="50"/></a:moveTo>'
        '<a:arcTo wR="50" hR="50" stAng="0" swAng="2700000"/></a:path></a:pathLst></a:custGeom>'
    ).path
    end = path.currentPosition()
    assert (end.x(), end.y()) == pytest.approx((170.71, 85.36), abs=0.05)


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


def test_of_a_path_of_very_many_steps_the_first_are_drawn_and_the_cut_is_known() -> None:
    steps = '<a:moveTo><a:pt x="0" y="0"/></a:moveTo>' + "".join(
        f'<a:lnTo><a:pt x="{number}" y="9"/></a:lnTo>' for number in range(MOST_STEPS)
    )
    path = f"<a:path>{steps}</a:path>"
    found = geometry(f"<a:custGeom><a:pathLst>{path}{path}</a:pathLst></a:custGeom>")
    assert (len(found.faces), found.path.elementCount(), found.cut) == (1, MOST_STEPS, True)
    assert not geometry("<a:custGeom><a:pathLst><a:path/></a:pathLst></a:custGeom>").cut
