"""Metafiles found before the slides that show them are drawn."""

import gzip
from collections.abc import Callable
from pathlib import Path

from decks.pptx.package import Package
from decks.render.images.metafile_parts import MetafileParts, nearest_first
from tests.decks.render.emf_file import EmfDecks, emf

SLIDES = [f"ppt/slides/slide{number}.xml" for number in (1, 2, 3)]


def test_the_nearest_slides_come_first() -> None:
    assert list(nearest_first(3, 7)) == [3, 4, 2, 5, 1, 6, 7]
    assert list(nearest_first(1, 3)) == [1, 2, 3]
    assert list(nearest_first(9, 0)) == []


def test_each_metafile_is_found_once_with_a_pause_for_each_slide(emf_decks: EmfDecks) -> None:
    red, blue = emf(), emf(colour=0xFF0000)
    with Package(emf_decks.make({1: red, 3: gzip.compress(blue)}, slides=3)) as package:
        parts = MetafileParts(package)
        found = [metafile and metafile.read() for metafile in parts.on(SLIDES)]
        assert found == [None, red, None, None, blue]
        assert list(parts.on(SLIDES)) == [None, None, None]


def test_what_only_calls_itself_a_metafile_is_left_alone(emf_decks: EmfDecks) -> None:
    with Package(emf_decks.make({1: b"nonsense", 2: b"\x1f\x8b nonsense"})) as package:
        assert not any(MetafileParts(package).on(SLIDES[:2]))


def test_metafiles_on_layouts_are_found(
    emf_decks: EmfDecks, rewritten: Callable[..., Path], part_of: Callable[[Path, str], bytes]
) -> None:
    deck = emf_decks.make({1: emf()})
    layout = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    line = f'<Relationship Id="rId9" Type="{kind}" Target="../media/metafile1.emf"/></Relationships>'
    rewritten(deck, {layout: part_of(deck, layout).replace(b"</Relationships>", line.encode())})
    with Package(deck) as package:
        assert [m and m.read() for m in MetafileParts(package).on(SLIDES[1:2])] == [None, emf()]
