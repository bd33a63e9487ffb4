"""The text of an equation's runs as atoms: letters of the right alphabets, signs with their kinds."""

from dataclasses import dataclass, replace
from itertools import groupby

from decks.pptx.ooxml import Element, attribute, child
from decks.render.equations.atoms import Atom
from decks.render.equations.boxes import Box, Face, Ink, row
from decks.render.equations.letters import BIG_OPERATORS, INTEGRALS, Kind, kind_of, plain, styled
from decks.render.equations.metrics import math_families, math_scale, text_box
from decks.render.equations.structures import centred
from decks.render.equations.style import Style
from decks.render.text.scripts import is_asian

_WORDS = "words"
_SHAPES = frozenset(("p", "b", "i", "bi"))


@dataclass(frozen=True, slots=True)
class Alphabet:
    """From which letters a run is written: `script` as `m:scr`, `shape` as `m:sty`; or with those of the
    text around it, as `m:nor` says."""

    script: str = "roman"
    shape: str = "i"
    normal: bool = False


def alphabet_of(properties: Element) -> Alphabet:
    """The alphabet that an `m:rPr` names."""
    shape = attribute(child(properties, "m:sty"), "m:val", "i")
    script = attribute(child(properties, "m:scr"), "m:val", "roman")
    return Alphabet(script, shape if shape in _SHAPES else "i", is_on(child(properties, "m:nor")))


def text_atoms(text: str, alphabet: Alphabet, style: Style, families: tuple[str, ...]) -> list[Atom]:
    """The atoms of an `m:t`; `families` are those of the paragraph around."""
    if alphabet.normal:
        return [Atom(text_box(text, Face(families, style.em), style.ink))] if text else []
    plain_hyphen = alphabet.shape == "p"
    letters = [_minus(styled(c, alphabet.script, alphabet.shape), plain_hyphen=plain_hyphen) for c in text]
    atoms: list[Atom] = []
    for key, group in groupby(enumerate(letters), key=_group):
        characters = "".join(character for _, character in group)
        if key == _WORDS:
            # They stand upright, whatever Qt says of ink from several fonts.
            box = replace(text_box(characters, Face(families, style.em), style.ink), slant=0.0)
            atoms.append(Atom(box))
            continue
        kind = Kind[key] if isinstance(key, str) else kind_of(characters)
        atoms.append(Atom(math_box(characters, style, families), kind, kind, aligns=characters == "&"))
    return atoms


def _group(numbered: tuple[int, str]) -> str | int:
    """Letters and digits belong together, spaces, and words in Chinese or Japanese with their stops; each
    sign stands alone."""
    number, character = numbered
    if is_asian(character):
        return _WORDS
    kind = kind_of(character)
    return kind.name if kind in (Kind.ORDINARY, Kind.SPACE) and character != "&" else number


def _minus(character: str, *, plain_hyphen: bool) -> str:
    return "−" if character == "-" and not plain_hyphen else character


def math_box(text: str, style: Style, families: tuple[str, ...], growth: float = 1.0) -> Box:
    """A text in the mathematical face, `growth` times as large as the rest."""
    maths, has_alphabets = math_families()
    size = style.em * growth * math_scale()
    if has_alphabets:
        return text_box(text, Face((*maths, *families), size), style.ink)
    pieces = []
    for (bold, italic), group in groupby((plain(c) for c in text), key=lambda letter: letter[1:]):
        piece = "".join(letter[0] for letter in group)
        pieces.append(text_box(piece, Face((*maths, *families), size, bold, italic), style.ink))
    return pieces[0] if len(pieces) == 1 else row(pieces)


def operator_box(sign: str, style: Style, families: tuple[str, ...], least: float = 0.0) -> Box:
    """A sum, product or integral on the axis, large where there is room, at least `least` high."""
    wanted = style.em * (1.0 if sign not in BIG_OPERATORS and sign not in INTEGRALS else 1.05)
    if style.is_display:
        wanted = style.em * (2.0 if sign in INTEGRALS else 1.4)
    natural = math_box(sign, style, families)
    growth = max(wanted, least) / natural.height if natural.height > 0 else 1.0
    return centred(math_box(sign, style, families, min(6.0, max(1.0, growth))), style)


def ink_of(properties: Element | None, usual: Ink) -> Ink:
    """No ink where a run is not to be seen."""
    return Ink(0) if child(properties, "a:noFill") is not None else usual


def is_on(element: Element | None, usual: bool = True) -> bool:
    """What an on/off element says; `usual` where it says nothing, and no where it is missing."""
    if element is None:
        return False
    value = attribute(element, "m:val")
    return value in ("1", "on", "true") if value else usual
