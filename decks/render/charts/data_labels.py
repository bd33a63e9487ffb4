"""Data labels: what they say, and where they stand beside their points."""

from copy import deepcopy
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from decks.pptx.ooxml import EMU_PER_POINT, Element, attribute, child, qname
from decks.render.charts.canvas import Canvas
from decks.render.charts.keys import GAP, Key, draw_key
from decks.render.charts.lettering import Words
from decks.render.charts.model import Grouping, Kind, Plot
from decks.render.charts.number_format import ink_of
from decks.render.charts.paint import rectangle
from decks.render.charts.parts import Label

MOST_LABELS = 1_500
_GAP = 3 * EMU_PER_POINT
_SIDES = {"t": (0, -1), "b": (0, 1), "l": (-1, 0), "r": (1, 0)}


@dataclass(frozen=True, slots=True)
class LabelSpot:
    """A drawn point: series number in its plot, place in its series, its value, its middle, its
    rectangle if it has one, and the direction (a unit vector) in which it grows. `share` of the whole
    for slices, `reach` their radius."""

    plot: Plot
    number: int
    place: int
    value: float
    middle: QPointF
    area: QRectF | None
    direction: QPointF
    share: float = 0.0
    reach: float = 0.0


def label_of(spot: LabelSpot) -> Label | None:
    """What the label of a point shows, if it has one."""
    labels = spot.plot.series[spot.number].labels
    return None if labels is None else labels.of(spot.place)


def label_text(canvas: Canvas, spot: LabelSpot, label: Label) -> str:
    """The words of a label."""
    parts = (
        ("CELLRANGE", label.note),
        ("SERIESNAME", label.series),
        ("CATEGORYNAME", label.category),
        ("VALUE", label.value),
        ("PERCENTAGE", label.percent and spot.plot.round),
        ("BUBBLESIZE", label.bubble),
    )
    pieces = [label_part(canvas, spot, label, kind) for kind, shown in parts if shown]
    usual = "\n" if spot.plot.round and label.percent else ", "
    return (label.separator or usual).join(piece for piece in pieces if piece)


def label_part(canvas: Canvas, spot: LabelSpot, label: Label, kind: str) -> str:
    """One part of a label, named as fields in rich labels name it."""
    series = spot.plot.series[spot.number]
    match kind:
        case "CELLRANGE":
            return series.notes[spot.place] if spot.place < len(series.notes) else ""
        case "SERIESNAME":
            return canvas.name(series, spot.number)
        case "CATEGORYNAME" | "XVALUE":
            return _category(canvas, spot)
        case "VALUE" | "YVALUE":
            code = label.code if not label.percent else ""
            return canvas.number(spot.value, code or series.values.code)
        case "PERCENTAGE":
            return canvas.number(spot.share, label.code if "%" in label.code else "0%")
        case "BUBBLESIZE" if spot.place < len(series.sizes.values):
            return canvas.number(series.sizes.values[spot.place] or 0.0, label.code)
    return ""


def with_fields(canvas: Canvas, spot: LabelSpot, label: Label, rich: Element) -> Element:
    """The text of a rich label with what its fields stand for; files keep a placeholder there."""
    if next(rich.iter(qname("a:fld")), None) is None:
        return rich
    rich = deepcopy(rich)
    for element in rich.iter(qname("a:fld")):
        words = label_part(canvas, spot, label, attribute(element, "type"))
        text = child(element, "a:t")
        if text is not None and words:
            text.text = words
    return rich


def _category(canvas: Canvas, spot: LabelSpot) -> str:
    series = spot.plot.series[spot.number]
    if series.across.values:
        value = series.across.values[spot.place] if spot.place < len(series.across.values) else None
        return "" if value is None else canvas.number(value, series.across.code)
    first = next((one.categories for one in spot.plot.series if one.categories.count), series.categories)
    return canvas.category(first, spot.place)


def draw_labels(canvas: Canvas, spots: list[LabelSpot]) -> None:
    """Draw the labels of drawn points within the chart's area."""
    widest = canvas.area.width() / 3
    room = MOST_LABELS
    for spot in spots:
        label = label_of(spot)
        if label is None:
            continue
        room -= 1
        if room < 0 or not canvas.in_time():
            canvas.scene.report("render.chart_too_large")
            return
        lettering = canvas.lettering(label.text, ink=_ink(spot, label))
        words = (
            lettering.rich_words(with_fields(canvas, spot, label, label.rich), widest)
            if label.rich is not None
            else lettering.words(label_text(canvas, spot, label), widest)
        )
        if words.text or label.key:
            _draw_label(canvas, spot, label, words, lettering.turn or 0.0)


def _ink(spot: LabelSpot, label: Label) -> str:
    """The colour in which the format of the label's number writes it, if it names one."""
    return ink_of(spot.value, label.code or spot.plot.series[spot.number].values.code) if label.value else ""


