"""Axes: lines, marks, words and titles, and the grid behind the data."""

import math

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPen

from decks.pptx.ooxml import EMU_PER_POINT, Element
from decks.render.charts.axis_layout import TICK, AxisLayout
from decks.render.charts.canvas import Canvas
from decks.render.charts.field import Field, Ruler
from decks.render.charts.paint import rectangle
from decks.render.charts.scales import MOST_TICKS, Slots
from decks.render.slide.scene import Scene

_MINOR = 0.6
_CLOSEST_MARKS = 5 * EMU_PER_POINT


def draw_grid(canvas: Canvas, field: Field) -> None:
    """The lines behind the data."""
    for ruler, other in ((field.base, field.rise), (field.rise, field.base)):
        axis = ruler.axis
        for grid, minor in ((axis.minor_grid, True), (axis.major_grid, False)):
            if grid is None:
                continue
            pen = _grid_pen(canvas, grid, minor)
            if pen is None:
                continue
            canvas.scene.painter.setPen(pen)
            lines = []
            for share in _marks(ruler, field.area, minor):
                along = ruler.at(field.area, share)
                lines.append(_across(ruler, along, other.at(field.area, 0.0), other.at(field.area, 1.0)))
            canvas.scene.painter.drawLines(crisp(canvas.scene, lines))


def _grid_pen(canvas: Canvas, grid: Element, minor: bool) -> QPen | None:
    properties = next(iter(grid), None)
    return canvas.paint.pen(canvas.paint.thin_pen(0.5 if minor else 0.75), properties)


def _marks(ruler: Ruler, area: QRectF, minor: bool) -> list[float]:
    """The shares of the axis at which marks stand."""
    scale = ruler.scale
    if isinstance(scale, Slots):
        if minor and scale.places is not None:
            return []
        crowded = _CLOSEST_MARKS / max(1.0, scale.width * ruler.length(area))
        step = max(1, ruler.axis.mark_step, scale.count // MOST_TICKS, math.ceil(min(crowded, scale.count)))
        edges = range(0, scale.count + 1 if scale.between and not minor else scale.count, step)
        # Minor marks stand half-way between the others.
        shares = [(edge + (step / 2 if minor else 0)) * scale.width for edge in edges]
        return [1 - share if scale.reversed else share for share in shares if share <= 1]
    return [share for value in scale.ticks(minor) if -1e-6 <= (share := scale.share(value)) <= 1 + 1e-6]


def draw_axis(canvas: Canvas, field: Field, layout: AxisLayout) -> None:
    """The axis' line, its marks, its words and its title."""
    axis = layout.ruler.axis
    if axis.deleted:
        return
    pen = canvas.paint.pen(canvas.paint.thin_pen(), axis.properties)
    if pen is not None:
        canvas.scene.painter.setPen(pen)
        line = _along(layout.ruler, field.area, layout.line)
        canvas.scene.painter.drawLines(crisp(canvas.scene, [line]))
        _draw_marks(canvas, field, layout)
    for level, labels in enumerate(layout.labels.levels):
        for label in labels:
            anchor, turn, share, _ = layout.placed(field.area, level, label)
            label.words.draw_turned(canvas.scene, anchor, turn, share)
    for caption in layout.captions:
        area = canvas.placed(caption.area, caption.title.placing)
        canvas.paint.surface(rectangle(area), area, caption.title.properties)
        caption.words.draw_in(canvas.scene, area, caption.turn)


def _draw_marks(canvas: Canvas, field: Field, layout: AxisLayout) -> None:
    axis, ruler = layout.ruler.axis, layout.ruler
    lines = []
    for kind, minor, length in ((axis.major_tick, False, TICK), (axis.minor_tick, True, TICK * _MINOR)):
        if kind not in ("in", "out", "cross"):
            continue
        outward = layout.outward
        outer = layout.line + outward * (length if kind in ("out", "cross") else 0.0)
        inner = layout.line - outward * (length if kind in ("in", "cross") else 0.0)
        for share in _marks(ruler, field.area, minor):
            lines.append(_across(ruler, ruler.at(field.area, share), inner, outer))
    lines += _group_edges(field, layout)
    if lines:
        canvas.scene.painter.drawLines(crisp(canvas.scene, lines))


def _group_edges(field: Field, layout: AxisLayout) -> list[QLineF]:
    """The lines between groups of categories, down to the end of their words."""
    lines, ruler = [], layout.ruler
    for level, labels in enumerate(layout.labels.levels):
        end = layout.start_of(level + 1)
        for label in labels if level else ():
            for share in (label.share - label.span / 2, label.share + label.span / 2):
                lines.append(_across(ruler, ruler.at(field.area, share), layout.line, end))
    return lines


def crisp(scene: Scene, lines: list[QLineF]) -> list[QLineF]:
    """Upright and level lines moved by less than a pixel, so that thin ones fill whole pixels."""
    transform = scene.painter.transform()
    back, possible = transform.inverted()
    if not possible or transform.m12() or transform.m21():
        return lines
    moved = []
    for line in lines:
        start, end = transform.map(line.p1()), transform.map(line.p2())
        if abs(start.y() - end.y()) < 1e-6:
            start.setY(math.floor(start.y()) + 0.5)
            end.setY(start.y())
        elif abs(start.x() - end.x()) < 1e-6:
            start.setX(math.floor(start.x()) + 0.5)
            end.setX(start.x())
        moved.append(QLineF(back.map(start), back.map(end)))
    return moved


def _across(ruler: Ruler, along: float, start: float, end: float) -> QLineF:
    return QLineF(start, along, end, along) if ruler.vertical else QLineF(along, start, along, end)


def _along(ruler: Ruler, area: QRectF, across: float) -> QLineF:
    start, end = ruler.at(area, 0.0), ruler.at(area, 1.0)
    return QLineF(across, start, across, end) if ruler.vertical else QLineF(start, across, end, across)
