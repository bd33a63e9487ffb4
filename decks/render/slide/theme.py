"""A theme: its colours, fonts and the looks that styles refer to by number."""

from dataclasses import dataclass, field

from decks.pptx.ooxml import Element, attribute, child, children, local_name

_USUAL_COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "4472C4",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
    "hlink": "0563C1",
    "folHlink": "954F72",
}


@dataclass(frozen=True)
class Theme:
    """`colours` by name (`accent1`) as elements that hold a colour; `fonts` by reference (`+mj-lt`), and
    those for a script (`Jpan`) by East Asian reference; `fills`, `lines`, `effects` and `backgrounds` in the
    order in which styles count them from 1."""

    colours: dict[str, Element | str] = field(default_factory=lambda: dict(_USUAL_COLOURS))
    fonts: dict[str, str] = field(default_factory=dict)
    fonts_of_scripts: dict[str, dict[str, str]] = field(default_factory=dict)
    fills: tuple[Element, ...] = ()
    lines: tuple[Element, ...] = ()
    effects: tuple[Element, ...] = ()
    backgrounds: tuple[Element, ...] = ()

    def font(self, reference: str, script: str = "Hans") -> str:
        """The face that a reference means in a script; empty if none is named."""
        return self.fonts.get(reference) or self.fonts_of_scripts.get(reference, {}).get(script, "")


def read_theme(root: Element | None) -> Theme:
    """The theme in a theme part; the usual one where it is missing."""
    if root is None:
        return Theme()
    elements = child(root, "a:themeElements")
    colours: dict[str, Element | str] = dict(_USUAL_COLOURS)
    for colour in _list(child(elements, "a:clrScheme")):
        colours[local_name(colour)] = colour
    formats = child(elements, "a:fmtScheme")
    return Theme(
        colours=colours,
        fonts=_fonts(child(elements, "a:fontScheme")),
        fonts_of_scripts=_fonts_of_scripts(child(elements, "a:fontScheme")),
        fills=_list(child(formats, "a:fillStyleLst")),
        lines=_list(child(formats, "a:lnStyleLst")),
        effects=_list(child(formats, "a:effectStyleLst")),
        backgrounds=_list(child(formats, "a:bgFillStyleLst")),
    )


def _fonts(scheme: Element | None) -> dict[str, str]:
    fonts: dict[str, str] = {}
    for short, name in (("mj", "a:majorFont"), ("mn", "a:minorFont")):
        group = child(scheme, name)
        for face, element in (("lt", "a:latin"), ("ea", "a:ea"), ("cs", "a:cs")):
            fonts[f"+{short}-{face}"] = attribute(child(group, element), "typeface")
    return fonts


def _fonts_of_scripts(scheme: Element | None) -> dict[str, dict[str, str]]:
    """Of East Asian faces only: for complex scripts themes list so many that hardly one is on a computer."""
    groups = {"+mj-ea": child(scheme, "a:majorFont"), "+mn-ea": child(scheme, "a:minorFont")}
    return {
        reference: {
            attribute(font, "script"): attribute(font, "typeface") for font in children(group, "a:font")
        }
        for reference, group in groups.items()
    }


def _list(element: Element | None) -> tuple[Element, ...]:
    return () if element is None else tuple(element)
