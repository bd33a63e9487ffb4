"""The look that all bundled lessons share: page, theme, master and layouts."""

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from decks.lessons.shape_xml import NAMESPACES, Ink, decoration, place, placeholder

PAGE_WIDTH, PAGE_HEIGHT = 960, 540
"""The page in points; every measure of the lessons is in points."""
MARGIN = 56

COLOURS = {
    "dk1": "1F2937",
    "lt1": "FFFFFF",
    "dk2": "12304F",
    "lt2": "EDF3F6",
    "accent1": "0B6B63",
    "accent2": "92400E",
    "accent3": "1D4E9E",
    "accent4": "8A1C4A",
    "accent5": "9FD8D0",
    "accent6": "475569",
    "hlink": "1D4E9E",
    "folHlink": "6B3FA0",
}
LAYOUTS = {"cover": 0, "divider": 2, "content": 5}
"""Our layouts, and the place in the default template of those that they are made from."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FONT = (
    '<a:latin typeface="Arial"/><a:ea typeface="Microsoft YaHei"/><a:cs typeface="Arial"/>'
    '<a:font script="Hans" typeface="Microsoft YaHei"/><a:font script="Hant" typeface="Microsoft JhengHei"/>'
    '<a:font script="Jpan" typeface="Yu Gothic"/><a:font script="Hang" typeface="Malgun Gothic"/>'
)


def blank_deck() -> Deck:
    """An empty deck on our stationery."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(PAGE_WIDTH), Pt(PAGE_HEIGHT)
    kept = {name: deck.slide_layouts[place] for name, place in LAYOUTS.items()}
    for layout in list(deck.slide_layouts):
        if layout not in kept.values():
            deck.slide_layouts.remove(layout)
    _restyle_theme(deck)
    _refill(deck.slide_master._element, _background("bg1"), _master_shapes())
    _restyle_text(deck.slide_master._element)
    _refill(kept["cover"]._element, _background("tx2"), _cover_shapes(), "Cover")
    _refill(kept["divider"]._element, _background("tx2"), _divider_shapes(), "Divider")
    _refill(kept["content"]._element, "", _content_shapes(), "Content")
    return deck


def _restyle_theme(deck: Deck) -> None:
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Handsup")
    colours = "".join(f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>' for name, rgb in COLOURS.items())
    fonts = f"<a:majorFont>{_FONT}</a:majorFont><a:minorFont>{_FONT}</a:minorFont>"
    for tag, inside in (("clrScheme", colours), ("fontScheme", fonts)):
        old = theme.find(f".//{_A}{tag}")
        assert old is not None
        _replace(old, f'<a:{tag} {NAMESPACES} name="Handsup">{inside}</a:{tag}>')
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _replace(old: etree._Element, xml: str) -> None:
    parent = old.getparent()
    assert parent is not None
    parent.replace(old, etree.fromstring(xml))


def _refill(root: etree._Element, background: str, shapes: str, name: str = "") -> None:
    """Give a master or layout a new background and new shapes, and take its extensions out."""
    old = root.find(f"{_P}cSld")
    assert old is not None
    group = (
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
        '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
    )
    named = f' name="{name}"' if name else ""
    xml = f"<p:cSld {NAMESPACES}{named}>{background}<p:spTree>{group}{shapes}</p:spTree></p:cSld>"
    from_pptx = etree.tostring(etree.fromstring(xml))
    parent = old.getparent()
    assert parent is not None
    parent.replace(old, _parse_for_pptx(from_pptx))


def _parse_for_pptx(xml: bytes) -> etree._Element:
    """Elements of python-pptx's own classes, which lxml's plain parser doesn't make."""
    from pptx.oxml import parse_xml

    element: etree._Element = parse_xml(xml)
    return element


def _restyle_text(master: etree._Element) -> None:
    title = master.find(f".//{_P}titleStyle")
    body = master.find(f".//{_P}bodyStyle")
    assert title is not None
    assert body is not None
    _replace(title, f"<p:titleStyle {NAMESPACES}>{_level(1, 34, 'tx2', 'mj', bold=True)}</p:titleStyle>")
    levels = "".join(_level(level, 24 if level == 1 else 22, "tx1", "mn") for level in range(1, 10))
    _replace(body, f"<p:bodyStyle {NAMESPACES}>{levels}</p:bodyStyle>")


def _level(level: int, size: int, ink: Ink, font: str, bold: bool = False) -> str:
    return (
        f'<a:lvl{level}pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" '
        'latinLnBrk="0" hangingPunct="1"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}" kern="1200"><a:solidFill><a:schemeClr val="{ink}"/>'
        f'</a:solidFill><a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/>'
        f'<a:cs typeface="+{font}-cs"/></a:defRPr></a:lvl{level}pPr>'
    )


def _background(ink: Ink) -> str:
    return (
        f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{ink}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    )


def _slide_number(ink: Ink) -> str:
    kind = 'type="sldNum" sz="quarter" idx="12"'
    where = place(PAGE_WIDTH - MARGIN - 80, 26, 80, 32)
    return placeholder(9, "Slide Number", kind, where, 22, ink, "ctr", "r")


def _master_shapes() -> str:
    wide = PAGE_WIDTH - 2 * MARGIN
    return (
        placeholder(2, "Title", 'type="title"', place(MARGIN, 60, wide, 54), 34, "tx2", "ctr", bold=True)
        + placeholder(3, "Text", 'type="body" idx="1"', place(MARGIN, 132, wide, 368), 24, "tx1")
        + _slide_number("accent6")
    )


def _cover_shapes() -> str:
    return (
        decoration(4, "ellipse", place(660, -150, 460, 460), "accent5", outline=True, alpha=35)
        + decoration(5, "ellipse", place(730, -80, 320, 320), "accent1")
        + decoration(6, "rect", place(MARGIN, 316, 120, 6), "accent5")
        + placeholder(2, "Title", 'type="ctrTitle"', place(MARGIN, 134, 620, 166), 54, "bg1", "b", bold=True)
        + placeholder(3, "Subtitle", 'type="subTitle" idx="1"', place(MARGIN, 338, 848, 50), 28, "accent5")
    )


def _divider_shapes() -> str:
    return (
        decoration(4, "rect", place(0, 0, 400, PAGE_HEIGHT), "accent1")
        + decoration(5, "rect", place(456, 232, 120, 6), "accent5")
        + placeholder(2, "Title", 'type="title"', place(456, 130, 448, 90), 44, "bg1", "b", bold=True)
        + placeholder(3, "Text", 'type="body" idx="1"', place(456, 262, 448, 190), 26, "accent5")
        + _slide_number("accent5")
    )


def _content_shapes() -> str:
    return (
        decoration(4, "rect", place(0, 0, 14, PAGE_HEIGHT), "accent1")
        + placeholder(2, "Title", 'type="title"', place(MARGIN, 60, 848, 54), 34, "tx2", "ctr", bold=True)
        + _slide_number("accent6")
    )
