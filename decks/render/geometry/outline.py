"""What outlines are made of: faces, each with its own shade, and the rectangle that text keeps to."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform


class Shade(StrEnum):
    """How a face is filled, seen against the shape's fill (ECMA-376 part 1, 20.1.10.37)."""

    NONE = "none"
    PLAIN = "norm"
    LIGHTEN = "lighten"
    LIGHTEN_LESS = "lightenLess"
    DARKEN = "darken"
    DARKEN_LESS = "darkenLess"


@dataclass(frozen=True, slots=True)
class Face:
    """One path of an outline; `stroked` says whether the shape's line is drawn along it."""

    path: QPainterPath
    shade: Shade = Shade.PLAIN
    stroked: bool = True


@dataclass(frozen=True, slots=True)
class Outline:
    """Faces, back first, and where text goes; `None` for the whole rectangle. `cut` says whether there was
    more than is drawn."""

    faces: tuple[Face, ...]
    text: QRectF | None = None
    cut: bool = False

    def mapped(self, transform: QTransform) -> "Outline":
        """The outline turned, mirrored or moved."""
        faces = tuple(Face(transform.map(f.path), f.shade, f.stroked) for f in self.faces)
        return Outline(faces, None if self.text is None else transform.mapRect(self.text), self.cut)


class Track(QPainterPath):
    """A path that also knows arcs as Office writes them, and may be begun in the call that makes it."""

    def __init__(self, x: float = 0.0, y: float = 0.0) -> None:
        super().__init__(QPointF(x, y))

    def line(self, *points: tuple[float, float]) -> "Track":
        """Straight on through all points."""
        for x, y in points:
            self.lineTo(x, y)
        return self

    def arc(self, across: float, down: float, start: float, sweep: float) -> "Track":
        """Along an ellipse with these radii from where the path is, which is seen from the centre at
        `start`; angles in degrees clockwise (ECMA-376 part 1, 20.1.9.4)."""
        add_arc(self, across, down, start, sweep)
        return self

    def closed(self) -> "Track":
        """Back to where this part of the path began."""
        self.closeSubpath()
        return self


def add_arc(path: QPainterPath, across: float, down: float, start: float, sweep: float) -> None:
    """As `Track.arc`, for any path. An arc without radius is left out."""
    if across <= 0 or down <= 0:
        return
    sweep = max(-360.0, min(360.0, sweep))
    first = _parameter(start, across, down)
    extent = sweep if abs(sweep) >= 360 else _parameter(start + sweep, across, down) - first
    if abs(sweep) < 360:
        extent = extent % 360 if sweep > 0 else -(-extent % 360)
    here, angle = path.currentPosition(), math.radians(first)
    left = here.x() - across * math.cos(angle) - across
    top = here.y() - down * math.sin(angle) - down
    path.arcTo(QRectF(left, top, 2 * across, 2 * down), -first, -extent)


def _parameter(ray: float, across: float, down: float) -> float:
    """The ellipse's own angle for the angle of a ray from its centre, in degrees."""
    if across == down or ray % 90 == 0:
        return ray
    angle = math.radians(ray)
    return math.degrees(math.atan2(across * math.sin(angle), down * math.cos(angle)))


def polygon(points: Iterable[tuple[float, float]]) -> QPainterPath:
    """A closed path through points."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def ellipse(x: float, y: float, across: float, down: float) -> QPainterPath:
    """An ellipse by its centre and radii."""
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), across, down)
    return path


def rectangle(left: float, top: float, right: float, bottom: float) -> QPainterPath:
    """A rectangle by its sides."""
    return rectangle_of(QRectF(QPointF(left, top), QPointF(right, bottom)))


def rectangle_of(area: QRectF) -> QPainterPath:
    """A rectangle as a path."""
    path = QPainterPath()
    path.addRect(area)
    return path


def between(left: float, top: float, right: float, bottom: float) -> QRectF:
    """A rectangle for text by its sides; never negative."""
    return QRectF(left, top, max(0.0, right - left), max(0.0, bottom - top))


def joined(*paths: QPainterPath) -> QPainterPath:
    """Several paths as parts of one."""
    whole = QPainterPath()
    for path in paths:
        whole.addPath(path)
    return whole


def plain(path: QPainterPath, text: QRectF | None = None) -> Outline:
    """The outline of one face."""
    return Outline((Face(path),), text)


def drawn(path: QPainterPath) -> Face:
    """A face that is only a line."""
    return Face(path, Shade.NONE)


def filled(path: QPainterPath, shade: Shade = Shade.PLAIN) -> Face:
    """A face without a line."""
    return Face(path, shade, stroked=False)


class Box:
    """The rectangle 0, 0, `w`, `h` in which a preset is drawn, and its adjustments as the file has them
    (most in hundred-thousandths)."""

    def __init__(self, width: float, height: float, adjustments: dict[str, float]) -> None:
        self.w, self.h = width, height
        self.short = min(width, height)
        self.x, self.y = width / 2, height / 2
        self._adjustments = adjustments

    def has(self, name: str) -> bool:
        """Whether the file sets an adjustment."""
        return name in self._adjustments

    def raw(self, name: str, usual: float) -> float:
        """An adjustment as written."""
        return self._adjustments.get(name, usual)

    def adj(self, name: str, usual: float, most: float = 1.0, least: float = 0.0) -> float:
        """An adjustment in hundred-thousandths as a fraction, kept between bounds."""
        return max(least, min(most, self.raw(name, usual) / 100_000))

    def angle(self, name: str, usual: float) -> float:
        """An adjustment in 60,000ths of a degree as degrees from 0 to 360."""
        return self.raw(name, usual * 60_000) / 60_000 % 360

    def of_width(self) -> float:
        """The most that an adjustment which counts in the shorter side may be to span the width."""
        return self.w / self.short if self.short else 1.0

    def of_height(self) -> float:
        """As `of_width`, for the height."""
        return self.h / self.short if self.short else 1.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point given in fractions of width and height."""
        return x * self.w, y * self.h

    def swapped(self) -> "Box":
        """The box lying on its side."""
        return Box(self.h, self.w, self._adjustments)


Maker = Callable[[Box], Outline]


def turned(maker: Maker, quarters: int) -> Maker:
    """The outline turned clockwise by quarters."""

    def outline(box: Box) -> Outline:
        inner = box.swapped() if quarters % 2 else box
        move = {1: (box.w, 0.0), 2: (box.w, box.h), 3: (0.0, box.h)}[quarters]
        return maker(inner).mapped(QTransform().translate(*move).rotate(90 * quarters))

    return outline


def mirrored(maker: Maker) -> Maker:
    """Left and right exchanged."""
    return lambda box: maker(box).mapped(QTransform().translate(box.w, 0).scale(-1, 1))


def upturned(maker: Maker) -> Maker:
    """Top and bottom exchanged."""
    return lambda box: maker(box).mapped(QTransform().translate(0, box.h).scale(1, -1))


def transposed(maker: Maker) -> Maker:
    """Across and down exchanged."""
    return lambda box: maker(box.swapped()).mapped(QTransform(0, 1, 1, 0, 0, 0))
