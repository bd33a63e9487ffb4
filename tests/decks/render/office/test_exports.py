"""The PDFs that are kept: found by deck and version, whole or not at all, not too many."""

import os
import sys
from pathlib import Path

import pytest

from decks.render.export import Export, Way
from decks.render.office.exports import ExportStore, export_folder
from decks.render.office.program import Program

NEW, OLD = Program(Path("soffice"), "7.4"), Program(Path("soffice"), "7.3")
PAGES = ((1,), (3, 2))


def kept(store: ExportStore, sha256: str, size: int = 100, program: Program = NEW) -> Export:
    folder = store.make_room()
    pdf = folder / "deck.pdf"
    pdf.write_bytes(b"%" * size)
    return store.keep(sha256, program, pdf, PAGES)


def test_what_was_kept_is_found_again(tmp_path: Path):
    store = ExportStore(tmp_path / "new")
    assert store.find("abc", NEW) is None
    export = kept(store, "abc")
    assert (export.way, export.pages, export.path.stat().st_size) == (Way.LIBREOFFICE, PAGES, 100)
    assert ExportStore(tmp_path / "new").find("abc", NEW) == export


def test_another_deck_or_another_version_is_not_found(tmp_path: Path):
    store = ExportStore(tmp_path)
    kept(store, "abc")
    assert store.find("abd", NEW) is None
    assert store.find("abc", OLD) is None


@pytest.mark.parametrize("damage", [b"", b"{", b'[["one"]]', b"[[1],[2]"])
def test_a_damaged_entry_is_none_and_is_replaced(tmp_path: Path, damage: bytes):
    store = ExportStore(tmp_path)
    export = kept(store, "abc")
    (export.path.parent / "pages.json").write_bytes(damage)
    assert store.find("abc", NEW) is None
    assert store.find("abc", NEW) != kept(store, "abc") == store.find("abc", NEW)


def test_making_one_twice_keeps_one(tmp_path: Path):
    store = ExportStore(tmp_path)
    assert kept(store, "abc") == kept(store, "abc")
    assert len([place for place in tmp_path.iterdir() if not place.name.startswith("work-")]) == 1


def test_what_can_not_be_kept_whole_leaves_nothing(tmp_path: Path):
    store = ExportStore(tmp_path)
    with pytest.raises(FileNotFoundError):
        store.keep("abc", NEW, tmp_path / "gone.pdf", PAGES)
    assert list(tmp_path.iterdir()) == []


def test_the_one_unused_longest_goes_first(tmp_path: Path):
    store = ExportStore(tmp_path, limit=250)
    for age, name in ((300, "a"), (200, "b")):
        place = kept(store, name).path.parent
        os.utime(place, (place.stat().st_atime, place.stat().st_mtime - age))
    store.find("a", NEW)  # used just now
    kept(store, "c")
    assert [name for name in "abc" if store.find(name, NEW)] == ["a", "c"]


def test_one_larger_than_all_room_is_kept_while_it_is_the_newest(tmp_path: Path):
    store = ExportStore(tmp_path, limit=50)
    kept(store, "a")
    kept(store, "b")
    assert [name for name in "ab" if store.find(name, NEW)] == ["b"]


def test_work_left_behind_long_ago_is_cleared_away(tmp_path: Path):
    store = ExportStore(tmp_path)
    old, new = store.make_room(), store.make_room()
    os.utime(old, (0, 0))
    kept(store, "a")
    assert (old.exists(), new.exists()) == (False, True)


def test_one_of_no_use_is_thrown_away(tmp_path: Path):
    store = ExportStore(tmp_path / "store")
    export = kept(store, "abc")
    store.drop(Export(Way.PDF, tmp_path / "mine" / "lesson.pdf", PAGES))
    assert store.find("abc", NEW) == export
    store.drop(export)
    assert store.find("abc", NEW) is None


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems with modes")
def test_nobody_else_can_look_into_it(tmp_path: Path):
    export = kept(ExportStore(tmp_path / "new"), "abc")
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
    assert export.path.parent.stat().st_mode & 0o077 == 0


def test_it_lies_under_the_data_folder_if_that_is_named(data_folder: Path, monkeypatch: pytest.MonkeyPatch):
    assert export_folder() == data_folder / "cache" / "exports"
    monkeypatch.delenv("HANDSUP_DATA")
    assert export_folder().name == "exports"
