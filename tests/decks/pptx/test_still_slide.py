"""A slide as it is seen after some clicks, standing still."""

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from decks.pptx.builds import read_builds
from decks.pptx.ooxml import descendants
from decks.pptx.still_slide import View, still_slide
from tests.decks.animations import (
    animate,
    appear,
    chart_part,
    click,
    coloured,
    effect,
    graphic,
    slide_with,
    target,
    visibility,
)

LINE = Inches(0.1)


def slide_with_box() -> tuple[Any, Any]:
    """A slide, and a box on it with a thick line and two paragraphs."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    box = slide.shapes.add_shape(1, 0, 0, Inches(2), Inches(1))
    box.fill.gradient()
    box.line.width = LINE
    box.text_frame.text = "one"
    box.text_frame.add_paragraph().text = "two"
    return slide, box


def seen(slide: Any) -> list[Any]:
    """The only shape after 0, 1, 2 … clicks, as python-pptx reads it."""
    root, shapes = slide._element, []
    for look in read_builds(root).looks:
        still = still_slide(root, View.of(look))
        shape = type(slide.shapes[0])(still.cSld.spTree[-1], slide.shapes)
        shapes.append(shape)
    return shapes


def letters(box: Any) -> list[str]:
    return [str(paragraph.runs[0].font.color.rgb) for paragraph in box.text_frame.paragraphs]


def test_fill_and_line_take_the_colours_of_emphasis():
    slide, box = slide_with_box()
    aim = target(box.shape_id)
    animate(slide, coloured(aim, "fillcolor", "00FF00"), coloured(aim, "stroke.color", "0000FF"))
    before, filled, lined = seen(slide)
    assert "srgbClr" not in before._element.xml
    assert [str(box.fill.fore_color.rgb) for box in (filled, lined)] == ["00FF00"] * 2
    assert (str(lined.line.color.rgb), lined.line.width) == ("0000FF", LINE)
    names = [etree.QName(part).localname for part in lined._element.spPr]
    assert names == ["xfrm", "prstGeom", "solidFill", "ln"]


def test_a_line_that_the_shape_does_not_name_is_put_behind_its_fill():
    slide, box = slide_with_box()
    box._element.spPr.remove(box._element.spPr.ln)
    animate(slide, coloured(target(box.shape_id), "stroke.color", "0000FF"))
    _, lined = seen(slide)
    names = [etree.QName(part).localname for part in lined._element.spPr]
    assert names == ["xfrm", "prstGeom", "gradFill", "ln"]
    assert str(lined.line.color.rgb) == "0000FF"


def test_of_a_paragraph_s_colour_and_the_whole_text_s_the_later_one_is_seen():
    slide, box = slide_with_box()
    second = target(box.shape_id, (1, 1))
    animate(
        slide,
        coloured(second, "style.color", "FFFF00"),
        coloured(target(box.shape_id), "style.color", "FF0000"),
        coloured(second, "style.color", "0000FF"),
    )
    _, _, whole, after = seen(slide)
    assert letters(whole) == ["FF0000", "FF0000"]
    assert letters(after) == ["FF0000", "0000FF"]


def test_what_can_not_be_seen_yet_stays_clear_in_another_colour():
    slide, box = slide_with_box()
    animate(
        slide,
        coloured(target(box.shape_id), "style.color", "FF0000"),
        click(appear(box.shape_id, (1, 1))),
    )
    _, hidden, shown = seen(slide)
    assert [paragraph._p.xml.count('alpha val="0"') for paragraph in hidden.text_frame.paragraphs] == [0, 1]
    assert letters(shown) == ["FF0000", "FF0000"]


def test_the_slide_itself_is_not_changed():
    slide, box = slide_with_box()
    animate(slide, coloured(target(box.shape_id), "fillcolor", "00FF00"), click(appear(box.shape_id)))
    before = etree.tostring(slide._element)
    seen_as = [View.of(look) for look in read_builds(slide._element).looks]
    for view in seen_as:
        still_slide(slide._element, view, 7)
    assert etree.tostring(slide._element) == before


def test_a_chart_that_comes_in_parts_is_left_out_until_the_first_of_them():
    clicks = [click(effect("entr", visibility(chart_part(5, "series", number)))) for number in (0, 1)]
    slide = slide_with(*clicks, shapes=graphic(5, "chart"))
    stills = [still_slide(slide, View.of(look)) for look in read_builds(slide).looks]
    assert [len(list(descendants(still, "p:graphicFrame"))) for still in stills] == [0, 1, 1]
