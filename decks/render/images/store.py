"""Pictures in a deck: found, decoded no larger than needed, and kept for the next slide."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from decks.pptx.ooxml import Element, attribute, child, fraction
from decks.pptx.package import Package, PartError
from decks.render.images.kept_drawings import KeptDrawings
from decks.render.images.metafile_drawings import MetafileDrawings
from decks.render.images.metafile_parts import metafile_in
from decks.render.images.metafiles import (
    Metafile,
    MetafileAwaitedError,
    MetafileError,
    is_metafile,
    unpacked,
)
from decks.render.images.svg import SvgError, clean_svg, draw_svg
from decks.render.images.wmf import WmfError, draw_wmf, is_wmf
from decks.render.paint.recolouring import Recolouring, recoloured

LARGEST_DECODED_MB = 256
MOST_PIXELS = 60_000_000
KEPT_BYTES = 96 * 2**20
KEPT_DRAWING_BYTES = 32 * 2**20


# Drawings (SVG, PDF) are programs: they can read other files and never come to an end.
_PIXELS = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff"})
_KNOWN_KINDS = frozenset(("PNG", "JPG", "JPEG", "GIF", "BMP", "TIF", "TIFF", "WEBP"))


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
    """Decodes a package's pictures. Those used last stay, up to `KEPT_BYTES`. Unless `metafiles` are made in
    the background, each is waited for."""

    def __init__(self, package: Package, metafiles: MetafileDrawings | None = None) -> None:
        self._package = package
        self._metafiles = MetafileDrawings(waits=True) if metafiles is None else metafiles
        self._awaited: dict[bytes, Metafile] = {}
        self._kept: OrderedDict[tuple[str, Recolouring | None], _Kept] = OrderedDict()
        self._drawings = KeptDrawings(KEPT_DRAWING_BYTES)
        QImageReader.setAllocationLimit(LARGEST_DECODED_MB)

    def take_awaited(self) -> tuple[Metafile, ...]:
        """The metafiles that were missing since this was asked last, because they are not there yet."""
        awaited, self._awaited = self._awaited, {}
        return tuple(awaited.values())

    def image(
        self,
        sheet_part: str,
        blip: Element | None,
        width: float,
        height: float,
        recolouring: Recolouring | None = None,
    ) -> QImage:
        """The picture that an `a:blip` of a sheet shows, at least width × height pixels large if it
        has as many; its dots per metre tell how large it is by itself. Raises `ImageError`."""
        drawing = _drawing_reference(blip)
        if drawing:
            try:
                return self._image_of(self._found(sheet_part, drawing), width, height, recolouring)
            except ImageError:
                pass  # The same picture in pixels comes with it.
        return self._image_of(self._part(sheet_part, blip), width, height, recolouring)

    def _image_of(self, part: str, width: float, height: float, recolouring: Recolouring | None) -> QImage:
        key = part, recolouring
        kept = self._kept.get(key)
        if kept is not None and (kept.full or _covers(kept.image.size(), width, height)):
            self._kept.move_to_end(key)
            return kept.image
        image, full = self._decode(part, width, height)
        if recolouring is not None:
            image = recoloured(image, recolouring)
        self._keep(key, _Kept(image, full))
        return image

    def _part(self, sheet_part: str, blip: Element | None) -> str:
        reference = attribute(blip, "r:embed")
        if not reference and attribute(blip, "r:link"):
            raise ImageError("render.picture_linked")
        return self._found(sheet_part, reference)

    def _found(self, sheet_part: str, reference: str) -> str:
        embedded = self._package.relationships(sheet_part).get(reference)
        if embedded is not None and embedded.external:
            raise ImageError("render.picture_linked")
        if embedded is None or embedded.target not in self._package:
            raise ImageError("render.picture_missing")
        return embedded.target

    def _decode(self, part: str, width: float, height: float) -> tuple[QImage, bool]:
        try:
            data = self._package.read(part)
        except PartError as error:
            raise ImageError("render.picture_unreadable") from error
        kind = part.rpartition(".")[2].upper()
        if kind == "SVG" or is_metafile(data):
            return self._draw(part, kind, data, width, height), False
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
        try:
            return _decoded(reader, kind, width, height, progressive=b"\xff\xc2" in data[: 2**16])
        finally:
            # Else the decoder of a TIFF might outlive what it reads from.
            reader.setFileName("")

    def _draw(self, part: str, kind: str, data: bytes, width: float, height: float) -> QImage:
        """A drawing at the size that is asked for: it has none of its own."""
        try:
            if kind != "SVG":
                data = unpacked(data)
            if is_wmf(data):
                return draw_wmf(data, width, height)
            svg = self._clean_svg(data) if kind == "SVG" else self._svg_of_metafile(part, data)
            return draw_svg(svg, width, height)
        except (SvgError, WmfError, MetafileError) as error:
            raise ImageError("render.picture_format", kind=kind) from error

    def _svg_of_metafile(self, part: str, data: bytes) -> bytes:
        metafile = metafile_in(self._package, part, data)
        try:
            return self._metafiles.svg(metafile)
        except MetafileAwaitedError:
            self._awaited[metafile.key] = metafile
            raise

    def _clean_svg(self, data: bytes) -> bytes:
        key = hashlib.sha256(data).digest()
        if key not in self._drawings:
            try:
                self._drawings.put(key, clean_svg(data))
            except SvgError:
                self._drawings.put(key, None)
        kept = self._drawings.get(key)
        if kept is None:
            raise SvgError("not drawable")
        return kept

    def _keep(self, key: tuple[str, Recolouring | None], kept: _Kept) -> None:
        self._kept[key] = kept
        self._kept.move_to_end(key)
        while len(self._kept) > 1 and sum(k.image.sizeInBytes() for k in self._kept.values()) > KEPT_BYTES:
            self._kept.popitem(last=False)


def _drawing_reference(blip: Element | None) -> str:
    """The SVG drawing that comes with a picture (`asvg:svgBlip`), by its relationship."""
    for extension in () if blip is None else blip.iter("{*}svgBlip"):
        return attribute(extension, "r:embed")
    return ""


def _decoded(
    reader: QImageReader, kind: str, width: float, height: float, *, progressive: bool
) -> tuple[QImage, bool]:
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if not reader.canRead() or _format(reader) not in _PIXELS:
        raise (
            ImageError("render.picture_unreadable")
            if kind in _KNOWN_KINDS
            else ImageError("render.picture_format", kind=kind)
        )
    return _read(reader, width, height, progressive=progressive)


def _format(reader: QImageReader) -> str:
    return bytes(reader.format().data()).decode("ascii", "replace").lower()


def _read(reader: QImageReader, width: float, height: float, *, progressive: bool) -> tuple[QImage, bool]:
    size = reader.size()
    jpeg = _format(reader) == "jpeg"
    # A progressive JPEG is held whole while it is decoded, whatever size is wanted.
    if size.isValid() and size.width() * size.height() > MOST_PIXELS * (1 if progressive or not jpeg else 16):
        raise ImageError("render.picture_too_big")
    if size.isValid() and jpeg:
        reader.setScaledSize(_shrunk(size, width, height))
    image = reader.read()
    if image.isNull():
        raise ImageError("render.picture_unreadable")
    if not size.isValid():
        size = image.size()
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
    longest = max(size.width(), size.height(), 1)
    share = max(image.width(), image.height()) / longest
    image.setDotsPerMeterX(max(1, round(dots[0] * share)))
    image.setDotsPerMeterY(max(1, round(dots[1] * share)))
    return image, share > 0.99


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
