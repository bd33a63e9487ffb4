"""Pictures in a deck: found, decoded no larger than needed, and kept for the next slide."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import inf

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from decks.pptx.ooxml import Element, attribute, child, fraction
from decks.pptx.package import Package, PartError
from decks.render.images.completeness import Completeness
from decks.render.images.encoded import EncodedError, decoded
from decks.render.images.kept_drawings import KeptDrawings
from decks.render.images.metafile_drawings import MetafileDrawings
from decks.render.images.metafile_parts import metafile_in
from decks.render.images.metafiles import (
    Metafile,
    MetafileAwaitedError,
    MetafileError,
    SlowMetafileError,
    is_metafile,
    unpacked,
)
from decks.render.images.svg import SvgDrawing, SvgError, clean_svg, draw_svg
from decks.render.images.wmf import WmfError, draw_wmf, is_wmf
from decks.render.paint.recolouring import Recolouring, recoloured

LONGEST_S = 3.0
"""Of computing for the pictures of one slide; one that comes later and isn't kept is left out."""
LONGEST_WAIT_S = 4.0
"""Of waiting for the metafiles of one slide."""
KEPT_BYTES = 96 * 2**20
KEPT_DRAWING_BYTES = 32 * 2**20

_KNOWN_KINDS = frozenset(("PNG", "JPG", "JPEG", "GIF", "BMP", "TIF", "TIFF", "WEBP"))


class ImageError(Exception):
    """A picture that can't be shown; `code` and `values` name a sentence."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A picture that is shown, but not all of it or more plainly: its kind, as its file's name says it."""

    kind: str
    completeness: Completeness


@dataclass(frozen=True, slots=True)
class _Kept:
    image: QImage
    kind: str
    full: bool = False
    completeness: Completeness = Completeness.WHOLE


class ImageStore:
    """Decodes a package's pictures. Those used last stay, up to `KEPT_BYTES`. Unless `metafiles` are made in
    the background, each is waited for.

    `awaited` are the metafiles that were missing since `begin`, because they are not there yet, and
    `shortfalls` what fell short since then.
    """

    def __init__(
        self, package: Package, metafiles: MetafileDrawings | None = None, *, longest_s: float = LONGEST_S
    ) -> None:
        self._package, self._longest_s = package, longest_s
        self._metafiles = MetafileDrawings(waits=True) if metafiles is None else metafiles
        self._kept: OrderedDict[tuple[str, Recolouring | None], _Kept] = OrderedDict()
        self._drawings = KeptDrawings(KEPT_DRAWING_BYTES)
        self.begin()

    def begin(self) -> None:
        """Another slide is drawn: it has all the time that a slide has."""
        self._awaited: dict[bytes, Metafile] = {}
        self._shortfalls: dict[Shortfall, None] = {}
        self._spent_s = self._waited_s = 0.0

    @property
    def awaited(self) -> tuple[Metafile, ...]:
        """As above."""
        return tuple(self._awaited.values())

    @property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """As above."""
        return tuple(self._shortfalls)

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
        size = width, height
        drawing = self._drawing(sheet_part, blip, size, recolouring)
        if drawing is not None and drawing.completeness is Completeness.WHOLE:
            return self._shown(drawing)
        try:
            return self._shown(self._kept_of(self._part(sheet_part, blip), size, recolouring))
        except ImageError:
            if drawing is None:
                raise
            return self._shown(drawing)

    def _drawing(
        self,
        sheet_part: str,
        blip: Element | None,
        size: tuple[float, float],
        recolouring: Recolouring | None,
    ) -> _Kept | None:
        """The drawing (SVG) that comes with a picture in pixels, if there is one that can be drawn."""
        reference = _drawing_reference(blip)
        try:
            return self._kept_of(self._found(sheet_part, reference), size, recolouring) if reference else None
        except ImageError:
            return None

    def _shown(self, kept: _Kept) -> QImage:
        if kept.completeness is not Completeness.WHOLE:
            self._shortfalls[Shortfall(kept.kind, kept.completeness)] = None
        return kept.image

    def _kept_of(self, part: str, size: tuple[float, float], recolouring: Recolouring | None) -> _Kept:
        key = part, recolouring
        kept = self._kept.get(key)
        if kept is not None and (kept.full or _covers(kept.image.size(), *size)):
            self._kept.move_to_end(key)
            return kept
        with self._computing():
            kept = self._decode(part, *size)
            if recolouring is not None:
                kept = replace(kept, image=recoloured(kept.image, recolouring))
        self._keep(key, kept)
        return kept

    @contextmanager
    def _computing(self) -> Iterator[None]:
        """The time taken counts; there has to be some left."""
        if self._spent_s > self._longest_s:
            raise ImageError("render.pictures_too_slow")
        begun_s = time.process_time()
        try:
            yield
        finally:
            self._spent_s += time.process_time() - begun_s

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

    def _decode(self, part: str, width: float, height: float) -> _Kept:
        try:
            data = self._package.read(part)
        except PartError as error:
            raise ImageError("render.picture_unreadable") from error
        kind = _kind(part)
        if kind == "SVG" or is_metafile(data):
            return self._draw(part, kind, data, width, height)
        try:
            image, full = decoded(data, width, height)
        except EncodedError as error:
            if error.code != "render.picture_format":
                raise ImageError(error.code) from error
            if kind in _KNOWN_KINDS:
                raise ImageError("render.picture_unreadable") from error
            raise ImageError(error.code, kind=kind) from error
        return _Kept(image, kind, full)

    def _draw(self, part: str, kind: str, data: bytes, width: float, height: float) -> _Kept:
        """A drawing at the size that is asked for: it has none of its own."""
        try:
            if kind != "SVG":
                data = unpacked(data)
            if is_wmf(data):
                image, completeness = draw_wmf(data, width, height)
                return _Kept(image, kind, completeness=completeness)
            svg = self._clean_svg(data) if kind == "SVG" else self._svg_of_metafile(part, data)
            return _Kept(draw_svg(svg.data, width, height), kind, completeness=svg.completeness)
        except (SvgError, WmfError, MetafileError) as error:
            raise ImageError("render.picture_format", kind=kind) from error

    def _svg_of_metafile(self, part: str, data: bytes) -> SvgDrawing:
        metafile = metafile_in(self._package, part, data)
        if self._waited_s > LONGEST_WAIT_S and not self._metafiles.is_settled(metafile):
            raise ImageError("render.pictures_too_slow")
        begun_s = time.monotonic()
        try:
            return self._metafiles.svg(metafile)
        except MetafileAwaitedError:
            self._awaited[metafile.key] = metafile
            raise
        except SlowMetafileError:
            self._waited_s = inf  # Whoever made this one made others, too.
            raise
        finally:
            self._waited_s += time.monotonic() - begun_s

    def _clean_svg(self, data: bytes) -> SvgDrawing:
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


def _kind(part: str) -> str:
    return part.rpartition(".")[2].upper()


def _drawing_reference(blip: Element | None) -> str:
    """The SVG drawing that comes with a picture (`asvg:svgBlip`), by its relationship."""
    for extension in () if blip is None else blip.iter("{*}svgBlip"):
        return attribute(extension, "r:embed")
    return ""


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
