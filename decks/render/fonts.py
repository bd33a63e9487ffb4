"""Fonts: those that a deck names, and what stands in where the computer doesn't have them."""

from functools import cache

from PySide6.QtGui import QFontDatabase

_STAND_INS: dict[str, tuple[str, ...]] = {
    "calibri": ("Carlito",),
    "calibri light": ("Carlito",),
    "cambria": ("Caladea", "Liberation Serif"),
    "arial": ("Liberation Sans", "Helvetica"),
    "helvetica": ("Liberation Sans", "Arial"),
    "times new roman": ("Liberation Serif", "Times"),
    "courier new": ("Liberation Mono", "Courier"),
    "consolas": ("Liberation Mono", "DejaVu Sans Mono"),
    "arial narrow": ("Liberation Sans Narrow",),
    "georgia": ("Gelasio", "DejaVu Serif"),
    "verdana": ("DejaVu Sans",),
    "tahoma": ("DejaVu Sans Condensed", "Liberation Sans"),
    "segoe ui": ("Open Sans", "Carlito"),
    "aptos": ("Carlito",),
    "aptos display": ("Carlito",),
    "comic sans ms": ("Comic Neue",),
    "garamond": ("EB Garamond", "Liberation Serif"),
    "book antiqua": ("P052", "Liberation Serif"),
    "palatino linotype": ("P052", "Liberation Serif"),
    "century gothic": ("URW Gothic",),
}
_SERIF_WORDS = (
    "serif",
    "roman",
    "times",
    "georgia",
    "garamond",
    "cambria",
    "song",
    "宋",
    "mincho",
    "明朝",
    "batang",
    "仿",
    "楷",
    "kai",
    "ming",
    "明體",
    "antiqua",
    "bodoni",
    "century",
)
_SANS = ("Liberation Sans", "Arial", "Helvetica", "Noto Sans", "DejaVu Sans")
_SERIF = ("Liberation Serif", "Times New Roman", "Times", "Noto Serif", "DejaVu Serif")
_ASIAN_SANS = (
    "Noto Sans CJK SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
_ASIAN_SERIF = ("Noto Serif CJK SC", "SimSun", "Songti SC", "Source Han Serif SC", *_ASIAN_SANS)
_SYMBOLS = ("DejaVu Sans", "Segoe UI Symbol", "Apple Symbols", "Noto Sans Symbols2")


@cache
def families_for(latin: str, asian: str) -> tuple[str, ...]:
    """Families to try in turn for a text with these Latin and East Asian faces. The first always
    exists, so that Qt never puts a family of its own choice in front."""
    return tuple(dict.fromkeys([*_existing(latin), *_existing_asian(asian or latin), *_present(_SYMBOLS)]))


def _existing(name: str) -> tuple[str, ...]:
    found = _installed().get(name.lower())
    if found:
        return (found,)
    stand_ins = _STAND_INS.get(name.lower(), ())
    return _present((*stand_ins, *(_SERIF if _is_serif(name) else _SANS)))[:1]


def _existing_asian(name: str) -> tuple[str, ...]:
    found = _installed().get(name.lower())
    general = _present(_ASIAN_SERIF if _is_serif(name) else _ASIAN_SANS)
    return (found, *general[:1]) if found else general[:1]


def _is_serif(name: str) -> bool:
    lower = name.lower()
    return "sans" not in lower and any(word in lower for word in _SERIF_WORDS)


def _present(names: tuple[str, ...]) -> tuple[str, ...]:
    installed = _installed()
    return tuple(installed[name.lower()] for name in names if name.lower() in installed)


@cache
def _installed() -> dict[str, str]:
    return {name.lower(): name for name in QFontDatabase.families()}


_WINGDINGS = {
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    0x46: "☞",
    0x4A: "☺",
    0xAB: "★",
    0xB2: "✧",
    0xC4: "❧",
    0x73: "◆",
    0x9E: "·",
    0xA1: "○",
    0xA2: "◉",
    0xA4: "◉",
}
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **{0x41 + place: letter for place, letter in enumerate(_GREEK[0])},
    **{0x61 + place: letter for place, letter in enumerate(_GREEK[1])},
    **{0xB7: "•", 0xA8: "♦", 0xAE: "→", 0xDE: "⇒", 0xB0: "°", 0xD7: "⋅", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠"},
    **{0xA5: "∞", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xBB: "≈", 0xCE: "∈", 0xC7: "∩", 0xC8: "∪", 0xE5: "∑"},
    **{0x22: "∀", 0x24: "∃", 0x2D: "−", 0xA2: "′", 0xB6: "∂", 0xD6: "√", 0xDB: "⇔", 0xAC: "←", 0xF2: "∫"},
}


def symbol(character: str, font: str) -> str:
    """A bullet of a symbol font as the Unicode character that looks like it."""
    lower = font.lower()
    code = ord(character[0]) if character else 0
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if lower.startswith(("wingdings", "webdings", "marlett")):
        return _WINGDINGS.get(code, "•" if lower == "wingdings" else "▪")
    if lower.startswith("symbol"):
        return _SYMBOL.get(code, chr(code) if code < 0xE000 else "•")
    return chr(code) if ord(character[0]) >= 0xF000 and code >= 0x20 else character[:2]


def unsymbolised(text: str) -> str:
    """Text with Symbol's characters, which files keep at U+F000, as the letters and signs they are."""
    if not any(0xF000 <= ord(character) <= 0xF0FF for character in text):
        return text
    return "".join(_unsymbolised(character) for character in text)


def _unsymbolised(character: str) -> str:
    code = ord(character) - 0xF000
    return _SYMBOL.get(code, chr(code)) if 0x20 <= code <= 0xFF else character
