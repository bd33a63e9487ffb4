"""How parts of a chart look: their own properties over what the chart's style says
(ECMA-376 part 1, 21.2.2.227 and the style tables there)."""

from lxml import etree
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from decks.pptx.ooxml import Element, child, local_name, qname, whole
from decks.render.charts.inversion import inverted
from decks.render.charts.model import Series
from decks.render.paint.effects import draw_with, effects_of
from decks.render.paint.fills import Fill, fill_in, paint_fill
from decks.render.paint.lines import pen_for
from decks.render.slide.scene import Scene

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
    def embellished(self) -> bool:
        """Whether the chart's style means more than is drawn of it: shadows and raised edges."""
        effects = self.scene.palette.theme.effects
        return self._group in (2, 3, 5) and bool(effects) and any(len(one) for one in effects[-1])

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
            place, cycles = number, count
        else:
            place, cycles = number // ACCENTS, (count - 1) // ACCENTS + 1
        # Cycles fade from 70 % darker to 70 % lighter; a single one keeps the colour itself.
        fade = (place % cycles + 1) / (cycles + 1) * 1.4 - 0.7
        change, value = ("shade", 1 + fade) if fade < 0 else ("tint", 1 - fade)
        return self._made(self._accent(number), change, round(value * 100_000))

    def _accent(self, number: int) -> str:
        """The theme's name for the colour that those of a series are made from."""
        if self._column == 0:
            return "dk1"
        return f"accent{self._column - 1 if self._column > 1 else number % ACCENTS + 1}"

    def _made(self, name: str, change: str = "tint", value: int = 100_000) -> QColor:
        element = etree.Element(qname("a:schemeClr"), val=name)
        if value != 100_000:
            etree.SubElement(element, qname(f"a:{change}"), val=str(value))
        return self.scene.palette.colour(element)

    def gray(self, share: float = 0.75) -> QColor:
        """The colour of axes and grid lines."""
        return self._made(self.text_colour, "tint", round(share * 100_000))

    def thin_pen(self, share: float = 0.75) -> QPen:
        """The pen for axes and grid lines that say nothing of their own."""
        return _flat(self._thin(self.gray(share)))

    def _thin(self, colour: QColor) -> QPen:
        return QPen(colour, max(_THIN, self.scene.pixel))

    def extra_pen(self, properties: Element | None) -> QPen | None:
        """The pen of a trend line or an error bar."""
        return self.pen(self.thin_pen(1.0), properties)

    def own_fill(self, *properties: Element | None) -> Fill | None:
        """The fill that `c:spPr` elements give, nearest first; `None` where they leave it open."""
        found = next((fill for one in properties if (fill := fill_in(one)) is not None), None)
        return None if found is None else Fill(found, self._part)

    def _styled_fill(self, colour: QColor) -> Fill:
        """The theme's subtle or intense fill in a colour, as the chart's style wants it."""
        fills = self.scene.palette.theme.fills
        place = (0, 0, 2, 2, 0, 2)[self._group]
        if place < len(fills) and local_name(fills[place]) != "noFill":
            return Fill(fills[place], self._part, colour)
        return self.plain_fill(colour)

    def plain_fill(self, colour: QColor) -> Fill:
        """A colour and nothing else."""
        return Fill(_PLAIN, self._part, colour)

    def draw_data(
        self,
        path: QPainterPath,
        series: Series,
        place: int | None = None,
        varied: int = 0,
        *,
        negative: bool = False,
    ) -> None:
        """Draw a bar, slice, area …: of a whole series, or of its point `place`, whose colour is its own
        where colours vary over `varied` points. `negative` points look as the series inverts them."""
        point = None if place is None else series.points.get(place)
        properties = (None if point is None else point.properties, series.properties)
        number, count = (place, varied) if place is not None and varied else (series.index, None)
        fill = self.own_fill(*properties) or self._styled_fill(self.colour(number, count))
        if negative and series.inverts(place):
            fill = inverted(fill, series.negative_fill)
        self.draw(path, path.boundingRect(), fill, self.pen(self._outline(number), *properties), *properties)

    def draw(
        self,
        path: QPainterPath,
        area: QRectF,
        fill: Fill | None,
        pen: QPen | None,
        *properties: Element | None,
    ) -> None:
        """Fill and stroke a path with the effects that its properties give; gradients and pictures run
        across `area`."""

        def draw() -> None:
            paint_fill(self.scene, fill, path, area)
            if pen is not None:
                self.scene.painter.strokePath(path, pen)

        reach = pen.widthF() if pen is not None else 0.0
        bounds = path.boundingRect().adjusted(-reach, -reach, reach, reach)
        effects = effects_of(self.scene, [one for one in properties if one is not None])
        draw_with(self.scene, effects, bounds, draw)

    def draw_change(self, path: QPainterPath, properties: Element | None, *, rising: bool) -> None:
        """Draw a bar between two lines: light where they rise, dark where they fall, unless it says
        otherwise."""
        name = "bg1" if rising else "tx1"
        fill = self.own_fill(properties) or self.plain_fill(self._made(name))
        pen = self.pen(self._thin(self.gray(1.0)), properties)
        self.draw(path, path.boundingRect(), fill, pen, properties)

    def _outline(self, number: int) -> QPen | None:
        """The outline that some styles give to bars, slices and areas."""
        match self._group:
            case 1:
                return self._thin(self._made("lt1"))
            case 4:
                return self._thin(self._made(self._accent(number), "shade", 50_000))
        return None

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

    def surface(
        self, path: QPainterPath, area: QRectF, properties: Element | None, usual: Fill | None = None
    ) -> None:
        """A background with its outline, where they are given; `usual` fills it otherwise."""
        if properties is not None or usual is not None:
            fill = self.own_fill(properties) or usual
            self.draw(path, area, fill, self.pen(None, properties), properties)

    @property
    def ground(self) -> Fill | None:
        """What styles on a dark ground put behind all of the chart."""
        return self.plain_fill(self._made("dk1")) if self._group == 5 else None

    @property
    def plot_ground(self) -> Fill | None:
        """What the chart's style puts behind its data."""
        if self._group == 4:
            name = self._accent(0) if self._column > 1 else "dk1"
            return self.plain_fill(self._made(name, "tint", 20_000))
        return self.plain_fill(self._made("dk1", "tint", 95_000)) if self._group == 5 else None


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
