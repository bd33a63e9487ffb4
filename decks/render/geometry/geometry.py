"""The outline of a shape: a preset by name, or a path of its own with its formulas."""

import math
from collections.abc import Callable
from itertools import islice

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QTransform

from decks.pptx.ooxml import Element, attribute, child, children, local_name, parse_whole, truth, whole
from decks.render.geometry.outline import Face, Outline, Shade, add_arc, between, plain, rectangle
from decks.render.geometry.presets import preset_outline

MOST_STEPS = 20_000
"""Of one shape; those of real decks have at most some hundred."""
MOST_GUIDES = 5_000
_SHADES = {shade.value: shade for shade in Shade}


class Geometry:
    """An outline within 0, 0, width, height, and where its text goes."""

    def __init__(self, outline: Outline, area: QRectF, unknown: str = "") -> None:
        self.faces = outline.faces
        self.text_area = area if outline.text is None else outline.text
        self.unknown = unknown
        """The name of a preset that is drawn as a rectangle instead."""
        self.cut = outline.cut
        """Whether the file describes more than is drawn."""
        self._path: QPainterPath | None = None

    @property
    def path(self) -> QPainterPath:
        """All faces as one path, or the lines where nothing may be filled."""
        if self._path is None:
            filled = [face.path for face in self.faces if face.shade != Shade.NONE]
            self._path = _together(filled or [face.path for face in self.faces])
        return self._path

    @property
    def closed(self) -> bool:
        """Whether any of it may be filled."""
        return any(face.shade != Shade.NONE for face in self.faces)

    @property
    def line(self) -> QPainterPath:
        """What the shape's line follows."""
        return _together([face.path for face in self.faces if face.stroked])


def geometry_of(properties: Element | None, width: float, height: float) -> Geometry:
    """The outline that shape properties ask for; a rectangle where they don't say."""
    area = QRectF(0, 0, width, height)
    custom = child(properties, "a:custGeom")
    if custom is not None:
        return Geometry(_custom_outline(custom, width, height), area)
    preset = child(properties, "a:prstGeom")
    name = attribute(preset, "prst", "rect")
    adjustments = {}
    for guide in children(child(preset, "a:avLst"), "a:gd")[:MOST_GUIDES]:
        value = attribute(guide, "fmla").removeprefix("val").strip()
        adjustments[attribute(guide, "name")] = float(parse_whole(value))
    outline = preset_outline(name, width, height, adjustments)
    if outline is not None:
        return Geometry(outline, area)
    return Geometry(plain(rectangle(0, 0, width, height)), area, unknown=name)


def _together(paths: list[QPainterPath]) -> QPainterPath:
    if len(paths) == 1:
        return paths[0]
    whole_path = QPainterPath()
    whole_path.setFillRule(Qt.FillRule.WindingFill)
    for path in paths:
        whole_path.addPath(path)
    return whole_path


def _custom_outline(custom: Element, width: float, height: float) -> Outline:
    names = _Guides(width, height)
    guides = [*children(child(custom, "a:avLst"), "a:gd"), *children(child(custom, "a:gdLst"), "a:gd")]
    for guide in guides[:MOST_GUIDES]:
        names.define(attribute(guide, "name"), attribute(guide, "fmla"))
    faces: list[Face] = []
    left = MOST_STEPS
    for element in children(child(custom, "a:pathLst"), "a:path"):
        across, down = whole(element, "w"), whole(element, "h")
        scale = QTransform.fromScale(width / across if across > 0 else 1, height / down if down > 0 else 1)
        pen = _PathPen(names)
        for step in islice(element, max(0, left)):
            pen.follow(step)
        left -= len(element)
        shade = _SHADES.get(attribute(element, "fill"), Shade.PLAIN)
        faces.append(Face(scale.map(pen.path), shade, truth(element, "stroke", default=True)))
        if left < 0:
            break
    text = _text_area(child(custom, "a:rect"), names)
    return Outline(tuple(faces), text, cut=left < 0 or len(guides) > MOST_GUIDES)


def _text_area(rect: Element | None, names: "_Guides") -> QRectF | None:
    if rect is None:
        return None
    return between(*(names.value(attribute(rect, side, side)) for side in ("l", "t", "r", "b")))


