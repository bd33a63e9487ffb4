"""Outlines: width, dashes, joins, compound lines, and heads of arrows."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from decks.pptx.ooxml import Element, attribute, child, children, fraction, local_name, whole
from decks.render.paint.fills import Fill, brush_of, colour_of, fill_in
from decks.render.slide.scene import Scene

USUAL_WIDTH = 9525
MOST_DASHES = 20
_LEAST_HEAD = 25_400
"""Thinner lines have the heads of a line of two points, in EMU."""
_DASHES: dict[str, list[float]] = {
    "dot": [1, 3],
    "sysDot": [1, 1],
    "dash": [4, 3],
    "sysDash": [3, 1],
    "lgDash": [8, 3],
    "dashDot": [4, 3, 1, 3],
    "sysDashDot": [3, 1, 1, 1],
    "lgDashDot": [8, 3, 1, 3],
    "lgDashDotDot": [8, 3, 1, 3, 1, 3],
    "sysDashDotDot": [3, 1, 1, 1, 1, 1],
}
_CAPS = {"rnd": Qt.PenCapStyle.RoundCap, "sq": Qt.PenCapStyle.SquareCap}
_SIZES = {"sm": 2.0, "med": 3.0, "lg": 5.0}
_GAPS = {
    "dbl": ((1 / 3, 2 / 3),),
    "thickThin": ((0.6, 0.8),),
    "thinThick": ((0.2, 0.4),),
    "tri": ((1 / 6, 1 / 3), (2 / 3, 5 / 6)),
}
"""Where a compound line is open, in shares of its width from its outer side."""
_COVERED = {"triangle": 0.8, "stealth": 0.6, "diamond": 0.0, "oval": 0.0, "arrow": 0.1}
"""How much of a head's length its line leaves to it."""
MOST_DRAWN_DASHES = 20_000
"""Along one path; a slide's diagonal of finest dots has some thousand."""
MOST_COMPOUND_STEPS = 150
"""Of a path with a compound line: to cut its gaps out takes more than the square of its steps in time."""


def styled_line(scene: Scene, reference: Element | None) -> tuple[Element | None, Fill | None]:
    """The theme's line that a `lnRef` names, and its fill with the style's colour."""
    index = whole(reference, "idx")
    if reference is None or not 1 <= index <= len(scene.palette.theme.lines):
        return None, None
    line = scene.palette.theme.lines[index - 1]
    fill = fill_in(line)
    return line, None if fill is None else Fill(fill, "", scene.palette.colour_in(reference))


@dataclass(frozen=True, slots=True)
class _Head:
    kind: str
    across: float
    along: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: its pen, where a compound one is open, and the heads at its begin and end."""

    pen: QPen
    gaps: tuple[tuple[float, float], ...] = ()
    begin: _Head | None = None
    end: _Head | None = None

    def reach(self) -> float:
        """How far from its path it may be seen, in EMU."""
        heads = (max(head.across, head.along) for head in (self.begin, self.end) if head is not None)
        return max([self.pen.widthF() * 2, *heads])

    def draw(self, scene: Scene, path: QPainterPath) -> None:
        """Draw along a path. Only open paths have heads."""
        is_open = not path.isEmpty() and not _is_closed(path)
        heads = is_open and (self.begin is not None or self.end is not None)
        self._draw_line(scene, _shortened(path, self.begin, self.end) if heads else path)
        if not heads:
            return
        first, last = _ends(path)
        for head, (tip, angle) in ((self.begin, first), (self.end, last)):
            if head is not None:
                _draw_head(scene, self.pen, head, tip, angle)

    def _draw_line(self, scene: Scene, path: QPainterPath) -> None:
        pen, gaps = self.pen, self.gaps
        if _has_too_many_dashes(path, pen):
            scene.report("render.shape_too_fine")
            pen = QPen(pen)
            pen.setStyle(Qt.PenStyle.SolidLine)
        if gaps and path.elementCount() > MOST_COMPOUND_STEPS:
            scene.report("render.shape_too_fine")
            gaps = ()
        if gaps:
            scene.painter.fillPath(_compound(path, pen, gaps), pen.brush())
        else:
            scene.painter.strokePath(path, pen)


def stroke_for(
    scene: Scene,
    lines: list[Element],
    styled: tuple[Element | None, Fill | None],
    area: QRectF | None = None,
    recoloured: Fill | None = None,
) -> Stroke | None:
    """The stroke for `a:ln` elements, nearest first, over what the style says; `None` for no line.
    Gradients run across `area`; `recoloured` takes the place of the line's own fill."""
    style, fill = styled
    own = next((found for line in lines if (found := fill_in(line)) is not None), None)
    if own is not None:
        fill = Fill(own, "")
    if recoloured is not None and fill is not None and not fill.empty:
        fill = recoloured
    brush = None if fill is None else _brush(scene, fill, area)
    if brush is None:
        return None
    ordered = lines if style is None else [*lines, style]
    pen = _pen(scene, ordered, brush)
    heads = [_head(ordered, name, pen.widthF()) for name in ("a:headEnd", "a:tailEnd")]
    return Stroke(pen, _GAPS.get(_first(ordered, "cmpd"), ()), *heads)


