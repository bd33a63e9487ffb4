"""A deck of one slide whose shapes are written as XML, and the colours of its picture."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree
from pptx.util import Inches
from PySide6.QtGui import QColor, QImage

from decks.pptx.ooxml import NAMESPACES
from decks.render.renderer import Renderer

WIDTH, HEIGHT = 1333, 750
"""A hundred pixels to the inch."""
_NAMESPACES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())


class Board:
    """Draws shapes on an empty white slide."""

    def __init__(self, make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> None:
        self._make_deck, self._renderer_of = make_deck, renderer_of
        self.renderer: Renderer | None = None

    def deck(
        self, *shapes: str, prepare: Callable[[Any], None] | None = None, picture: io.BytesIO | None = None
    ) -> Path:
        """The deck; `prepare` may change its first slide before the shapes come onto it. Where they say
        `PICTURE`, they mean the picture."""

        def build(presentation: Any) -> None:
            slide = presentation.slides[0]
            for placeholder in list(slide.placeholders):
                placeholder._element.getparent().remove(placeholder._element)
            if prepare is not None:
                prepare(slide)
            reference = slide.part.get_or_add_image_part(picture)[1] if picture else ""
            for shape in shapes:
                slide.shapes._spTree.append(etree.fromstring(shape.replace("PICTURE", reference)))

        return self._make_deck(build)

    def draw(
        self, *shapes: str, prepare: Callable[[Any], None] | None = None, picture: io.BytesIO | None = None
    ) -> QImage:
        """The picture of the slide."""
        self.renderer = self._renderer_of(self.deck(*shapes, prepare=prepare, picture=picture))
        return self.renderer.draw(1, 0, WIDTH, HEIGHT).image

    def codes(self) -> list[str]:
        """The codes of what could not be drawn."""
        assert self.renderer is not None
        return [problem.code for problem in self.renderer.problems(1)]


def at(image: QImage, x: float, y: float) -> QColor:
    """The colour at a place in inches."""
    return QColor(image.pixel(round(x * 100), round(y * 100)))


def sp(
    properties: str,
    place: tuple[float, float, float, float] = (2, 2, 2, 2),
    *,
    more: str = "",
    xfrm: str = "",
    preset: str = "rect",
    attributes: str = "",
) -> str:
    """A shape at left, top, width, height in inches, with the rest of its `p:spPr`; `more` follows."""
    x, y, width, height = (int(Inches(side)) for side in place)
    geometry = f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>' if preset else ""
    return (
        f"<p:sp {_NAMESPACES} {attributes}>"
        '<p:nvSpPr><p:cNvPr id="7" name=""/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm {xfrm}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f"{geometry}{properties}</p:spPr>{more}</p:sp>"
    )


def pic(
    blip: str = "", place: tuple[float, float, float, float] = (2, 2, 2, 2), *, more: str = "", fill: str = ""
) -> str:
    """A picture at a place in inches, with the content of its `a:blip`, of its `p:blipFill` in the place of
    plain stretching, and the rest of its `p:spPr`."""
    x, y, width, height = (int(Inches(side)) for side in place)
    fill = fill or "<a:stretch><a:fillRect/></a:stretch>"
    return (
        f"<p:pic {_NAMESPACES}>"
        '<p:nvPicPr><p:cNvPr id="9" name=""/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="PICTURE">{blip}</a:blip>{fill}</p:blipFill>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{more}</p:spPr></p:pic>'
    )


def grouped(properties: str, *shapes: str, xfrm: str = "") -> str:
    """A group over the whole page that leaves its shapes where they are."""
    size = f'cx="{int(Inches(13.333))}" cy="{int(Inches(7.5))}"'
    chunk = f'<a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/>'
    return (
        f'<p:grpSp {_NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="8" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr><a:xfrm {xfrm}>{chunk}</a:xfrm>{properties}</p:grpSpPr>{''.join(shapes)}</p:grpSp>"
    )


def solid(colour: str, alpha: int = 100_000) -> str:
    """A fill of one colour."""
    return f'<a:solidFill><a:srgbClr val="{colour}"><a:alpha val="{alpha}"/></a:srgbClr></a:solidFill>'


def line(fill: str, width: float = 10, more: str = "", attributes: str = "") -> str:
    """A line of a width in points."""
    return f'<a:ln w="{round(width * 12_700)}" {attributes}>{fill}{more}</a:ln>'
