"""SVG drawings from a deck, which are programs: only what merely draws is kept, then Qt draws it."""

import base64
import binascii
import math
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from decks.pptx.ooxml import Element, local_name
from decks.render.images.completeness import Completeness
from decks.render.images.encoded import EncodedError, pixels_of, without_cost

LARGEST = 16 * 2**20
MOST_ELEMENTS = 50_000
DEEPEST = 60
MOST_DRAWN = 100_000
"""Elements drawn after every `use` has been followed."""
MOST_EMBEDDED_PIXELS = 24_000_000
"""Of all pictures in a drawing together; they are decoded whole."""
LARGEST_SIDE = 4096
LONGEST_S = 2.0
QUICK_SHARE = 1 / 64
"""A drawing that takes no more of that time at a sixteenth of its width and height is drawn without more
ado."""

_SVG = "http://www.w3.org/2000/svg"
_ELEMENT_NAMES = """
    svg g defs symbol use path rect circle ellipse line polyline polygon text tspan linearGradient
    radialGradient stop clipPath mask pattern image style
"""
_ATTRIBUTE_NAMES = """
    id class style transform gradientTransform patternTransform d points x y x1 y1 x2 y2 cx cy r rx ry fx fy
    width height viewBox preserveAspectRatio version offset gradientUnits spreadMethod patternUnits
    patternContentUnits clipPathUnits maskUnits maskContentUnits clip-path clip-rule mask fill fill-opacity
    fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-dasharray stroke-dashoffset stop-color stop-opacity opacity color display visibility
    vector-effect font-family font-size font-style font-weight font-variant text-anchor text-decoration
    letter-spacing word-spacing dx dy textLength space href
"""
_UNSEEN_NAMES = """
    title desc metadata script view cursor animate animateMotion animateTransform animateColor set mpath
    discard filter marker font font-face color-profile
"""
_ELEMENTS, _ATTRIBUTES = frozenset(_ELEMENT_NAMES.split()), frozenset(_ATTRIBUTE_NAMES.split())
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
"""What leaves no gap by itself when it is taken out."""
_LOOKS = frozenset(("filter", "marker", "marker-start", "marker-mid", "marker-end", "mix-blend-mode"))
"""Attributes that are not understood, without which a drawing looks plainer."""
_LOOK_IN_STYLE = re.compile(rf"(?:^|[;{{\s])(?:{'|'.join(sorted(_LOOKS))})\s*:\s*+(?!none|normal)")
_INSIDE = frozenset(("clipPath", "mask", "pattern", "symbol"))
_ELSEWHERE = re.compile(r"url\(\s*['\"]?\s*(?!#)[^)]|@import|expression|\\|javascript:", re.IGNORECASE)
_DASHES = re.compile(r"dasharray\s*:", re.IGNORECASE)
_PICTURE = re.compile(r"\s*data:image/(png|jpe?g|gif|bmp|webp);base64,", re.IGNORECASE)


class SvgError(Exception):
    """A drawing that can't be trusted or read."""


@dataclass(frozen=True, slots=True)
class SvgDrawing:
    """A drawing that merely draws, and how much it is of what was there."""

    data: bytes
    completeness: Completeness = Completeness.WHOLE


def clean_svg(data: bytes) -> SvgDrawing:
    """The drawing without scripts, animation, links to anywhere and endless references. Raises
    `SvgError`."""
    if len(data) > LARGEST or b"<!ENTITY" in data.replace(b"\0", b""):
        raise SvgError("too large, or declares entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise SvgError("no XML") from error
    if root is None or root.tag != f"{{{_SVG}}}svg":
        raise SvgError("no drawing")
    cleaning = _Cleaning()
    cleaning.clean(root)
    _check_uses(root)
    return SvgDrawing(etree.tostring(root), cleaning.completeness)


def draw_svg(data: bytes, width: float, height: float, longest_s: float = LONGEST_S) -> QImage:
    """A cleaned drawing stretched to this many pixels; in coarser ones, made larger afterwards, where it
    would take much longer than `longest_s`. Raises `SvgError`."""
    renderer = QSvgRenderer()
    if not renderer.load(QByteArray(data)) or not renderer.isValid():
        raise SvgError("not drawable")
    wide, high = (max(1, min(LARGEST_SIDE, round(side))) for side in (width, height))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.IgnoreAspectRatio)
    share = _affordable_share(renderer, wide, high, longest_s)
    image = _drawn(renderer, wide * share, high * share)
    return image if share == 1 else image.scaled(wide, high, mode=Qt.TransformationMode.SmoothTransformation)


def _affordable_share(renderer: QSvgRenderer, wide: int, high: int, longest_s: float) -> float:
    """The share of width and height at which a drawing is likely to be done in that time, guessed from how
    long it takes when small: some of that for each element, the rest for each pixel."""

    def seconds_at(share: float) -> float:
        begun = time.process_time()  # of all threads: Qt fills with several
        _drawn(renderer, wide * share, high * share)
        return time.process_time() - begun

    small, larger = 1 / 16, 1 / 8
    at_small = seconds_at(small)
    if at_small < QUICK_SHARE * longest_s:
        return 1.0
    at_larger = seconds_at(larger)
    for_pixels = max(1e-9, (at_larger - at_small) / (larger**2 - small**2))
    for_elements = max(0.0, at_small - for_pixels * small**2)
    affordable = max(0.0, longest_s - for_elements) / for_pixels
    return min(1.0, max(larger, math.sqrt(affordable)))


def _drawn(renderer: QSvgRenderer, width: float, height: float) -> QImage:
    wide, high = max(1, round(width)), max(1, round(height))
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise SvgError("too large")
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    renderer.render(painter, QRectF(0, 0, wide, high))
    painter.end()
    return image


