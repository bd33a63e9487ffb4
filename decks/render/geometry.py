"""The outline of a shape: a preset by name, or a path of its own with its formulas."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from decks.pptx.ooxml import Element, attribute, child, children, local_name, parse_whole, whole
from decks.render.presets import is_open, preset_path

MOST_STEPS = 20_000


class Geometry:
    """An outline within 0, 0, width, height. `closed` says whether it may be filled."""

    def __init__(self, path: QPainterPath, closed: bool, unknown: str = "") -> None:
        self.path = path
        self.closed = closed
        self.unknown = unknown
        """The name of a preset that is drawn as a rectangle instead."""


def geometry_of(properties: Element | None, width: float, height: float) -> Geometry:
    """The outline that shape properties ask for; a rectangle where they don't say."""
    custom = child(properties, "a:custGeom")
    if custom is not None:
        return Geometry(_custom_path(custom, width, height), closed=True)
    preset = child(properties, "a:prstGeom")
    name = attribute(preset, "prst", "rect")
    guides = children(child(preset, "a:avLst"), "a:gd")
    adjustments = {
        attribute(guide, "name"): float(parse_whole(attribute(guide, "fmla").removeprefix("val").strip()))
        for guide in guides
    }
    path = preset_path(name, width, height, adjustments)
    if path is not None:
        return Geometry(path, closed=not is_open(name))
    path = QPainterPath()
    path.addRect(QRectF(0, 0, width, height))
    return Geometry(path, closed=True, unknown=name)


def _custom_path(custom: Element, width: float, height: float) -> QPainterPath:
    names = _Guides(width, height)
    for guide in [*children(child(custom, "a:avLst"), "a:gd"), *children(child(custom, "a:gdLst"), "a:gd")]:
        names.define(attribute(guide, "name"), attribute(guide, "fmla"))
    whole_path = QPainterPath()
    steps = 0
    for element in children(child(custom, "a:pathLst"), "a:path"):
        across, down = whole(element, "w"), whole(element, "h")
        pen = _PathPen(names, width / across if across > 0 else 1.0, height / down if down > 0 else 1.0)
        for step in element:
            steps += 1
            if steps > MOST_STEPS:
                return whole_path
            pen.follow(step)
        whole_path.addPath(pen.path)
    return whole_path


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

    def __init__(self, guides: _Guides, scale_x: float, scale_y: float) -> None:
        self.path = QPainterPath()
        self._guides, self._scale_x, self._scale_y = guides, scale_x, scale_y

    def follow(self, step: Element) -> None:
        """Take one step; an unknown or incomplete one is left out."""
        points = [
            QPointF(
                self._guides.value(attribute(point, "x")) * self._scale_x,
                self._guides.value(attribute(point, "y")) * self._scale_y,
            )
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
        radius_x, radius_y = abs(radius_x * self._scale_x), abs(radius_y * self._scale_y)
        if not radius_x or not radius_y:
            return
        start, sweep = start / 60_000, max(-360.0, min(360.0, sweep / 60_000))
        # The file's angle is that of the ray; the ellipse is drawn by its parameter.
        ray = math.radians(start)
        turn = math.atan2(radius_x * math.sin(ray), radius_y * math.cos(ray))
        here = self.path.currentPosition()
        centre = QPointF(here.x() - radius_x * math.cos(turn), here.y() - radius_y * math.sin(turn))
        area = QRectF(centre.x() - radius_x, centre.y() - radius_y, 2 * radius_x, 2 * radius_y)
        self.path.arcTo(area, -math.degrees(turn), -sweep)
