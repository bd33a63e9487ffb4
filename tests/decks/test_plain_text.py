"""Text of a deck as it may be shown, stored and printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.plain_text import plain, shortened


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("第一课\tone\ntwo", "第一课\tone\ntwo"),
        ("\x1b[31mred", "[31mred"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("half \ud83d", "half "),
        ("\x00\x9b", ""),
        ("😀 é ß", "😀 é ß"),
    ],
)
def test_what_steers_or_breaks_is_taken_out(written: str, shown: str) -> None:
    assert plain(written) == shown


@given(st.text())
def test_plain_text_can_be_encoded_and_stays_as_it_is(text: str) -> None:
    plain(text).encode()
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("第一课", "第一课"),
        ("one two three", "one t…"),
        ("four five six", "four…"),
        ("abcdefg\u0301", "abcde…"),
        ("abcde\u0301\u0302\u0303", "abcd…"),
        ("ab\U0001f469\u200d\U0001f4bb\u200d\U0001f469cd", "ab…"),
        ("abcd\U0001f1e8\U0001f1f3x", "abcd…"),
        ("\u0301" * 9, "\u0301" * 5 + "…"),
    ],
)
def test_a_long_text_is_shortened_at_a_whole_sign(written: str, shown: str) -> None:
    assert shortened(written, 6) == shown


@given(st.text(), st.integers(1, 20))
def test_a_shortened_text_is_no_longer_than_wanted(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= max(most, 1)
