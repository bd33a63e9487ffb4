"""How a table looks by its style: which parts of it get which fill, lines and text (ECMA-376 part 1,
20.1.4.2)."""

from dataclasses import dataclass

from decks.pptx.ooxml import NAMESPACES, Element, attribute, child, children, local_name, truth
from decks.render.tables.built_in_styles import built_in_style

_ROWS = frozenset(("firstRow", "lastRow", "band1H", "band2H"))
_COLUMNS = frozenset(("firstCol", "lastCol", "band1V", "band2V"))
_RANKS = {"wholeTbl": 0, "band1V": 1, "band2V": 1, "band1H": 2, "band2H": 2}
_RANKS |= {"firstCol": 3, "lastCol": 3, "firstRow": 4, "lastRow": 4}
_CORNER_RANK = 5
_FLAGS = ("firstRow", "lastRow", "firstCol", "lastCol", "bandRow", "bandCol")
_INSIDE = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands in its table, counted from 0, and how far it reaches."""

    row: int
    column: int
    rows: int
    columns: int
    across: int = 1
    down: int = 1

    def ends_table(self, side: str) -> bool:
        """Whether this side (`top`, `bottom`, `left`, `right`) is the table's own."""
        match side:
            case "top":
                return self.row == 0
            case "bottom":
                return self.row + self.down >= self.rows
            case "left":
                return self.column == 0
        return self.column + self.across >= self.columns


class StylePart:
    """A part of a style (`wholeTbl`, `firstRow` …), read once for all the cells it applies to: `cell` is
    its `a:tcStyle`, `text` its `a:tcTxStyle`; the nearer it is to a cell, the higher its `rank`."""

    def __init__(self, name: str, element: Element) -> None:
        self.rank = _RANKS.get(name, _CORNER_RANK)
        self.cell, self.text = child(element, "a:tcStyle"), child(element, "a:tcTxStyle")
        borders = child(self.cell, "a:tcBdr")
        self._borders = {local_name(border): border for border in (() if borders is None else borders)}
        self._ends = frozenset(
            side
            for side in ("top", "bottom", "left", "right")
            if name != "wholeTbl" and name not in (_COLUMNS if side in ("top", "bottom") else _ROWS)
        )

    def border(self, side: str, place: CellPlace) -> Element | None:
        """What it says of one side of a cell: a row ends above and below each of its cells, a column
        beside them, and all else where the table ends."""
        if not self._borders:
            return None
        ends = side in self._ends or place.ends_table(side)
        return self._borders.get(side if ends else _INSIDE[side])


class TableStyle:
    """The style that a table's `a:tblPr` names, as the file describes it or as Office knows it."""

    def __init__(self, properties: Element | None, styles: Element | None) -> None:
        self._on = frozenset(name for name in _FLAGS if truth(properties, name))
        style_id = "" if properties is None else (properties.findtext(_NAME) or "").strip()
        own = child(properties, "a:tableStyle")
        known = (style for style in children(styles, "a:tblStyle") if attribute(style, "styleId") == style_id)
        self._style = own if own is not None else next(known, None)
        if self._style is None:
            self._style = built_in_style(style_id)
        elements = () if self._style is None else self._style
        self._parts = {local_name(e): StylePart(local_name(e), e) for e in elements}

    @property
    def background(self) -> Element | None:
        """The `a:tblBg`."""
        return child(self._style, "a:tblBg")

    def parts(self, place: CellPlace) -> list[StylePart]:
        """The style's parts that apply to a cell, nearest first."""
        return [self._parts[name] for name in (*self._names(place), "wholeTbl") if name in self._parts]

    def _names(self, place: CellPlace) -> list[str]:
        # Of a merged cell, the place where it begins counts.
        top = "firstRow" in self._on and place.row == 0
        bottom = "lastRow" in self._on and place.row == place.rows - 1
        left = "firstCol" in self._on and place.column == 0
        right = "lastCol" in self._on and place.column == place.columns - 1
        corners = {
            "nwCell": top and left,
            "neCell": top and right,
            "swCell": bottom and left,
            "seCell": bottom and right,
        }
        edges = {"firstRow": top, "lastRow": bottom, "firstCol": left, "lastCol": right}
        names = [name for name, applies in {**corners, **edges}.items() if applies]
        if "bandRow" in self._on and not top and not bottom:
            names.append("band1H" if (place.row - ("firstRow" in self._on)) % 2 == 0 else "band2H")
        if "bandCol" in self._on and not left and not right:
            names.append("band1V" if (place.column - ("firstCol" in self._on)) % 2 == 0 else "band2V")
        return names


_NAME = f"{{{NAMESPACES['a']}}}tableStyleId"