def pen_for(scene: Scene, lines: list[Element], styled: tuple[Element | None, Fill | None]) -> QPen | None:
    """The pen alone, as in `stroke_for`."""
    stroke = stroke_for(scene, lines, styled)
    return None if stroke is None else stroke.pen


def _brush(scene: Scene, fill: Fill, area: QRectF | None) -> QBrush | None:
    if area is not None and local_name(fill.element) == "gradFill" and not area.isNull():
        return brush_of(scene, fill, area)
    colour = colour_of(scene, fill)
    return None if colour is None or colour.alpha() == 0 else QBrush(colour)


def _pen(scene: Scene, ordered: list[Element], brush: QBrush) -> QPen:
    width = next((whole(line, "w") for line in ordered if line.get("w")), USUAL_WIDTH)
    pen = QPen(brush, max(width, scene.pixel))
    pen.setCapStyle(_CAPS.get(_first(ordered, "cap"), Qt.PenCapStyle.FlatCap))
    join = next((name for line in ordered for name in map(local_name, line) if name in _JOINS), "miter")
    pen.setJoinStyle(_JOINS[join])
    # A miter longer than this many widths is cut; Office's usual limit is eight.
    pen.setMiterLimit(8)
    pattern = _dashes(ordered)
    if pattern:
        pen.setDashPattern(pattern)
    return pen


_JOINS = {
    "round": Qt.PenJoinStyle.RoundJoin,
    "bevel": Qt.PenJoinStyle.BevelJoin,
    "miter": Qt.PenJoinStyle.MiterJoin,
}


def _dashes(ordered: list[Element]) -> list[float]:
    """Dashes and gaps in line widths; nothing for a solid line."""
    for line in ordered:
        preset, custom = child(line, "a:prstDash"), child(line, "a:custDash")
        if preset is not None:
            return _DASHES.get(attribute(preset, "val"), [])
        if custom is not None:
            dashes = children(custom, "a:ds")[:MOST_DASHES]
            return [max(0.1, fraction(dash, name)) for dash in dashes for name in ("d", "sp")]
    return []


def _head(ordered: list[Element], name: str, width: float) -> _Head | None:
    end = next((e for line in ordered if (e := child(line, name)) is not None), None)
    kind = attribute(end, "type", "none")
    if kind == "none":
        return None
    # The open arrow is drawn with a line of its own, so it is half a line width larger.
    more, base = (0.5 if kind == "arrow" else 0.0), max(width, _LEAST_HEAD)
    across = (_SIZES.get(attribute(end, "w", "med"), 3.0) + more) * base
    return _Head(kind, across, (_SIZES.get(attribute(end, "len", "med"), 3.0) + more) * base)


