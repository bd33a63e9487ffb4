"""All table styles that Office knows by number are described."""

import pytest

from decks.pptx.ooxml import child, descendants
from decks.render.tables.built_in_styles import BUILT_IN_STYLES, built_in_style


def test_there_are_seventy_four() -> None:
    assert len(BUILT_IN_STYLES) == 74


@pytest.mark.parametrize("number", sorted(BUILT_IN_STYLES))
def test_each_says_how_text_looks_in_the_whole_table(number: str) -> None:
    style = built_in_style(number)
    text = child(style, "a:wholeTbl", "a:tcTxStyle")
    assert text is not None
    assert len(text) == 1


def test_a_number_is_found_in_small_letters_too() -> None:
    assert built_in_style("{5c22544a-7ee6-4342-b048-85bdc9fd1c3a}") is not None
    assert built_in_style("{00000000-0000-0000-0000-000000000000}") is None


def test_a_family_takes_the_accent_of_its_number() -> None:
    style = built_in_style("{7DF18680-E054-41AD-8BC1-D1AEF772440D}")
    assert {colour.get("val") for colour in descendants(style, "a:schemeClr")} == {"accent5", "lt1", "dk1"}
