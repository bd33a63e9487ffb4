"""Windows metafiles: the old ones are played here, the others by a process that may be ended."""

import gzip
import io
import struct
import time

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QGuiApplication, QImage

from decks.render.images.completeness import Completeness
from decks.render.images.metafiles import MetafileError, is_metafile, unpacked
from decks.render.images.wmf import LONGEST_S, WmfError, draw_wmf, is_wmf
from tests.decks.render.emf_file import emf


def record(function: int, *values: int, raw: bytes = b"") -> bytes:
    body = struct.pack(f"<{len(values)}H", *(value & 0xFFFF for value in values)) + raw
    body += b"\0" * (len(body) % 2)
    return struct.pack("<IH", 3 + len(body) // 2, function) + body


def wmf(*records: bytes, extent: tuple[int, int] = (200, 100)) -> bytes:
    header = struct.pack("<HHHIHIH", 1, 9, 0x300, 0, 9, 0, 0)
    window = record(0x20B, 0, 0) + record(0x20C, extent[1], extent[0])
    return header + window + b"".join(records) + record(0)


def drawn(data: bytes, width: float, height: float, longest_s: float = LONGEST_S) -> QImage:
    return draw_wmf(data, width, height, longest_s)[0]


def brush(red: int, green: int, blue: int) -> bytes:
    return record(0x2FC, 0, raw=bytes((red, green, blue, 0, 0, 0)))


def pen(style: int, width: int = 0) -> bytes:
    return record(0x2FA, style, width, 0, 0, 0)


def select(number: int) -> bytes:
    return record(0x12D, number)


RED, NO_PEN = brush(255, 0, 0), pen(5)


def names(image: QImage, *places: tuple[int, int]) -> list[str]:
    return [image.pixelColor(*place).name(QColor.NameFormat.HexArgb) for place in places]


def test_surfaces_are_filled_with_the_chosen_brush(qapp: QGuiApplication) -> None:
    triangle = record(0x324, 3, 0, 0, 200, 0, 0, 100)
    image = drawn(wmf(RED, NO_PEN, select(0), select(1), triangle), 400, 200)
    assert names(image, (20, 20), (390, 190)) == ["#ffff0000", "#00000000"]


def test_an_upturned_window_is_turned_up(qapp: QGuiApplication) -> None:
    bar = record(0x41B, 10, 200, 0, 0)
    image = drawn(
        wmf(RED, NO_PEN, select(0), select(1), record(0x20B, 100, 0), bar, extent=(200, -100)), 200, 100
    )
    assert names(image, (100, 95), (100, 5)) == ["#ffff0000", "#00000000"]


def test_what_is_saved_comes_back_once_and_may_be_left(qapp: QGuiApplication) -> None:
    save, restore = record(0x1E), record(0x127, -1)
    bar = record(0x41B, 100, 200, 0, 0)
    records = (RED, NO_PEN, brush(0, 0, 255), select(0), select(1), save, select(2), restore, bar, save)
    image = drawn(wmf(*records, *[save] * 100, restore, restore), 20, 10)
    assert names(image, (10, 5)) == ["#ffff0000"]


def test_a_deleted_object_leaves_its_number_to_the_next(qapp: QGuiApplication) -> None:
    records = (
        RED,
        NO_PEN,
        record(0x1F0, 0),
        brush(0, 0, 255),
        select(0),
        select(1),
        record(0x41B, 100, 200, 0, 0),
    )
    assert names(drawn(wmf(*records), 20, 10), (10, 5)) == ["#ff0000ff"]


@pytest.mark.parametrize(
    "shape",
    [
        record(0x418, 100, 200, 0, 0),
        record(0x61C, 20, 20, 100, 200, 0, 0),
        record(0x538, 1, 4, 0, 0, 200, 0, 200, 100, 0, 100),
        record(0x81A, 50, 200, 49, 200, 100, 200, 0, 0),
        record(0x830, 50, 200, 49, 200, 100, 200, 0, 0),
    ],
    ids=["ellipse", "round", "polygons", "pie", "chord"],
)
def test_each_kind_of_surface_covers_its_middle(qapp: QGuiApplication, shape: bytes) -> None:
    image = drawn(wmf(RED, NO_PEN, select(0), select(1), shape), 200, 100)
    assert names(image, (90, 40)) == ["#ffff0000"]


def test_lines_have_the_width_of_their_pen(qapp: QGuiApplication) -> None:
    image = drawn(wmf(pen(0, 20), select(0), record(0x214, 50, 0), record(0x213, 50, 200)), 200, 100)
    inked = sum(image.pixelColor(100, y).alpha() > 128 for y in range(100))
    assert inked == pytest.approx(20, abs=2)


def text(string: bytes, y: int, x: int, advances: tuple[int, ...] = ()) -> bytes:
    padded = string + b"\0" * (len(string) % 2)
    steps = struct.pack(f"<{len(advances)}h", *advances)
    return record(0xA32, y, x, len(string), 0, raw=padded + steps)


def ink(image: QImage) -> tuple[int, int, int, int]:
    places = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 99
    ]
    across, down = [x for x, _ in places], [y for _, y in places]
    return min(across), min(down), max(across), max(down)


