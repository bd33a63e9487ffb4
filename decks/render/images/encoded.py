"""Pictures in pixels as they lie in a deck: decoded no larger than needed, and only if that is affordable."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from decks.render.images.jpeg_outline import JpegOutline
from decks.render.images.png_outline import EndlessPngError, without_words

LARGEST_DECODED_MB = 256
MOST_PIXELS = 40_000_000
MOST_HELD_PIXELS = 60_000_000
"""Of a JPEG that the decoder has to hold whole."""
MOST_SCANNED_PIXELS = 1_200_000_000
"""Of all scans of such a JPEG; as many can take a second and a half. Real ones have some ten scans."""
MOST_JPEG_PIXELS = 960_000_000
MOST_SHRUNK_PIXELS = 16_000_000
"""What is made of a JPEG of more pixels than could be held."""
LARGEST_JPEG = 96 * 2**20
LARGEST_PNG = 128 * 2**20
"""Noise that can't be packed takes longest."""

# Drawings (SVG, PDF) are programs: they can read other files and never come to an end.
_PIXELS = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff"})


class EncodedError(Exception):
    """A picture that can't be decoded; `code` names a sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def decoded(data: bytes, width: float, height: float) -> tuple[QImage, bool]:
    """The picture, at least width × height pixels large if it has as many, and whether it is whole; its dots
    per metre tell how large it is by itself. Raises `EncodedError`."""
    with _reading(data) as reader:
        return _read(reader, width, height)


def pixels_of(data: bytes) -> int:
    """How many pixels a picture has that can be decoded. Raises `EncodedError`, also if it doesn't say."""
    with _reading(data) as reader:
        if not reader.size().isValid():
            raise EncodedError("render.picture_unreadable")
        return _count(reader.size())


@contextmanager
def _reading(data: bytes) -> Iterator[QImageReader]:
    """A reader at the beginning of a picture that is neither too large nor too costly."""
    data = without_cost(data)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(LARGEST_DECODED_MB)
    reader = QImageReader(buffer)
    try:
        reader.setDecideFormatFromContent(True)
        reader.setAutoTransform(True)
        if not reader.canRead() or _format(reader) not in _PIXELS:
            raise EncodedError("render.picture_format")
        if not _is_jpeg(reader) and _count(reader.size()) > MOST_PIXELS:
            raise EncodedError("render.picture_too_big")
        yield reader
    finally:
        # Else the decoder of a TIFF might outlive what it reads from.
        reader.setFileName("")


def without_cost(data: bytes) -> bytes:
    """The picture without what only costs. Raises `EncodedError` if it costs too much all the same."""
    try:
        data, png = without_words(data), data[:4] == b"\x89PNG"
    except EndlessPngError as error:
        raise EncodedError("render.picture_too_big") from error
    if png and len(data) > LARGEST_PNG:
        raise EncodedError("render.picture_too_big")
    if data[:2] == b"\xff\xd8":
        _check_jpeg(data)
    return data


def _check_jpeg(data: bytes) -> None:
    outline = JpegOutline.of(data)
    if outline is None or outline.arithmetic:
        raise EncodedError("render.picture_unreadable")
    most = MOST_HELD_PIXELS if outline.held else MOST_JPEG_PIXELS
    if outline.width * outline.height > most or len(data) > LARGEST_JPEG:
        raise EncodedError("render.picture_too_big")
    if outline.held and outline.scanned_pixels > MOST_SCANNED_PIXELS:
        raise EncodedError("render.picture_too_big")


def _format(reader: QImageReader) -> str:
    return bytes(reader.format().data()).decode("ascii", "replace").lower()


def _is_jpeg(reader: QImageReader) -> bool:
    return _format(reader) in ("jpg", "jpeg")


def _count(size: QSize) -> int:
    """The pixels of a size, of none if it isn't known before decoding; then only the memory is bounded."""
    return size.width() * size.height() if size.isValid() else 0


def _read(reader: QImageReader, width: float, height: float) -> tuple[QImage, bool]:
    size = reader.size()
    if size.isValid() and _is_jpeg(reader):
        reader.setScaledSize(_shrunk(size, width, height))
    image = reader.read()
    if image.isNull():
        raise EncodedError("render.picture_unreadable")
    # Of a moving picture the size told may be that of a part.
    longest = max(size.width(), size.height(), image.width(), image.height(), 1)
    dots = image.dotsPerMeterX() or 3780, image.dotsPerMeterY() or 3780
    alpha = image.hasAlphaChannel()
    # In place: a copy beside it would double what a large picture takes.
    image.convertTo(QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32)
    # Shrunk once and well: a painter that shrinks to less than half leaves pixels out.
    wanted = _shrunk(image.size(), width, height)
    if wanted != image.size():
        image = image.scaled(
            wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    share = max(image.width(), image.height()) / longest
    image.setDotsPerMeterX(max(1, round(dots[0] * share)))
    image.setDotsPerMeterY(max(1, round(dots[1] * share)))
    return image, share > 0.99


def _shrunk(size: QSize, width: float, height: float) -> QSize:
    """The smallest of the size and its halves that still covers width × height, or that can be held."""
    most = MOST_SHRUNK_PIXELS if _count(size) > MOST_HELD_PIXELS else MOST_HELD_PIXELS
    while (
        size.width() >= 2 * width and size.height() >= 2 * height and min(size.width(), size.height()) > 64
    ) or _count(size) > most:
        size = QSize((size.width() + 1) // 2, (size.height() + 1) // 2)
    return size
