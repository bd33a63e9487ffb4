"""Tables: cells with fills, lines and text; a row grows with its text (ECMA-376 part 1, 21.1.3)."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from decks.pptx.ooxml import Element, child, children, truth, whole
from decks.render.paint.fills import Fill, fill_in, paint_fill, styled_fill
from decks.render.slide.scene import Scene
from decks.render.tables.borders import Borders
from decks.render.tables.grid import MOST_CELLS, MOST_COLUMNS, Cell, TableGrid
from decks.render.tables.style import TableStyle
from decks.render.tables.texts import CellTexts


def draw_table(scene: Scene, part: str, table: Element, area: QRectF) -> None:
    """Draw an `a:tbl` with its corner at the corner of `area`; its own widths and heights count."""
    columns = children(child(table, "a:tblGrid"), "a:gridCol")[:MOST_COLUMNS]
    widths = [float(max(0, whole(column, "w"))) for column in columns]
    rows = children(table, "a:tr")
    properties = child(table, "a:tblPr")
    style = TableStyle(properties, scene.table_styles)
    grid = TableGrid(rows[:MOST_CELLS], len(widths), style)
    if not grid.whole or len(rows) > MOST_CELLS:
        scene.report("render.too_many_shapes", most=str(MOST_CELLS))
    lefts = list(accumulate(widths, initial=area.left()))
    texts = CellTexts(scene)
    heights = _heights(texts, rows[:MOST_CELLS], grid, lefts)
    tops = list(accumulate(heights, initial=area.top()))
    if truth(properties, "rtl"):
        # The first column stands on the right.
        lefts = [lefts[0] + lefts[-1] - left for left in lefts]
    everything = QRectF(min(lefts), tops[0], abs(lefts[-1] - lefts[0]), tops[-1] - tops[0])
    _draw_background(scene, part, properties, style, everything)
    placed = [(cell, _area(cell, lefts, tops)) for cell in grid.cells]
    with _sharply(scene):
        for cell, cell_area in placed:
            paint_fill(scene, _fill(scene, part, cell), _rectangle(cell_area), cell_area)
    borders = Borders(scene, grid, lefts, tops)
    borders.draw()
    for cell, cell_area in placed:
        borders.draw_diagonals(cell, cell_area)
        texts.draw(cell, cell_area)


def _heights(texts: CellTexts, rows: list[Element], grid: TableGrid, lefts: list[float]) -> list[float]:
    """The rows' heights, grown to hold their texts; what spans several rows makes the last of them
    grow."""
    heights = [float(max(0, whole(row, "h"))) for row in rows]
    for cell in sorted(grid.cells, key=lambda cell: cell.place.down):
        first, end = cell.place.row, cell.place.row + cell.place.down
        width = lefts[cell.place.column + cell.place.across] - lefts[cell.place.column]
        missing = texts.height(cell, width) - sum(heights[first:end])
        heights[end - 1] += max(0.0, missing)
    return heights


def _area(cell: Cell, lefts: list[float], tops: list[float]) -> QRectF:
    place = cell.place
    one, other = lefts[place.column], lefts[place.column + place.across]
    top, bottom = tops[place.row], tops[place.row + place.down]
    return QRectF(min(one, other), top, abs(other - one), bottom - top)


@contextmanager
def _sharply(scene: Scene) -> Iterator[None]:
    """Meanwhile edges aren't softened, so that no seam shows between cells of one colour; in a turned
    table they would be jagged."""
    painter, softened = scene.painter, QPainter.RenderHint.Antialiasing
    upright = not painter.transform().isRotating()
    was = painter.testRenderHint(softened)
    painter.setRenderHint(softened, was and not upright)
    try:
        yield
    finally:
        painter.setRenderHint(softened, was)


def _rectangle(area: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(area)
    return path


def _draw_background(
    scene: Scene, part: str, properties: Element | None, style: TableStyle, area: QRectF
) -> None:
    """The ground that shows where cells have no fill: the table's own, or its style's."""
    own = fill_in(properties)
    fill = None if own is None else Fill(own, part)
    if fill is None:
        fill = _styled(scene, style.background, part)
    paint_fill(scene, fill, _rectangle(area), area)


def _fill(scene: Scene, part: str, cell: Cell) -> Fill | None:
    own = fill_in(child(cell.element, "a:tcPr"))
    if own is not None:
        return Fill(own, part)
    styled = (_styled(scene, p.cell, part) for p in cell.parts)
    return next((fill for fill in styled if fill is not None), None)


def _styled(scene: Scene, styled: Element | None, part: str) -> Fill | None:
    """The fill that a style describes, or finds in the theme."""
    element = fill_in(child(styled, "a:fill"))
    if element is not None:
        return Fill(element, part)
    return styled_fill(scene, child(styled, "a:fillRef"), part)
