"""One equation, laid out and ready to be drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QColor, QPainter

from decks.pptx.ooxml import Element, attribute, child, children, local_name
from decks.render.equations.atoms import Atom, broken, joined, split_at
from decks.render.equations.boxes import Box, Ink
from decks.render.equations.elements import ELEMENTS
from decks.render.equations.painting import paint_box
from decks.render.equations.setting import Setter
from decks.render.equations.structures import stacked
from decks.render.equations.style import DISPLAY, TEXT, Style

MOST_LINES = 200
LARGEST_POINTS = 4000.0
ColourIn = Callable[[Element], QColor | None]


@dataclass(frozen=True, slots=True)
class Equation:
    """Sizes in tenths of a point, around the baseline of the first line. `align` is `left`, `center` or
    `right` for an equation with lines of its own (`m:oMathPara`), empty for one within a text; `whole` is
    false if it was too large to be shown in full."""

    width: float
    ascent: float
    descent: float
    align: str
    whole: bool
    box: Box
    colour: QColor

    def draw(self, painter: QPainter, x: float, baseline: float) -> None:
        """Draw it with its left end at `x`, in the painter's tenths of a point."""
        painter.save()
        paint_box(painter, self.box, x, baseline, self.colour)
        painter.restore()


def lay_out_equation(
    element: Element,
    size_points: float,
    colour: QColor,
    families: tuple[str, ...],
    *,
    scale: float = 1.0,
    colour_in: ColourIn | None = None,
    available: float | None = None,
) -> Equation:
    """Lay out an `a14:m`, `m:oMathPara` or `m:oMath`.

    `size_points` and `colour` are those of the text around, `families` its faces, for words and for
    characters that mathematical faces lack. Runs may have sizes of their own, which are multiplied by
    `scale`, and colours, which `colour_in` finds in their `a:rPr`. Lines of its own are broken where they
    would be wider than `available` tenths of a point.
    """

    def ink_in(properties: Element) -> Ink | None:
        found = None if colour_in is None else colour_in(properties)
        return None if found is None else Ink(found.rgba())

    element = _mathematics(element)
    size = min(LARGEST_POINTS, max(1.0, size_points)) * 10
    # One with lines of its own has room, one within a text has not.
    style = Style(size, DISPLAY if local_name(element) == "oMathPara" else TEXT, Ink())
    setter = Setter(families, scale, ink_in, ELEMENTS)
    if style.level == DISPLAY:
        rows = [setter.atoms(line, style) for line in children(element, "m:oMath")[:MOST_LINES]]
    else:
        rows = [setter.atoms(element, style)]
    lines = [part for atoms in rows for part in split_at(atoms, "breaks") if part]
    justified = _justified(element) if style.level == DISPLAY else ""
    box = _set_lines(lines, style, justified, available)
    width = max(box.width + box.slant, 1.0)
    ascent, descent = max(box.ascent, 0.7 * style.em), max(box.descent, 0.2 * style.em)
    align = "center" if justified == "centerGroup" else justified
    return Equation(width, ascent, descent, align, setter.whole, box, colour)


def _mathematics(element: Element) -> Element:
    if local_name(element) in ("oMathPara", "oMath"):
        return element
    for name in ("m:oMathPara", "m:oMath"):
        found = child(element, name)
        if found is not None:
            return found
    return element


def _justified(element: Element) -> str:
    """`left`, `right`, `center` for each line, or `centerGroup` for all as a block (22.1.3.4)."""
    value = attribute(child(element, "m:oMathParaPr", "m:jc"), "m:val")
    return value if value in ("left", "right", "center") else "centerGroup"


def _set_lines(lines: list[list[Atom]], style: Style, justified: str, available: float | None) -> Box:
    """The lines under each other; those that are too wide go on in the next."""
    if available is not None and style.level == DISPLAY:
        lines = [part for line in lines for part in broken(line, available, style)][:MOST_LINES]
    boxes = [joined(line, style) for line in lines]
    align = "left" if justified == "centerGroup" else justified
    return boxes[0] if len(boxes) == 1 else stacked(boxes, align, 0.25 * style.em)
