"""Words in a chart: one way of writing for each part of it, measured and drawn as slide text is."""

import math
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from PySide6.QtCore import QPointF, QRectF

from decks.pptx.ooxml import EMU_PER_POINT, Element, attribute, child, children, parse_whole, qname
from decks.render.slide.scene import Scene
from decks.render.text.box import EMU_PER_UNIT, TextBlock, body_look, draw_block, lay_out
from decks.render.text.style import TextDefaults, TextStyle

USUAL_POINTS = 10.0
MOST_KEPT = 4_000
_ENDLESS = 1e9
_EAST_ASIAN = "\u2e80"
"""The first character that fills its line."""
_LETTERS = 1.02
"""How high letters are with what hangs below them, in sizes of the font."""


@dataclass(frozen=True, slots=True)
class Words:
    """Laid-out words; sizes in EMU. `slack` is half the room that a line leaves above its letters: at an
    anchor lies the middle of the letters, not of the line."""

    text: str
    block: TextBlock
    width: float
    height: float
    slack: float = 0.0

    def tight_extent(self, angle: float) -> tuple[float, float]:
        """As `extent`, without the empty room above and below."""
        return self._turned(angle, self.height - 2 * self.slack)

    def extent(self, angle: float) -> tuple[float, float]:
        """Width and height of the words turned by an angle in degrees."""
        return self._turned(angle, self.height)

    def _turned(self, angle: float, height: float) -> tuple[float, float]:
        across, up = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
        return self.width * across + height * up, self.width * up + height * across

    def draw(self, scene: Scene, left: float, top: float) -> None:
        """Draw them with their corner at a place."""
        painter = scene.painter
        painter.save()
        painter.translate(left, top)
        painter.scale(EMU_PER_UNIT, EMU_PER_UNIT)
        draw_block(scene, self.block)
        painter.restore()

    def draw_turned(self, scene: Scene, anchor: QPointF, angle: float, share: float) -> None:
        """Draw them turned clockwise by `angle`; the point `share` of the way along their middle lies
        at `anchor`."""
        painter = scene.painter
        painter.save()
        painter.translate(anchor)
        painter.rotate(angle)
        self.draw(scene, -share * self.width, -self.height / 2 - self.slack)
        painter.restore()

    def draw_in(self, scene: Scene, area: QRectF, angle: float = 0.0) -> None:
        """Draw them in the middle of an area."""
        self.draw_turned(scene, area.center(), angle, 0.5)


class Lettering:
    """One way of writing: properties from `c:txPr` or `c:rich` elements, nearest first, over the
    chart's own; `role` holds what this part of a chart is written like by itself."""

    def __init__(
        self,
        scene: Scene,
        colour: str,
        *texts: Element | None,
        role: Element | None = None,
        align: str = "ctr",
        ink: str = "",
    ) -> None:
        self._scene = scene
        self._colour, self._texts, self._role = colour, texts, role
        own, shared = texts[:-1], texts[-1] if texts else None
        levels = [_level(text) for text in own] + [role, _level(shared), _base(colour, align)]
        if ink:
            levels.insert(0, _inked(ink))
        self._style = TextStyle(scene, TextDefaults(tuple(_styles(levels))))
        bodies = [body for text in texts if (body := child(text, "a:bodyPr")) is not None]
        self.turn = _turn(bodies)
        self._look = body_look([_BODY])
        self._kept: dict[tuple[str, float], Words] = {}

    @property
    def points(self) -> float:
        """The size of the letters in points."""
        return self._style.run(None, 0).size

    @property
    def height(self) -> float:
        """The size of the letters in EMU."""
        return self.points * EMU_PER_POINT

    def words(self, text: str, width: float = _ENDLESS) -> Words:
        """`text` in lines of at most `width` EMU."""
        key = text, width
        if key not in self._kept and len(self._kept) < MOST_KEPT:
            self._kept[key] = self._laid_out(text, _body(text), width)
        return self._kept.get(key) or self._laid_out(text, _body(text), width)

    def rich_words(self, rich: Element, width: float = _ENDLESS) -> Words:
        """The text of a `c:rich` as it is written."""
        written = Lettering(self._scene, self._colour, rich, *self._texts, role=self._role)
        text = " ".join(t.text or "" for t in rich.iter(qname("a:t")))
        return written._laid_out(text, rich, width)

    def pieces(self, lines: Sequence[Sequence[tuple[str, bool]]]) -> Words:
        """Lines of pieces of text, some of them raised."""
        body = etree.Element(qname("a:txBody"))
        for line in lines:
            paragraph = etree.SubElement(body, qname("a:p"))
            for text, raised in line:
                run = etree.SubElement(paragraph, qname("a:r"))
                etree.SubElement(run, qname("a:rPr"), {"baseline": "30000"} if raised else {})
                etree.SubElement(run, qname("a:t")).text = text
        words = "".join(text for line in lines for text, _ in line)
        return self._laid_out(words, body, _ENDLESS)

    def _laid_out(self, text: str, body: Element, width: float) -> Words:
        block = lay_out(self._scene, body, self._style, self._look, max(EMU_PER_UNIT * 10.0, width))
        height = block.height * EMU_PER_UNIT
        latin = max(text, default="") < _EAST_ASIAN
        slack = max(0.0, min(height, self.line_height) - _LETTERS * self.height) / 2 if latin else 0.0
        return Words(text, block, block.width * EMU_PER_UNIT, height, slack)

    @cached_property
    def line_height(self) -> float:
        """The height of a line in EMU."""
        block = lay_out(self._scene, _body("x"), self._style, self._look, _ENDLESS)
        return block.height * EMU_PER_UNIT


