"""Colours mean what Office means by them."""

import pytest
from lxml import etree
from PySide6.QtGui import QColor

from decks.pptx.ooxml import NAMESPACES
from decks.render.paint.colours import Palette, mixed
from decks.render.slide.theme import Theme

PALETTE = Palette(Theme(), {"bg1": "lt1", "tx1": "dk1"})


def colour(xml: str, replaced: QColor | None = None) -> str:
    """The colour in a fill, as #aarrggbb."""
    element = etree.fromstring(f'<a:solidFill xmlns:a="{NAMESPACES["a"]}">{xml}</a:solidFill>')
    found = PALETTE.colour_in(element, replaced)
    return "" if found is None else found.name(QColor.NameFormat.HexArgb)


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<a:srgbClr val="12AB34"/>', "#ff12ab34"),
        ('<a:schemeClr val="bg1"/>', "#ffffffff"),
        ('<a:schemeClr val="accent1"/>', "#ff4472c4"),
        ('<a:schemeClr val="nothing"/>', "#ff000000"),
        ('<a:sysClr val="windowText" lastClr="010203"/>', "#ff010203"),
        ('<a:prstClr val="dkBlue"/>', "#ff00008b"),
        ('<a:srgbClr val="FF0000"><a:alpha val="50000"/></a:srgbClr>', "#80ff0000"),
        ('<a:srgbClr val="808080"><a:lumMod val="50000"/></a:srgbClr>', "#ff404040"),
        ('<a:srgbClr val="000000"><a:lumOff val="50000"/></a:srgbClr>', "#ff808080"),
        ('<a:srgbClr val="FF0000"><a:shade val="50000"/></a:srgbClr>', "#ffbc0000"),
        ('<a:srgbClr val="000000"><a:tint val="50000"/></a:srgbClr>', "#ffbcbcbc"),
        ('<a:srgbClr val="FF0000"><a:hueOff val="7200000"/></a:srgbClr>', "#ff00ff00"),
        ('<a:srgbClr val="FF0000"><a:comp/></a:srgbClr>', "#ff00ffff"),
        ('<a:srgbClr val="102030"><a:blue val="100000"/></a:srgbClr>', "#ff1020ff"),
        ('<a:srgbClr val="102030"><a:greenMod val="200000"/></a:srgbClr>', "#ff104030"),
        ('<a:srgbClr val="FF0000"><a:inv/></a:srgbClr>', "#ff00ffff"),
        ('<a:srgbClr val="zzz"/>', "#ff000000"),
        ("<a:unknown/>", ""),
    ],
)
def test_a_colour_element_means_this(xml: str, expected: str) -> None:
    assert colour(xml) == expected


def test_a_style_leaves_its_colour_open() -> None:
    assert colour('<a:schemeClr val="phClr"/>', QColor("green")) == "#ff008000"


def test_mixing_lies_between() -> None:
    assert mixed(QColor("black"), QColor("white"), 0.4).name() == "#999999"


def test_a_theme_colour_defined_by_itself_is_black() -> None:
    by_each_other = {
        name: etree.fromstring(
            f'<a:{name} xmlns:a="{NAMESPACES["a"]}"><a:schemeClr val="{other}"/></a:{name}>'
        )
        for name, other in (("dk1", "lt1"), ("lt1", "dk1"), ("accent1", "accent1"), ("accent2", "accent3"))
    }
    palette = Palette(Theme({**Theme().colours, **by_each_other}), {"tx1": "dk1"})
    assert [palette.named(name).name() for name in ("tx1", "lt1", "accent1")] == ["#000000"] * 3
    assert palette.named("accent2") == palette.named("accent3") == QColor("#a5a5a5")
