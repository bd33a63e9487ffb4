"""Symbol fonts: their characters as the Unicode characters that look like them."""

_WINGDINGS = {
    **dict(zip(range(0x21, 0x31), "✏✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭📁", strict=True)),
    **dict(zip(range(0x31, 0x41), "📂📄🗏🗐🗄⏳🖮🖰🖲🖳🖴🖫🖬✇✍🖎", strict=True)),
    **dict(zip(range(0x41, 0x51), "✌👌👍👎☜☞☝☟✋☺😐☹💣☠🏳🏱", strict=True)),
    **dict(zip(range(0x51, 0x61), "✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊", strict=True)),
    **dict(zip(range(0x61, 0x71), "♋♌♍♎♏♐♑♒♓🙰🙵●❍■□◻", strict=True)),
    **dict(zip(range(0x71, 0x7F), "❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞", strict=True)),
    **{0x80 + number: character for number, character in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
    **dict(zip(range(0x9E, 0xA9), "·•▪○◉◉◉◎▪▪◻", strict=True)),
    **dict(zip(range(0xA9, 0xB7), "▲✦★✶✴✹✵⌖✧⌑✧⯑✪✰", strict=True)),
    **{0xB7 + number: character for number, character in enumerate("🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛")},
    **dict(zip(range(0xD5, 0xE0), "⌫⌦➢➢⮙➲➢⮛➢➲➲", strict=True)),
    **{0xD5: "⌫", 0xD6: "⌦", 0xD7: "◀", 0xD8: "➢", 0xD9: "▲", 0xDA: "▼", 0xDB: "⊂", 0xDC: "➲", 0xDF: "←"},
    **dict(zip(range(0xE0, 0xF0), "→↑↓↖↗↙↘🡐➔🡑🡓🡔🡕🡗🡖⇦", strict=True)),
    **dict(zip(range(0xF0, 0xFF), "⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑", strict=True)),
    **{0xC4: "❧"},
}
_WINGDINGS_2 = {
    **{0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x55: "⊗", 0x56: "⊘"},
    **{0x69 + number: character for number, character in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
    **dict(zip(range(0x95, 0xA0), "·•●●○○◉◎•▪■", strict=True)),
    **dict(zip(range(0xA0, 0xB0), "■■□□□▣▪◆◆◆◇◇◆◇◊◊", strict=True)),
    **{0xBD: "★", 0xBE: "✦", 0xBF: "★", 0xC0: "✶", 0xEA: "★", 0xEB: "☆", 0xED: "✴"},
}
_WINGDINGS_3 = {
    **dict(zip(range(0x21, 0x2F), "→←↑↓↖↗↙↘↔↕⇄⇅⇐⇒", strict=True)),
    **{0x67: "←", 0x68: "→", 0x69: "↑", 0x6A: "↓", 0x70: "▲", 0x71: "▼", 0x72: "△", 0x73: "▽"},
    **{0x74: "◀", 0x75: "▶", 0x76: "◁", 0x77: "▷", 0x78: "◣", 0x79: "◢", 0x7A: "◤", 0x7B: "◥"},
    **{0x7C: "▴", 0x7D: "▶", 0x7E: "▾", 0x80: "▸", 0x81: "▸", 0x82: "◂", 0x84: "▸", 0x86: "➤"},
}
_WEBDINGS = {
    **{0x61: "✓", 0x72: "✗", 0x63: "▢", 0x67: "■", 0x6E: "●", 0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼"},
    **{0x3C: "■", 0x3D: "▪", 0x59: "♥", 0x69: "ℹ", 0x73: "?", 0x75: "🚀", 0x9F: "•", 0xFE: "🌐"},
}
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **{0x41 + place: letter for place, letter in enumerate(_GREEK[0])},
    **{0x61 + place: letter for place, letter in enumerate(_GREEK[1])},
    **{0x22: "∀", 0x24: "∃", 0x27: "∍", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼"},
    **dict(zip(range(0xA1, 0xB0), "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓", strict=True)),
    **dict(zip(range(0xB0, 0xC0), "°±″≥×∝∂•÷≠≡≈…⏐⎯↵", strict=True)),
    **dict(zip(range(0xC0, 0xD0), "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉", strict=True)),
    **dict(zip(range(0xD0, 0xE0), "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓", strict=True)),
    **dict(zip(range(0xE0, 0xF0), "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪", strict=True)),
    **dict(zip(range(0xF1, 0xFF), "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭", strict=True)),
}
_TABLES = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
    "marlett": {},
}
_USUAL = {"wingdings": "•", "wingdings 2": "▪", "wingdings 3": "▸", "webdings": "▪", "marlett": "▪"}


def is_symbol_font(name: str) -> bool:
    """Whether a font of this name holds signs in the places of letters."""
    return name.lower() in _TABLES


def symbol(character: str, font: str) -> str:
    """A bullet of a symbol font as the Unicode character that looks like it."""
    name = font.lower()
    code = ord(character[0]) if character else 0
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    table = _TABLES.get(name)
    if table is not None:
        kept = chr(code) if name == "symbol" and code < 0xE000 else "•"
        return table.get(code, _USUAL.get(name, kept))
    return chr(code) if character and ord(character[0]) >= 0xF000 and code >= 0x20 else character[:2]


def unsymbolised(text: str, font: str = "symbol", *, wholly: bool = False) -> str:
    """Text with the characters of a symbol font, which files keep at U+F000, as the letters and signs
    they show; `wholly` if its letters are such characters too, as those of a text set in that font."""
    if not wholly and not any("\uf020" <= character <= "\uf0ff" for character in text):
        return text
    table = _TABLES.get(font.lower(), _SYMBOL)
    return "".join(_unsymbolised(character, table, wholly) for character in text)


def _unsymbolised(character: str, table: dict[int, str], wholly: bool) -> str:
    code = ord(character)
    if 0xF020 <= code <= 0xF0FF:
        return table.get(code - 0xF000, chr(code - 0xF000))
    return table.get(code, character) if wholly else character
