"""Codes that are read from one screen and typed on another."""

import itertools
import secrets

import pytest

from server.codes import draw_code, typed_code


def test_a_code_has_twelve_characters_that_can_not_be_mistaken() -> None:
    drawn = {draw_code(secrets.token_hex, ()) for _ in range(200)}
    assert {len(code) for code in drawn} == {12}
    assert not set("".join(drawn)) & set("ILOUilou")
    assert len(set("".join(drawn))) == 32


def test_no_two_in_a_session_begin_alike() -> None:
    draws = iter(["0" * 16, "4000000000000000", "1" + "0" * 15, "1"])  # bits 60 and up are not used
    taken = {"000000"}
    code = draw_code(lambda _: next(draws), taken)
    assert code[:6] == "100000"


def test_the_first_six_characters_are_thirty_bits() -> None:
    numbers = itertools.count()
    firsts = {draw_code(lambda _: f"{next(numbers):016x}", ())[:6] for _ in range(1024)}
    assert len(firsts) == 1024


@pytest.mark.parametrize("typed", ["1A0B-2C", "ia0b2c", " l a o b 2 c ", "１Ａ０Ｂ２Ｃ", "IAOB2C\t"])
def test_look_alikes_case_width_and_hyphens_do_not_count(typed: str) -> None:
    assert typed_code(typed) == "1A0B2C"