def _draw_label(canvas: Canvas, spot: LabelSpot, label: Label, words: Words, turn: float) -> None:
    key = key_room(canvas, spot, label)
    width, height = words.tight_extent(turn)
    box = label_box(spot, label.position, (width + key, height))
    placing = label.placing
    if placing is not None and placing.x is not None and placing.y is not None:
        box.translate(placing.x * canvas.area.width(), placing.y * canvas.area.height())
        if label.leaders and spot.plot.kind is Kind.PIE:
            _draw_leader(canvas, spot, label, box)
    box = canvas.kept_inside(box)
    canvas.paint.surface(rectangle(box), box, label.properties)
    if key:
        letters = canvas.lettering(label.text).height
        sign = QRectF(box.left(), box.top(), key - GAP * letters, box.height())
        draw_key(canvas, _key(canvas, spot), sign, letters)
    words.draw_in(canvas.scene, box.adjusted(key, 0, 0, 0), turn)


def key_room(canvas: Canvas, spot: LabelSpot, label: Label) -> float:
    """How wide the sign before a label is with the gap behind it, in EMU; 0 without one."""
    if not label.key:
        return 0.0
    return (_key(canvas, spot).width + GAP) * canvas.lettering(label.text).height


def _key(canvas: Canvas, spot: LabelSpot) -> Key:
    plot, series = spot.plot, spot.plot.series[spot.number]
    varied = plot.varied and (plot.round or canvas.chart.series_count == 1)
    return Key(plot, series, spot.place, len(series.values.values) if varied else 0)


def _draw_leader(canvas: Canvas, spot: LabelSpot, label: Label, box: QRectF) -> None:
    """A line from a slice to its label, where that was moved away."""
    start = spot.middle + spot.direction * (spot.reach / 2)
    if box.contains(start):
        return
    path = QPainterPath(start)
    path.lineTo(box.left() if start.x() < box.center().x() else box.right(), box.center().y())
    pen = canvas.paint.pen(canvas.paint.thin_pen(), label.leader_line)
    if pen is not None:
        canvas.scene.painter.strokePath(path, pen)


def label_box(spot: LabelSpot, position: str, size: tuple[float, float]) -> QRectF:
    """Where a label of this size stands (`c:dLblPos`, ECMA-376 part 1, 21.2.2.48)."""
    width, height = size
    position = position or _usual_position(spot)
    middle = spot.middle
    if spot.plot.kind is Kind.PIE:
        middle = _slice_place(spot, position, size)
    elif position in _SIDES:
        across, down = _SIDES[position]
        half = max(spot.area.width(), spot.area.height()) / 2 if spot.area is not None else _GAP
        middle = middle + QPointF(across * (half + width / 2), down * (half + height / 2))
    elif spot.area is not None and position in ("outEnd", "inEnd", "inBase"):
        middle = _bar_place(spot, spot.area, position, size)
    elif position == "outEnd":
        middle = middle + QPointF(
            spot.direction.x() * (_GAP + width / 2), spot.direction.y() * (_GAP + height / 2)
        )
    return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)


def _usual_position(spot: LabelSpot) -> str:
    match spot.plot.kind:
        case Kind.BAR:
            return "outEnd" if spot.plot.grouping is Grouping.BESIDE else "ctr"
        case Kind.LINE | Kind.SCATTER | Kind.BUBBLE:
            return "r"
        case Kind.PIE:
            return "bestFit"
        case Kind.RADAR:
            return "outEnd"
    return "ctr"


def _bar_place(spot: LabelSpot, area: QRectF, position: str, size: tuple[float, float]) -> QPointF:
    """The middle of a label at an end of a bar."""
    across, down = spot.direction.x(), spot.direction.y()
    half = (abs(across) * area.width() + abs(down) * area.height()) / 2
    own = (abs(across) * size[0] + abs(down) * size[1]) / 2
    gap = _GAP / 2
    reach = {"outEnd": half + own + gap, "inEnd": half - own - gap, "inBase": own + gap - half}[position]
    return area.center() + QPointF(across * reach, down * reach)


def _slice_place(spot: LabelSpot, position: str, size: tuple[float, float]) -> QPointF:
    """The middle of a label in or beside a slice, seen from the middle of the pie."""
    width, height = size
    across, down = spot.direction.x(), spot.direction.y()
    own = abs(across) * width / 2 + abs(down) * height / 2
    if position == "bestFit":
        # A slice has room for words that are narrower than its arc two thirds out.
        position = (
            "inEnd" if spot.share * 2 * 3.1416 * spot.reach * 0.67 > max(width, height) * 1.1 else "outEnd"
        )
    reach = {"outEnd": spot.reach + own + _GAP, "inEnd": spot.reach - own - _GAP}.get(
        position, spot.reach * 0.55
    )
    return spot.middle + QPointF(across * reach, down * reach)
