"""Drawings that are kept."""

import pytest

from decks.render.images.kept_drawings import KeptDrawings
from decks.render.images.svg import SvgDrawing


def test_those_unused_longest_go_first() -> None:
    kept = KeptDrawings(10)
    kept.put(b"a", SvgDrawing(b"12345"))
    kept.put(b"b", SvgDrawing(b"12345"))
    assert kept.get(b"a") == SvgDrawing(b"12345")
    kept.put(b"c", SvgDrawing(b"1"))
    assert [key in kept for key in (b"a", b"b", b"c")] == [True, False, True]
    with pytest.raises(KeyError):
        kept.get(b"b")


def test_the_last_one_stays_whatever_its_size() -> None:
    kept = KeptDrawings(10)
    kept.put(b"a", SvgDrawing(bytes(100)))
    assert kept.get(b"a") == SvgDrawing(bytes(100))
    kept.put(b"b", SvgDrawing(b"1"))
    assert b"a" not in kept


def test_what_can_not_be_drawn_is_known_and_takes_no_room() -> None:
    kept = KeptDrawings(10)
    kept.put(b"bad", None)
    kept.put(b"a", SvgDrawing(b"12345"))
    assert kept.get(b"bad") is None
    assert not kept.full
    kept.put(b"a", SvgDrawing(b"123456"))
    assert kept.full