def test_text_stands_on_its_line_with_its_own_advances(qapp: QGuiApplication) -> None:
    font = record(0x2FB, -40, 0, 0, 0, 400, raw=bytes(8) + b"Arial\0")
    image = drawn(wmf(font, select(0), record(0x12E, 24), text(b"HH", 80, 10, (100, 40))), 200, 100)
    left, top, right, bottom = ink(image)
    assert bottom == pytest.approx(79, abs=2)
    assert top == pytest.approx(51, abs=5)
    assert left == pytest.approx(13, abs=4)
    assert right > 125


def dib(colour: str, size: tuple[int, int] = (8, 8)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "BMP")
    return data.getvalue()[14:]


def test_pictures_inside_are_drawn(qapp: QGuiApplication) -> None:
    sides = struct.pack("<IH8h", 0xCC0020, 0, 8, 8, 0, 0, 100, 100, 0, 100)
    image = drawn(wmf(record(0xF43, raw=sides + dib("lime"))), 200, 100)
    assert names(image, (150, 50), (50, 50)) == ["#ff00ff00", "#00000000"]


def test_a_mask_makes_the_picture_behind_it_transparent(qapp: QGuiApplication) -> None:
    def blit(operation: int, colour: str) -> bytes:
        return record(0xB41, raw=struct.pack("<I8h", operation, 8, 8, 0, 0, 100, 200, 0, 0) + dib(colour))

    shown = drawn(wmf(blit(0x8800C6, "black"), blit(0x660046, "lime")), 20, 10)
    hidden = drawn(wmf(blit(0x8800C6, "white"), blit(0x660046, "lime")), 20, 10)
    assert names(shown, (10, 5)) == ["#ff00ff00"]
    assert hidden.pixelColor(10, 5).alpha() == 0


def completeness(*records: bytes) -> Completeness:
    return draw_wmf(wmf(RED, select(0), record(0x41B, 90, 90, 0, 0), *records), 20, 10)[1]


def test_a_metafile_of_which_all_is_drawn_is_whole(qapp: QGuiApplication) -> None:
    known = (record(0x102, 1), record(0x626, 15, 2, 0), record(0x234, 0), record(0x103, 8))
    assert completeness(*known, record(0x104, 11), record(0x418, 9, 9, 0, 0)) is Completeness.WHOLE


@pytest.mark.parametrize(
    "lost",
    [
        record(0x419, 0, 0, 9, 9),
        record(0x415, 9, 9, 0, 0),
        record(0x7777, 1),
        record(0xF43, raw=struct.pack("<IH8h", 0xCC0020, 0, 8, 8, 0, 0, 9, 9, 0, 0) + bytes(40)),
        struct.pack("<IH", 1, 0x41B),
        struct.pack("<IH", 999, 0x102),
    ],
    ids=["flood", "cut out", "unknown", "bitmap", "too short", "cut off"],
)
def test_one_of_which_something_is_left_out_is_drawn_in_part(qapp: QGuiApplication, lost: bytes) -> None:
    assert completeness(lost) is Completeness.IN_PART


def test_one_that_mixes_colours_or_has_patterns_is_drawn_more_plainly(qapp: QGuiApplication) -> None:
    assert completeness(record(0x104, 7), record(0x418, 9, 9, 0, 0)) is Completeness.PLAINER
    assert completeness(record(0x142, 0, 0)) is Completeness.PLAINER


@pytest.mark.parametrize(
    "data",
    [
        wmf(),
        wmf(record(0x324, 60_000, 1, 1)),
        wmf(record(0x324)),
        wmf(record(0x2FB, 1)),
        wmf(record(0xA32, 1)),
        wmf(record(0xF43, raw=bytes(30))),
        b"\x01\x00\x09\x00",
        b"\xd7\xcd\xc6\x9a",
    ],
)
def test_a_damaged_metafile_is_refused(qapp: QGuiApplication, data: bytes) -> None:
    with pytest.raises(WmfError):
        drawn(data, 10, 10)


def test_a_metafile_of_endless_points_comes_to_an_end(qapp: QGuiApplication) -> None:
    many = record(0x324, 10_000, *([0, 0, 200, 100] * 5_000))
    begun = time.monotonic()
    with pytest.raises(WmfError):
        drawn(wmf(*[many] * 110), 20, 10, longest_s=0.2)
    assert time.monotonic() - begun < 3


def test_packed_metafiles_are_unpacked_within_bounds() -> None:
    data = wmf(RED)
    assert is_metafile(gzip.compress(data))
    assert is_wmf(unpacked(gzip.compress(data)))
    with pytest.raises(MetafileError):
        unpacked(gzip.compress(bytes(40 * 2**20)))
    with pytest.raises(MetafileError):
        unpacked(b"\x1f\x8b nonsense")


def test_a_newer_metafile_is_known_by_its_beginning() -> None:
    assert is_metafile(emf())
    assert not is_metafile(b"\x01\0\0\0" + bytes(60))
