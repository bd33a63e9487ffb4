"""Outlines: width, dashes, joins, and heads of arrows."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF

from decks.pptx.ooxml import Element, attribute, child, whole
from decks.render.fills import Fill, colour_of, fill_in
from decks.render.scene import Scene

USUAL_WIDTH = 9525
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


def styled_line(scene: Scene, reference: Element | None) -> tuple[Element | None, Fill | None]:
    """The theme's line that a `lnRef` names, and its fill with the style's colour."""
    index = whole(reference, "idx")
    if reference is None or not 1 <= index <= len(scene.palette.theme.lines):
        return None, None
    line = scene.palette.theme.lines[index - 1]
    fill = fill_in(line)
    return line, None if fill is None else Fill(fill, "", scene.palette.colour_in(reference))


def pen_for(scene: Scene, lines: list[Element], styled: tuple[Element | None, Fill | None]) -> QPen | None:
    """The pen for `a:ln` elements, nearest first, over what the style says; `None` for no line."""
    style, fill = styled
    own = next((found for line in lines if (found := fill_in(line)) is not None), None)
    if own is not None:
        fill = Fill(own, "")
    colour = None if fill is None else colour_of(scene, fill)
    if colour is None or colour.alpha() == 0:
        return None
    ordered = lines if style is None else [*lines, style]
    width = next((whole(line, "w") for line in ordered if line.get("w")), USUAL_WIDTH)
    pen = QPen(colour, max(width, scene.pixel))
    pen.setCapStyle(_CAPS.get(_first(ordered, "cap"), Qt.PenCapStyle.FlatCap))
    round_join = any(child(line, "a:round") is not None for line in ordered)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if round_join else Qt.PenJoinStyle.MiterJoin)
    dash = next((d for line in ordered if (d := child(line, "a:prstDash")) is not None), None)
    pattern = _DASHES.get(attribute(dash, "val"))
    if pattern:
        pen.setDashPattern(pattern)
    return pen


def draw_heads(scene: Scene, lines: list[Element], pen: QPen, path: QPainterPath) -> None:
    """The arrow heads at both ends of an open path."""
    for name, at, inward in (("a:headEnd", 0.0, 0.02), ("a:tailEnd", 1.0, 0.98)):
        end = next((e for line in lines if (e := child(line, name)) is not None), None)
        kind = attribute(end, "type", "none")
        if kind == "none" or path.isEmpty():
            continue
        tip, behind = path.pointAtPercent(at), path.pointAtPercent(inward)
        width = max(pen.widthF(), 2 * 12_700)
        across = _SIZES.get(attribute(end, "w", "med"), 3.0) * width
        along = _SIZES.get(attribute(end, "len", "med"), 3.0) * width
        _draw_head(
            scene, pen, kind, tip, math.atan2(tip.y() - behind.y(), tip.x() - behind.x()), across, along
        )


def _draw_head(
    scene: Scene, pen: QPen, kind: str, tip: QPointF, angle: float, across: float, along: float
) -> None:
    painter = scene.painter
    painter.save()
    painter.translate(tip)
    painter.rotate(math.degrees(angle))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen.color())
    if kind == "oval":
        painter.drawEllipse(QRectF(-along / 2, -across / 2, along, across))
    elif kind == "diamond":
        half, side = along / 2, across / 2
        corners = [QPointF(half, 0), QPointF(0, side), QPointF(-half, 0), QPointF(0, -side)]
        painter.drawPolygon(QPolygonF(corners))
    elif kind == "arrow":
        painter.setPen(QPen(pen.color(), pen.widthF()))
        barbs = [QPointF(-along, -across / 2), QPointF(0, 0), QPointF(-along, across / 2)]
        painter.drawPolyline(QPolygonF(barbs))
    else:
        notch = -along * 0.7 if kind == "stealth" else -along
        corners = [
            QPointF(0, 0),
            QPointF(-along, -across / 2),
            QPointF(notch, 0),
            QPointF(-along, across / 2),
        ]
        painter.drawPolygon(QPolygonF(corners))
    painter.restore()


def _first(lines: list[Element], name: str) -> str:
    return next((attribute(line, name) for line in lines if line.get(name)), "")
