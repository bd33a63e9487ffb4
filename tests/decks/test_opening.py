"""Files become decks, or one clear error says why not."""

import contextlib
import hashlib
import os
import random
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from decks.model import DeckError
from decks.opening import open_deck

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def code_of(path: Path) -> str:
    """The code of the error with which `path` fails to open."""
    with pytest.raises(DeckError) as caught:
        open_deck(path)
    assert caught.value.values["name"] == path.name
    return caught.value.code


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    assert code_of(tmp_path / "nothing.pptx") == "deck.not_found"


def test_a_folder_is_no_deck(tmp_path: Path) -> None:
    assert code_of(tmp_path) == "deck.folder"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="only on systems where permissions bind this user"
)
def test_a_file_without_permission_can_not_be_read(make_deck: Callable[..., Path]) -> None:
    path = make_deck()
    path.chmod(0)
    assert code_of(path) == "deck.unreadable"


@pytest.mark.parametrize("content", [b"", b"hello", b"\x89PNG\r\n\x1a\n" + bytes(100), "课件".encode() * 50])
def test_something_else_is_not_a_deck(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lesson.pptx"
    path.write_bytes(content)
    assert code_of(path) == "deck.not_a_deck"


def test_a_word_file_is_not_a_deck(tmp_path: Path) -> None:
    path = tmp_path / "text.pptx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("_rels/.rels", _RELS.format(target="word/document.xml"))
        package.writestr("word/document.xml", "<document/>")
    assert code_of(path) == "deck.not_a_deck"


def test_a_zip_without_relationships_is_not_a_deck(tmp_path: Path) -> None:
    path = tmp_path / "archive.pptx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("hello.txt", "hello")
    assert code_of(path) == "deck.not_a_deck"


def test_a_deck_with_a_password_is_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "secret.pptx"
    path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100))
    assert code_of(path) == "deck.encrypted"


def test_the_old_format_is_named(tmp_path: Path) -> None:
    path = tmp_path / "old.ppt"
    path.write_bytes(OLE + "PowerPoint Document".encode("utf-16-le") + bytes(100))
    assert code_of(path) == "deck.old_format"


def test_another_compound_file_is_not_a_deck(tmp_path: Path) -> None:
    path = tmp_path / "table.xls"
    path.write_bytes(OLE + "Workbook".encode("utf-16-le"))
    assert code_of(path) == "deck.not_a_deck"


def test_the_old_format_is_found_wherever_its_name_stands(tmp_path: Path) -> None:
    path = tmp_path / "old.ppt"
    name = "PowerPoint Document".encode("utf-16-le")
    for before in (0, 1 << 20, (1 << 20) - 13):  # within a piece of reading, at its end, across two
        path.write_bytes(OLE + bytes(max(0, before - len(OLE))) + name + bytes(100))
        assert code_of(path) == "deck.old_format"


def test_a_deck_of_which_no_part_can_be_read_is_damaged(make_deck: Callable[..., Path]) -> None:
    path = make_deck()
    with zipfile.ZipFile(path) as package:
        places = [entry.header_offset for entry in package.infolist()]
        directory = package.start_dir
    content = bytearray(path.read_bytes())
    for place in places:
        content[place + 14] ^= 0xFF
    while content[directory : directory + 4] == b"PK\x01\x02":
        content[directory + 16] ^= 0xFF
        directory += 46 + sum(struct.unpack("<HHH", content[directory + 28 : directory + 34]))
    path.write_bytes(content)
    assert code_of(path) == "deck.damaged"


def test_half_a_file_is_damaged(make_deck: Callable[..., Path]) -> None:
    path = make_deck()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert code_of(path) == "deck.damaged"


def test_a_deck_whose_main_part_is_broken_is_damaged(
    make_deck: Callable[..., Path], rewritten: Callable[..., Path]
) -> None:
    assert code_of(rewritten(make_deck(), {"ppt/presentation.xml": b"\0\1\2"})) == "deck.damaged"


def test_a_deck_without_slides_is_empty(make_deck: Callable[..., Path]) -> None:
    assert code_of(make_deck(slides=0)) == "deck.empty"


def test_a_zip_bomb_is_too_big(make_deck: Callable[..., Path]) -> None:
    path = make_deck()
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("ppt/media/bomb.bin", "w") as bomb,
    ):
        for _ in range(200):
            bomb.write(bytes(2**20))
    assert path.stat().st_size < 2**20
    assert code_of(path) == "deck.too_big"