@dataclass
class _Cleaning:
    """The work on one drawing; `pixels` are those that its pictures may still have."""

    completeness: Completeness = Completeness.WHOLE
    pixels: int = MOST_EMBEDDED_PIXELS
    waiting: list[tuple[Element, int, bool]] = field(default_factory=list)

    def clean(self, root: Element) -> None:
        """Take out what does more than draw, in place. Raises `SvgError`."""
        count = 0
        self.waiting.append((root, 0, False))
        while self.waiting:
            element, depth, inside = self.waiting.pop()
            count += 1
            if count > MOST_ELEMENTS or depth > DEEPEST:
                raise SvgError("too many elements, or too deep")
            inside = inside or local_name(element) in _INSIDE
            self._clean_attributes(element, inside)
            if local_name(element) == "style":
                self._clean_sheet(element)
            for inner in list(element):
                if _is_allowed(inner):
                    self.waiting.append((inner, depth + 1, inside))
                else:
                    self._lose_element(element, inner)

    def _lose(self, what: Completeness) -> None:
        self.completeness = max(self.completeness, what)

    def _lose_element(self, parent: Element, element: Element) -> None:
        if isinstance(element.tag, str):
            name = etree.QName(element)
            if name.namespace == _SVG and name.localname not in _UNSEEN:
                self._lose(Completeness.IN_PART)
        _remove(parent, element)

    def _clean_sheet(self, element: Element) -> None:
        if _ELSEWHERE.search(element.text or ""):
            element.text = ""
            self._lose(Completeness.PLAINER)
        elif _LOOK_IN_STYLE.search(element.text or ""):
            self._lose(Completeness.PLAINER)

    def _clean_attributes(self, element: Element, inside: bool) -> None:
        for attribute_name, content in list(element.attrib.items()):
            name, value = str(attribute_name).rpartition("}")[2], str(content)
            if name == "href":
                self._clean_reference(element, str(attribute_name), value)
            elif name not in _ATTRIBUTES or _ELSEWHERE.search(value) is not None:
                del element.attrib[attribute_name]
                if (name in _LOOKS and value != "none") or name in _ATTRIBUTES:
                    self._lose(Completeness.PLAINER)
            elif _is_endless(name, value, inside):
                del element.attrib[attribute_name]
                self._lose(Completeness.PLAINER)
            elif name == "style" and _LOOK_IN_STYLE.search(value):
                self._lose(Completeness.PLAINER)

    def _clean_reference(self, element: Element, name: str, value: str) -> None:
        """References lead to something in the drawing; a picture's is the picture itself."""
        picture = None
        if local_name(element) == "image":
            picture = self._picture(value)
            if picture is not None:
                element.set(name, picture)
        if picture is None and (local_name(element) == "image" or not value.startswith("#")):
            del element.attrib[name]
            self._lose(Completeness.IN_PART)

    def _picture(self, value: str) -> str | None:
        """A picture that can be decoded, written as what has been looked at; else `None`."""
        head = _PICTURE.match(value)
        if head is None:
            return None
        try:
            data = without_cost(base64.b64decode(value[head.end() :]))
            self.pixels -= pixels_of(data)
        except (EncodedError, binascii.Error, ValueError):
            return None
        return head[0].strip() + base64.b64encode(data).decode() if self.pixels >= 0 else None


def _is_allowed(element: Element) -> bool:
    return (
        isinstance(element.tag, str)
        and etree.QName(element).namespace == _SVG
        and local_name(element) in _ELEMENTS
    )


def _remove(parent: Element, element: Element) -> None:
    """Take an element out, and keep the text that follows it."""
    tail, before = element.tail, element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _is_endless(name: str, value: str, inside: bool) -> bool:
    """Whether an attribute would take time without end."""
    if name in ("stroke-dasharray", "style"):
        return _has_dust(name, value)
    # A clip within a clip within a clip takes more time with each.
    return inside and "url(" in value and name not in ("fill", "stroke")


def _has_dust(name: str, value: str) -> bool:
    """Whether dashes are so short that a line would have millions of them."""
    if name == "style":
        if not _DASHES.search(value):
            return False
        value = _DASHES.split(value)[-1].partition(";")[0]
    lengths = [float(number) for number in re.findall(r"\d+\.?\d*|\.\d+", value)]
    return bool(lengths) and sum(lengths) < 0.05


def _check_uses(root: Element) -> None:
    """Refuse drawings that multiply: how much a reference draws is counted with all it refers to."""
    named: dict[str, Element] = {}
    for element in root.iter():
        named.setdefault(str(element.get("id", "")), element)
    weights: dict[Element, int] = {}

    def weight(element: Element, depth: int) -> int:
        if depth > 2 * DEEPEST:
            raise SvgError("too deep, or refers to itself")
        if element not in weights:
            parts = [*element, *_used(element, named)]
            weights[element] = 1 + sum(weight(part, depth + 1) for part in parts)
            if weights[element] > MOST_DRAWN:
                raise SvgError("draws too much")
        return weights[element]

    weight(root, 0)


def _used(element: Element, named: dict[str, Element]) -> Iterator[Element]:
    """What an element draws again: by `use`, or as its pattern, mask or clip."""
    for name, value in element.attrib.items():
        text = str(value)
        if str(name).endswith("href") and text.startswith("#") and text[1:] in named:
            yield named[text[1:]]
        for reference in re.findall(r"url\(\s*['\"]?#([^)'\"]+)", text):
            target = named.get(reference)
            if target is not None and local_name(target) in _INSIDE:
                yield target
