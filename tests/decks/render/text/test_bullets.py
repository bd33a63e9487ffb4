"""Numbers and symbols before paragraphs."""

import pytest

from decks.render.text.bullets import numeral
from decks.render.text.symbols import symbol, unsymbolised


@pytest.mark.parametrize(
    ("scheme", "count", "expected"),
    [
        ("arabicPeriod", 3, "3."),
        ("arabicParenBoth", 3, "(3)"),
        ("alphaLcParenR", 2, "b)"),
        ("alphaUcPeriod", 27, "AA."),
        ("romanLcPeriod", 14, "xiv."),
        ("romanUcPeriod", 4, "IV."),
        ("circleNumDbPlain", 5, "⑤"),
        ("ea1ChsPeriod", 12, "十二."),
        ("ea1ChsPlain", 20, "二十"),
        ("arabicPlain", 7, "7"),
    ],
)
def test_a_scheme_writes_its_numbers(scheme: str, count: int, expected: str) -> None:
    assert numeral(scheme, count) == expected


@pytest.mark.parametrize(
    ("character", "font", "expected"),
    [
        ("Ø", "Wingdings", "➢"),
        ("ü", "Wingdings", "✓"),
        ("\uf06e", "Wingdings", "■"),
        ("·", "Symbol", "•"),
        ("–", "Arial", "–"),
    ],
)
def test_a_symbol_font_becomes_unicode(character: str, font: str, expected: str) -> None:
    assert symbol(character, font) == expected


def test_greek_written_in_symbol_is_read() -> None:
    assert unsymbolised("\uf051(n) and \uf061") == "Θ(n) and α"


def test_letters_set_in_a_symbol_font_are_its_signs() -> None:
    assert unsymbolised("ab", "Symbol", wholly=True) == "αβ"
    assert unsymbolised("ü and Ø", "Wingdings", wholly=True).startswith("✓")
    assert unsymbolised("ab", "Wingdings") == "ab"
    assert unsymbolised("\uf0e0", "Wingdings") == "→"