def test_a_package_of_very_many_parts_is_too_big(make_deck: Callable[..., Path]) -> None:
    path = make_deck()
    with zipfile.ZipFile(path, "a") as package:
        for number in range(20_001):
            package.writestr(f"x/{number}", b"")
    assert code_of(path) == "deck.too_big"


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil", "C:/evil", "ppt\\..\\..\\evil"])
def test_a_path_that_climbs_out_is_unsafe_and_writes_nothing(
    make_deck: Callable[..., Path], tmp_path: Path, name: str
) -> None:
    path = make_deck()
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(zipfile.ZipInfo(name), b"evil")
    before = set(tmp_path.parent.rglob("*"))
    assert code_of(path) == "deck.unsafe"
    assert set(tmp_path.parent.rglob("*")) == before


def test_an_encrypted_zip_entry_means_a_password(make_deck: Callable[..., Path]) -> None:
    path = make_deck()
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert code_of(path) == "deck.encrypted"


def test_a_pdf_with_a_password_is_encrypted(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf(["Secret"])
    keys = b"/O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b">"
    encryption = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 " + keys + b" >>"
    path.write_bytes(
        path.read_bytes().replace(b"trailer << ", b"trailer << /ID [<41><41>] " + encryption + b" ")
    )
    assert code_of(path) == "deck.encrypted"


def test_a_pdf_that_is_cut_off_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing more")
    assert code_of(path) == "deck.damaged"


@pytest.mark.parametrize("kind", ["slideshow", "template"])
def test_a_show_and_a_template_open_like_a_presentation(
    make_deck: Callable[..., Path],
    rewritten: Callable[..., Path],
    part_of: Callable[[Path, str], bytes],
    kind: str,
) -> None:
    path = make_deck(slides=2)
    types = part_of(path, "[Content_Types].xml")
    changed = types.replace(b"presentation.main+xml", f"{kind}.main+xml".encode())
    assert changed != types
    assert len(open_deck(rewritten(path, {"[Content_Types].xml": changed})).slides) == 2


def test_content_counts_and_not_the_name(
    make_deck: Callable[..., Path], make_pdf: Callable[..., Path]
) -> None:
    assert len(open_deck(make_deck(slides=3, name="a.pdf")).slides) == 3
    assert len(open_deck(make_pdf(["One"], name="b.pptx")).slides) == 1


def test_a_question_id_used_twice_is_made_unique(make_deck: Callable[..., Path]) -> None:
    question = "[question]\nID: same\nWhich one?\nA. One\nB. Two\nANSWER: A"

    def build(presentation: Any) -> None:
        for slide in presentation.slides:
            slide.notes_slide.notes_text_frame.text = question

    deck = open_deck(make_deck(build, slides=3))
    assert [q.id for slide in deck.slides for q in slide.questions] == ["same", "same-2", "same-3"]


def test_the_hash_is_of_the_file(make_deck: Callable[..., Path]) -> None:
    path = make_deck()
    assert open_deck(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("seed", range(20))
def test_damage_anywhere_ends_in_a_deck_or_a_deck_error(make_deck: Callable[..., Path], seed: int) -> None:
    chance = random.Random(seed)
    path = make_deck(slides=2)
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 10, 200])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)
    with contextlib.suppress(DeckError):
        assert open_deck(path).slides


def test_a_mistake_of_ours_is_a_damaged_deck_and_stands_in_the_log(
    make_deck: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("nobody foresaw this")

    monkeypatch.setattr("decks.opening.read_pptx", fail)
    assert code_of(make_deck()) == "deck.damaged"
    assert "nobody foresaw this" in caplog.text


GBK_NAME = os.fsdecode(b"\xbf\xce")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' file names are text")
@pytest.mark.parametrize("kind", ["pptx", "pdf"])
def test_a_file_whose_name_is_no_text_opens_with_a_title_that_is(
    make_deck: Callable[..., Path], make_pdf: Callable[..., Path], kind: str
) -> None:
    def untitle(presentation: Any) -> None:
        presentation.slides[0].shapes.title.text = ""

    name = f"{GBK_NAME}.{kind}"
    deck = open_deck(make_deck(untitle, name=name) if kind == "pptx" else make_pdf([""], name=name))
    assert msgspec.json.decode(msgspec.json.encode([deck.title, deck.lesson_id])) == ["??", "??"]
    assert deck.path.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' file names are text")
def test_an_error_names_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / f"{GBK_NAME}.pptx"
    path.write_text("no deck")
    with pytest.raises(DeckError) as caught:
        open_deck(path)
    assert (caught.value.code, caught.value.values) == ("deck.not_a_deck", {"name": "??.pptx"})


_OFFICE = "http://schemas.openxmlformats.org"
_RELS = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="{{target}}"/></Relationships>'
)
