"""Names that people type on their phones, made fit to be stored and shown."""

import unicodedata

LONGEST = 40

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Control and format characters (bidi overrides among them), surrogates, private and unassigned ones."""
_JOINERS = "\u200c\u200d"
"""Needed by Persian, Indic scripts and emoji; harmless inside a word."""


def clean(name: str) -> str:
    """`name` in NFC, on one line, without what can't be seen, with single spaces, at most 40 characters."""
    spaced = "".join(" " if char.isspace() else char for char in name)
    seen = "".join(char for char in spaced if char in _JOINERS or unicodedata.category(char) not in _UNSEEN)
    words = " ".join(unicodedata.normalize("NFC", seen).split())[:LONGEST].strip(" " + _JOINERS)
    return words if any(char not in _JOINERS and not unicodedata.combining(char) for char in words) else ""
