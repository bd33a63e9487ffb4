"""A slide is drawn click by click, and what moves is found where it stands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt
from PySide6.QtGui import QColor, QImage

from decks.motion import Effect, Motion, Side
from decks.render.renderer import Renderer
from decks.spots import Area
from tests.decks.animations import (
    animate,
    appear,
    behaviour,
    click,
    disappear,
    effect,
    filtered,
    target,
    visibility,
)

Render = Callable[[Path], Renderer]
Make = Callable[..., Path]
WIDTH, HEIGHT = 400, 225


def box(shapes: Any, left: float, top: float, width: float, height: float, colour: str = "FF0000") -> Any:
    """A rectangle of one colour, in inches."""
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(left), Inches(top), Inches(width), Inches(height))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour)
    shape.line.fill.background()
    shape.shadow.inherit = False
    return shape


def blank(presentation: Any) -> Any:
    """The first slide without its placeholders."""
    slide = presentation.slides[0]
    for shape in list(slide.placeholders):
        shape._element.getparent().remove(shape._element)
    return slide


def colour(image: QImage, x: float, y: float) -> str:
    """The colour at a place in inches."""
    return QColor(image.pixel(int(x / 13.333 * image.width()), int(y / 7.5 * image.height()))).name()


def dark_rows(image: QImage) -> set[int]:
    """Tenths of the height in which something dark stands."""
    return {
        y * 10 // image.height()
        for y in range(image.height())
        if any(QColor(image.pixel(x, y)).lightness() < 100 for x in range(image.width()))
    }


def fade(kind: str, shape: object, paragraphs: tuple[int, int] | None = None) -> str:
    """An entrance or exit that fades."""
    aim = target(shape, paragraphs)
    return effect(kind, visibility(aim, "visible" if kind == "entr" else "hidden"), filtered(aim, "fade"))


def covers(area: Area, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether an area is this rectangle in inches, with a little margin."""
    edges = area.x, area.y, area.x + area.width, area.y + area.height
    wanted = left / 13.333, top / 7.5, right / 13.333, bottom / 7.5
    grown = [wanted[0] - edges[0], wanted[1] - edges[1], edges[2] - wanted[2], edges[3] - wanted[3]]
    return all(0 <= each < 0.02 for each in grown)


def test_shapes_come_and_go_with_the_clicks(make_deck: Make, renderer_of: Render):
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        one, two = box(slide.shapes, 1, 1, 2, 2), box(slide.shapes, 6, 1, 2, 2, "0000FF")
        animate(slide, click(appear(one.shape_id)), click(disappear(one.shape_id), appear(two.shape_id)))

    renderer = renderer_of(make_deck(build))
    images = [renderer.draw(1, number, WIDTH, HEIGHT).image for number in (0, 1, 2, 7)]
    assert [colour(image, 2, 2) for image in images] == ["#ffffff", "#ff0000", "#ffffff", "#ffffff"]
    assert [colour(image, 7, 2) for image in images] == ["#ffffff", "#ffffff", "#0000ff", "#0000ff"]


def test_paragraphs_come_one_by_one_and_keep_their_places(make_deck: Make, renderer_of: Render):
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        frame = slide.shapes.add_textbox(0, 0, Inches(13), Inches(7))
        frame.text_frame.text = "XXXX\nXXXX\nXXXX"
        for paragraph in frame.text_frame.paragraphs:
            paragraph.runs[0].font.size = Pt(60)
        animate(slide, *[click(fade("entr", frame.shape_id, (n, n))) for n in range(3)])

    renderer = renderer_of(make_deck(build))
    drawings = [renderer.draw(1, number, WIDTH, HEIGHT) for number in range(4)]
    rows = [dark_rows(drawing.image) for drawing in drawings]
    assert not rows[0]
    assert rows[0] < rows[1] < rows[2] < rows[3]
    (first,), (second,) = drawings[1].findings.motions, drawings[2].findings.motions
    assert first.area.y + first.area.height / 2 < second.area.y + second.area.height / 2
    assert first.area.width < 0.5
    assert drawings[0].findings.motions == ()


def test_a_shape_moves_where_it_stands_whether_it_comes_or_goes(make_deck: Make, renderer_of: Render):
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        group = slide.shapes.add_group_shape()
        inner = box(group.shapes, 1, 1, 2, 2)
        lone = box(slide.shapes, 6, 4, 3, 1)
        animate(
            slide,
            click(fade("entr", inner.shape_id), fade("exit", lone.shape_id)),
            click(fade("exit", group.shape_id)),
        )

    renderer = renderer_of(make_deck(build))
    coming, going = renderer.draw(1, 1, WIDTH, HEIGHT).findings.motions
    assert covers(coming.area, 1, 1, 3, 3)
    assert covers(going.area, 6, 4, 9, 5)
    assert (coming.leaving, going.leaving) == (False, True)
    (group,) = renderer.draw(1, 2, WIDTH, HEIGHT).findings.motions
    assert covers(group.area, 1, 1, 3, 3)
    assert colour(renderer.draw(1, 2, WIDTH, HEIGHT).image, 2, 2) == "#ffffff"


