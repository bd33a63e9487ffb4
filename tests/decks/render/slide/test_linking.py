"""Links of slides are found where they are drawn, and only harmless ones."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Inches
from PySide6.QtCore import QRectF

from decks.addresses import MOST_LINKS
from decks.render.renderer import Renderer
from decks.spots import Jump, Link
from tests.decks.render.test_powerpoint import blank

Render = Callable[[Path], Renderer]
Make = Callable[..., Path]


def button(slide: Any, x: float = 1.0, words: str = "") -> Any:
    """A shape three inches wide and one high."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(x), Inches(1), Inches(3), Inches(1))
    shape.text_frame.text = words
    return shape


def act(shape: Any, action: str, target: Any = None) -> Any:
    """Give a shape this action, with a relationship to `target` if there is one."""
    properties = shape._element[0].find(qn("p:cNvPr"))
    link = etree.SubElement(properties, qn("a:hlinkClick"))
    link.set("action", action)
    link.set(qn("r:id"), shape.part.relate_to(target, "slide") if target is not None else "")
    return link


def links(renderer: Renderer, slide: int = 1) -> tuple[Link, ...]:
    return renderer.draw(slide, 0, 400, 400).findings.links


def codes(renderer: Renderer) -> list[str]:
    return [problem.code for problem in renderer.draw(1, 0, 400, 400).findings.problems]


def place(link: Link) -> QRectF:
    """Where a link lies, in inches."""
    area = link.area
    return QRectF(area.x * 13.333, area.y * 7.5, area.width * 13.333, area.height * 7.5)


def near(rect: QRectF, x: float, y: float, width: float, height: float) -> bool:
    sides = (rect.x(), rect.y(), rect.width(), rect.height())
    return all(abs(a - b) < 0.02 for a, b in zip(sides, (x, y, width, height), strict=True))


def test_a_shape_leads_to_an_address(make_deck: Make, renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        shape = button(blank(presentation), words="Read more")
        shape.click_action.hyperlink.address = "https://example.com/more"

    (link,) = links(renderer_of(make_deck(build)))
    assert (link.jump, link.address, link.words) == (Jump.WEB, "https://example.com/more", "Read more")
    assert near(place(link), 1, 1, 3, 1)


def test_a_shape_leads_to_a_slide_by_its_number(make_deck: Make, renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        button(blank(presentation)).click_action.target_slide = presentation.slides[2]

    (link,) = links(renderer_of(make_deck(build, slides=3)))
    assert (link.jump, link.slide) == (Jump.SLIDE, 3)


@pytest.mark.parametrize(
    ("word", "jump"),
    [
        ("nextslide", Jump.NEXT),
        ("previousslide", Jump.BACK),
        ("firstslide", Jump.FIRST),
        ("lastslide", Jump.LAST),
        ("lastslideviewed", Jump.CAME_FROM),
        ("endshow", Jump.END),
    ],
)
def test_an_action_button_moves_in_the_show(
    make_deck: Make, renderer_of: Render, word: str, jump: Jump
) -> None:
    def build(presentation: Any) -> None:
        act(button(blank(presentation)), f"ppaction://hlinkshowjump?jump={word}")

    assert [link.jump for link in links(renderer_of(make_deck(build)))] == [jump]


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ("ppaction://macro?name=Erase", "render.link_program"),
        ("ppaction://program", "render.link_program"),
        ("ppaction://ole?verb=0", "render.link_object"),
        ("ppaction://customshow?id=0&return=true", "render.link_custom_show"),
        ("ppaction://hlinkpres?slideindex=1", "render.link_file"),
        ("ppaction://hlinkshowjump?jump=nowhere", "render.link_lost"),
        ("ppaction://hlinksldjump", "render.link_lost"),
        ("http://[broken", "render.link_lost"),
    ],
)
def test_what_is_not_followed_is_said(make_deck: Make, renderer_of: Render, action: str, code: str) -> None:
    def build(presentation: Any) -> None:
        act(button(blank(presentation)), action)

    renderer = renderer_of(make_deck(build))
    assert links(renderer) == ()
    assert codes(renderer) == [code]


