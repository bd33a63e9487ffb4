"""Characters in mathematics: which alphabet they are taken from, and how they behave in a row."""

import unicodedata
from enum import Enum
from functools import cache


class Kind(Enum):
    """How an atom behaves beside others (The TeXbook, chapter 17)."""

    ORDINARY = 0
    OPERATOR = 1
    BINARY = 2
    RELATION = 3
    OPENING = 4
    CLOSING = 5
    PUNCTUATION = 6
    SPACE = 7


_SPACES = (
    # ord op bin rel open close punct space; 1 thin, 2 medium, 3 thick; negative: none among scripts
    (0, 1, -2, -3, 0, 0, 0, 0),
    (1, 1, 0, -3, 0, 0, 0, 0),
    (-2, -2, 0, 0, -2, 0, 0, 0),
    (-3, -3, 0, 0, -3, 0, 0, 0),
    (0, 0, 0, 0, 0, 0, 0, 0),
    (0, 1, -2, -3, 0, 0, 0, 0),
    (-1, -1, 0, -1, -1, -1, -1, 0),
    (0, 0, 0, 0, 0, 0, 0, 0),
)
_EMS = (0.0, 3 / 18, 4 / 18, 5 / 18)

_BINARY = frozenset("+-−±∓×÷∗*⋅·∘∙∩∪⊎⊓⊔∨∧⊕⊖⊗⊘⊙⊚⊛∖⋆⋄⨯⨿†‡∔∸⊞⊟⊠⊡⋉⋊")
_RELATION = frozenset("=<>≠≤≥≡≈≅≃∼∝≪≫∈∉∋⊂⊃⊆⊇⊄⊅⊊⊋⊢⊣⊥∥∣≔≕≜≝≐≺≻≼≽⊨:≲≳∴∵≦≧≮≯")
_PUNCTUATION = frozenset(",;，；、")
_OPENING = frozenset("([{⟨⌈⌊⟦")
_CLOSING = frozenset(")]}⟩⌉⌋⟧!")
BIG_OPERATORS = frozenset("∑∏∐⋀⋁⋂⋃⨀⨁⨂⨃⨄⨅⨆")
INTEGRALS = frozenset("∫∬∭∮∯∰∱∲∳⨌")


@cache
def kind_of(character: str) -> Kind:
    """The kind of a single character."""
    if character.isspace():
        return Kind.SPACE
    if character in BIG_OPERATORS or character in INTEGRALS:
        return Kind.OPERATOR
    if character in _RELATION or "\u2190" <= character <= "\u21ff" or "\u27f0" <= character <= "\u27ff":
        return Kind.RELATION
    for characters, kind in (
        (_BINARY, Kind.BINARY),
        (_PUNCTUATION, Kind.PUNCTUATION),
        (_OPENING, Kind.OPENING),
        (_CLOSING, Kind.CLOSING),
    ):
        if character in characters:
            return kind
    return Kind.ORDINARY


def resolved(kinds: list[tuple[Kind, Kind]]) -> list[tuple[Kind, Kind]]:
    """The kinds on the left and right of the atoms of a row, where a sign with nothing to join is
    ordinary: the minus of −1. Spaces that were typed join nothing."""
    made = list(kinds)
    seen = [place for place, (left, _) in enumerate(kinds) if left is not Kind.SPACE]
    for number, place in enumerate(seen):
        if kinds[place][0] is Kind.BINARY:
            before = made[seen[number - 1]][1] if number else Kind.OPENING
            after = kinds[seen[number + 1]][0] if number + 1 < len(seen) else Kind.CLOSING
            if before not in _BEFORE_SIGNS or after in _NOT_AFTER_SIGNS:
                made[place] = Kind.ORDINARY, Kind.ORDINARY
    return made


def space_between(left: Kind, right: Kind, *, script: bool) -> float:
    """The room between two atoms in ems."""
    space = _SPACES[left.value][right.value]
    return 0.0 if script and space < 0 else _EMS[abs(space)]


_BEFORE_SIGNS = frozenset((Kind.ORDINARY, Kind.CLOSING))
_NOT_AFTER_SIGNS = frozenset((Kind.RELATION, Kind.CLOSING, Kind.PUNCTUATION))
_SHAPES = {"p": "", "b": "BOLD ", "i": "ITALIC ", "bi": "BOLD ITALIC "}
_SCRIPTS = {
    "double-struck": "DOUBLE-STRUCK ",
    "script": "SCRIPT ",
    "fraktur": "FRAKTUR ",
    "sans-serif": "SANS-SERIF ",
    "monospace": "MONOSPACE ",
}
_OTHER_NAMES = {"MATHEMATICAL ITALIC SMALL H": "\u210e"}


@cache
def styled(character: str, script: str, shape: str) -> str:
    """A plain letter or digit as a letter of a mathematical alphabet: `script` as `m:scr`, `shape` as
    `m:sty` (ECMA-376 part 1, 22.1.2.94 and 22.1.2.111). All others stay."""
    name = unicodedata.name(character, "")
    for start, short in (
        ("LATIN CAPITAL LETTER ", "CAPITAL "),
        ("LATIN SMALL LETTER ", "SMALL "),
        ("GREEK CAPITAL LETTER ", "CAPITAL "),
        ("GREEK SMALL LETTER ", "SMALL "),
        ("DIGIT ", "DIGIT "),
    ):
        if name.startswith(start):
            return _alphabet(character, short + name[len(start) :], script, shape)
    if character == "∂" and shape == "i":
        return "\U0001d715"
    return character


def _alphabet(character: str, letter: str, script: str, shape: str) -> str:
    if script == "sans-serif":
        style = f"SANS-SERIF {_SHAPES[shape]}"
    elif script in _SCRIPTS:
        bold = "BOLD " if "b" in shape and script in ("script", "fraktur") else ""
        style = bold + _SCRIPTS[script]
    else:
        style = _SHAPES[shape]
    if not style:
        return character
    black = style.replace("FRAKTUR", "BLACK-LETTER")
    for name in (f"MATHEMATICAL {style}{letter}", f"{style}{letter}", f"{black}{letter}"):
        if name in _OTHER_NAMES:
            return _OTHER_NAMES[name]
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return character


@cache
def plain(character: str) -> tuple[str, bool, bool]:
    """A letter of a mathematical alphabet as a plain one, and whether it was bold and italic: for faces
    without these alphabets."""
    name = unicodedata.name(character, "")
    if not name.startswith("MATHEMATICAL ") and character != "\u210e":
        return character, False, False
    upright = unicodedata.normalize("NFKD", character)
    return upright, "BOLD" in name, "ITALIC" in name or character == "\u210e"
