"""Tables: cells with fills, lines and text; a row grows with its text."""

from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainterPath, QPen

from decks.pptx.ooxml import Element, attribute, child, children, truth, whole
from decks.render.fills import Fill, fill_in, paint_fill
from decks.render.outlines import pen_for, styled_line
from decks.render.scene import Scene
from decks.render.table_style import CellPlace, TableStyle
from decks.render.text import EMU_PER_UNIT, BodyLook, draw_text, lay_out
from decks.render.text_style import TextDefaults, TextStyle

MOST_CELLS = 2_000
_SIDES = (
    ("lnL", "left", "insideV"),
    ("lnR", "right", "insideV"),
    ("lnT", "top", "insideH"),
    ("lnB", "bottom", "insideH"),
)


@dataclass(frozen=True, slots=True)
class _Cell:
    element: Element
    place: CellPlace
    across: int
    down: int
    parts: list[Element]


def draw_table(scene: Scene, part: str, table: Element, area: QRectF) -> None:
    """Draw an `a:tbl` with its corner at the corner of `area`; its own widths and heights count."""
    widths = [
        float(max(0, whole(column, "w"))) for column in children(child(table, "a:tblGrid"), "a:gridCol")
    ]
    rows = children(table, "a:tr")
    style = TableStyle(child(table, "a:tblPr"), scene.table_styles)
    cells = _cells(rows, len(widths), style)
    if len(cells) > MOST_CELLS:
        scene.report("render.too_many_shapes", most=str(MOST_CELLS))
        cells = cells[:MOST_CELLS]
    lefts = list(accumulate(widths, initial=area.left()))
    heights = _heights(scene, rows, cells, lefts)
    tops = list(accumulate(heights, initial=area.top()))
    placed = [(cell, _area(cell, lefts, tops)) for cell in cells]
    for cell, cell_area in placed:
        _draw_fill(scene, part, cell, cell_area)
    for cell, cell_area in placed:
        _draw_lines(scene, cell, cell_area)
        body = child(cell.element, "a:txBody")
        if body is not None:
            draw_text(scene, body, _text_style(scene, cell), _look(cell), cell_area)


def _cells(rows: list[Element], columns: int, style: TableStyle) -> list[_Cell]:
    cells = []
    for row_number, row in enumerate(rows):
        for column, element in enumerate(children(row, "a:tc")[:columns]):
            if truth(element, "hMerge") or truth(element, "vMerge"):
                continue
            place = CellPlace(row_number, column, len(rows), columns)
            across = min(max(1, whole(element, "gridSpan", 1)), columns - column)
            down = min(max(1, whole(element, "rowSpan", 1)), len(rows) - row_number)
            cells.append(_Cell(element, place, across, down, style.parts(place)))
    return cells


def _heights(scene: Scene, rows: list[Element], cells: list[_Cell], lefts: list[float]) -> list[float]:
    heights = [float(max(0, whole(row, "h"))) for row in rows]
    for cell in cells:
        body = child(cell.element, "a:txBody")
        if body is None or cell.down > 1:
            continue
        look = _look(cell)
        if look.direction != "horz":
            continue
        width = lefts[cell.place.column + cell.across] - lefts[cell.place.column] - look.left - look.right
        block = lay_out(scene, body, _text_style(scene, cell), look, max(EMU_PER_UNIT * 10.0, width))
        needed = block.height * EMU_PER_UNIT + look.top + look.bottom
        heights[cell.place.row] = max(heights[cell.place.row], needed)
    return heights


def _area(cell: _Cell, lefts: list[float], tops: list[float]) -> QRectF:
    left, top = lefts[cell.place.column], tops[cell.place.row]
    right, bottom = lefts[cell.place.column + cell.across], tops[cell.place.row + cell.down]
    return QRectF(left, top, right - left, bottom - top)


def _draw_fill(scene: Scene, part: str, cell: _Cell, area: QRectF) -> None:
    path = QPainterPath()
    path.addRect(area)
    own = fill_in(child(cell.element, "a:tcPr"))
    styled = (fill_in(child(p, "a:tcStyle", "a:fill")) for p in cell.parts)
    element = own if own is not None else next((fill for fill in styled if fill is not None), None)
    if element is not None:
        paint_fill(scene, Fill(element, part), path, area)


def _draw_lines(scene: Scene, cell: _Cell, area: QRectF) -> None:
    lines = {
        "lnL": QLineF(area.topLeft(), area.bottomLeft()),
        "lnR": QLineF(area.topRight(), area.bottomRight()),
        "lnT": QLineF(area.topLeft(), area.topRight()),
        "lnB": QLineF(area.bottomLeft(), area.bottomRight()),
    }
    for own_name, outer, inner in _SIDES:
        pen = _pen(scene, cell, own_name, inner if _is_inside(cell, own_name) else outer)
        if pen is not None:
            scene.painter.setPen(pen)
            scene.painter.drawLine(lines[own_name])


def _is_inside(cell: _Cell, side: str) -> bool:
    place = cell.place
    return {
        "lnL": place.column > 0,
        "lnR": place.column + cell.across < place.columns,
        "lnT": place.row > 0,
        "lnB": place.row + cell.down < place.rows,
    }[side]


def _pen(scene: Scene, cell: _Cell, own_name: str, styled_name: str) -> QPen | None:
    own = child(cell.element, "a:tcPr", f"a:{own_name}")
    if own is not None and fill_in(own) is not None:
        return pen_for(scene, [own], (None, None))
    for part in cell.parts:
        border = child(part, "a:tcStyle", "a:tcBdr", f"a:{styled_name}")
        if border is None:
            continue
        line = child(border, "a:ln")
        if line is not None:
            return pen_for(scene, [line], (None, None))
        return pen_for(scene, [], styled_line(scene, child(border, "a:lnRef")))
    return None


def _text_style(scene: Scene, cell: _Cell) -> TextStyle:
    styles = [child(cell.element, "a:txBody", "a:lstStyle"), scene.default_text_style]
    texts = [text for part in cell.parts if (text := child(part, "a:tcTxStyle")) is not None]
    colour = next((c for text in texts if (c := scene.palette.colour_in(text)) is not None), None)
    bold = next((attribute(text, "b") == "on" for text in texts if text.get("b")), None)
    return TextStyle(scene, TextDefaults(tuple(s for s in styles if s is not None), colour=colour, bold=bold))


def _look(cell: _Cell) -> BodyLook:
    properties = child(cell.element, "a:tcPr")
    return BodyLook(
        left=whole(properties, "marL", 91_440),
        top=whole(properties, "marT", 45_720),
        right=whole(properties, "marR", 91_440),
        bottom=whole(properties, "marB", 45_720),
        anchor=attribute(properties, "anchor", "t"),
        centred=False,
        wrap=True,
        direction=attribute(properties, "vert", "horz"),
        font_scale=1.0,
        spacing_cut=0.0,
    )