def test_a_motion_says_how(make_deck: Make, renderer_of: Render):
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        shape = box(slide.shapes, 1, 1, 2, 2)
        aim = target(shape.shape_id)
        wipe = effect("entr", visibility(aim), filtered(aim, "wipe(left)", 200), preset=22, subtype=8)
        animate(slide, click(wipe))

    (motion,) = renderer_of(make_deck(build)).draw(1, 1, WIDTH, HEIGHT).findings.motions
    assert motion == Motion(motion.area, Effect.WIPE, Side.LEFT, False, 0.0, 0.2)


def test_text_that_reaches_beyond_its_shape_moves_with_it(make_deck: Make, renderer_of: Render):
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        frame = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(8), Inches(0.2))
        frame.text_frame.text = "\n".join("XXXX" for _ in range(8))
        animate(slide, click(fade("entr", frame.shape_id)))

    (motion,) = renderer_of(make_deck(build)).draw(1, 1, WIDTH, HEIGHT).findings.motions
    assert motion.area.height > 0.2


def test_a_surface_comes_after_its_text(make_deck: Make, renderer_of: Render):
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        shape = box(slide.shapes, 1, 1, 6, 4)
        shape.text_frame.text = "XXXX"
        shape.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0, 0, 0)
        animate(slide, click(effect("entr", visibility(target(shape.shape_id, inside="<p:bg/>")))))

    renderer = renderer_of(make_deck(build))
    before, after = (renderer.draw(1, number, WIDTH, HEIGHT).image for number in (0, 1))
    assert (colour(before, 1.2, 1.2), colour(after, 1.2, 1.2)) == ("#ffffff", "#ff0000")
    assert dark_rows(before)


BLUE = '<p:to><a:srgbClr val="0000FF"/></p:to>'


def test_a_shape_that_shrinks_to_nothing_is_gone(make_deck: Make, renderer_of: Render):
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        shape = box(slide.shapes, 4, 3, 2, 2)
        aim = target(shape.shape_id)
        animate(slide, click(effect("emph", behaviour("animScale", aim, '<p:by x="0" y="0"/>'))))

    renderer = renderer_of(make_deck(build))
    images = (renderer.draw(1, number, WIDTH, HEIGHT).image for number in (0, 1))
    assert [colour(image, 5, 4) for image in images] == ["#ff0000", "#ffffff"]


def test_emphasis_colours_a_text_or_one_of_its_paragraphs(make_deck: Make, renderer_of: Render):
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        frame = slide.shapes.add_textbox(0, 0, Inches(13), Inches(7))
        frame.text_frame.text = "XXXX\nXXXX"
        for paragraph in frame.text_frame.paragraphs:
            paragraph.runs[0].font.size = Pt(100)
        aims = target(frame.shape_id, (1, 1)), target(frame.shape_id)
        animate(
            slide,
            *[click(effect("emph", behaviour("animClr", aim, BLUE, names=["style.color"]))) for aim in aims],
        )

    renderer = renderer_of(make_deck(build))
    rows = [
        {
            y * 4 // HEIGHT
            for y in range(HEIGHT)
            if any(image.pixelColor(x, y).name() == "#0000ff" for x in range(WIDTH))
        }
        for image in (renderer.draw(1, number, WIDTH, HEIGHT).image for number in range(3))
    ]
    assert rows[0] == set()
    assert 0 not in rows[1]
    assert rows[1] < rows[2]
    assert 0 in rows[2]


def test_ids_of_the_layout_are_not_the_slides(make_deck: Make, renderer_of: Render):
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        shape = box(slide.shapes, 1, 1, 2, 2)
        other = box(slide.shapes, 6, 1, 2, 2)
        slide.slide_layout.shapes._spTree.append(other._element)
        other._element.nvSpPr.cNvPr.set("id", str(shape.shape_id))
        animate(slide, click(appear(shape.shape_id)))

    image = renderer_of(make_deck(build)).draw(1, 0, WIDTH, HEIGHT).image
    assert (colour(image, 2, 2), colour(image, 7, 2)) == ("#ffffff", "#ff0000")


def test_what_is_left_out_of_animations_is_told(make_deck: Make, renderer_of: Render):
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        shape = box(slide.shapes, 1, 1, 2, 2)
        animate(slide, triggered=(click(appear(shape.shape_id)),))

    renderer = renderer_of(make_deck(build))
    assert [(p.code, p.serious) for p in renderer.problems(1)] == [("render.trigger", False)]


def test_the_problems_of_a_slide_are_those_of_all_its_steps(
    make_deck: Make, renderer_of: Render, png: Callable[..., Any], rewritten: Callable[..., Path]
):
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        picture = slide.shapes.add_picture(png(), Inches(1), Inches(1))
        animate(slide, click(appear(picture.shape_id)))

    renderer = renderer_of(rewritten(make_deck(build), {"ppt/media/image1.png": None}))
    assert [problem.code for problem in renderer.problems(1)] == ["render.picture_missing"]


@pytest.mark.parametrize("number", [-5, 10**9])
def test_clicks_beyond_the_steps_are_the_nearest_step(make_deck: Make, renderer_of: Render, number: int):
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        animate(slide, click(appear(box(slide.shapes, 1, 1, 2, 2).shape_id)))

    drawing = renderer_of(make_deck(build)).draw(1, number, WIDTH, HEIGHT)
    assert colour(drawing.image, 2, 2) == ("#ffffff" if number < 0 else "#ff0000")
    assert drawing.findings.motions == ()
