"""Charts, from the frame on the slide to the drawn picture."""

from copy import deepcopy
from dataclasses import replace

from lxml import etree
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from decks.pptx.graphic_parts import Part
from decks.pptx.ooxml import Element, attribute, child, local_name, qname
from decks.pptx.package import Package, PartError
from decks.render.charts.canvas import TITLE_FACTOR, Canvas
from decks.render.charts.cartesian import draw_cartesian
from decks.render.charts.data_labels import LabelSpot, draw_labels
from decks.render.charts.field import systems_of
from decks.render.charts.legend import draw_legend, lay_out_legend, legend_area
from decks.render.charts.model import Chart, Kind, Legend, Plot
from decks.render.charts.paint import Paint, rectangle
from decks.render.charts.parts import Placing, Title
from decks.render.charts.pies import draw_round
from decks.render.charts.radar import draw_radar
from decks.render.charts.reading import UnknownChartError, read_chart
from decks.render.paint.colours import Palette
from decks.render.paint.fills import fill_in
from decks.render.slide.scene import Scene
from decks.render.slide.theme import Theme, read_theme

MARGIN = 0.02
"""Share of the chart's size that stays free at its edges and between its parts."""
_CORNER = 0.04
_TITLE_PADDING = 0.25
"""Room above and below the title, in heights of its letters."""
_SMALLEST = 10_000.0


def draw_chart(
    scene: Scene, part: str, data: Element, area: QRectF, hidden: frozenset[Part] = frozenset()
) -> bool:
    """Draw the chart that the `a:graphicData` of a sheet names into `area` (EMU), without its `hidden`
    parts. `False`, and the reason is reported, if nothing of it can be drawn."""
    relationship = scene.package.relationships(part).get(attribute(child(data, "c:chart"), "r:id"))
    if relationship is None or relationship.external:
        scene.report("render.chart_unreadable")
        return False
    try:
        root = scene.package.xml(relationship.target)
        chart = read_chart(root, absent=not _is_of_2007(scene.package))
    except PartError:
        scene.report("render.chart_unreadable")
        return False
    except UnknownChartError:
        scene.report("render.chart")
        return False
    if not any(series.values.values for plot in chart.plots for series in plot.series):
        scene.report("render.chart_empty")
        return False
    for code in chart.simplified:
        scene.report(code, serious=code in _SERIOUS)
    if area.width() > _SMALLEST and area.height() > _SMALLEST:
        _draw(scene, relationship.target, root, chart, area, hidden)
    return True


def _is_of_2007(package: Package) -> bool:
    """Whether Office 2007 wrote the file, or a program that says so."""
    try:
        versions = [e for e in package.xml("docProps/app.xml") if local_name(e) == "AppVersion"]
    except PartError:
        return False
    return any((version.text or "").startswith("12.") for version in versions)


_SERIOUS = frozenset(("render.chart_series_missing", "render.chart_too_large"))


def _draw(
    scene: Scene, part: str, root: Element, chart: Chart, area: QRectF, hidden: frozenset[Part]
) -> None:
    usual = scene.palette
    scene.palette = _palette(scene, part, root)
    scene.painter.save()
    try:
        paint = Paint(scene, part, chart.style, chart.series_count)
        if paint.embellished and any(_is_styled(plot) for plot in chart.plots):
            scene.report("render.chart_plain", serious=False)
        _draw_parts(Canvas(scene, chart, paint, area, hidden))
    finally:
        scene.painter.restore()
        scene.palette = usual


def _is_styled(plot: Plot) -> bool:
    """Whether its bars, slices … look as the chart's style says."""
    surfaces = plot.kind not in (Kind.LINE, Kind.SCATTER) and (plot.filled or plot.kind is not Kind.RADAR)
    return surfaces and any(fill_in(series.properties) is None for series in plot.series)


def _palette(scene: Scene, part: str, root: Element) -> Palette:
    """The slide's colours, unless the chart has a theme or a map of its own."""
    override = scene.package.related(part, "themeOverride")
    mapping = child(root, "c:clrMapOvr")
    if override is None and mapping is None:
        return scene.palette
    theme = scene.palette.theme
    if override is not None:
        try:
            theme = _overridden(theme, scene.package.xml(override))
        except PartError:
            scene.report("render.chart_parts", serious=False)
    names = scene.sheets.colour_map()
    if mapping is not None:
        names |= {str(key): str(value) for key, value in mapping.attrib.items()}
    return Palette(theme, names)


