"""Matrices and arrays of equations."""

from collections.abc import Iterator

from decks.pptx.ooxml import Element, attribute, child, children, whole
from decks.render.equations.atoms import Atom, joined, split_at
from decks.render.equations.boxes import Box
from decks.render.equations.runs import is_on
from decks.render.equations.setting import Setter
from decks.render.equations.structures import grid, missing
from decks.render.equations.style import Style

MOST_COLUMNS = 64


def set_matrix(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:m`."""
    inner = style.no_display()
    rows = [
        [_cell(setter, cell, element, inner) for cell in setter.parts(line, "m:e")[:MOST_COLUMNS]]
        for line in setter.parts(element, "m:mr")
    ]
    count = max((len(line) for line in rows), default=0)
    aligns = _column_aligns(child(element, "m:mPr", "m:mcs"))[:count]
    aligns += ["c"] * (count - len(aligns))
    gaps = [0.0, *([style.em] * max(0, count - 1))]
    yield Atom(grid(rows, aligns, gaps, style))


def _cell(setter: Setter, cell: Element, matrix: Element, style: Style) -> Box:
    box = setter.box(cell, style)
    hides = is_on(child(matrix, "m:mPr", "m:plcHide"))
    return box if hides or box.width > 0 else missing(style)


def set_array(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:eqArr`: at every `&` the lines stand under each other, every second one only parts them."""
    rows = []
    for line in setter.parts(element, "m:e"):
        parts = split_at(setter.atoms(line, style), "aligns")[:MOST_COLUMNS]
        rows.append([_with_space(part, style, follows=at % 2 == 1) for at, part in enumerate(parts)])
    count = max((len(line) for line in rows), default=0)
    aligns = ["l"] if count == 1 else ["r" if at % 2 == 0 else "l" for at in range(count)]
    gaps = [0.0 if at % 2 or not at else 1.5 * style.em for at in range(count)]
    yield Atom(grid(rows, aligns, gaps, style))


def _column_aligns(columns: Element | None) -> list[str]:
    aligns: list[str] = []
    for column in children(columns, "m:mc"):
        count = whole(child(column, "m:mcPr", "m:count"), "m:val", 1)
        align = attribute(child(column, "m:mcPr", "m:mcJc"), "m:val", "center")[:1]
        aligns += [align] * max(1, min(MOST_COLUMNS, count))
    return aligns[:MOST_COLUMNS]


def _with_space(atoms: list[Atom], style: Style, *, follows: bool) -> Box:
    """A part of a line; what follows an `&` keeps the space of its first sign."""
    before = [Atom(Box())] if follows else []
    return joined([*before, *atoms], style)
