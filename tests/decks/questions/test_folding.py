"""When two texts are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.questions.folding import identity_of, same_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fun", "fun"),
        ("ＦＵＮ", "fun"),
        ("ｆｕｎ！", "FUN!"),
        ("  ice \t cream ", "Ice Cream"),
        ("ice\u3000cream", "ice cream"),
        ("数据 安全", "数据安全"),
        ("数据\u3000安全", "数据安全"),
        ("AI 安全", "ＡＩ安全"),
        ("ｶﾀｶﾅ", "カタカナ"),
        ("２０２４ 年", "2024年"),
        ("STRASSE", "straße"),
        ("é", "e\u0301"),
        ("fu\u00adn\u200b", "fun"),
        ("A\tB\x1fC", "ａ ｂ ｃ"),
        ("❤\ufe0f", "❤"),
        ("한국 사람", " 한국  사람"),
    ],
)
def test_case_width_and_spacing_do_not_count(one: str, other: str) -> None:
    assert identity_of(one) == identity_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ice cream", "icecream"),
        ("안전 한국", "안전한국"),
        ("安全", "不安全"),
        ("1.5", "15"),
        ("C", "C++"),
        ("resume", "résumé"),
    ],
)
def test_everything_else_does(one: str, other: str) -> None:
    assert identity_of(one) != identity_of(other)


@given(st.text())
def test_an_identity_is_its_own(text: str) -> None:
    assert identity_of(identity_of(text)) == identity_of(text)


def test_the_words_that_ids_rest_on_keep_their_spaces() -> None:
    assert same_words("数据　安全  ＡＢ") == "数据 安全 ab"
