"""Numbers and symbols before paragraphs."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from decks.pptx.ooxml import NAMESPACES
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


PICTURED = (
    '<a:pPr marL="1828800" indent="-1828800">{size}<a:buBlip><a:blip r:embed="PICTURE"/></a:buBlip></a:pPr>'
)


def green(image: QImage) -> QRect:
    """The smallest rectangle around all that is green."""
    found = QRect()
    for x in range(0, image.width()):
        for y in range(0, image.height()):
            if image.pixelColor(x, y).name() == "#00ff00":
                found = found.united(QRect(x, y, 1, 1))
    return found


@pytest.mark.parametrize(("size", "share"), [("", 1.0), ('<a:buSzPct val="50000"/>', 0.5)])
def test_a_picture_may_stand_before_a_paragraph(
    board: Board, png: Callable[..., io.BytesIO], size: str, share: float
) -> None:
    letters = '<a:r><a:rPr lang="en-US" sz="7200"/><a:t>M</a:t></a:r>'
    body = f'<a:bodyPr lIns="0"/><a:p>{PICTURED.format(size=size)}{letters}</a:p>'
    image = board.draw(sp("", (2, 2, 8, 2), more=f"<p:txBody>{body}</p:txBody>"), picture=png("lime"))
    found = green(image)
    assert (found.width(), found.height()) == pytest.approx((200 * share, 100 * share), abs=3)
    assert found.left() == pytest.approx(200, abs=2)
    assert board.codes() == []


def test_a_picture_of_the_master_stands_before_its_paragraphs(
    make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer], png: Callable[..., io.BytesIO]
) -> None:
    def build(presentation: Any) -> None:
        master = presentation.slide_master
        for number in range(3):  # so that the name means nothing, or something else, on the slide
            master.part.get_or_add_image_part(png("red", (10 + number, 10)))
        name = master.part.get_or_add_image_part(png("lime", (20, 20)))[1]
        level = next(master.element.iter("{*}bodyStyle")).find("{*}lvl1pPr")
        for old in level.findall("{*}buChar"):
            blip = f'<a:blip xmlns:r="{NAMESPACES["r"]}" r:embed="{name}"/>'
            pictured = f'<a:buBlip xmlns:a="{NAMESPACES["a"]}">{blip}</a:buBlip>'
            level.replace(old, etree.fromstring(pictured))
        presentation.slides[0].placeholders[1].text = "text"

    renderer = renderer_of(make_deck(build))
    found = green(renderer.draw(1, 0, 1333, 750).image)
    assert found.width() == pytest.approx(found.height(), abs=1)
    assert found.width() > 30
    assert renderer.problems(1) == ()
