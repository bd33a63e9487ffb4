"""Codes that people read from one screen and type on another: Crockford's base 32, without I, L, O and U."""

import unicodedata
from collections.abc import Callable, Container

from server.session.people import REJOIN_CHARACTERS

Chance = Callable[[int], str]
"""So many random bytes, in hex."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHARACTERS = 12
_READ_AS = str.maketrans("OIL", "011", "- \t")


def draw_code(chance: Chance, taken: Container[str]) -> str:
    """Twelve characters, 60 random bits, whose first six are none of `taken`."""
    while True:
        bits = int(chance(8), 16)
        code = "".join(_ALPHABET[bits >> 5 * place & 31] for place in range(_CHARACTERS))
        if code[:REJOIN_CHARACTERS] not in taken:
            return code


def typed_code(text: str) -> str:
    """A code as it is written, whatever case, width, hyphens and look-alikes it was typed with."""
    return unicodedata.normalize("NFKC", text).upper().translate(_READ_AS).strip()
