"""Films and sounds are taken out of a deck as files, and nothing else is."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from decks.opening import open_deck
from decks.pptx import media
from decks.pptx.media import MediumError, kind_of, take_out
from tests.decks.media_samples import film, moving_picture, sound

PART = "ppt/media/media1.bin"
Deck = Callable[[bytes], tuple[Path, str]]


@pytest.fixture
def deck_with(make_deck: Callable[..., Path], rewritten: Callable[..., Path]) -> Deck:
    """A deck that holds these bytes as a medium, and its hash."""

    def make(data: bytes) -> tuple[Path, str]:
        path = rewritten(make_deck(), {PART: data})
        return path, open_deck(path).sha256

    return make


def yes() -> bool:
    return True


@pytest.mark.parametrize(
    ("data", "ending"),
    [(sound(), ".wav"), (film("red", "blue"), ".avi"), (moving_picture("red", "blue"), ".gif")],
    ids=["sound", "film", "picture"],
)
def test_a_medium_becomes_a_file_named_for_what_it_holds(
    deck_with: Deck, tmp_path: Path, data: bytes, ending: str
) -> None:
    file = take_out(*deck_with(data), PART, tmp_path, yes)
    assert file is not None
    assert (file.parent, file.suffix) == (tmp_path, ending)
    assert file.read_bytes() == data


def test_a_second_time_the_same_file_is_given(deck_with: Deck, tmp_path: Path) -> None:
    path, sha256 = deck_with(sound())
    file = take_out(path, sha256, PART, tmp_path, yes)
    path.unlink()
    assert take_out(path, sha256, PART, tmp_path, yes) == file


@pytest.mark.parametrize(
    "data",
    [b"#EXTM3U\nfile:///etc/passwd\n", b"ffconcat version 1.0\n", b"<asx></asx>", b"RIFF\0\0\0\0XXXX", b"MZ"],
)
def test_lists_that_lead_elsewhere_and_programs_are_refused(
    deck_with: Deck, tmp_path: Path, data: bytes
) -> None:
    with pytest.raises(MediumError, match="unknown_kind"):
        take_out(*deck_with(data), PART, tmp_path, yes)
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".pptx"] == []


@pytest.mark.parametrize(
    ("head", "ending"),
    [
        (b"\0\0\0\x18ftypmp42", "mp4"),
        (b"\0\0\0\x08wide\0\0", "mp4"),
        (bytes.fromhex("3026b2758e66cf11a6d900aa"), "wmv"),
        (b"\xff\xfb\x90\x00", "mp3"),
        (b"ID3\x04", "mp3"),
        (b"\x1aE\xdf\xa3", "mkv"),
        (b"OggS", "ogg"),
        (b"", ""),
        (b"\xff", ""),
    ],
)
def test_kinds_are_known_by_their_beginning(head: bytes, ending: str) -> None:
    assert kind_of(head) == ending


def test_a_part_that_is_missing_empty_or_damaged_can_t_be_played(deck_with: Deck, tmp_path: Path) -> None:
    path, sha256 = deck_with(sound())
    for part in ("ppt/media/other.wav", ""):
        with pytest.raises(MediumError, match="unreadable"):
            take_out(path, sha256, part, tmp_path, yes)
    with pytest.raises(MediumError, match="unreadable"):
        take_out(*deck_with(b""), PART, tmp_path, yes)


def test_one_that_is_too_large_can_t_be_played(
    deck_with: Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "LARGEST_MEDIUM", 100)
    with pytest.raises(MediumError, match="unreadable"):
        take_out(*deck_with(sound()), PART, tmp_path, yes)


def test_a_deck_that_has_changed_or_gone_is_not_read(deck_with: Deck, tmp_path: Path) -> None:
    path, sha256 = deck_with(sound())
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("other", "x")
    with pytest.raises(MediumError, match="gone"):
        take_out(path, sha256, PART, tmp_path, yes)
    path.unlink()
    with pytest.raises(MediumError, match="gone"):
        take_out(path, sha256, PART, tmp_path, yes)


def test_it_can_be_stopped_and_leaves_nothing_behind(deck_with: Deck, tmp_path: Path) -> None:
    folder = tmp_path / "media"
    folder.mkdir()
    assert take_out(*deck_with(sound()), PART, folder, lambda: False) is None
    assert list(folder.iterdir()) == []


def test_a_full_disk_is_told(deck_with: Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "ROOM_LEFT", 2**62)
    with pytest.raises(MediumError, match="no_room"):
        take_out(*deck_with(sound()), PART, tmp_path, yes)
