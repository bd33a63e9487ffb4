"""PNGs lose the words that come with them, and nothing else."""

import struct
import time
import zlib

import pytest

from decks.render.images.png_outline import EndlessPngError, without_words


def chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


HEAD, PIXELS, END = chunk(b"IHDR", bytes(13)), chunk(b"IDAT", bytes(1_000)), chunk(b"IEND", b"")
WORDS, LONG_WORDS = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(10**6))), chunk(b"iTXt", b"a" * 99)
PNG = b"\x89PNG\r\n\x1a\n"


def test_words_go_wherever_they_stand() -> None:
    data = PNG + WORDS + HEAD + WORDS + LONG_WORDS + PIXELS + PIXELS + LONG_WORDS + END
    assert without_words(data) == PNG + HEAD + PIXELS + PIXELS + END


@pytest.mark.parametrize("data", [PNG + HEAD + PIXELS + END, b"no PNG" + WORDS, PNG, PNG + HEAD[:9], b""])
def test_what_has_none_stays_as_it_is(data: bytes) -> None:
    assert without_words(data) == data


def test_words_cut_off_go_too() -> None:
    assert without_words(PNG + HEAD + WORDS[:20]) == PNG + HEAD


def test_a_png_of_endless_pieces_is_refused_in_time() -> None:
    begun = time.process_time()
    with pytest.raises(EndlessPngError):
        without_words(PNG + chunk(b"tIME", b"") * 1_000_000)
    assert time.process_time() - begun < 2
