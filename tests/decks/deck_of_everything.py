"""A small deck with something of every kind on it."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Inches

from decks.pptx.ooxml import NAMESPACES, qname
from tests.decks.animations import animate, appear, click, disappear
from tests.decks.media_samples import film, moving_picture
from tests.decks.render.emf_file import emf
from tests.decks.render.images.test_metafiles import NO_PEN, RED, record, select, wmf

SLIDES = 5
MEDIA = ("avi", "emf", "gif", "jpg", "png", "svg", "wmf")
"""The endings of what isn't XML; `emf`, which another process draws, is on the last slide."""
_PLACE = Inches(1), Inches(2), Inches(4), Inches(3)
_SVG = b"""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>
<path d="M0 0H9V9z" fill="url(#g)"/><use href="#t"/><text id="t" y="9">A</text>
</svg>
"""
_SVG_BLIP = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def everything(make_deck: Callable[..., Path]) -> Path:
    """The deck, of `SLIDES` slides."""

    def build(presentation: Any) -> None:
        words, pictures, figures, playing, last = presentation.slides
        _write(words)
        for kind in ("PNG", "JPEG"):
            pictures.shapes.add_picture(_picture(kind), *_PLACE)
        pictures.shapes.add_picture(io.BytesIO(moving_picture("red", "blue")), *_PLACE)
        bar = record(0x41B, 90, 90, 0, 0)
        _show(pictures, "wmf", wmf(RED, NO_PEN, select(0), select(1), bar))
        _show(pictures, "svg", _SVG)
        _show(last, "emf", emf())
        _count(figures)
        playing.shapes.add_movie(io.BytesIO(film("red", "blue")), *_PLACE, _picture("PNG"), "video/avi")

    return make_deck(build, slides=SLIDES, name="everything.pptx")


def _write(slide: Any) -> None:
    frame = slide.placeholders[1].text_frame
    frame.text = "First\nSecond 课堂"
    run = frame.paragraphs[1].add_run()
    run.text, run.hyperlink.address = "a link", "https://example.com/"
    frame.paragraphs[1].level = 2
    group = slide.shapes.add_group_shape()
    box, ring = (group.shapes.add_shape(kind, *_PLACE) for kind in (1, 9))
    box.text, ring.rotation = "Boxed", 30
    line = slide.shapes.add_connector(2, 0, 0, Inches(3), Inches(3))
    slide.notes_slide.notes_text_frame.text = "[question]\nWhich?\nA. One\nB. Two\nANSWER: B\nTIME: 20"
    animate(slide, click(appear(group.shape_id)), click(disappear(line.shape_id)))


def _count(slide: Any) -> None:
    data = CategoryChartData()
    data.categories = ["A", "B", "C"]
    data.add_series("Right", (0.2, 0.5, 0.3))
    data.add_series("Wrong", (0.8, None, -0.7))
    for kind in (XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.PIE, XL_CHART_TYPE.LINE_MARKERS):
        slide.shapes.add_chart(kind, *_PLACE, data)
    table = slide.shapes.add_table(3, 3, *_PLACE).table
    table.cell(0, 0).merge(table.cell(1, 1))
    table.cell(2, 2).text = "A cell"


def _picture(kind: str) -> io.BytesIO:
    data = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(data, kind)
    data.seek(0)
    return data


def _show(slide: Any, ending: str, content: bytes) -> None:
    """A picture of a kind that python-pptx doesn't know; a drawing comes with its pixels."""
    shown = slide.shapes.add_picture(_picture("PNG"), *_PLACE)
    name = PackURI(f"/ppt/media/drawing.{ending}")
    part = Part(name, f"image/x-{ending}", slide.part.package, content)
    reference = slide.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    (blip,) = shown._element.iter(qname("a:blip"))
    if ending == "svg":
        extensions = etree.SubElement(blip, qname("a:extLst"))
        extension = etree.SubElement(extensions, qname("a:ext"))
        blip = etree.SubElement(extension, f"{{{_SVG_BLIP}}}svgBlip")
    blip.set(f"{{{NAMESPACES['r']}}}embed", reference)
