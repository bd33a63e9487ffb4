"""A table's cells in their rows and columns, merged ones as one."""

from dataclasses import dataclass

from decks.pptx.ooxml import Element, children, truth, whole
from decks.render.tables.style import CellPlace, StylePart, TableStyle

MOST_CELLS = 2_000
"""Of one table, in all its rows and columns."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with all the places that it covers."""

    element: Element
    place: CellPlace
    parts: tuple[StylePart, ...]


class TableGrid:
    """The cells of an `a:tbl`, whose `rows` × `columns` are no more than `MOST_CELLS`."""

    def __init__(self, rows: list[Element], columns: int, style: TableStyle) -> None:
        self.rows, self.columns = len(rows), columns
        self.cells: list[Cell] = []
        self._elements: dict[tuple[int, int], Element] = {}
        self._cells: dict[tuple[int, int], Cell] = {}
        for row, element in enumerate(rows):
            for column, cell in enumerate(children(element, "a:tc")[:columns]):
                self._elements[row, column] = cell
                self._add(cell, row, column, style)

    def _add(self, element: Element, row: int, column: int, style: TableStyle) -> None:
        merged = truth(element, "hMerge") or truth(element, "vMerge")
        if (row, column) in self._cells or merged:
            return
        across = min(max(1, whole(element, "gridSpan", 1)), self.columns - column)
        down = min(max(1, whole(element, "rowSpan", 1)), self.rows - row)
        place = CellPlace(row, column, self.rows, self.columns, across, down)
        cell = Cell(element, place, tuple(style.parts(place)))
        self.cells.append(cell)
        for below in range(down):
            for beside in range(across):
                self._cells.setdefault((row + below, column + beside), cell)

    def cell_at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place."""
        return self._cells.get((row, column))

    def element_at(self, row: int, column: int) -> Element | None:
        """The `a:tc` written for a place, though another cell may cover it."""
        return self._elements.get((row, column))
