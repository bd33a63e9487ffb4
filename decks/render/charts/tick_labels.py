"""The words along an axis: which of them are shown, broken or turned when they are crowded."""

import math
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from decks.render.charts.canvas import Canvas
from decks.render.charts.field import Ruler, System
from decks.render.charts.lettering import Lettering, Words
from decks.render.charts.model import Axis, Categories, Grouping
from decks.render.charts.number_format import ink_of
from decks.render.charts.scales import USUAL_INTERVALS, Scale, Slots

MOST_LABELS = 300
MOST_LINES = 3
AUTOMATIC_TURN = -45.0
_TIGHTEST = 0.8
"""Labels above one another may come as close as this share of their height."""


@dataclass(frozen=True, slots=True)
class TickLabel:
    """Words at a share of the axis; `span` is the share that an outer category takes, 0 else."""

    share: float
    words: Words
    span: float = 0.0


@dataclass(frozen=True, slots=True)
class TickLabels:
    """All words of an axis, nearest level first, and how far they are turned."""

    levels: tuple[tuple[TickLabel, ...], ...]
    turn: float = 0.0

    def thickness(self, vertical: bool) -> list[float]:
        """How much room each level takes away from the axis."""
        sizes = []
        for number, level in enumerate(self.levels):
            extents = [label.words.tight_extent(self.turn if number == 0 else 0.0) for label in level]
            sizes.append(max((extent[0 if vertical else 1] for extent in extents), default=0.0))
        return sizes


def tick_labels(canvas: Canvas, system: System, ruler: Ruler, area: QRectF) -> TickLabels:
    """The words that an axis shows on a field of this size."""
    axis = ruler.axis
    if axis.deleted or axis.labels == "none":
        return TickLabels(())
    lettering = _inked(canvas, axis, "")
    texts = _scale_texts(canvas, system, ruler) if isinstance(ruler.scale, Scale) else None
    if texts is None:
        return _category_labels(canvas, system, ruler, lettering, area)
    made = [TickLabel(share, _inked(canvas, axis, ink).words(text)) for share, text, ink in texts]
    turn = lettering.turn or 0.0
    return TickLabels((tuple(_thinned(made, ruler, area, turn)),), turn)


def _inked(canvas: Canvas, axis: Axis, ink: str) -> Lettering:
    return canvas.lettering(axis.text, align=axis.label_align, ink=ink)


def _scale_texts(canvas: Canvas, system: System, ruler: Ruler) -> list[tuple[float, str, str]]:
    """Share, words and colour of an axis' numbers."""
    axis, scale = ruler.axis, ruler.scale
    if not isinstance(scale, Scale):
        return []
    code = value_code(system, ruler)
    ticks = scale.ticks()[:MOST_LABELS]
    shown = [(scale.share(value), value / axis.divisor) for value in ticks]
    return [(share, canvas.number(value, code), ink_of(value, code)) for share, value in shown]


def most_intervals(canvas: Canvas, system: System, ruler: Ruler, area: QRectF) -> int:
    """How many numbers fit along an axis of values."""
    lettering = canvas.lettering(ruler.axis.text)
    size = lettering.height
    if not ruler.vertical:
        texts = {text for _, text, _ in _scale_texts(canvas, system, ruler)}
        size = max([size, *(lettering.words(text).width for text in texts)])
    return max(1, min(USUAL_INTERVALS, int(ruler.length(area) / size + 0.2)))


def value_code(system: System, ruler: Ruler) -> str:
    """The format of an axis' numbers: its own, or that of its data."""
    axis = ruler.axis
    if axis.code and not (axis.linked and axis.code == "General"):
        return axis.code
    if all(plot.grouping is Grouping.PERCENT for plot in system.plots):
        return "0%"
    series = next((one for plot in system.plots for one in plot.series), None)
    if series is None or not axis.linked:
        return "General"
    return series.across.code if axis is system.base else series.values.code


def _category_labels(
    canvas: Canvas, system: System, ruler: Ruler, lettering: Lettering, area: QRectF
) -> TickLabels:
    scale, categories = ruler.scale, system.categories
    if not isinstance(scale, Slots):
        return TickLabels(())
    code = "" if ruler.axis.linked else ruler.axis.code
    # Even turned upright, words need their letters' height along the axis.
    most = min(MOST_LABELS, ruler.length(area) / (lettering.height * _TIGHTEST))
    step = max(1, math.ceil(scale.count / max(1.0, most)))
    if scale.places is not None:
        places = [
            (scale.at_unit(unit), _date_text(canvas, categories, scale.places, unit, code))
            for unit in range(0, scale.count, _date_step(ruler, step))
        ]
    else:
        step = max(step, ruler.axis.label_step)
        places = [
            (scale.share(place), _category_text(canvas, system, place, code))
            for place in range(0, scale.count, step)
        ]
    slot = scale.width * step * ruler.length(area)
    turn, width = _fit(ruler, lettering, [text for _, text in places], slot)
    made = [
        TickLabel(share, lettering.words(text, width) if width else lettering.words(text))
        for share, text in places
    ]
    if not ruler.axis.label_step and not width:
        made = _thinned(made, ruler, area, turn)
    grouped = len(categories.levels) > 1 and not ruler.axis.one_level
    outer = _outer_levels(canvas, categories, scale, lettering) if grouped else []
    return TickLabels((tuple(made), *outer), turn)


