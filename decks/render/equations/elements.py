"""Which function sets which element of Office Math (ECMA-376 part 1, 22.1.2)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from decks.pptx.ooxml import Element, child, fraction, qname
from decks.render.equations.arrays import set_array, set_matrix
from decks.render.equations.atoms import Atom
from decks.render.equations.boxes import Box
from decks.render.equations.enclosures import (
    set_accent,
    set_bar,
    set_box,
    set_brackets,
    set_frame,
    set_group,
    set_phantom,
)
from decks.render.equations.fractions import (
    set_fraction,
    set_function,
    set_limit,
    set_operator,
    set_radical,
    set_scripts,
    set_scripts_before,
)
from decks.render.equations.runs import Alphabet, alphabet_of, text_atoms
from decks.render.equations.setting import SetElement, Setter
from decks.render.equations.style import Style

_TEXT, _LOOK, _RUN_PROPERTIES, _BREAK = (qname(name) for name in ("m:t", "a:rPr", "m:rPr", "a:br"))
_RAISED_SIZE = 2 / 3


def set_run(setter: Setter, element: Element, style: Style) -> Iterator[Atom]:
    """`m:r`. Runs are many and short, so each is read in one pass."""
    alphabet, texts, raised = Alphabet(), [], 0.0
    for piece in element:
        if piece.tag == _TEXT:
            texts.append(setter.clean(piece.text or ""))
        elif piece.tag == _LOOK:
            style, raised = setter.own_style(style, piece), _raised(piece)
        elif piece.tag == _RUN_PROPERTIES:
            alphabet = alphabet_of(piece)
            if child(piece, "m:brk") is not None:
                yield Atom(Box(), breaks=True)
        elif piece.tag == _BREAK:
            yield Atom(Box(), breaks=True)
    small = replace(style, size=style.size * _RAISED_SIZE) if raised else style
    for text in texts:
        for atom in text_atoms(text, alphabet, small, setter.families):
            yield replace(atom, box=atom.box.lowered(-raised * style.em)) if raised else atom


def _raised(look: Element) -> float:
    """How far an `a:rPr` raises its letters, in ems: as in a text, whatever the mathematics."""
    return max(-1.0, min(1.0, fraction(look, "baseline")))


ELEMENTS: Mapping[str, SetElement] = {
    "r": set_run,
    "f": set_fraction,
    "sSub": set_scripts,
    "sSup": set_scripts,
    "sSubSup": set_scripts,
    "sPre": set_scripts_before,
    "rad": set_radical,
    "nary": set_operator,
    "d": set_brackets,
    "m": set_matrix,
    "eqArr": set_array,
    "func": set_function,
    "limLow": set_limit,
    "limUpp": set_limit,
    "acc": set_accent,
    "bar": set_bar,
    "groupChr": set_group,
    "box": set_box,
    "borderBox": set_frame,
    "phant": set_phantom,
}
