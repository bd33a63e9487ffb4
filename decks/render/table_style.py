"""How a table looks by its style: which parts of it get which fill, lines and text."""

from dataclasses import dataclass

from lxml import etree

from decks.pptx.ooxml import NAMESPACES, Element, attribute, child, children, truth

_MEDIUM_2 = {
    "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}": "accent1",
    "{21E4AEA4-8DFA-4A89-87EB-49C32662AFE0}": "accent2",
    "{F5AB1C69-6EDB-4FF4-983F-18BD219EF322}": "accent3",
    "{00A15C55-8517-42AA-B614-E9B94910E393}": "accent4",
    "{7DF18680-E054-41AD-8BC1-D1AEF772440D}": "accent5",
    "{93296810-A885-4BE3-A3E7-6D5BEEA58F35}": "accent6",
    "{073A0DAA-6AF3-43AB-8588-CEC1D06C72B9}": "dk1",
}
_GRID = ("{5940675A-B579-460E-94D1-54222C63F5DA}",)


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands in its table, counted from 0."""

    row: int
    column: int
    rows: int
    columns: int


class TableStyle:
    """The parts of a style that apply to cells, nearest first."""

    def __init__(self, properties: Element | None, styles: Element | None) -> None:
        self._properties = properties
        style_id = "" if properties is None else (properties.findtext(_NAME) or "").strip()
        known = (style for style in children(styles, "a:tblStyle") if attribute(style, "styleId") == style_id)
        self._style = next(known, None)
        if self._style is None:
            self._style = _built_in(style_id)

    def parts(self, place: CellPlace) -> list[Element]:
        """The style's parts (`a:wholeTbl`, `a:firstRow` …) that apply to a cell."""
        names = [*self._names(place), "a:wholeTbl"]
        found = (child(self._style, name) for name in names)
        return [part for part in found if part is not None]

    def _names(self, place: CellPlace) -> list[str]:
        names = []
        first_row, first_column = self._on("firstRow"), self._on("firstCol")
        if first_row and place.row == 0:
            names.append("a:firstRow")
        if self._on("lastRow") and place.row == place.rows - 1:
            names.append("a:lastRow")
        if first_column and place.column == 0:
            names.append("a:firstCol")
        if self._on("lastCol") and place.column == place.columns - 1:
            names.append("a:lastCol")
        if self._on("bandRow") and not {"a:firstRow", "a:lastRow"} & set(names):
            names.append("a:band1H" if (place.row - first_row) % 2 == 0 else "a:band2H")
        if self._on("bandCol") and not {"a:firstCol", "a:lastCol"} & set(names):
            names.append("a:band1V" if (place.column - first_column) % 2 == 0 else "a:band2V")
        return names

    def _on(self, name: str) -> bool:
        return truth(self._properties, name)


_NAME = f"{{{NAMESPACES['a']}}}tableStyleId"


def _built_in(style_id: str) -> Element | None:
    """The styles that files name without describing them: Office's usual one, and the plain grid."""
    if style_id in _MEDIUM_2:
        return _medium(_MEDIUM_2[style_id])
    return _parsed(_part("wholeTbl", "", _line("tx1", 12_700))) if style_id in _GRID else None


def _medium(accent: str) -> Element:
    strong = f'<a:fill><a:solidFill><a:schemeClr val="{accent}"/></a:solidFill></a:fill>'
    bold = '<a:tcTxStyle b="on"><a:schemeClr val="lt1"/></a:tcTxStyle>'
    parts = [
        _part(
            "wholeTbl",
            _tinted(accent, 20_000),
            _line("lt1", 12_700),
            '<a:tcTxStyle><a:schemeClr val="dk1"/></a:tcTxStyle>',
        )
    ]
    parts += [_part(name, _tinted(accent, 40_000), "", "") for name in ("band1H", "band1V")]
    parts += [_part(name, strong, "", bold) for name in ("firstRow", "lastRow", "firstCol", "lastCol")]
    return _parsed("".join(parts))


def _tinted(accent: str, tint: int) -> str:
    colour = f'<a:schemeClr val="{accent}"><a:tint val="{tint}"/></a:schemeClr>'
    return f"<a:fill><a:solidFill>{colour}</a:solidFill></a:fill>"


def _line(colour: str, width: int) -> str:
    line = f'<a:ln w="{width}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:ln>'
    sides = ("left", "right", "top", "bottom", "insideH", "insideV")
    return "<a:tcBdr>" + "".join(f"<a:{side}>{line}</a:{side}>" for side in sides) + "</a:tcBdr>"


def _part(name: str, fill: str, borders: str, text: str = "") -> str:
    return f"<a:{name}>{text}<a:tcStyle>{borders}{fill}</a:tcStyle></a:{name}>"


def _parsed(parts: str) -> Element:
    return etree.fromstring(f'<a:tblStyle xmlns:a="{NAMESPACES["a"]}">{parts}</a:tblStyle>')
