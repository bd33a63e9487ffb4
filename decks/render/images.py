"""Pictures in a deck: found, decoded no larger than needed, and kept for the next slide."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

from decks.pptx.ooxml import Element, attribute, child, fraction
from decks.pptx.package import Package, PartError

LARGEST_DECODED_MB = 256
MOST_PIXELS = 60_000_000
KEPT_BYTES = 96 * 2**20


# Drawings (SVG) are programs: they can read other files and never come to an end.
_PIXELS = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff"})


class ImageError(Exception):
    """A picture that can't be shown; `code` and `values` name a sentence."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class _Kept:
    image: QImage
    full: bool


class ImageStore:
    """Decodes a package's pictures. Those used last stay, up to `KEPT_BYTES`."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        QImageReader.setAllocationLimit(LARGEST_DECODED_MB)

    def image(self, sheet_part: str, blip: Element | None, width: float, height: float) -> QImage:
        """The picture that an `a:blip` of a sheet shows, at least width × height pixels large if it
        has as many. Raises `ImageError`."""
        part = self._part(sheet_part, blip)
        kept = self._kept.get(part)
        if kept is not None and (kept.full or _covers(kept.image.size(), width, height)):
            self._kept.move_to_end(part)
            return kept.image
        image, full = self._decode(part, width, height)
        self._keep(part, _Kept(image, full))
        return image

    def _part(self, sheet_part: str, blip: Element | None) -> str:
        relationships = self._package.relationships(sheet_part)
        embedded = relationships.get(attribute(blip, "r:embed"))
        if embedded is not None and embedded.external:
            raise ImageError("render.picture_linked")
        if embedded is not None and embedded.target in self._package:
            return embedded.target
        linked = embedded is None and attribute(blip, "r:link")
        raise ImageError("render.picture_linked" if linked else "render.picture_missing")

    def _decode(self, part: str, width: float, height: float) -> tuple[QImage, bool]:
        try:
            data = QByteArray(self._package.read(part))
        except PartError as error:
            raise ImageError("render.picture_unreadable") from error
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
        reader.setDecideFormatFromContent(True)
        reader.setAutoTransform(True)
        kind = part.rpartition(".")[2].upper()
        if not reader.canRead():
            known = kind in ("PNG", "JPG", "JPEG", "GIF", "BMP")
            raise (
                ImageError("render.picture_unreadable")
                if known
                else ImageError("render.picture_format", kind=kind)
            )
        if bytes(reader.format().data()).decode().lower() not in _PIXELS:
            raise ImageError("render.picture_format", kind=kind)
        return self._read(reader, width, height)

    def _read(self, reader: QImageReader, width: float, height: float) -> tuple[QImage, bool]:
        size = reader.size()
        full = True
        if size.isValid() and bytes(reader.format().data()) == b"jpeg":
            wanted = _shrunk(size, width, height)
            full = wanted == size
            if not full:
                reader.setScaledSize(wanted)
        elif size.isValid() and size.width() * size.height() > MOST_PIXELS:
            raise ImageError("render.picture_too_big")
        image = reader.read()
        if image.isNull():
            raise ImageError("render.picture_unreadable")
        alpha = image.hasAlphaChannel()
        wanted_format = QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
        return image.convertToFormat(wanted_format), full

    def _keep(self, part: str, kept: _Kept) -> None:
        self._kept[part] = kept
        self._kept.move_to_end(part)
        while len(self._kept) > 1 and sum(k.image.sizeInBytes() for k in self._kept.values()) > KEPT_BYTES:
            self._kept.popitem(last=False)


def crop_of(blip_fill: Element | None, image: QImage) -> tuple[float, float, float, float]:
    """The part of the picture that is shown, as x, y, width, height in its pixels."""
    source = child(blip_fill, "a:srcRect")
    left, top, right, bottom = (fraction(source, side) for side in ("l", "t", "r", "b"))
    width, height = image.width(), image.height()
    return (
        left * width,
        top * height,
        max(1e-3, 1 - left - right) * width,
        max(1e-3, 1 - top - bottom) * height,
    )


def _covers(size: QSize, width: float, height: float) -> bool:
    return size.width() >= width and size.height() >= height


def _shrunk(size: QSize, width: float, height: float) -> QSize:
    """The smallest of the size and its halves that still covers width × height."""
    while size.width() >= 2 * width and size.height() >= 2 * height and min(size.width(), size.height()) > 64:
        size = QSize((size.width() + 1) // 2, (size.height() + 1) // 2)
    return size