class _Guides:
    """Names and formulas of a geometry (ECMA-376, 20.1.9.11)."""

    def __init__(self, width: float, height: float) -> None:
        small = min(width, height)
        self._values = {"w": width, "h": height, "l": 0.0, "t": 0.0, "r": width, "b": height}
        self._values |= {"hc": width / 2, "vc": height / 2, "ss": small, "ls": max(width, height)}
        for part in (2, 3, 4, 5, 6, 8, 10, 12, 16, 32):
            self._values |= {
                f"wd{part}": width / part,
                f"hd{part}": height / part,
                f"ssd{part}": small / part,
            }
        turn = 21_600_000.0
        self._values |= {"cd2": turn / 2, "cd4": turn / 4, "cd8": turn / 8, "3cd4": turn * 3 / 4}
        self._values |= {"3cd8": turn * 3 / 8, "5cd8": turn * 5 / 8, "7cd8": turn * 7 / 8}

    def value(self, text: str) -> float:
        """A name's value or a plain number; 0 if it is neither."""
        return self._values[text] if text in self._values else float(parse_whole(text))

    def define(self, name: str, formula: str) -> None:
        """Give a name the value of its formula."""
        operation, *words = formula.split() or [""]
        x, y, z = [*(self.value(word) for word in words[:3]), 0.0, 0.0, 0.0][:3]
        try:
            value = _calculate(operation, x, y, z)
        except (ArithmeticError, ValueError):
            value = 0.0
        self._values[name] = value if math.isfinite(value) and abs(value) < 2**40 else 0.0


_FORMULAS: dict[str, Callable[[float, float, float], float]] = {
    "val": lambda x, y, z: x,
    "*/": lambda x, y, z: x * y / z,
    "+-": lambda x, y, z: x + y - z,
    "+/": lambda x, y, z: (x + y) / z,
    "?:": lambda x, y, z: y if x > 0 else z,
    "abs": lambda x, y, z: abs(x),
    "at2": lambda x, y, z: math.degrees(math.atan2(y, x)) * 60_000,
    "cat2": lambda x, y, z: x * math.cos(math.atan2(z, y)),
    "sat2": lambda x, y, z: x * math.sin(math.atan2(z, y)),
    "cos": lambda x, y, z: x * math.cos(math.radians(y / 60_000)),
    "sin": lambda x, y, z: x * math.sin(math.radians(y / 60_000)),
    "tan": lambda x, y, z: x * math.tan(math.radians(y / 60_000)),
    "max": lambda x, y, z: max(x, y),
    "min": lambda x, y, z: min(x, y),
    "mod": lambda x, y, z: math.hypot(x, y, z),
    "pin": lambda x, y, z: min(max(y, x), z),
    "sqrt": lambda x, y, z: math.sqrt(x),
}


def _calculate(operation: str, x: float, y: float, z: float) -> float:
    formula = _FORMULAS.get(operation)
    return x if formula is None else formula(x, y, z)


class _PathPen:
    """Follows the steps of one path."""

    def __init__(self, guides: _Guides) -> None:
        self.path = QPainterPath()
        self._guides = guides

    def follow(self, step: Element) -> None:
        """Take one step; an unknown or incomplete one is left out."""
        points = [
            QPointF(self._guides.value(attribute(point, "x")), self._guides.value(attribute(point, "y")))
            for point in children(step, "a:pt")
        ]
        match local_name(step), points:
            case "moveTo", [to]:
                self.path.moveTo(to)
            case "lnTo", [to]:
                self.path.lineTo(to)
            case "cubicBezTo", [first, second, to]:
                self.path.cubicTo(first, second, to)
            case "quadBezTo", [control, to]:
                self.path.quadTo(control, to)
            case "arcTo", []:
                self._arc(step)
            case "close", []:
                self.path.closeSubpath()

    def _arc(self, step: Element) -> None:
        radius_x, radius_y, start, sweep = (
            self._guides.value(attribute(step, name)) for name in ("wR", "hR", "stAng", "swAng")
        )
        add_arc(self.path, abs(radius_x), abs(radius_y), start / 60_000, sweep / 60_000)
