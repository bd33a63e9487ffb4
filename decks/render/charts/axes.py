"""Axes: lines, marks, words and titles, and the grid behind the data."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPen

from decks.pptx.ooxml import Element
from decks.render.charts.canvas import Canvas
from decks.render.charts.field import Field, Ruler, System
from decks.render.charts.lettering import Words
from decks.render.charts.scales import MOST_TICKS, Scale, Slots
from decks.render.charts.tick_labels import TickLabel, TickLabels, box_of, label_anchor, tick_labels
from decks.render.slide.scene import Scene

TICK = 54_000.0
"""Length of a major mark: 1.5 mm, as LibreOffice draws it."""
LABEL_GAP = 36_000.0
TITLE_GAP = 60_000.0
_MINOR = 0.6
_CLOSEST_MARKS = 5 * 12_700.0


@dataclass(frozen=True, slots=True)
class AxisLayout:
    """An axis on a field: where its line runs, to which side its words stand (−1 left or below, 1
    right or above), and where they begin."""

    ruler: Ruler
    line: float
    side: int
    label_line: float
    labels: TickLabels
    title: Words | None
    title_turn: float
    title_area: QRectF | None

    def start_of(self, level: int) -> float:
        """Where a level of words begins, across the axis."""
        sizes = self.labels.thickness(self.ruler.vertical)
        away = self.label_distance + sum(sizes[:level])
        return self.label_line + self._outward * away

    @property
    def label_distance(self) -> float:
        """From the line of the words to the words."""
        axis = self.ruler.axis
        outside = axis.major_tick in ("out", "cross") and self.label_line == self.line
        return LABEL_GAP + (TICK if outside else 0.0)

    @property
    def _outward(self) -> int:
        """The direction of growing distance as a coordinate: up is less."""
        return self.side if self.ruler.vertical else -self.side

    def end(self) -> float:
        """Where the words end, across the axis."""
        sizes = self.labels.thickness(self.ruler.vertical)
        if not sizes:
            axis = self.ruler.axis
            marks = not axis.deleted and axis.major_tick in ("out", "cross")
            return self.line + self._outward * (TICK if marks else 0.0)
        return self.start_of(len(sizes))

    def placed(self, area: QRectF, level: int, label: TickLabel) -> tuple[QPointF, float, float, QRectF]:
        """Anchor, turn, share along the words and box of a label."""
        turn = self.labels.turn if level == 0 else 0.0
        along = self.ruler.at(area, label.share)
        width, height = label.words.tight_extent(turn)
        start = self.start_of(level)
        if self.ruler.vertical:
            centre = QPointF(start + self._outward * width / 2, along)
            share = 0.5
        else:
            share = label_anchor(turn)
            share = 1 - share if turn and self.side > 0 else share
            reach = (
                height / 2
                if share == 0.5
                else (label.words.height / 2 - label.words.slack) * math.cos(math.radians(turn))
            )
            centre = QPointF(along, start + self._outward * reach)
        return centre, turn, share, box_of(label.words, centre, turn, share)

    def extent(self, area: QRectF) -> QRectF:
        """The rectangle that holds the words and the title."""
        box = QRectF(area)
        for level, labels in enumerate(self.labels.levels):
            for label in labels:
                box = box.united(self.placed(area, level, label)[3])
        end = self.end()
        if self.ruler.vertical:
            box = box.united(QRectF(min(end, self.line), area.top(), abs(end - self.line), area.height()))
        else:
            box = box.united(QRectF(area.left(), min(end, self.line), area.width(), abs(end - self.line)))
        return box if self.title_area is None else box.united(self.title_area)


def lay_out_axis(canvas: Canvas, system: System, field: Field, ruler: Ruler) -> AxisLayout:
    """The axis on its field."""
    other = field.rise if ruler is field.base else field.base
    line_share = _crossing(ruler, other)
    axis = ruler.axis
    flipped = other.scale.reversed
    side = 1 if (axis.crosses == "max") != flipped else -1
    label_share = line_share
    if axis.labels in ("low", "high"):
        high = (axis.labels == "high") != flipped
        label_share, side = (1.0, 1) if high else (0.0, -1)
    area = field.area
    labels = tick_labels(canvas, system, ruler, area)
    plain = AxisLayout(
        ruler, other.at(area, line_share), side, other.at(area, label_share), labels, None, 0.0, None
    )
    return _with_title(canvas, plain, area)


def _with_title(canvas: Canvas, layout: AxisLayout, area: QRectF) -> AxisLayout:
    title, ruler = layout.ruler.axis.title, layout.ruler
    if title is None or layout.ruler.axis.deleted:
        return layout
    words, turn = canvas.title_words(title, 1.0, ruler.length(area))
    if not words.text:
        return layout
    turn = turn or (-90.0 if ruler.vertical else 0.0)
    width, height = words.extent(turn)
    outward = layout.side if ruler.vertical else -layout.side
    start = layout.end() + outward * TITLE_GAP
    if ruler.vertical:
        box = QRectF(start if outward > 0 else start - width, area.center().y() - height / 2, width, height)
    else:
        box = QRectF(area.center().x() - width / 2, start if outward > 0 else start - height, width, height)
    return AxisLayout(ruler, layout.line, layout.side, layout.label_line, layout.labels, words, turn, box)


def _crossing(ruler: Ruler, other: Ruler) -> float:
    """The share of the other axis at which this one crosses it."""
    axis, scale = ruler.axis, other.scale
    if isinstance(scale, Scale):
        value = {"min": scale.low, "max": scale.high}.get(axis.crosses, 0.0)
        value = axis.crosses_at if axis.crosses_at is not None else value
        return scale.share(min(scale.high, max(scale.low, value)))
    share = 1.0 if axis.crosses == "max" else 0.0
    if axis.crosses_at is not None:
        share = min(1.0, max(0.0, (axis.crosses_at - 1) * scale.width))
    return 1 - share if scale.reversed else share


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
        if minor:
            return []
        crowded = _CLOSEST_MARKS / max(1.0, scale.width * ruler.length(area))
        step = max(1, ruler.axis.mark_step, scale.count // MOST_TICKS, math.ceil(min(crowded, scale.count)))
        edges = range(0, scale.count + 1 if scale.between else scale.count, step)
        shares = [edge * scale.width for edge in edges]
        return [1 - share if scale.reversed else share for share in shares]
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
    if layout.title is not None and layout.title_area is not None:
        layout.title.draw_in(canvas.scene, layout.title_area, layout.title_turn)


def _draw_marks(canvas: Canvas, field: Field, layout: AxisLayout) -> None:
    axis, ruler = layout.ruler.axis, layout.ruler
    lines = []
    for kind, minor, length in ((axis.major_tick, False, TICK), (axis.minor_tick, True, TICK * _MINOR)):
        if kind not in ("in", "out", "cross"):
            continue
        outward = layout.side if ruler.vertical else -layout.side
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
