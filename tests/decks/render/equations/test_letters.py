"""Letters come from the right alphabet, and signs keep their distance."""

import pytest

from decks.render.equations.letters import Kind, kind_of, plain, resolved, space_between, styled


@pytest.mark.parametrize(
    ("character", "script", "shape", "wanted"),
    [
        ("x", "roman", "i", "𝑥"),
        ("h", "roman", "i", "ℎ"),
        ("X", "roman", "bi", "𝑿"),
        ("x", "roman", "p", "x"),
        ("x", "roman", "b", "𝐱"),
        ("1", "roman", "i", "1"),
        ("1", "roman", "b", "𝟏"),
        ("α", "roman", "i", "𝛼"),
        ("λ", "roman", "i", "𝜆"),
        ("Γ", "roman", "b", "𝚪"),
        ("R", "double-struck", "i", "ℝ"),
        ("A", "double-struck", "i", "𝔸"),
        ("C", "fraktur", "p", "ℭ"),
        ("B", "script", "p", "ℬ"),
        ("x", "sans-serif", "bi", "𝙭"),
        ("x", "monospace", "p", "𝚡"),
        ("∂", "roman", "i", "𝜕"),
        ("é", "roman", "i", "é"),
        ("中", "roman", "i", "中"),
        ("+", "roman", "i", "+"),
        ("𝑥", "roman", "i", "𝑥"),
    ],
)
def test_a_letter_is_taken_from_its_alphabet(character: str, script: str, shape: str, wanted: str) -> None:
    assert styled(character, script, shape) == wanted


def test_a_letter_of_an_alphabet_can_be_written_without_it() -> None:
    assert plain("𝒙") == ("x", True, True)
    assert plain("ℎ") == ("h", False, True)
    assert plain("x") == ("x", False, False)


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("x", Kind.ORDINARY),
        ("+", Kind.BINARY),
        ("≤", Kind.RELATION),
        ("→", Kind.RELATION),
        ("∑", Kind.OPERATOR),
        ("(", Kind.OPENING),
        ("}", Kind.CLOSING),
        (",", Kind.PUNCTUATION),
        (" ", Kind.SPACE),
    ],
)
def test_a_character_has_its_kind(character: str, kind: Kind) -> None:
    assert kind_of(character) is kind


def kinds(text: str) -> list[Kind]:
    return [left for left, _ in resolved([(kind_of(c), kind_of(c)) for c in text])]


def test_a_sign_joins_only_what_is_on_both_sides() -> None:
    assert kinds("a-b")[1] is Kind.BINARY
    assert kinds("-b")[0] is Kind.ORDINARY
    assert kinds("a=-b")[2] is Kind.ORDINARY
    assert kinds("(-b")[1] is Kind.ORDINARY
    assert kinds("a-)")[1] is Kind.ORDINARY
    assert kinds("a, -b")[3] is Kind.ORDINARY
    assert kinds("a - b")[2] is Kind.BINARY


def test_relations_keep_more_distance_than_signs_and_none_among_scripts() -> None:
    relation = space_between(Kind.ORDINARY, Kind.RELATION, script=False)
    sign = space_between(Kind.ORDINARY, Kind.BINARY, script=False)
    assert relation > sign > space_between(Kind.ORDINARY, Kind.ORDINARY, script=False) == 0
    assert space_between(Kind.ORDINARY, Kind.RELATION, script=True) == 0
    assert space_between(Kind.OPERATOR, Kind.ORDINARY, script=True) > 0
