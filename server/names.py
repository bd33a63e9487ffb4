"""Names that people type on their phones."""

from server.typed_text import clean_line

LONGEST = 40


def clean(name: str) -> str:
    """`name` made fit to be stored and shown, in at most 40 characters."""
    return clean_line(name, LONGEST)
