"""How large letters are: what Qt knows of the faces on this computer."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from decks.render.equations.boxes import Box, Face, Glyphs, Ink, Placed

_MATH_FAMILIES = (
    "Cambria Math",
    "STIX Two Math",
    "XITS Math",
    "Latin Modern Math",
    "TeX Gyre Termes Math",
    "TeX Gyre Pagella Math",
    "DejaVu Math TeX Gyre",
    "Libertinus Math",
    "Asana Math",
    "STIX Math",
    "Noto Sans Math",
)
_SERIF_FAMILIES = ("Cambria", "Caladea", "Liberation Serif", "Times New Roman", "Times", "DejaVu Serif")


@lru_cache(maxsize=1)
def math_families() -> tuple[tuple[str, ...], bool]:
    """The families to write mathematics with, and whether the first has mathematical alphabets."""
    present = set(QFontDatabase.families())
    found = [name for name in _MATH_FAMILIES if name in present]
    serif = [name for name in _SERIF_FAMILIES if name in present]
    return tuple(found[:1] + serif[:1]) or (QFont().family(),), bool(found)


_STRETCH = {"DejaVu Math TeX Gyre": 91}
"""In percent: a face so wide that lines which fit in PowerPoint would not."""
_CAPITAL_HEIGHT = 0.667
"""In ems, in Cambria Math, for which equations in PowerPoint are made."""


@lru_cache(maxsize=1)
def math_scale() -> float:
    """By how much to scale the first family so that its capitals are as high as PowerPoint's."""
    (first, *_), _ = math_families()
    height = QFontMetricsF(font_of(Face((first,), 1000.0))).capHeight() / 1000
    return min(1.15, max(0.85, _CAPITAL_HEIGHT / height)) if height > 0 else 1.0


@lru_cache(maxsize=64)
def font_of(face: Face) -> QFont:
    """The font for a face; a pixel of it is a tenth of a point."""
    font = QFont(list(face.families))
    font.setPixelSize(max(1, round(face.size)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setBold(face.bold)
    font.setItalic(face.italic)
    font.setStretch(_STRETCH.get(face.families[0] if face.families else "", 100))
    return font


@lru_cache(maxsize=2048)
def text_box(text: str, face: Face, ink: Ink) -> Box:
    """A text as a box as tight around its ink as can be."""
    metrics = QFontMetricsF(font_of(face))
    width = metrics.horizontalAdvance(text)
    if not text.strip():
        return Box(width)
    tight = metrics.tightBoundingRect(text)
    slant = max(0.0, tight.right() - width)
    return Box(
        width, -tight.top(), max(0.0, tight.bottom()), (Placed(0.0, 0.0, Glyphs(text, face, ink)),), slant
    )