@pytest.mark.parametrize("address", ["file:///C:/secret.exe", "other.pptx", "javascript:alert(1)"])
def test_files_and_scripts_are_not_followed(make_deck: Make, renderer_of: Render, address: str) -> None:
    def build(presentation: Any) -> None:
        button(blank(presentation)).click_action.hyperlink.address = address

    renderer = renderer_of(make_deck(build))
    assert links(renderer) == ()
    assert codes(renderer) == ["render.link_file"]


def test_an_address_of_the_web_that_calls_itself_a_file_is_followed(
    make_deck: Make, renderer_of: Render
) -> None:
    def build(presentation: Any) -> None:
        shape = button(blank(presentation))
        shape.click_action.hyperlink.address = "https://example.com/"
        shape._element[0].find(qn("p:cNvPr")).find(qn("a:hlinkClick")).set("action", "ppaction://hlinkfile")

    assert [link.address for link in links(renderer_of(make_deck(build)))] == ["https://example.com/"]


@pytest.mark.parametrize("action", ["ppaction://noaction", "ppaction://media", ""])
def test_what_means_nothing_is_no_link_and_no_problem(
    make_deck: Make, renderer_of: Render, action: str
) -> None:
    def build(presentation: Any) -> None:
        act(button(blank(presentation)), action)

    renderer = renderer_of(make_deck(build))
    assert (links(renderer), codes(renderer)) == ((), [])


def test_a_link_in_a_group_lies_before_the_group_s_own(make_deck: Make, renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        first, second = button(slide, 1), button(slide, 5)
        first.click_action.hyperlink.address = "https://example.com/inner"
        group = slide.shapes.add_group_shape([first, second])
        act(group, "ppaction://hlinkshowjump?jump=lastslide")

    outer, inner = links(renderer_of(make_deck(build)))
    assert (outer.jump, inner.jump) == (Jump.LAST, Jump.WEB)
    assert near(place(outer), 1, 1, 7, 1)
    assert near(place(inner), 1, 1, 3, 1)


def test_a_turned_shape_s_link_has_the_turned_place(make_deck: Make, renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        shape = button(blank(presentation))
        shape.rotation = 90
        shape.click_action.hyperlink.address = "https://example.com/"

    (link,) = links(renderer_of(make_deck(build)))
    assert near(place(link), 2, 0, 1, 3)


def test_a_link_on_the_layout_works_on_the_slide(make_deck: Make, renderer_of: Render, png: Any) -> None:
    def build(presentation: Any) -> None:
        layout = blank(presentation).slide_layout
        shape = button(presentation.slides[0])
        layout.shapes._spTree.append(shape._element)
        act(layout.shapes[-1], "ppaction://hlinksldjump", presentation.slides[1].part)

    assert [link.slide for link in links(renderer_of(make_deck(build, slides=2)))] == [2]


def test_a_screen_tip_is_a_link_s_name(make_deck: Make, renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        link = act(button(blank(presentation), words="→"), "ppaction://hlinkshowjump?jump=nextslide")
        link.set("tooltip", "To the\nexercise\x85")

    assert [link.words for link in links(renderer_of(make_deck(build)))] == ["To the exercise"]


def test_words_of_a_line_that_lead_to_one_address_are_one_link(make_deck: Make, renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        box = blank(presentation).shapes.add_textbox(Inches(1), Inches(1), Inches(8), Inches(1))
        paragraph = box.text_frame.paragraphs[0]
        for words, address in (("See ", ""), ("Read ", "more"), ("on 网页", "more"), (" or ", "other")):
            run = paragraph.add_run()
            run.text = words
            if address:
                run.hyperlink.address = f"https://example.com/{address}"

    read, other = links(renderer_of(make_deck(build)))
    assert (read.words, other.words) == ("Read on 网页", " or ")
    assert place(read).left() > 1.3
    assert place(other).left() == pytest.approx(place(read).right(), abs=0.05)


def test_of_very_many_links_only_some_are_kept(make_deck: Make, renderer_of: Render) -> None:
    def build(presentation: Any) -> None:
        slide = blank(presentation)
        shape = button(slide)
        act(shape, "ppaction://hlinkshowjump?jump=nextslide")
        for _ in range(MOST_LINKS + 20):
            slide.shapes._spTree.append(etree.fromstring(etree.tostring(shape._element)))

    assert len(links(renderer_of(make_deck(build)))) == MOST_LINKS