def _is_closed(path: QPainterPath) -> bool:
    first, last = path.elementAt(0), path.elementAt(path.elementCount() - 1)
    return path.elementCount() > 2 and (first.x, first.y) == (last.x, last.y)


def _ends(path: QPainterPath) -> tuple[tuple[QPointF, float], tuple[QPointF, float]]:
    """Begin and end of a path, each with the direction in which it leaves there, in radians."""
    points = [QPointF(e.x, e.y) for e in map(path.elementAt, range(path.elementCount()))]
    return _end(points), _end(points[::-1])


def _end(points: list[QPointF]) -> tuple[QPointF, float]:
    tip = points[0]
    behind = next((point for point in points if point != tip), tip)
    return tip, math.atan2(tip.y() - behind.y(), tip.x() - behind.x())


def _shortened(path: QPainterPath, begin: _Head | None, end: _Head | None) -> QPainterPath:
    """The path without the parts that its heads cover, so that a thick line doesn't show around them."""
    shorter = QPainterPath(path)
    first, last = _ends(path)
    length = path.length()
    for head, (tip, angle), index in ((begin, first, 0), (end, last, path.elementCount() - 1)):
        if head is None:
            continue
        cut = min(head.along * _COVERED.get(head.kind, 0.8), length * 0.45)
        shorter.setElementPositionAt(index, tip.x() - cut * math.cos(angle), tip.y() - cut * math.sin(angle))
    return shorter


def _has_too_many_dashes(path: QPainterPath, pen: QPen) -> bool:
    if pen.style() != Qt.PenStyle.CustomDashLine:
        return False
    lengths = pen.dashPattern()
    return path.length() * len(lengths) > 2 * MOST_DRAWN_DASHES * sum(lengths) * pen.widthF()


def _compound(path: QPainterPath, pen: QPen, gaps: tuple[tuple[float, float], ...]) -> QPainterPath:
    """What a compound line covers. Both sides of a path look alike: a line that is thicker on one side
    than on the other is drawn as two that are alike."""
    width = pen.widthF()
    area = _stroked(path, pen, width)
    if len(gaps) == 2:
        middle = gaps[1][0] - gaps[0][1]
        hole = _stroked(path, pen, width * (gaps[1][1] - gaps[0][0]))
        return area.subtracted(hole).united(_stroked(path, pen, width * middle))
    return area.subtracted(_stroked(path, pen, width * (gaps[0][1] - gaps[0][0])))


def _stroked(path: QPainterPath, pen: QPen, width: float) -> QPainterPath:
    stroker = QPainterPathStroker(pen)
    stroker.setWidth(width)
    return stroker.createStroke(path)


def _draw_head(scene: Scene, pen: QPen, head: _Head, tip: QPointF, angle: float) -> None:
    painter = scene.painter
    painter.save()
    painter.translate(tip)
    painter.rotate(math.degrees(angle))
    painter.setPen(Qt.PenStyle.NoPen)
    colour = pen.color() if pen.brush().gradient() is None else pen.brush().gradient().stops()[-1][1]
    painter.setBrush(colour)
    along, half = head.along, head.across / 2
    if head.kind == "oval":
        painter.drawEllipse(QRectF(-along / 2, -half, along, 2 * half))
    elif head.kind == "diamond":
        corners = [QPointF(along / 2, 0), QPointF(0, half), QPointF(-along / 2, 0), QPointF(0, -half)]
        painter.drawPolygon(QPolygonF(corners))
    elif head.kind == "arrow":
        barbs = QPen(colour, pen.widthF())
        barbs.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(barbs)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(-along, -half), QPointF(0, 0), QPointF(-along, half)]))
    else:
        notch = -along * 0.6 if head.kind == "stealth" else -along
        corners = [QPointF(0, 0), QPointF(-along, -half), QPointF(notch, 0), QPointF(-along, half)]
        painter.drawPolygon(QPolygonF(corners))
    painter.restore()


def _first(lines: list[Element], name: str) -> str:
    return next((attribute(line, name) for line in lines if line.get(name)), "")