def _overridden(theme: Theme, root: Element) -> Theme:
    """A theme with those parts replaced that an `a:themeOverride` holds."""
    whole = etree.Element(qname("a:theme"))
    elements = etree.SubElement(whole, qname("a:themeElements"))
    elements.extend(deepcopy(element) for element in root)
    own = read_theme(whole)
    if child(elements, "a:clrScheme") is not None:
        theme = replace(theme, colours=own.colours)
    if child(elements, "a:fontScheme") is not None:
        theme = replace(theme, fonts=own.fonts, fonts_of_scripts=own.fonts_of_scripts)
    if child(elements, "a:fmtScheme") is not None:
        theme = replace(theme, fills=own.fills, lines=own.lines, backgrounds=own.backgrounds)
    return theme


def _draw_parts(canvas: Canvas) -> None:
    chart, area = canvas.chart, canvas.area
    path = QPainterPath()
    if chart.rounded:
        corner = _CORNER * min(area.width(), area.height())
        path.addRoundedRect(area, corner, corner)
    else:
        path.addRect(area)
    canvas.paint.surface(path, area, chart.properties, canvas.paint.ground)
    gap_x, gap_y = MARGIN * area.width(), MARGIN * area.height()
    room = area.adjusted(gap_x, gap_y, -gap_x, -gap_y)
    if chart.title is not None:
        room = _draw_title(canvas, chart.title, room)
    if chart.legend is not None:
        room = _draw_legend(canvas, chart.legend, room)
    spots = _draw_plots(canvas, room)
    draw_labels(canvas, spots)


def _draw_title(canvas: Canvas, title: Title, room: QRectF) -> QRectF:
    """Draw the title; the room that is left below it."""
    words, turn = canvas.title_words(title, TITLE_FACTOR, room.width())
    if not words.text:
        return room
    width, height = words.extent(turn)
    padding = _TITLE_PADDING * canvas.lettering(title.style, factor=TITLE_FACTOR).height
    box = QRectF(room.center().x() - width / 2, room.top() + padding, width, height)
    box = canvas.placed(box, title.placing)
    canvas.paint.surface(rectangle(box), box, title.properties)
    words.draw_in(canvas.scene, box, turn)
    if title.overlay:
        return room
    return room.adjusted(
        0, min(height + 2 * padding + MARGIN * canvas.area.height(), room.height() * 0.5), 0, 0
    )


def _draw_legend(canvas: Canvas, legend: Legend, room: QRectF) -> QRectF:
    """Draw the legend; the room that is left beside it."""
    area = canvas.area
    layout = lay_out_legend(canvas, legend, area.width())
    if layout is None:
        return room
    box = legend_area(canvas, legend, layout, room)
    draw_legend(canvas, legend, layout, box)
    if legend.overlay:
        return room
    across = min(layout.width + MARGIN * area.width(), room.width() * 0.6)
    down = min(layout.height + MARGIN * canvas.area.height(), room.height() * 0.6)
    match legend.position:
        case "l":
            return room.adjusted(across, 0, 0, 0)
        case "t":
            return room.adjusted(0, down, 0, 0)
        case "b":
            return room.adjusted(0, 0, 0, -down)
    return room.adjusted(0, 0, -across, 0)


def _draw_plots(canvas: Canvas, room: QRectF) -> list[LabelSpot]:
    chart = canvas.chart
    placing = chart.plot_placing
    manual = _manual(placing, canvas.area)
    inner = manual if placing is not None and placing.inner else None
    room = manual if manual is not None and inner is None else room
    spots = []
    systems = systems_of(chart)
    if systems:
        spots += draw_cartesian(canvas, systems, room, inner)
    radars = [plot for plot in chart.plots if plot.kind is Kind.RADAR]
    if not systems:
        canvas.paint.surface(rectangle(manual or room), manual or room, chart.plot_properties)
    if radars:
        spots += draw_radar(canvas, radars, manual or room)
    for plot in chart.plots:
        if plot.round:
            spots += draw_round(canvas, plot, manual or room)
    return spots


def _manual(placing: Placing | None, area: QRectF) -> QRectF | None:
    """The rectangle of a manual layout, if it is one."""
    if placing is None or placing.moved:
        return None
    if placing.x is None or placing.y is None or not placing.width or not placing.height:
        return None
    if placing.width <= 0 or placing.height <= 0:
        return None
    return QRectF(
        area.left() + placing.x * area.width(),
        area.top() + placing.y * area.height(),
        placing.width * area.width(),
        placing.height * area.height(),
    )