def enlarged(text: Element | None, factor: float, *, bold: bool) -> Element:
    """The role of a title: larger than the chart's letters by a factor."""
    level = _level(text)
    size = parse_whole(attribute(child(level, "a:defRPr"), "sz"), round(USUAL_POINTS * 100))
    made = etree.Element(qname("a:lvl1pPr"))
    etree.SubElement(made, qname("a:defRPr"), sz=str(round(size * factor)), b="1" if bold else "0")
    return made


def _styles(levels: list[Element | None]) -> list[Element]:
    styles = []
    for level in levels:
        if level is not None:
            style = etree.Element(qname("a:lstStyle"))
            style.append(deepcopy(level))
            styles.append(style)
    return styles


def _level(text: Element | None) -> Element | None:
    """The properties in a text's first paragraph, as a list style would hold them."""
    paragraph = next(iter(children(text, "a:p")), None)
    properties = child(paragraph, "a:pPr")
    if properties is None:
        return None
    level = etree.Element(
        qname("a:lvl1pPr"), {str(key): str(value) for key, value in properties.attrib.items()}
    )
    for element in properties:
        level.append(deepcopy(element))
    if "lvl" in level.attrib:
        del level.attrib["lvl"]
    return level


def _inked(ink: str) -> Element:
    level = etree.Element(qname("a:lvl1pPr"))
    fill = etree.SubElement(etree.SubElement(level, qname("a:defRPr")), qname("a:solidFill"))
    etree.SubElement(fill, qname("a:srgbClr"), val=ink)
    return level


def _base(colour: str, align: str) -> Element:
    level = etree.Element(qname("a:lvl1pPr"), algn=align)
    letters = etree.SubElement(level, qname("a:defRPr"), sz=str(round(USUAL_POINTS * 100)))
    fill = etree.SubElement(letters, qname("a:solidFill"))
    etree.SubElement(fill, qname("a:schemeClr"), val=colour)
    return level


def _body(text: str) -> Element:
    body = etree.Element(qname("a:txBody"))
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(body, qname("a:p")), qname("a:r"))
        etree.SubElement(run, qname("a:t")).text = line
    return body


def _turn(bodies: list[Element]) -> float | None:
    """By how many degrees the words are turned clockwise; `None` where that is left open."""
    for body in bodies:
        upright = {"vert": 90.0, "vert270": -90.0, "eaVert": 90.0}.get(attribute(body, "vert"))
        if upright is not None:
            return upright
        text = attribute(body, "rot")
        if text:
            degrees = parse_whole(text) / 60_000
            return degrees if -90 <= degrees <= 90 else None
    return None


def _shrunk_body() -> Element:
    """As wide as its words, without insets."""
    insets = {f"{side}Ins": "0" for side in "ltrb"}
    return etree.Element(qname("a:bodyPr"), {"wrap": "square", "anchorCtr": "1", **insets})


_BODY = _shrunk_body()
