"""SmartArt is drawn from its drawing, or listed in plain boxes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from PySide6.QtGui import QColor, QImage

from decks.model import Problem
from decks.pptx.ooxml import NAMESPACES
from decks.render.renderer import Renderer
from decks.render.slide.diagrams import outline_of
from tests.decks.animations import animate, click, diagram_part, effect, visibility
from tests.decks.render.drawing_board import Board, at, solid

INCH = 914_400
RELS = "ppt/slides/_rels/slide1.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())


@pytest.fixture
def opened(
    make_deck: Callable[..., Path],
    renderer_of: Callable[[Path], Renderer],
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
) -> Callable[..., Renderer]:
    """Opens a slide with a diagram at 1, 1 inches, 6 wide and 3 high, of these parts; its shapes with these
    names come with a click each."""

    def make(model: str | None, drawing: str | None, *names: str) -> Renderer:
        aims = [diagram_part(9, name) for name in names]
        clicks = [click(effect("entr", visibility(aim))) for aim in aims]
        prepare = (lambda slide: animate(slide, *clicks)) if clicks else None
        path = Board(make_deck, renderer_of).deck(_frame(), prepare=prepare)
        links, parts = "", {}
        for part, kind, text in (
            ("data1", f"{OFFICE}/diagramData", model),
            ("drawing1", "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing", drawing),
        ):
            if text is not None:
                links += f'<Relationship Id="{part}" Type="{kind}" Target="../diagrams/{part}.xml"/>'
                parts[f"ppt/diagrams/{part}.xml"] = text.encode()
        parts[RELS] = part_of(path, RELS).replace(b"</Relationships>", f"{links}</Relationships>".encode())
        return renderer_of(rewritten(path, parts))

    return make


@pytest.fixture
def draw(opened: Callable[..., Renderer]) -> Callable[..., tuple[QImage, list[str]]]:
    """Draws such a diagram; also what is reported."""

    def make(model: str | None, drawing: str | None) -> tuple[QImage, list[str]]:
        renderer = opened(model, drawing)
        image = renderer.draw(1, 0, 1333, 750).image
        # Drawing changes what was read of the part; it must not change it twice.
        assert renderer.draw(1, 0, 1333, 750).image == image
        return image, [problem.code for problem in renderer.problems(1)]

    return make


def _frame() -> str:
    return (
        f"<p:graphicFrame {_NAMESPACES}>"
        '<p:nvGraphicFramePr><p:cNvPr id="9" name=""/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{INCH}" y="{INCH}"/><a:ext cx="{6 * INCH}" cy="{3 * INCH}"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["dgm"]}"><dgm:relIds r:dm="data1"/></a:graphicData>'
        "</a:graphic></p:graphicFrame>"
    )


def model(*texts: str, points: str = "", links: str = "") -> str:
    """A data model of points at the top, which names its drawing."""
    own = "".join(point(f"{number}", text) for number, text in enumerate(texts))
    return (
        f"<dgm:dataModel {_NAMESPACES}><dgm:ptLst>{own}{points}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst>"
        '<dgm:extLst><a:ext uri="x"><dsp:dataModelExt relId="drawing1"/></a:ext></dgm:extLst></dgm:dataModel>'
    )


def point(number: str, text: str, kind: str = "node") -> str:
    run = f"<a:r><a:t>{text}</a:t></a:r>" if text else ""
    return f'<dgm:pt modelId="{number}" type="{kind}"><dgm:t><a:p>{run}</a:p></dgm:t></dgm:pt>'


def link(upper: str, lower: str) -> str:
    return f'<dgm:cxn modelId="x" srcId="{upper}" destId="{lower}" srcOrd="0" destOrd="0"/>'


def drawing(*shapes: str) -> str:
    return f"<dsp:drawing {_NAMESPACES}><dsp:spTree>{''.join(shapes)}</dsp:spTree></dsp:drawing>"


def shape(x: float, y: float, colour: str, more: str = "", xfrm: str = "", name: str = "x") -> str:
    """A shape an inch wide and high, `more` behind its properties."""
    place = f'<a:off x="{round(x * INCH)}" y="{round(y * INCH)}"/><a:ext cx="{INCH}" cy="{INCH}"/>'
    return (
        f'<dsp:sp modelId="{name}"><dsp:nvSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvSpPr/></dsp:nvSpPr>'
        "<dsp:spPr>"
        f'<a:xfrm {xfrm}>{place}</a:xfrm><a:prstGeom prst="rect"/>{solid(colour)}</dsp:spPr>{more}</dsp:sp>'
    )


def darkest(image: QImage, left: float, top: float, right: float, bottom: float) -> int:
    """The darkest lightness in an area in inches."""
    area = image.copy(int(left * 100), int(top * 100), int((right - left) * 100), int((bottom - top) * 100))
    return min(
        QColor(area.pixel(x, y)).lightness() for x in range(area.width()) for y in range(area.height())
    )


Draw = Callable[..., tuple[QImage, list[str]]]


def test_the_drawing_is_drawn_in_the_frame(draw: Draw) -> None:
    image, codes = draw(model("One"), drawing(shape(0, 0, "FF0000"), shape(5, 2, "0000FF")))
    assert at(image, 1.5, 1.5).name() == "#ff0000"
    assert at(image, 6.5, 3.5).name() == "#0000ff"
    assert at(image, 4, 2.5).name() == "#ffffff"
    assert codes == []


def test_text_with_a_place_of_its_own_stands_there(draw: Draw) -> None:
    text = "<dsp:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>MMMM</a:t></a:r></a:p></dsp:txBody>"
    place = f'<dsp:txXfrm><a:off x="{3 * INCH}" y="0"/><a:ext cx="{2 * INCH}" cy="{INCH}"/></dsp:txXfrm>'
    image, _ = draw(model("One"), drawing(shape(0, 0, "FFFF00", text + place)))
    assert darkest(image, 1, 1, 2, 2) > 100
    assert darkest(image, 4, 1, 6, 2) < 60


def test_the_turn_of_a_text_adds_to_that_of_its_shape(draw: Draw) -> None:
    text = "<dsp:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>M</a:t></a:r></a:p></dsp:txBody>"
    place = f'<a:off x="{3 * INCH}" y="0"/><a:ext cx="{2 * INCH}" cy="{INCH}"/>'
    turned = f'{text}<dsp:txXfrm rot="-5400000">{place}</dsp:txXfrm>'
    upright = f"{text}<dsp:txXfrm>{place}</dsp:txXfrm>"
    first, _ = draw(model("One"), drawing(shape(0, 0, "FFFF00", turned, xfrm='rot="5400000"')))
    second, _ = draw(model("One"), drawing(shape(0, 0, "FFFF00", upright)))
    assert first.copy(400, 100, 300, 300) == second.copy(400, 100, 300, 300)
    assert darkest(first, 4, 1, 6, 2) < 60


def test_without_a_drawing_its_texts_stand_in_boxes(draw: Draw) -> None:
    image, codes = draw(model("One", "Two"), None)
    assert codes == ["render.diagram_plain"]
    assert at(image, 1.2, 1.2).name() == at(image, 6.8, 1.2).name() == "#4f81bd"
    assert at(image, 4, 1.2).name() == "#ffffff"


def test_what_stands_below_a_point_is_listed_with_it(draw: Draw) -> None:
    points = point("d", "", "doc") + point("a", "Above") + point("b", "Below")
    image, codes = draw(model(points=points, links=link("d", "a") + link("a", "b")), None)
    assert codes == ["render.diagram_plain"]
    assert at(image, 1.2, 3.8).name() == "#4f81bd"
    assert at(image, 4, 1.2).name() == "#4f81bd"


def test_a_point_below_two_others_stands_once() -> None:
    points = point("a", "A") + point("b", "B") + point("c", "C")
    root = etree.fromstring(model(points=points, links=link("a", "c") + link("b", "c")))
    assert [len(list(top.lines())) for top in outline_of(root)] == [2, 1]


def test_points_in_a_loop_come_to_an_end(draw: Draw) -> None:
    points = point("a", "A") + point("b", "B") + point("c", "C")
    loop = link("a", "b") + link("b", "a") + link("a", "a") + link("b", "c")
    _, codes = draw(model(points=points, links=loop), None)
    assert codes == ["render.diagram"]


@pytest.mark.parametrize("damaged", [None, "<dgm:dataModel", "<x/>"])
def test_a_diagram_that_can_not_be_read_is_reported(draw: Draw, damaged: str | None) -> None:
    assert draw(damaged, None)[1] == ["render.diagram"]


def test_a_diagram_within_its_own_drawing_is_left_out(draw: Draw) -> None:
    frame = _frame().replace("p:graphicFrame", "dsp:graphicFrame")
    image, codes = draw(model("One"), drawing(shape(0, 0, "FF0000"), frame, _frame()))
    assert at(image, 1.5, 1.5).name() == "#ff0000"
    assert codes == []


def test_a_diagram_comes_shape_by_shape_with_its_texts(opened: Callable[..., Renderer]) -> None:
    place = f'<a:off x="{3 * INCH}" y="0"/><a:ext cx="{INCH}" cy="{INCH}"/>'
    text = (
        '<dsp:txBody><a:bodyPr/><a:p><a:r><a:rPr sz="4000" b="1"/><a:t>MMM</a:t></a:r></a:p></dsp:txBody>'
        f"<dsp:txXfrm>{place}</dsp:txXfrm>"
    )
    shapes = shape(0, 0, "FF0000", name="{A}"), shape(1, 0, "0000FF", text, name="{B}")
    renderer = opened(model("x"), drawing(*shapes), "{A}", "{B}")
    images = [renderer.draw(1, step, 1333, 750).image for step in range(3)]
    assert [at(image, 1.5, 1.5).name() for image in images] == ["#ffffff", "#ff0000", "#ff0000"]
    assert [at(image, 2.5, 1.5).name() for image in images] == ["#ffffff", "#ffffff", "#0000ff"]
    blank = [
        all(at(image, x / 100, y / 100).lightness() > 200 for x in range(400, 500) for y in range(100, 200))
        for image in images
    ]
    assert blank == [True, True, False]
    assert renderer.problems(1) == ()


def test_a_diagram_whose_drawing_has_other_names_comes_whole_and_that_is_told(
    opened: Callable[..., Renderer],
) -> None:
    renderer = opened(model("x"), drawing(shape(0, 0, "FF0000", name="{A}")), "{B}", "{C}")
    images = [renderer.draw(1, step, 1333, 750).image for step in range(3)]
    assert [at(image, 1.5, 1.5).name() for image in images] == ["#ffffff", "#ff0000", "#ff0000"]
    assert renderer.problems(1) == (Problem("render.build", 1, serious=False),)
