"""How parts of a chart look: their own properties over what the chart's style says
(ECMA-376 part 1, 21.2.2.227 and the style tables there)."""

from lxml import etree
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from decks.pptx.ooxml import Element, child, local_name, qname, whole
from decks.render.charts.model import Series
from decks.render.paint.fills import Fill, fill_in, paint_fill
from decks.render.paint.lines import pen_for
from decks.render.slide.scene import Scene

EMU_PER_POINT = 12_700
ACCENTS = 6
_THIN = 9_525
_GRAYS = (88_500, 55_000, 78_000, 92_500, 70_000, 30_000)
"""Tints of the dark colour, in which black and white styles show their series."""


class Paint:
    """Colours, fills and pens of one chart. `part` is the chart's own, for pictures in fills."""

    def __init__(self, scene: Scene, part: str, style: int, series_count: int) -> None:
        self.scene = scene
        self._part = part
        self._group, self._column = divmod(style - 1, 8)
        self._count = series_count

    @property
    def text_colour(self) -> str:
        """The theme's name for the colour of words."""
        return "bg1" if self._group == 5 else "tx1"

    @property
    def line_width(self) -> float:
        """How wide lines are that show data, in EMU."""
        return _THIN * (3.0, 5.0, 5.0, 7.0, 5.0, 5.0)[self._group]

    def colour(self, number: int, count: int | None = None) -> QColor:
        """The colour of series (or varied point) `number` of `count`."""
        count = max(1, self._count if count is None else count)
        if self._column == 0:
            return self._made("dk1", "tint", _GRAYS[number % ACCENTS])
        if self._column > 1:
            name, place, cycles = f"accent{self._column - 1}", number, count
        else:
            name, place = f"accent{number % ACCENTS + 1}", number // ACCENTS
            cycles = (count - 1) // ACCENTS + 1
        # Cycles fade from 70 % darker to 70 % lighter; a single one keeps the colour itself.
        fade = (place % cycles + 1) / (cycles + 1) * 1.4 - 0.7
        change, value = ("shade", 1 + fade) if fade < 0 else ("tint", 1 - fade)
        return self._made(name, change, round(value * 100_000))

    def _made(self, name: str, change: str, value: int) -> QColor:
        element = etree.Element(qname("a:schemeClr"), val=name)
        if value != 100_000:
            etree.SubElement(element, qname(f"a:{change}"), val=str(value))
        return self.scene.palette.colour(element)

    def gray(self, share: float = 0.75) -> QColor:
        """The colour of axes and grid lines."""
        return self._made(self.text_colour, "tint", round(share * 100_000))

    def thin_pen(self, share: float = 0.75) -> QPen:
        """The pen for axes and grid lines that say nothing of their own."""
        return _flat(QPen(self.gray(share), max(_THIN, self.scene.pixel)))

    def own_fill(self, *properties: Element | None) -> Fill | None:
        """The fill that `c:spPr` elements give, nearest first; `None` where they leave it open."""
        found = next((fill for one in properties if (fill := fill_in(one)) is not None), None)
        return None if found is None else Fill(found, self._part)

    def series_fill(self, colour: QColor, *properties: Element | None) -> Fill:
        """The fill of a bar, slice or area."""
        own = self.own_fill(*properties)
        return own if own is not None else self._styled_fill(colour)

    def _styled_fill(self, colour: QColor) -> Fill:
        """The theme's subtle or intense fill in a colour, as the chart's style wants it."""
        fills = self.scene.palette.theme.fills
        place = (0, 0, 2, 2, 0, 2)[self._group]
        if place < len(fills) and local_name(fills[place]) != "noFill":
            return Fill(fills[place], self._part, colour)
        return Fill(_PLAIN, self._part, colour)

    def fill(self, path: QPainterPath, area: QRectF, fill: Fill | None) -> None:
        """Fill a path; gradients and pictures run across `area`."""
        paint_fill(self.scene, fill, path, area)

    def pen(self, usual: QPen | None, *properties: Element | None) -> QPen | None:
        """The pen that `c:spPr` elements give, nearest first, over the usual one."""
        lines = [line for one in properties if (line := child(one, "a:ln")) is not None]
        if any(fill_in(line) is not None for line in lines):
            return pen_for(self.scene, lines, (None, None))
        width = next((whole(line, "w") for line in lines if line.get("w")), 0)
        if usual is not None and width > 0:
            usual = QPen(usual)
            usual.setWidthF(max(width, self.scene.pixel))
        return usual

    def series_pen(self, colour: QColor, *properties: Element | None) -> QPen | None:
        """The pen of a line that shows data."""
        usual = _flat(QPen(colour, max(self.line_width, self.scene.pixel)))
        pen = self.pen(usual, *properties)
        if pen is not None:
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    def surface(self, path: QPainterPath, area: QRectF, properties: Element | None) -> None:
        """A background with its outline, where they are given."""
        self.fill(path, area, self.own_fill(properties))
        pen = self.pen(None, properties)
        if pen is not None:
            self.scene.painter.strokePath(path, pen)

    def point_colour(self, series: Series, point: int, varied: int) -> QColor:
        """The colour of a point: its own where colours vary over `varied` points, else its series'."""
        return self.colour(point, varied) if varied else self.colour(series.index)


def _flat(pen: QPen) -> QPen:
    """The pen, ending where its line ends."""
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def rectangle(area: QRectF) -> QPainterPath:
    """A path along the sides of a rectangle."""
    path = QPainterPath()
    path.addRect(area)
    return path


def _plain() -> Element:
    fill = etree.Element(qname("a:solidFill"))
    etree.SubElement(fill, qname("a:schemeClr"), val="phClr")
    return fill


_PLAIN = _plain()
