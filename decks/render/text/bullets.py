"""What stands before a paragraph: characters, numbers, letters."""

from decks.pptx.ooxml import Element, attribute, local_name, whole
from decks.render.text.numerals import numeral
from decks.render.text.style import ParagraphLook
from decks.render.text.symbols import symbol


def scheme_of(element: Element) -> str:
    """How an `a:buAutoNum` writes its numbers."""
    return attribute(element, "type", "arabicPeriod")


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
        scheme, start = scheme_of(element), max(1, whole(element, "startAt", 1))
        key = f"{scheme} {start}"
        known, count = self._counts.get(level, ("", 0))
        count = count + 1 if known == key else start
        self._counts[level] = key, count
        return numeral(scheme, count)
