"""Tables: cells with fills, lines and text; a row grows with its text (ECMA-376 part 1, 21.1.3)."""

from itertools import accumulate

from PySide6.QtCore import QRectF

from decks.pptx.ooxml import Element, child, children, truth, whole
from decks.render.geometry.outline import rectangle_of
from decks.render.paint.fills import Fill, fill_in, paint_fill, styled_fill
from decks.render.paint.smoothing import unsoftened
from decks.render.slide.scene import Scene
from decks.render.tables.borders import Borders
from decks.render.tables.grid import MOST_CELLS, Cell, TableGrid
from decks.render.tables.style import TableStyle
from decks.render.tables.texts import CellTexts


def draw_table(scene: Scene, part: str, table: Element, area: QRectF) -> None:
    """Draw an `a:tbl` with its corner at the corner of `area`; its own widths and heights count."""
    columns, rows = _within_bounds(scene, table)
    widths = [float(max(0, whole(column, "w"))) for column in columns]
    properties = child(table, "a:tblPr")
    style = TableStyle(properties, scene.table_styles)
    grid = TableGrid(rows, len(widths), style)
    lefts = list(accumulate(widths, initial=area.left()))
    texts = CellTexts(scene)
    heights = _heights(texts, rows, grid, lefts)
    tops = list(accumulate(heights, initial=area.top()))
    if truth(properties, "rtl"):
        # The first column stands on the right.
        lefts = [lefts[0] + lefts[-1] - left for left in lefts]
    everything = QRectF(min(lefts), tops[0], abs(lefts[-1] - lefts[0]), tops[-1] - tops[0])
    _draw_background(scene, part, properties, style, everything)
    placed = [(cell, _area(cell, lefts, tops)) for cell in grid.cells]
    # So that no seam shows between cells of one colour; in a turned table they would be jagged.
    with unsoftened(scene.painter, not scene.painter.transform().isRotating()):
        for cell, cell_area in placed:
            paint_fill(scene, _fill(scene, part, cell), rectangle_of(cell_area), cell_area)
    borders = Borders(scene, grid, lefts, tops)
    borders.draw()
    for cell, cell_area in placed:
        borders.draw_diagonals(cell, cell_area)
        texts.draw(cell, cell_area)


def _within_bounds(scene: Scene, table: Element) -> tuple[list[Element], list[Element]]:
    """The columns and rows, as many as have `MOST_CELLS` cells together."""
    columns, rows = children(child(table, "a:tblGrid"), "a:gridCol"), children(table, "a:tr")
    most_rows = MOST_CELLS // max(1, min(len(columns), MOST_CELLS))
    if len(columns) > MOST_CELLS or len(rows) > most_rows:
        scene.report("render.too_many_shapes", most=str(MOST_CELLS))
    return columns[:MOST_CELLS], rows[:most_rows]


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


def _draw_background(
    scene: Scene, part: str, properties: Element | None, style: TableStyle, area: QRectF
) -> None:
    """The ground that shows where cells have no fill: the table's own, or its style's."""
    own = fill_in(properties)
    fill = None if own is None else Fill(own, part)
    if fill is None:
        fill = _styled(scene, style.background, part)
    paint_fill(scene, fill, rectangle_of(area), area)


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
