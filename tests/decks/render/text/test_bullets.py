"""Numbers and symbols before paragraphs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from decks.render.renderer import Renderer
from decks.render.text.numerals import knows, numeral
from decks.render.text.symbols import symbol, unsymbolised
from tests.decks.render.drawing_board import Board, sp


@pytest.fixture
def board(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Board:
    return Board(make_deck, renderer_of)


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
        ("ea1JpnChsDbPeriod", 3, "三．"),
        ("ea1JpnKorPlain", 3, "三"),
        ("ea1ChtPeriod", 3, "三."),
        ("arabicPlain", 7, "7"),
        ("arabicDbPlain", 17, "１７"),
        ("arabicDbPeriod", 7, "７．"),
        ("circleNumWdWhitePlain", 5, "⑤"),
        ("circleNumWdBlackPlain", 10, "❿"),
        ("circleNumWdBlackPlain", 11, "⓫"),
        ("arabic1Minus", 3, "ت-"),
        ("arabic2Minus", 3, "ج-"),
        ("hebrew2Minus", 11, "כ-"),
        ("hebrew2Minus", 23, "תא-"),
        ("thaiAlphaPeriod", 3, "ค."),
        ("thaiAlphaParenBoth", 42, "(กก)"),
        ("thaiNumParenR", 10, "๑๐)"),
        ("hindiNumPeriod", 25, "२५."),
        ("hindiNumParenR", 1, "१)"),
    ],
)
def test_a_scheme_writes_its_numbers(scheme: str, count: int, expected: str) -> None:
    assert numeral(scheme, count) == expected
    assert knows(scheme)


@pytest.mark.parametrize("scheme", ["hindiAlphaPeriod", "hindiAlpha1Period", "runesParenR", ""])
def test_numbers_of_other_schemes_are_plain_and_told(board: Board, scheme: str) -> None:
    assert numeral(scheme, 3).startswith("3")
    paragraph = f'<a:p><a:pPr><a:buAutoNum type="{scheme}"/></a:pPr><a:r><a:t>text</a:t></a:r></a:p>'
    board.draw(sp("", more=f"<p:txBody><a:bodyPr/>{paragraph}</p:txBody>"))
    assert board.codes() == ["render.numbering"]


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