def _category_text(canvas: Canvas, system: System, place: int, code: str) -> str:
    """The words of a category; on an axis of one level its groups' before them."""
    categories = system.categories
    words = canvas.category(categories, place, code=code)
    if not system.base.one_level:
        return words
    outer = [
        next((text for text in reversed(level[: place + 1]) if text), "")
        for level in reversed(categories.levels[1:])
    ]
    return " ".join(text for text in (*outer, words) if text)


def _date_step(ruler: Ruler, step: int) -> int:
    """Every how many units a date is written."""
    factor = {"months": 30, "years": 365}.get(ruler.axis.major_unit, 1) / {"months": 30, "years": 365}.get(
        ruler.axis.unit, 1
    )
    return max(step, round((ruler.axis.major or 1) * max(1.0, factor)))


def _date_text(canvas: Canvas, categories: Categories, places: tuple[int, ...], unit: int, code: str) -> str:
    """The date of a unit: that of a category there, else counted on from the first."""
    if unit in places:
        return canvas.category(categories, places.index(unit), code=code)
    numbers = categories.numbers
    known = [value for value in numbers.values if value is not None] if numbers is not None else []
    if numbers is None or not known or not max(places):
        return ""
    days = (max(known) - min(known)) / max(places)
    return canvas.number(min(known) + unit * days, code or numbers.code)


def _fit(ruler: Ruler, lettering: Lettering, texts: list[str], slot: float) -> tuple[float, float]:
    """How far category words are turned, and how wide they may be; 0 for as wide as they are."""
    if lettering.turn:
        return lettering.turn, 0.0
    if ruler.vertical:
        return 0.0, 0.0
    widest = max((lettering.words(text).width for text in texts), default=0.0)
    if widest <= slot * 0.95:
        return 0.0, 0.0
    if widest > slot * (MOST_LINES + 0.5):
        return (0.0 if lettering.turn == 0.0 else AUTOMATIC_TURN), 0.0
    pieces = {piece for text in texts for piece in text.split()}
    longest = max((lettering.words(piece).width for piece in pieces), default=0.0)
    tallest = max((lettering.words(text, slot).height for text in texts), default=0.0)
    if longest <= slot * 0.95 and tallest <= lettering.words("x").height * (MOST_LINES + 0.5):
        return 0.0, slot
    return (0.0 if lettering.turn == 0.0 else AUTOMATIC_TURN), 0.0


def _thinned(labels: list[TickLabel], ruler: Ruler, area: QRectF, turn: float) -> list[TickLabel]:
    """Every second, third … label, so that none lies on its neighbour."""
    if len(labels) < 2:
        return labels
    gap = abs(labels[1].share - labels[0].share) * ruler.length(area)
    if ruler.vertical:
        needed = max(label.words.tight_extent(turn)[1] for label in labels) * _TIGHTEST
    elif turn:
        across = abs(math.sin(math.radians(turn)))
        needed = max(label.words.height for label in labels) / max(across, 0.2)
    else:
        needed = max(label.words.width for label in labels) * 0.95
    step = math.ceil(needed / gap - 1e-6) if gap > 0 else len(labels)
    return labels[:: max(1, step)]


def _outer_levels(
    canvas: Canvas, categories: Categories, scale: Slots, lettering: Lettering
) -> list[tuple[TickLabel, ...]]:
    """The groups of categories, each in the middle of its members."""
    levels = []
    for level in range(1, len(categories.levels)):
        texts = [canvas.category(categories, place, level) for place in range(min(scale.count, MOST_LABELS))]
        starts = [place for place, text in enumerate(texts) if text]
        made = []
        for start, end in pairwise([*starts, scale.count]):
            share = (scale.at_unit(start) + scale.at_unit(end - 1)) / 2
            made.append(TickLabel(share, lettering.words(texts[start]), (end - start) * scale.width))
        levels.append(tuple(made))
    return levels


def label_anchor(turn: float) -> float:
    """The share along turned words that lies at the axis: their end if they rise, their start if they
    fall, else the middle."""
    return 0.5 if not turn else 1.0 if turn < 0 else 0.0


def box_of(words: Words, anchor: QPointF, turn: float, share: float) -> QRectF:
    """The upright rectangle around words drawn turned at an anchor."""
    width, height = words.tight_extent(turn)
    radians = math.radians(turn)
    middle = (0.5 - share) * words.width
    centre = QPointF(anchor.x() + middle * math.cos(radians), anchor.y() + middle * math.sin(radians))
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)
