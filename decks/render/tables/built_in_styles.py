"""The table styles that Office knows by number: files may name them without describing them.

Each family is described once, by rule, for a colour of the theme (the numbers: [MS-OE376], `tableStyleId`).
"""

from collections.abc import Callable, Iterable
from functools import cache

from lxml import etree

from decks.pptx.ooxml import NAMESPACES, Element

_ACCENTS = ("dk1", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_OUTER = ("left", "right", "top", "bottom")
_ALL = (*_OUTER, "insideH", "insideV")
_THIN, _MIDDLE, _WIDE, _DOUBLE = 12_700, 25_400, 38_100, 50_800


@cache
def built_in_style(style_id: str) -> Element | None:
    """The `a:tblStyle` with this number in braces, as a file would describe it; `None` if Office doesn't
    know it."""
    found = BUILT_IN_STYLES.get(style_id.upper())
    if found is None:
        return None
    family, colours = found
    parts = "".join(family(*colours))
    return etree.fromstring(f'<a:tblStyle xmlns:a="{NAMESPACES["a"]}">{parts}</a:tblStyle>')


def _colour(name: str, change: str = "", share: int = 100) -> str:
    inner = f'<a:{change} val="{share}000"/>' if change else ""
    return f'<a:schemeClr val="{name}">{inner}</a:schemeClr>'


def _fill(name: str, change: str = "", share: int = 100) -> str:
    return f"<a:fill><a:solidFill>{_colour(name, change, share)}</a:solidFill></a:fill>"


def _lines(name: str, width: int, sides: Iterable[str]) -> str:
    """Lines of one colour and width in EMU; the widest are double ones."""
    kind = "dbl" if width == _DOUBLE else "sng"
    line = f'<a:ln w="{width}" cmpd="{kind}"><a:solidFill>{_colour(name)}</a:solidFill></a:ln>'
    return "".join(f"<a:{side}>{line}</a:{side}>" for side in sides)


def _text(name: str = "", *, bold: bool = False) -> str:
    inner = _colour(name) if name else ""
    weight = ' b="on"' if bold else ""
    return f"<a:tcTxStyle{weight}>{inner}</a:tcTxStyle>"


def _part(names: str, fill: str = "", lines: str = "", text: str = "") -> str:
    inner = f"{text}<a:tcStyle><a:tcBdr>{lines}</a:tcBdr>{fill}</a:tcStyle>"
    return "".join(f"<a:{name}>{inner}</a:{name}>" for name in names.split())


def _plain() -> Iterable[str]:
    yield _part("wholeTbl", text=_text("tx1"))


def _grid() -> Iterable[str]:
    yield _part("wholeTbl", lines=_lines("tx1", _THIN, _ALL), text=_text("tx1"))


def _themed_1(colour: str) -> Iterable[str]:
    yield _part("wholeTbl", lines=_lines(colour, _THIN, _ALL), text=_text("dk1"))
    yield _part("band1H band1V", _fill(colour, "alpha", 40))
    yield _part("firstCol lastCol", text=_text(bold=True))
    yield _part("lastRow", lines=_lines(colour, _MIDDLE, ("top",)), text=_text(bold=True))
    yield _part("firstRow", _fill(colour), _lines("lt1", _MIDDLE, ("bottom",)), _text("lt1", bold=True))


def _themed_2(colour: str) -> Iterable[str]:
    yield f'<a:tblBg><a:fillRef idx="3">{_colour(colour)}</a:fillRef></a:tblBg>'
    yield _part("wholeTbl", lines=_lines(colour, _THIN, _OUTER), text=_text("lt1"))
    yield _part("band1H band1V", _fill("lt1", "alpha", 20))
    bold = _text(bold=True)
    yield _part("lastCol", lines=_lines("lt1", _MIDDLE, ("left",)), text=bold)
    yield _part("firstCol", lines=_lines("lt1", _MIDDLE, ("right",)), text=bold)
    yield _part("lastRow", lines=_lines("lt1", _MIDDLE, ("top",)), text=bold)
    yield _part("firstRow", lines=_lines("lt1", _WIDE, ("bottom",)), text=bold)


def _light_1(colour: str) -> Iterable[str]:
    yield _part("wholeTbl", lines=_lines(colour, _THIN, ("top", "bottom")), text=_text("tx1"))
    yield _part("band1H band1V", _fill(colour, "alpha", 20))
    bold = _text(bold=True)
    yield _part("firstCol lastCol", text=bold)
    yield _part("lastRow", lines=_lines(colour, _THIN, ("top",)), text=bold)
    yield _part("firstRow", lines=_lines(colour, _THIN, ("bottom",)), text=bold)


def _light_2(colour: str) -> Iterable[str]:
    yield _part("wholeTbl", lines=_lines(colour, _THIN, _OUTER), text=_text("tx1"))
    yield _part("band1H", lines=_lines(colour, _THIN, ("top", "bottom")))
    yield _part("band1V", lines=_lines(colour, _THIN, ("left", "right")))
    yield _part("firstCol lastCol", text=_text(bold=True))
    yield _part("lastRow", lines=_lines(colour, _DOUBLE, ("top",)), text=_text(bold=True))
    yield _part("firstRow", _fill(colour), text=_text("bg1", bold=True))


def _light_3(colour: str) -> Iterable[str]:
    yield _part("wholeTbl", lines=_lines(colour, _THIN, _ALL), text=_text("tx1"))
    yield _part("band1H band1V", _fill(colour, "alpha", 20))
    yield _part("firstCol lastCol", text=_text(bold=True))
    yield _part("lastRow", lines=_lines(colour, _DOUBLE, ("top",)), text=_text(bold=True))
    yield _part("firstRow", lines=_lines(colour, _MIDDLE, ("bottom",)), text=_text(colour, bold=True))


def _medium_1(colour: str) -> Iterable[str]:
    lines = _lines(colour, _THIN, (*_OUTER, "insideH"))
    yield _part("wholeTbl", _fill("lt1"), lines, _text("dk1"))
    yield _part("band1H band1V", _fill(colour, "tint", 20))
    yield _part("firstCol lastCol", text=_text(bold=True))
    yield _part("lastRow", _fill("lt1"), _lines(colour, _DOUBLE, ("top",)), _text(bold=True))
    yield _part("firstRow", _fill(colour), text=_text("lt1", bold=True))


def _medium_2(colour: str) -> Iterable[str]:
    yield _part("wholeTbl", _fill(colour, "tint", 20), _lines("lt1", _THIN, _ALL), _text("dk1"))
    yield _part("band1H band1V", _fill(colour, "tint", 40))
    strong = _text("lt1", bold=True)
    yield _part("firstCol lastCol", _fill(colour), text=strong)
    yield _part("lastRow", _fill(colour), _lines("lt1", _WIDE, ("top",)), strong)
    yield _part("firstRow", _fill(colour), _lines("lt1", _WIDE, ("bottom",)), strong)


def _medium_3(colour: str) -> Iterable[str]:
    yield _part("wholeTbl", _fill("lt1"), _lines("dk1", _MIDDLE, ("top", "bottom")), _text("dk1"))
    yield _part("band1H band1V", _fill("dk1", "tint", 20))
    strong = _text("lt1", bold=True)
    yield _part("firstCol lastCol", _fill(colour), text=strong)
    yield _part("lastRow", _fill("lt1"), _lines("dk1", _DOUBLE, ("top",)), _text(bold=True))
    yield _part("firstRow", _fill(colour), _lines("dk1", _MIDDLE, ("bottom",)), strong)


def _medium_4(colour: str) -> Iterable[str]:
    pale = _fill(colour, "tint", 20)
    yield _part("wholeTbl", pale, _lines(colour, _THIN, _ALL), _text("dk1"))
    yield _part("band1H band1V", _fill(colour, "tint", 40))
    bold = _text(bold=True)
    yield _part("firstCol lastCol", text=bold)
    yield _part("lastRow", pale, _lines(colour, _MIDDLE, ("top",)), bold)
    yield _part("firstRow", pale, text=bold)


def _dark_1(colour: str) -> Iterable[str]:
    """Black pales where the other colours darken."""
    dark = colour == "dk1"
    whole = _fill(colour, "tint", 20) if dark else _fill(colour)
    band = _fill(colour, "tint", 40) if dark else _fill(colour, "shade", 60)
    column = _fill(colour, "tint", 60) if dark else _fill(colour, "shade", 60)
    total = _fill(colour, "tint", 60) if dark else _fill(colour, "shade", 40)
    strong = _text("lt1", bold=True)
    yield _part("wholeTbl", whole, text=_text("dk1" if dark else "lt1"))
    yield _part("band1H band1V", band)
    yield _part("lastCol", column, _lines("lt1", _MIDDLE, ("left",)), strong)
    yield _part("firstCol", column, _lines("lt1", _MIDDLE, ("right",)), strong)
    yield _part("lastRow", total, _lines("lt1", _MIDDLE, ("top",)), strong)
    yield _part("firstRow", _fill("dk1"), _lines("lt1", _MIDDLE, ("bottom",)), strong)


def _dark_2(colour: str, heading: str) -> Iterable[str]:
    yield _part("wholeTbl", _fill(colour, "tint", 20), text=_text("dk1"))
    yield _part("band1H band1V", _fill(colour, "tint", 40))
    yield _part("firstCol lastCol", text=_text(bold=True))
    pale = _fill(colour, "tint", 20)
    yield _part("lastRow", pale, _lines("dk1", _DOUBLE, ("top",)), _text(bold=True))
    yield _part("firstRow", _fill(heading), text=_text("lt1", bold=True))


_Family = Callable[..., Iterable[str]]
BUILT_IN_STYLES: dict[str, tuple[_Family, tuple[str, ...]]] = {
    "{2D5ABB26-0587-4C30-8999-92F81FD0307C}": (_plain, ()),
    "{5940675A-B579-460E-94D1-54222C63F5DA}": (_grid, ()),
    "{5202B0CA-FC54-4496-8BCA-5EF66A818D29}": (_dark_2, ("dk1", "dk1")),
    "{0660B408-B3CF-4A94-85FC-2B1E0A45F4A2}": (_dark_2, ("accent1", "accent2")),
    "{91EBBBCC-DAD2-459C-BE2E-F6DE35CF9A28}": (_dark_2, ("accent3", "accent4")),
    "{46F890A9-2807-4EBB-B81D-B2AA78EC7F39}": (_dark_2, ("accent5", "accent6")),
}


def _add(family: _Family, colours: tuple[str, ...], *numbers: str) -> None:
    for colour, number in zip(colours, numbers, strict=True):
        BUILT_IN_STYLES[f"{{{number}}}"] = family, (colour,)


_add(
    _themed_1,
    _ACCENTS[1:],
    "3C2FFA5D-87B4-456A-9821-1D502468CF0F",
    "284E427A-3D55-4303-BF80-6455036E1DE7",
    "69C7853C-536D-4A76-A0AE-DD22124D55A5",
    "775DCB02-9BB8-47FD-8907-85C794F793BA",
    "35758FB7-9AC5-4552-8A53-C91805E547FA",
    "08FB837D-C827-4EFA-A057-4D05807E0F7C",
)
_add(
    _themed_2,
    _ACCENTS[1:],
    "D113A9D2-9D6B-4929-AA2D-F23B5EE8CBE7",
    "18603FDC-E32A-4AB5-989C-0864C3EAD2B8",
    "306799F8-075E-4A3A-A7F6-7FBC6576F1A4",
    "E269D01E-BC32-4049-B463-5C60D7B0CCD2",
    "327F97BB-C833-4FB7-BDE5-3F7075034690",
    "638B1855-1B75-4FBE-930C-398BA8C253C6",
)
_add(
    _light_1,
    _ACCENTS,
    "9D7B26C5-4107-4FEC-AEDC-1716B250A1EF",
    "3B4B98B0-60AC-42C2-AFA5-B58CD77FA1E5",
    "0E3FDE45-AF77-4B5C-9715-49D594BDF05E",
    "C083E6E3-FA7D-4D7B-A595-EF9225AFEA82",
    "D27102A9-8310-4765-A935-A1911B00CA55",
    "5FD0F851-EC5A-4D38-B0AD-8093EC10F338",
    "68D230F3-CF80-4859-8CE7-A43EE81993B5",
)
_add(
    _light_2,
    _ACCENTS,
    "7E9639D4-E3E2-4D34-9284-5A2195B3D0D7",
    "69012ECD-51FC-41F1-AA8D-1B2483CD663E",
    "72833802-FEF1-4C79-8D5D-14CF1EAF98D9",
    "F2DE63D5-997A-4646-A377-4702673A728D",
    "17292A2E-F333-43FB-9621-5CBBE7FDCDCB",
    "5A111915-BE36-4E01-A7E5-04B1672EAD32",
    "912C8C85-51F0-491E-9774-3900AFEF0FD7",
)
_add(
    _light_3,
    _ACCENTS,
    "616DA210-FB5B-4158-B5E0-FEB733F419BA",
    "BC89EF96-8CEA-46FF-86C4-4CE0E7609802",
    "5DA37D80-6434-44D0-A028-1B22A696006F",
    "8799B23B-EC83-4686-B30A-512413B5E67A",
    "ED083AE6-46FA-4A59-8FB0-9F97EB10719F",
    "BDBED569-4797-4DF1-A0F4-6AAB3CD982D8",
    "E8B1032C-EA38-4F05-BA0D-38AFFFC7BED3",
)
_add(
    _medium_1,
    _ACCENTS,
    "793D81CF-94F2-401A-BA57-92F5A7B2D0C5",
    "B301B821-A1FF-4177-AEE7-76D212191A09",
    "9DCAF9ED-07DC-4A11-8D7F-57B35C25682E",
    "1FECB4D8-DB02-4DC6-A0A2-4F2EBAE1DC90",
    "1E171933-4619-4E11-9A3F-F7608DF75F80",
    "FABFCF23-3B69-468F-B69F-88F6DE6A72F2",
    "10A1B5D5-9B99-4C35-A422-299274C87663",
)
_add(
    _medium_2,
    _ACCENTS,
    "073A0DAA-6AF3-43AB-8588-CEC1D06C72B9",
    "5C22544A-7EE6-4342-B048-85BDC9FD1C3A",
    "21E4AEA4-8DFA-4A89-87EB-49C32662AFE0",
    "F5AB1C69-6EDB-4FF4-983F-18BD219EF322",
    "00A15C55-8517-42AA-B614-E9B94910E393",
    "7DF18680-E054-41AD-8BC1-D1AEF772440D",
    "93296810-A885-4BE3-A3E7-6D5BEEA58F35",
)
_add(
    _medium_3,
    _ACCENTS,
    "8EC20E35-A176-4012-BC5E-935CFFF8708E",
    "6E25E649-3F16-4E02-A733-19D2CDBF48F0",
    "85BE263C-DBD7-4A20-BB59-AAB30ACAA65A",
    "EB344D84-9AFB-497E-A393-DC336BA19D2E",
    "EB9631B5-78F2-41C9-869B-9F39066F8104",
    "74C1A8A3-306A-4EB7-A6B1-4F7E0EB9C5D6",
    "2A488322-F2BA-4B5B-9748-0D474271808F",
)
_add(
    _medium_4,
    _ACCENTS,
    "D7AC3CCA-C797-4891-BE02-D94E43425B78",
    "69CF1AB2-1976-4502-BF36-3FF5EA218861",
    "8A107856-5554-42FB-B03E-39F5DBC370BA",
    "0505E3EF-67EA-436B-97B2-0124C06EBD24",
    "C4B1156A-380E-4F78-BDF5-A606A8083BF9",
    "22838BEF-8BB2-4498-84A7-C5851F593DF1",
    "16D9F66E-5EB9-4882-86FB-DCBF35E3C3E4",
)
_add(
    _dark_1,
    _ACCENTS,
    "E8034E78-7F5D-4C2E-B375-FC64B27BC917",
    "125E5076-3810-47DD-B79F-674D7AD40C01",
    "37CE84F3-28C3-443E-9E96-99CF82512B78",
    "D03447BB-5D67-496B-8E87-E561075AD55C",
    "E929F9F4-4A8F-4326-A1B4-22849713DDAB",
    "8FD4443E-F989-4FC4-A0C8-D5A2AF1F390B",
    "AF606853-7671-496A-8E4F-DF71F8EC918B",
)
