"""Which face a character takes."""

import pytest

from decks.render.text.scripts import BREAK_HERE, Script, pieces_of, with_breaks_at_quotes


def named(text: str, usual: Script = Script.LATIN) -> list[tuple[str, str]]:
    """The pieces of a text with the names of their scripts."""
    return [(text[start:end], script.value) for start, end, script in pieces_of(text, usual)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("lesson", [("lesson", "latin")]),
        ("第1课", [("第", "ea"), ("1", "latin"), ("课", "ea")]),
        ("“好”——不", [("“好”——不", "ea")]),
        ("a “b” — c", [("a “b” — c", "latin")]),
        ("“好", [("“好", "ea")]),
        ("— a", [("— a", "latin")]),
        ("中 a 中", [("中 ", "ea"), ("a ", "latin"), ("中", "ea")]),
        ("课\t1", [("课\t", "ea"), ("1", "latin")]),
        ("𠮷a", [("𠮷", "ea"), ("a", "latin")]),
        ("aשb", [("a", "latin"), ("ש", "cs"), ("b", "latin")]),
        ("", [("", "latin")]),
    ],
)
def test_signs_that_scripts_share_look_like_the_text_before_them(
    text: str, pieces: list[tuple[str, str]]
) -> None:
    assert named(text) == pieces


def test_signs_alone_look_as_their_language_does() -> None:
    assert named("“…”", Script.ASIAN) == [("“…”", "ea")]
    assert named("“…”") == [("“…”", "latin")]
    assert named(" ", Script.ASIAN) == [(" ", "ea")]


def test_chinese_quotes_may_begin_and_end_lines() -> None:
    assert with_breaks_at_quotes("他说“好”吧") == f"他说{BREAK_HERE}“好”{BREAK_HERE}吧"
    assert with_breaks_at_quotes("he said “yes” now") == "he said “yes” now"
