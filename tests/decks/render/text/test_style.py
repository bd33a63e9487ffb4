"""Which list style, shape's style or animation a text's look comes from."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.util import Inches
from PySide6.QtGui import QImage

from decks.pptx.ooxml import NAMESPACES
from decks.render.renderer import Renderer
from tests.decks.animations import animate, behaviour, click, effect, target
from tests.decks.render.drawing_board import HEIGHT, WIDTH, sp

GREEN = f'<p:to><a:srgbClr xmlns:a="{NAMESPACES["a"]}" val="00FF00"/></p:to>'


def test_the_face_of_a_shape_s_style_is_nearer_than_the_presentation_s(
    make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]
) -> None:
    def drawn(style: str, presentations: str) -> QImage:
        letters = '<a:p><a:r><a:rPr lang="en-US" sz="6000"/><a:t>Rag</a:t></a:r></a:p>'
        shape = sp("", more=f"{style}<p:txBody><a:bodyPr/><a:lstStyle/>{letters}</p:txBody>")

        def build(presentation: Any) -> None:
            for latin in presentation.element.findall(".//a:latin", NAMESPACES):
                latin.set("typeface", presentations)
            presentation.slides[0].shapes._spTree.append(etree.fromstring(shape))

        return renderer_of(make_deck(build)).draw(1, 0, WIDTH, HEIGHT).image

    other = "Noto Sans CJK SC"
    reference = "".join(f'<a:{name}Ref idx="0"/>' for name in ("ln", "fill", "effect"))
    styled = f'<p:style>{reference}<a:fontRef idx="minor"/></p:style>'
    assert drawn("", "+mn-lt") != drawn("", other)
    assert drawn(styled, "+mn-lt") == drawn(styled, other)


@pytest.mark.parametrize("clicks", [0, 1])
def test_a_link_stays_one_when_emphasis_has_coloured_its_text(
    clicks: int, make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]
) -> None:
    def build(presentation: Any) -> None:
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
        box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(6), Inches(2))
        run = box.text_frame.paragraphs[0].add_run()
        run.text, run.font.size = "linked", Inches(1)
        run.hyperlink.address = "https://example.org/"
        aim = target(box.shape_id)
        animate(slide, click(effect("emph", behaviour("animClr", aim, GREEN, names=["style.color"]))))

    drawing = renderer_of(make_deck(build, slides=0)).draw(1, clicks, WIDTH, HEIGHT)
    assert [link.address for link in drawing.findings.links] == ["https://example.org/"]
    assert "render.link_lost" not in [problem.code for problem in drawing.findings.problems]
    colours = {drawing.image.pixelColor(x, y).name() for x in range(100, 600, 3) for y in range(100, 250, 3)}
    assert ("#00ff00" in colours) == bool(clicks)
