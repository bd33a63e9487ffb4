"""What stands before a paragraph: characters, numbers, letters."""

from decks.pptx.ooxml import Element, attribute, local_name, whole
from decks.render.text.style import ParagraphLook
from decks.render.text.symbols import symbol

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_CHINESE = "〇一二三四五六七八九"


class BulletCounter:
    """Counts numbered paragraphs of one text, each level for itself."""

    def __init__(self) -> None:
        self._counts: dict[int, tuple[str, int]] = {}

    def bullet(self, look: ParagraphLook, level: int) -> str:
        """The bullet of the next paragraph; empty if it has none."""
        element = look.bullet
        kind = "" if element is None else local_name(element)
        for deeper in [found for found in self._counts if found > level]:
            del self._counts[deeper]
        if element is None or kind != "buAutoNum":
            self._counts.pop(level, None)
            if kind == "buChar":
                return symbol(attribute(element, "char", "•") or "•", look.bullet_font)
            return "•" if kind == "buBlip" else ""
        return self._number(element, level)

    def _number(self, element: Element, level: int) -> str:
        scheme, start = attribute(element, "type", "arabicPeriod"), max(1, whole(element, "startAt", 1))
        key = f"{scheme} {start}"
        known, count = self._counts.get(level, ("", 0))
        count = count + 1 if known == key else start
        self._counts[level] = key, count
        return numeral(scheme, count)


def numeral(scheme: str, count: int) -> str:
    """A number as a scheme of Office writes it: `alphaLcParenR`, 2 → `b)`."""
    if scheme.startswith("alpha"):
        digits = _letters(count)
    elif scheme.startswith("roman"):
        digits = _roman(count)
    elif scheme.startswith("circleNum"):
        digits = chr(0x245F + count) if count <= 20 else str(count)
    elif scheme.startswith("ea1"):
        digits = _chinese(count)
    else:
        digits = str(count)
    if "Uc" in scheme:
        digits = digits.upper()
    if scheme.endswith("ParenBoth"):
        return f"({digits})"
    if scheme.endswith("ParenR"):
        return f"{digits})"
    return digits + ("." if scheme.endswith("Period") else "")


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * min(8, 1 + (count - 1) // 26)


def _roman(count: int) -> str:
    count, text = min(count, 3999), ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text


def _chinese(count: int) -> str:
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else ("" if tens == 1 else _CHINESE[tens]) + "十"
    return head + (_CHINESE[ones] if ones or not tens else "")
