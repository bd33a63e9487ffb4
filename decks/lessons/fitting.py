"""Whether a text fits into its frame, reckoned without a font and rather too large than too small."""

import unicodedata
from collections.abc import Iterable

LINE_HEIGHT = 1.48
"""Of the type size: the tallest of the fonts a deck may be shown in (Noto Sans CJK)."""


class DoesNotFitError(Exception):
    """A text larger than its frame: it must be shortened in the lesson's source."""


def text_width(text: str, size: float) -> float:
    """The width of one line in points: an East Asian character is as wide as the type is high."""
    return size * sum(_share(character) for character in text)


def line_count(text: str, size: float, width: float) -> int:
    """How many lines a paragraph takes in a frame `width` points wide. Words aren't broken, Chinese
    may break anywhere."""
    count, used = 1, 0.0
    for piece in _pieces(text):
        wide = text_width(piece, size)
        if used + text_width(piece.rstrip(), size) > width and used > 0:
            count, used = count + 1, 0.0
        used += wide
    return count


def paragraphs_height(paragraphs: Iterable[tuple[str, float]], width: float, gap: float = 0) -> float:
    """The height in points of (text, size) paragraphs below one another, `gap` points between."""
    heights = [line_count(text, size, width) * size * LINE_HEIGHT for text, size in paragraphs]
    return sum(heights) + gap * max(0, len(heights) - 1)


def _share(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if character in "iljt.,:;!'|()[] ":
        return 0.34
    return 0.68 if character.isupper() or character in "mw" else 0.57


def _pieces(text: str) -> list[str]:
    """The parts between which a line may break."""
    pieces: list[str] = []
    word = ""
    for character in text:
        if unicodedata.east_asian_width(character) in "WF":
            pieces += [word, character] if word else [character]
            word = ""
        else:
            word += character
            if character == " ":
                pieces.append(word)
                word = ""
    return [*pieces, word] if word else pieces
