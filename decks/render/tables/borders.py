"""The lines of a table. Two cells share each: the one that says more about it decides."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPen

from decks.pptx.ooxml import Element, child
from decks.render.paint.fills import fill_in
from decks.render.paint.lines import pen_for, styled_line
from decks.render.slide.scene import Scene
from decks.render.tables.grid import Cell, TableGrid

_OWN = {"top": "lnT", "bottom": "lnB", "left": "lnL", "right": "lnR"}
_OWN_RANK = 9


@dataclass(frozen=True, slots=True)
class _Border:
    """What a cell says of one of its sides: a line or expressly none. The nearer the source, the higher
    `rank`."""

    rank: int
    pen: QPen | None

    @property
    def weight(self) -> tuple[int, float]:
        """Of two sayings about one line, the weightier counts."""
        return self.rank, -1.0 if self.pen is None else self.pen.widthF()


class Borders:
    """The lines between the cells of a grid, with `lefts` and `tops` of its columns and rows and their
    ends."""

    def __init__(self, scene: Scene, grid: TableGrid, lefts: list[float], tops: list[float]) -> None:
        self._scene, self._grid = scene, grid
        self._lefts, self._tops = lefts, tops
        self._across: dict[tuple[int, int], QPen] = {}
        self._down: dict[tuple[int, int], QPen] = {}
        self._pens: dict[Element, QPen | None] = {}
        for row in range(grid.rows + 1):
            for column in range(grid.columns + 1):
                self._decide(row, column)

    def _decide(self, row: int, column: int) -> None:
        """The lines above and to the left of a place."""
        if column < self._grid.columns:
            pen = self._between((row - 1, column), "bottom", (row, column), "top")
            if pen is not None:
                self._across[row, column] = pen
        if row < self._grid.rows:
            pen = self._between((row, column - 1), "right", (row, column), "left")
            if pen is not None:
                self._down[row, column] = pen

    def _between(
        self, before: tuple[int, int], ending: str, after: tuple[int, int], beginning: str
    ) -> QPen | None:
        first, second = self._grid.cell_at(*before), self._grid.cell_at(*after)
        if first is second:
            return None
        borders = []
        if first is not None:
            borders.append(self._border(first, before, ending))
        if second is not None:
            borders.append(self._border(second, after, beginning))
        said = [border for border in borders if border is not None]
        return max(said, key=lambda border: border.weight).pen if said else None

    def _border(self, cell: Cell, at: tuple[int, int], side: str) -> _Border | None:
        written = self._grid.element_at(*at)
        for element in (written, cell.element):
            own = child(element, "a:tcPr", f"a:{_OWN[side]}")
            if own is not None and fill_in(own) is not None:
                return _Border(_OWN_RANK, pen_for(self._scene, [own], (None, None)))
        for part in cell.parts:
            border = part.border(side, cell.place)
            if border is not None:
                return _Border(part.rank, self._styled(border))
        return None

    def _styled(self, border: Element) -> QPen | None:
        """The pen for a style's border; all cells share it."""
        if border not in self._pens:
            line = child(border, "a:ln")
            styled = (None, None) if line is not None else styled_line(self._scene, child(border, "a:lnRef"))
            self._pens[border] = pen_for(self._scene, [] if line is None else [line], styled)
        return self._pens[border]

    def draw(self) -> None:
        """Draw all lines, thick ones last; those that go on are drawn in one, so that dashes do, too."""
        lines = [*self._rows(), *self._columns()]
        for line, pen in sorted(lines, key=lambda found: found[1].widthF()):
            self._scene.painter.setPen(pen)
            self._scene.painter.drawLine(line)

    def _rows(self) -> list[tuple[QLineF, QPen]]:
        lines = []
        for row in range(self._grid.rows + 1):
            for start, end, pen in _runs(self._across, [(row, c) for c in range(self._grid.columns + 1)]):
                left = self._lefts[start] - self._corner(self._down, (row - 1, start), (row, start))
                right = self._lefts[end] + self._corner(self._down, (row - 1, end), (row, end))
                lines.append((QLineF(left, self._tops[row], right, self._tops[row]), pen))
        return lines

    def _columns(self) -> list[tuple[QLineF, QPen]]:
        lines = []
        for column in range(self._grid.columns + 1):
            for start, end, pen in _runs(self._down, [(r, column) for r in range(self._grid.rows + 1)]):
                top = self._tops[start] - self._corner(self._across, (start, column - 1), (start, column))
                bottom = self._tops[end] + self._corner(self._across, (end, column - 1), (end, column))
                lines.append((QLineF(self._lefts[column], top, self._lefts[column], bottom), pen))
        return lines

    def _corner(self, crossing: dict[tuple[int, int], QPen], *places: tuple[int, int]) -> float:
        """How far a line goes on, so that it fills the corner with the widest line that crosses it."""
        return max((crossing[place].widthF() for place in places if place in crossing), default=0.0) / 2

    def draw_diagonals(self, cell: Cell, area: QRectF) -> None:
        """Draw the lines through a cell."""
        properties = child(cell.element, "a:tcPr")
        for name, line in (
            ("a:lnTlToBr", QLineF(area.topLeft(), area.bottomRight())),
            ("a:lnBlToTr", QLineF(area.bottomLeft(), area.topRight())),
        ):
            own = child(properties, name)
            pen = None if own is None else pen_for(self._scene, [own], (None, None))
            if pen is not None:
                self._scene.painter.setPen(pen)
                self._scene.painter.drawLine(line)


def _runs(pens: dict[tuple[int, int], QPen], places: list[tuple[int, int]]) -> list[tuple[int, int, QPen]]:
    """Stretches of equal pens along places in a row, from one number to another."""
    runs: list[tuple[int, int, QPen]] = []
    for number, place in enumerate(places):
        pen = pens.get(place)
        if pen is None:
            continue
        if runs and runs[-1][1] == number and runs[-1][2] == pen:
            runs[-1] = runs[-1][0], number + 1, pen
        else:
            runs.append((number, number + 1, pen))
    return runs
