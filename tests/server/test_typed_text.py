"""What is left of what people type on their phones."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.questions.model import ChoiceAnswer, TextAnswer, WordsAnswer
from server.typed_text import clean_answer, clean_line, clean_text

anything = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("one\n \n\t\n\ntwo\n\n", "one\n\ntwo"),
        ("  a   b  ", "a b"),
        ("\u202eevil\u2066\x00\x1b[0m", "evil[0m"),
        ("half \ud83d", "half"),
        ("e\u0301", "é"),
        ("<b>=1+1</b>", "<b>=1+1</b>"),
        ("\n\u200b\n\ufeff", ""),
        ("x" * 30, "x" * 20),
        ("a" + "\u0336" * 300 + "b", "a" + "\u0336" * 8 + "b"),
        ("เมื่อ ที่นี่", "เมื่อ ที่นี่"),
        ("x" * 19 + "\n" + "y", "x" * 19),
    ],
)
def test_a_text_is_cleaned(typed: str, kept: str) -> None:
    assert clean_text(typed, 20) == kept


@given(anything, st.integers(1, 60))
def test_a_clean_text_can_be_stored_and_stays_as_it_is(typed: str, longest: int) -> None:
    text = clean_text(typed, longest)
    assert len(text) <= longest
    assert text.encode().decode() == text
    assert clean_text(text, longest) == text
    assert not {unicodedata.category(char) for char in text if char != "\n"} & {"Cc", "Cs", "Zl", "Zp"}


@given(anything)
def test_a_clean_line_is_one_line(typed: str) -> None:
    line = clean_line(typed, 40)
    assert len(line.splitlines()) <= 1
    assert clean_line(line, 40) == line


def test_words_of_which_nothing_is_left_are_left_out() -> None:
    answer = clean_answer(WordsAnswer((" Fun\u200b ", "\u202e", "", "a\nb")))
    assert answer == WordsAnswer(("Fun", "a b"))


def test_answers_without_text_stay_as_they_are() -> None:
    assert clean_answer(ChoiceAnswer((1,))) == ChoiceAnswer((1,))
    assert clean_answer(TextAnswer(" a ")) == TextAnswer("a")
