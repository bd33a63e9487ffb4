"""Plots between axes: how much room the axes leave, and what is drawn in which order."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from decks.render.charts.additions import draw_additions
from decks.render.charts.axes import draw_axis, draw_grid
from decks.render.charts.axis_layout import AxisLayout, lay_out_axis
from decks.render.charts.bars import draw_bars
from decks.render.charts.canvas import Canvas
from decks.render.charts.curves import draw_areas, draw_bubbles, draw_lines, draw_scatter, is_curve
from decks.render.charts.data_labels import LabelSpot
from decks.render.charts.field import (
    Field,
    Ruler,
    System,
    across_of,
    across_scale,
    category_slots,
    rows_of,
    value_scale,
)
from decks.render.charts.model import Kind, Plot
from decks.render.charts.paint import rectangle
from decks.render.charts.scales import USUAL_INTERVALS, Scale
from decks.render.charts.tick_labels import most_intervals

_PASSES = 3
_CLOSE = 2_000.0
_SMALLEST = 0.15
"""Words may leave the plot at least this share of its room."""
_DRAWERS = {
    Kind.AREA: draw_areas,
    Kind.BAR: draw_bars,
    Kind.LINE: draw_lines,
    Kind.SCATTER: draw_scatter,
    Kind.BUBBLE: draw_bubbles,
}
_ORDER = (Kind.AREA, Kind.BAR, Kind.LINE, Kind.SCATTER, Kind.BUBBLE)


@dataclass(frozen=True, slots=True)
class _Laid:
    system: System
    field: Field
    axes: tuple[AxisLayout, ...]


def draw_cartesian(
    canvas: Canvas, systems: list[System], room: QRectF, inner: QRectF | None
) -> list[LabelSpot]:
    """Draw the systems, which share one field, into `room`, or with the field itself at `inner`; where
    their data labels belong."""
    laid = _lay_out(canvas, systems, room, inner)
    area = laid[0].field.area
    canvas.paint.surface(rectangle(area), area, canvas.chart.plot_properties, canvas.paint.plot_ground)
    for one in laid:
        draw_grid(canvas, one.field)
    spots = [spot for one in laid for spot in _draw_plots(canvas, one, curves=False)]
    for one in laid:
        for axis in one.axes:
            draw_axis(canvas, one.field, axis)
    return spots + [spot for one in laid for spot in _draw_plots(canvas, one, curves=True)]


def _lay_out(canvas: Canvas, systems: list[System], room: QRectF, inner: QRectF | None) -> list[_Laid]:
    area = QRectF(room if inner is None else inner)
    laid = [_laid(canvas, system, area) for system in systems]
    for _ in range(_PASSES if inner is None else 0):
        extent = QRectF(area)
        for one in laid:
            for axis in one.axes:
                extent = extent.united(axis.extent(area))
        before, area = area, _shrunk(room, area, extent)
        if _is_alike(before, area):
            break
        laid = [_laid(canvas, system, area) for system in systems]
    return laid


def _is_alike(before: QRectF, after: QRectF) -> bool:
    """Whether another pass would move nothing by a visible amount."""
    moved = (
        before.left() - after.left(),
        before.right() - after.right(),
        before.top() - after.top(),
        before.bottom() - after.bottom(),
    )
    return all(abs(distance) < _CLOSE for distance in moved)


def _shrunk(room: QRectF, area: QRectF, extent: QRectF) -> QRectF:
    """The field for which words that reach as far beyond it as now just fit into the room."""
    left, right = area.left() - extent.left(), extent.right() - area.right()
    top, bottom = area.top() - extent.top(), extent.bottom() - area.bottom()
    most = 1 - _SMALLEST
    across, down = left + right, top + bottom
    if across > room.width() * most:
        left, right = left * room.width() * most / across, right * room.width() * most / across
    if down > room.height() * most:
        top, bottom = top * room.height() * most / down, bottom * room.height() * most / down
    return room.adjusted(left, top, -right, -bottom)


def _laid(canvas: Canvas, system: System, area: QRectF) -> _Laid:
    lying = system.horizontal
    rise = Ruler(system.rise, value_scale(system, canvas.chart, USUAL_INTERVALS), not lying)
    most = most_intervals(canvas, system, rise, area)
    rise = Ruler(system.rise, value_scale(system, canvas.chart, most), not lying)
    if system.scattered:
        base = Ruler(system.base, across_scale(system, USUAL_INTERVALS), lying)
        most = most_intervals(canvas, system, base, area)
        base = Ruler(system.base, across_scale(system, most), lying)
    else:
        base = Ruler(system.base, category_slots(system), lying)
    field = Field(area, base, rise)
    return _Laid(system, field, tuple(lay_out_axis(canvas, system, field, ruler) for ruler in (base, rise)))


def _draw_plots(canvas: Canvas, laid: _Laid, *, curves: bool) -> list[LabelSpot]:
    painter = canvas.scene.painter
    spots = []
    for plot in sorted(laid.system.plots, key=lambda plot: _ORDER.index(plot.kind)):
        if is_curve(plot) is not curves:
            continue
        painter.save()
        if _reaches_out(canvas, plot, laid.field):
            path = QPainterPath()
            path.addRect(laid.field.area)
            painter.setClipPath(path)
        spots += _DRAWERS[plot.kind](canvas, laid.field, plot)
        draw_additions(canvas, laid.field, plot)
        painter.restore()
    return spots


def _reaches_out(canvas: Canvas, plot: Plot, field: Field) -> bool:
    """Whether an axis leaves out some of the data, which then must not show beside the field."""
    axes = (field.base.axis, field.rise.axis)
    if all(axis.low is None and axis.high is None for axis in axes):
        return False
    rows = rows_of(plot, canvas.chart)
    shares = [field.rise.scale.share(span[1]) for row in rows for span in row if span is not None]
    if isinstance(field.base.scale, Scale):
        across = (value for series in plot.series for value in across_of(series) if value is not None)
        shares += [field.base.scale.share(value) for value in across]
    return any(not -1e-6 <= share <= 1 + 1e-6 for share in shares)
