"""Axes before they are drawn: where their lines run, and where their words and titles stand."""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from decks.render.charts.canvas import Canvas
from decks.render.charts.field import Field, Ruler, System
from decks.render.charts.lettering import Words
from decks.render.charts.parts import Title
from decks.render.charts.scales import Scale
from decks.render.charts.tick_labels import TickLabel, TickLabels, box_of, label_anchor, tick_labels

TICK = 54_000.0
"""Length of a major mark: 1.5 mm, as LibreOffice draws it."""
LABEL_GAP = 36_000.0
TITLE_GAP = 60_000.0


@dataclass(frozen=True, slots=True)
class Caption:
    """Words beside an axis: its title, or the units of its numbers."""

    title: Title
    words: Words
    turn: float
    area: QRectF

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere, and takes no room here."""
        return self.title.placing is not None


@dataclass(frozen=True, slots=True)
class AxisLayout:
    """An axis on a field: where its line runs, to which side its words stand (−1 left or below, 1
    right or above), and where they begin."""

    ruler: Ruler
    line: float
    side: int
    label_line: float
    labels: TickLabels
    captions: tuple[Caption, ...] = ()

    def start_of(self, level: int) -> float:
        """Where a level of words begins, across the axis."""
        sizes = self.labels.thickness(self.ruler.vertical)
        away = self.label_distance + sum(sizes[:level])
        return self.label_line + self.outward * away

    @property
    def label_distance(self) -> float:
        """From the line of the words to the words."""
        axis = self.ruler.axis
        outside = axis.major_tick in ("out", "cross") and self.label_line == self.line
        return LABEL_GAP * axis.label_offset + (TICK if outside else 0.0)

    @property
    def outward(self) -> int:
        """The direction of growing distance as a coordinate: up is less."""
        return self.side if self.ruler.vertical else -self.side

    def end(self) -> float:
        """Where the words end, across the axis."""
        sizes = self.labels.thickness(self.ruler.vertical)
        if not sizes:
            axis = self.ruler.axis
            marks = not axis.deleted and axis.major_tick in ("out", "cross")
            return self.line + self.outward * (TICK if marks else 0.0)
        return self.start_of(len(sizes))

    def captions_end(self) -> float:
        """Where all that is beside the axis ends, across it."""
        inside = [caption.area for caption in self.captions if not caption.moved]
        if not inside:
            return self.end()
        area = inside[-1]
        if self.ruler.vertical:
            return area.right() if self.outward > 0 else area.left()
        return area.bottom() if self.outward > 0 else area.top()

    def placed(self, area: QRectF, level: int, label: TickLabel) -> tuple[QPointF, float, float, QRectF]:
        """Anchor, turn, share along the words and box of a label."""
        turn = self.labels.turn if level == 0 else 0.0
        along = self.ruler.at(area, label.share)
        width, height = label.words.tight_extent(turn)
        start = self.start_of(level)
        if self.ruler.vertical:
            centre = QPointF(start + self.outward * width / 2, along)
            share = 0.5
        else:
            share = label_anchor(turn)
            share = 1 - share if turn and self.side > 0 else share
            reach = (
                height / 2
                if share == 0.5
                else (label.words.height / 2 - label.words.slack) * math.cos(math.radians(turn))
            )
            centre = QPointF(along, start + self.outward * reach)
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
        for caption in self.captions:
            box = box if caption.moved else box.united(caption.area)
        return box


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
    plain = AxisLayout(ruler, other.at(area, line_share), side, other.at(area, label_share), labels)
    return _with_captions(canvas, plain, area)


def _with_captions(canvas: Canvas, layout: AxisLayout, area: QRectF) -> AxisLayout:
    """The axis with the name of its units at its end and its title along its middle, further out."""
    axis = layout.ruler.axis
    if axis.deleted:
        return layout
    for title, at_end in ((axis.unit_label, True), (axis.title, False)):
        caption = None if title is None else _caption(canvas, layout, title, area, at_end)
        if caption is not None:
            layout = replace(layout, captions=(*layout.captions, caption))
    return layout


def _caption(canvas: Canvas, layout: AxisLayout, title: Title, area: QRectF, at_end: bool) -> Caption | None:
    ruler = layout.ruler
    words, turn = canvas.title_words(title, 1.0, ruler.length(area))
    if not words.text:
        return None
    turn = turn or (-90.0 if ruler.vertical else 0.0)
    width, height = words.extent(turn)
    outward = layout.outward
    start = layout.captions_end() + outward * TITLE_GAP
    if ruler.vertical:
        top = area.top() if at_end else area.center().y() - height / 2
        return Caption(
            title, words, turn, QRectF(start if outward > 0 else start - width, top, width, height)
        )
    left = area.right() - width if at_end else area.center().x() - width / 2
    return Caption(title, words, turn, QRectF(left, start if outward > 0 else start - height, width, height))


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
