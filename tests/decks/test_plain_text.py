"""Text of a deck as it may be shown, stored and printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.plain_text import plain


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
