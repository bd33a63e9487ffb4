"""From the elements of Office Math (ECMA-376 part 1, 22.1.2) to boxes."""

from collections.abc import Callable, Iterator, Mapping

from decks.pptx.ooxml import Element, attribute, child, children, local_name, parse_whole, qname, whole
from decks.render.equations.atoms import Atom, joined
from decks.render.equations.boxes import Box, Ink
from decks.render.equations.runs import ink_of
from decks.render.equations.structures import missing
from decks.render.equations.style import Style

DEEPEST = 24
MOST_PIECES = 3_000
_NO_CONTENT = frozenset(("ctrlPr", "rPr", "argPr", "oMathParaPr", "pPr", "annotation"))

_ARGUMENT = qname("m:argPr")

InkOf = Callable[[Element], Ink | None]


class Setter:
    """Sets one equation. `families` are those of the text around it, `scale` is by how much that text
    was shrunk to fit, `ink_in` finds the colour that an `a:rPr` asks for, `elements` says how to set each
    element. `whole` is false once something was left out of an equation too large or too deep."""

    def __init__(
        self,
        families: tuple[str, ...],
        scale: float,
        ink_in: InkOf,
        elements: "Mapping[str, SetElement]",
    ) -> None:
        self.families, self._scale, self._ink_in = families, scale, ink_in
        self._elements = elements
        self._left, self._depth = MOST_PIECES, 0
        self.whole = True

    def box(self, element: Element | None, style: Style) -> Box:
        """What an element holds, as one box."""
        return joined(self.atoms(element, style), style)

    def atoms(self, element: Element | None, style: Style) -> list[Atom]:
        """What an element holds, as a row of atoms."""
        return [] if element is None else list(self._row(element, self._sized_arguments(element, style)))

    def _row(self, element: Element, style: Style) -> Iterator[Atom]:
        if self._depth >= DEEPEST:
            self.whole = False
            return
        self._depth += 1
        for piece in element:
            name = local_name(piece)
            if not name or name in _NO_CONTENT or name.endswith("Pr"):
                continue
            self._left -= 1
            if self._left < 0:
                self.whole = False
                break
            set_element = self._elements.get(name)
            # What is unknown shows at least what it holds: a change that was tracked, a smart tag.
            yield from self._row(piece, style) if set_element is None else set_element(self, piece, style)
        self._depth -= 1

    def parts(self, element: Element, name: str) -> list[Element]:
        """The children with this name, as far as there is room for them."""
        found = children(element, name)
        room = max(0, self._left)
        self.whole = self.whole and len(found) <= room
        self._left -= min(len(found), room)
        return found[:room]

    def _sized_arguments(self, element: Element, style: Style) -> Style:
        size = child(element, "m:argPr", "m:argSz") if len(element) and element[0].tag == _ARGUMENT else None
        return style if size is None else style.at(style.level - max(-2, min(2, whole(size, "m:val"))))

    def own_style(self, style: Style, properties: Element | None) -> Style:
        """The style with the size and colour of an `a:rPr`."""
        if properties is None:
            return style
        points = parse_whole(attribute(properties, "sz")) / 100
        size = min(4000.0, points) * 10 * self._scale if points >= 1 else style.size
        ink = self._ink_in(properties)
        return Style(size, style.level, ink_of(properties, style.ink if ink is None else ink))

    def controlled(self, element: Element, name: str, style: Style) -> Style:
        """The style of what an element draws itself, such as bars: its properties are called `name`."""
        return self.own_style(style, child(element, name, "m:ctrlPr", "a:rPr"))

    def clean(self, text: str) -> str:
        """The text without what can't be written, as far as there is room for it."""
        cleaned = text if text.isprintable() else "".join(filter(_can_be_written, text))
        room = min(len(cleaned), max(0, self._left))
        self.whole = self.whole and room == len(cleaned)
        self._left -= room
        return cleaned[:room]

    def filled(self, element: Element | None, style: Style) -> Box:
        """What an element holds, or the box that stands for what is still to be filled in."""
        box = self.box(element, style)
        return box if box.width > 0 or box.height > 0 else missing(style)


SetElement = Callable[[Setter, Element, Style], Iterator[Atom]]
"""Sets one kind of element."""


def _can_be_written(character: str) -> bool:
    return character >= " " and not 0xD800 <= ord(character) <= 0xDFFF


def value_of(element: Element, properties: str, name: str, usual: str) -> str:
    """What one of the element's properties says."""
    return attribute(child(element, properties, name), "m:val", usual)


def character_of(properties: Element | None, usual: str) -> str:
    """The first character that `m:chr` names; a thin space stands for none."""
    found = child(properties, "m:chr")
    return usual if found is None else attribute(found, "m:val", usual)[:1] or "\u2009"
