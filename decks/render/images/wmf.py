"""Windows metafiles of the old kind (WMF), drawn record by record ([MS-WMF], 2.3).

Clip art and the pictures that equations show of themselves are of this kind.
"""

import struct
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from decks.render.images.completeness import Completeness
from decks.render.images.device_bitmap import device_bitmap
from decks.render.images.wmf_state import (
    DeviceContext,
    MetafileFont,
    MetafileObject,
    MetafilePen,
    angle_of,
    colour_at,
    font_of,
    letters_of,
)

MOST_RECORDS = 100_000
MOST_POINTS = 1_000_000
LONGEST_S = 2.0
MOST_SAVED = 64
LARGEST_SIDE = 4096
_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_BEGINNINGS = (_PLACEABLE, b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")
_DASHES = {1: Qt.PenStyle.DashLine, 2: Qt.PenStyle.DotLine, 3: Qt.PenStyle.DashDotLine}
_DASHES |= {4: Qt.PenStyle.DashDotDotLine}
_HATCHES = (
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.CrossPattern,
    Qt.BrushStyle.DiagCrossPattern,
)
_AND, _INVERT, _PAINT = 0x8800C6, 0x660046, 0xEE0086
_SOURCE = 0xCC0020
_NOTHING_DRAWN, _DRAWN_OVER = 11, 13


class WmfError(Exception):
    """A metafile that can't be read."""


def is_wmf(data: bytes) -> bool:
    """Whether the bytes begin as such a metafile does."""
    return data[:4] in _BEGINNINGS


def draw_wmf(
    data: bytes, width: float, height: float, longest_s: float = LONGEST_S
) -> tuple[QImage, Completeness]:
    """The metafile stretched to this many pixels, and how much of it that is. Raises `WmfError`, also if it
    takes too long."""
    wide, high = (max(1, min(LARGEST_SIDE, round(side))) for side in (width, height))
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    player = _Player(painter, wide, high)
    try:
        player.play(data, monotonic() + longest_s)
    except (struct.error, IndexError, ValueError) as error:
        raise WmfError("damaged") from error
    finally:
        player.finish()
        painter.end()
    if not player.drawn:
        raise WmfError("draws nothing")
    return image, player.completeness


class _Player:
    """Plays records onto a painter of `wide` × `high` pixels."""

    def __init__(self, painter: QPainter, wide: int, high: int) -> None:
        self.drawn = 0
        self.completeness = Completeness.WHOLE
        self._painter, self._wide, self._high = painter, wide, high
        self._state = DeviceContext()
        self._saved: list[DeviceContext] = []
        self._objects: list[MetafileObject] = []
        self._points_left = MOST_POINTS
        self._mask: tuple[QRectF, QImage] | None = None

    def play(self, data: bytes, end_s: float) -> None:
        """All records up to the end, or as many as may be."""
        offset = 0
        if data[:4] == _PLACEABLE:
            left, top, right, bottom = struct.unpack_from("<4h", data, 6)
            self._state = replace(self._state, origin=(left, top), extent=(right - left, bottom - top))
            offset = 22
        offset += 2 * struct.unpack_from("<H", data, offset + 2)[0]
        for _ in range(MOST_RECORDS):
            if offset + 6 > len(data):
                break
            if monotonic() > end_s:
                raise ValueError("takes too long")
            words, function = struct.unpack_from("<IH", data, offset)
            if function == 0:
                return
            if words < 3:
                break
            play = _RECORDS.get(function)
            if play is not None:
                play(self, data[offset + 6 : offset + 2 * words])
            elif function not in _WITHOUT_MARK:
                self._lose(Completeness.IN_PART)
            offset += 2 * words
        self._lose(Completeness.IN_PART)  # it goes on, or was cut off

    def _lose(self, what: Completeness) -> None:
        self.completeness = max(self.completeness, what)

    def finish(self) -> None:
        """Leave the painter as it was."""
        for _ in self._saved:
            self._painter.restore()

    # Places and pens

    def _scale(self) -> tuple[float, float]:
        across, down = self._state.extent
        return self._wide / (across or 1), self._high / (down or 1)

    def _map(self, x: float, y: float) -> QPointF:
        across, down = self._scale()
        return QPointF((x - self._state.origin[0]) * across, (y - self._state.origin[1]) * down)

    def _rect(self, values: tuple[int, ...]) -> QRectF:
        bottom, right, top, left = values
        return QRectF(self._map(left, top), self._map(right, bottom)).normalized()

    def _pen(self) -> QPen:
        pen = self._state.pen
        if pen.style & 0xF == 5:
            return QPen(Qt.PenStyle.NoPen)
        across, down = self._scale()
        width = pen.width * (abs(across) + abs(down)) / 2
        drawn = QPen(pen.colour, max(1.0, width), _DASHES.get(pen.style & 0xF, Qt.PenStyle.SolidLine))
        drawn.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        drawn.setCapStyle(Qt.PenCapStyle.RoundCap)
        return drawn

    def _paint(self, path: QPainterPath, *, fill: bool = True) -> None:
        if self._state.mode == _NOTHING_DRAWN:
            return
        self.drawn += 1
        if self._state.mode != _DRAWN_OVER:
            self._lose(Completeness.PLAINER)
        winding = Qt.FillRule.WindingFill if self._state.winding else Qt.FillRule.OddEvenFill
        path.setFillRule(winding)
        self._painter.setPen(self._pen())
        self._painter.setBrush(self._state.brush if fill else Qt.BrushStyle.NoBrush)
        self._painter.drawPath(path)

    def _points(self, data: bytes, offset: int, count: int) -> QPolygonF:
        self._points_left -= count
        if self._points_left < 0:
            raise ValueError("too many points")
        values = struct.unpack_from(f"<{2 * count}h", data, offset)
        return QPolygonF([self._map(x, y) for x, y in zip(values[::2], values[1::2], strict=True)])

    # State

    def set_origin(self, data: bytes) -> None:
        y, x = struct.unpack_from("<2h", data)
        self._state = replace(self._state, origin=(x, y))

    def set_extent(self, data: bytes) -> None:
        y, x = struct.unpack_from("<2h", data)
        self._state = replace(self._state, extent=(x, y))

    def set_text_colour(self, data: bytes) -> None:
        self._state = replace(self._state, text_colour=colour_at(data, 0))

    def set_align(self, data: bytes) -> None:
        self._state = replace(self._state, align=struct.unpack_from("<H", data)[0])

    def set_winding(self, data: bytes) -> None:
        self._state = replace(self._state, winding=data[0] == 2)

    def set_mode(self, data: bytes) -> None:
        self._state = replace(self._state, mode=data[0])

    def save(self, _: bytes) -> None:
        if len(self._saved) < MOST_SAVED:
            self._saved.append(self._state)
            self._painter.save()

    def restore(self, data: bytes) -> None:
        index = struct.unpack_from("<h", data)[0]
        while self._saved and (index < 0 or len(self._saved) >= index):
            self._state = self._saved.pop()
            self._painter.restore()
            index += 1 if index < 0 else 0
            if index == 0:
                return

    def clip(self, data: bytes) -> None:
        area = self._rect(struct.unpack_from("<4h", data))
        self._painter.setClipRect(area, Qt.ClipOperation.IntersectClip)

    # Objects

    def _add(self, made: MetafileObject) -> None:
        if None in self._objects:
            self._objects[self._objects.index(None)] = made
        elif len(self._objects) < 4_096:
            self._objects.append(made)

    def create_pen(self, data: bytes) -> None:
        style, width = struct.unpack_from("<Hh", data)
        self._add(MetafilePen(style, abs(width), colour_at(data, 6)))

    def create_brush(self, data: bytes) -> None:
        style, _, hatch = struct.unpack_from("<H4sH", data)
        kind = Qt.BrushStyle.SolidPattern if style != 1 else Qt.BrushStyle.NoBrush
        if style == 2 and hatch < len(_HATCHES):
            kind = _HATCHES[hatch]
        self._add(QBrush(colour_at(data, 2), kind))

    def create_other(self, _: bytes) -> None:
        """A palette or region: something that has a number."""
        self._add(QBrush(QColor(0x80, 0x80, 0x80)))

    def create_pattern(self, data: bytes) -> None:
        """A pattern is drawn in grey."""
        self.create_other(data)
        self._lose(Completeness.PLAINER)

    def create_font(self, data: bytes) -> None:
        height, _, escapement, _, weight = struct.unpack_from("<5h", data)
        italic, underline, _, charset = data[10:14]
        face = data[18:].partition(b"\0")[0]
        name = face.decode("gbk" if charset == 134 else "latin-1", "replace")
        self._add(
            MetafileFont(name, height, weight, bool(italic), bool(underline), charset, -escapement / 10)
        )

    def select(self, data: bytes) -> None:
        number = struct.unpack_from("<H", data)[0]
        chosen = self._objects[number] if number < len(self._objects) else None
        match chosen:
            case MetafilePen():
                self._state = replace(self._state, pen=chosen)
            case MetafileFont():
                self._state = replace(self._state, font=chosen)
            case QBrush():
                self._state = replace(self._state, brush=chosen)

    def delete(self, data: bytes) -> None:
        number = struct.unpack_from("<H", data)[0]
        if number < len(self._objects):
            self._objects[number] = None

    # Lines and surfaces

    def move_to(self, data: bytes) -> None:
        y, x = struct.unpack_from("<2h", data)
        self._state = replace(self._state, at=(x, y))

    def line_to(self, data: bytes) -> None:
        y, x = struct.unpack_from("<2h", data)
        path = QPainterPath(self._map(*self._state.at))
        path.lineTo(self._map(x, y))
        self._paint(path, fill=False)
        self._state = replace(self._state, at=(x, y))

    def polygon(self, data: bytes) -> None:
        path = QPainterPath()
        path.addPolygon(self._points(data, 2, struct.unpack_from("<H", data)[0]))
        path.closeSubpath()
        self._paint(path)

    def polyline(self, data: bytes) -> None:
        path = QPainterPath()
        path.addPolygon(self._points(data, 2, struct.unpack_from("<H", data)[0]))
        self._paint(path, fill=False)

    def polygons(self, data: bytes) -> None:
        count = struct.unpack_from("<H", data)[0]
        sizes = struct.unpack_from(f"<{count}H", data, 2)
        offset, path = 2 + 2 * count, QPainterPath()
        for size in sizes:
            path.addPolygon(self._points(data, offset, size))
            path.closeSubpath()
            offset += 4 * size
        self._paint(path)

    def rectangle(self, data: bytes) -> None:
        path = QPainterPath()
        path.addRect(self._rect(struct.unpack_from("<4h", data)))
        self._paint(path)

    def round_rectangle(self, data: bytes) -> None:
        high, wide, *sides = struct.unpack_from("<6h", data)
        across, down = self._scale()
        path = QPainterPath()
        area = self._rect(tuple(sides))
        path.addRoundedRect(area, abs(wide * across) / 2, abs(high * down) / 2)
        self._paint(path)

    def ellipse(self, data: bytes) -> None:
        path = QPainterPath()
        path.addEllipse(self._rect(struct.unpack_from("<4h", data)))
        self._paint(path)

    def _sector(self, data: bytes, kind: str) -> None:
        y_end, x_end, y_start, x_start, *sides = struct.unpack_from("<8h", data)
        area = self._rect(tuple(sides))
        start, end = (angle_of(area, self._map(*at)) for at in ((x_start, y_start), (x_end, y_end)))
        path = QPainterPath()
        path.arcMoveTo(area, start)
        path.arcTo(area, start, (end - start) % 360 or 360)
        if kind == "pie":
            path.lineTo(area.center())
        if kind != "arc":
            path.closeSubpath()
        self._paint(path, fill=kind != "arc")

    def arc(self, data: bytes) -> None:
        self._sector(data, "arc")

    def pie(self, data: bytes) -> None:
        self._sector(data, "pie")

    def chord(self, data: bytes) -> None:
        self._sector(data, "chord")

    # Text

    def text_out(self, data: bytes) -> None:
        count = struct.unpack_from("<H", data)[0]
        y, x = struct.unpack_from("<2h", data, 2 + count + count % 2)
        self._text(data[2 : 2 + count], x, y, ())

    def ext_text_out(self, data: bytes) -> None:
        y, x, count, options = struct.unpack_from("<2h2H", data)
        begin = 16 if options & 6 else 8
        end = begin + count + count % 2
        spaces = (len(data) - end) // 2
        advances = struct.unpack_from(f"<{count}h", data, end) if spaces >= count > 0 else ()
        self._text(data[begin : begin + count], x, y, advances)

    def _text(self, raw: bytes, x: float, y: float, advances: tuple[int, ...]) -> None:
        state, font = self._state, self._state.font
        if state.align & 1:
            x, y = state.at
        across, down = (abs(side) for side in self._scale())
        drawn = font_of(font, down)
        metrics = QFontMetricsF(drawn)
        stretch = across / (down or 1)
        pieces = letters_of(raw, font, advances)
        widths = [
            metrics.horizontalAdvance(text) * stretch if step is None else step * across
            for text, step in pieces
        ]
        length = sum(widths)
        painter = self._painter
        painter.save()
        painter.translate(self._map(x, y))
        painter.rotate(font.turn)
        shift = {6: length / 2, 2: length}.get(state.align & 6, 0.0)
        lift = (
            0.0 if state.align & 24 == 24 else (-metrics.descent() if state.align & 8 else metrics.ascent())
        )
        painter.translate(-shift, lift)
        painter.scale(stretch, 1)
        painter.setFont(drawn)
        painter.setPen(state.text_colour)
        along = 0.0
        for (text, _), width in zip(pieces, widths, strict=True):
            painter.drawText(QPointF(along / (stretch or 1), 0), text)
            along += width
        painter.restore()
        self.drawn += 1
        if state.align & 1:
            self._state = replace(state, at=(x + length / (across or 1), y))

    # Pictures

    def stretch_dib(self, data: bytes) -> None:
        operation, _, *sides = struct.unpack_from("<IH8h", data)
        self._blit(operation, sides[4:], data[22:], sides[:4], from_below=True)

    def dib_stretch_blt(self, data: bytes) -> None:
        operation, *sides = struct.unpack_from("<I8h", data)
        self._blit(operation, sides[4:], data[20:], sides[:4])

    def dib_bit_blt(self, data: bytes) -> None:
        operation, _, _, *sides = struct.unpack_from("<I6h", data)
        self._blit(operation, sides, data[16:])

    def _blit(
        self,
        operation: int,
        place: list[int],
        bitmap: bytes,
        source: list[int] | None = None,
        *,
        from_below: bool = False,
    ) -> None:
        """Draw a bitmap, or the part of it that `source` (height, width, y, x) names."""
        high, wide, y, x = place
        area = QRectF(self._map(x, y), self._map(x + wide, y + high)).normalized()
        image = device_bitmap(bitmap)
        if image is None:
            self._lose(Completeness.IN_PART)
            return
        if source is not None:
            high, wide, y, x = source
            top = image.height() - y - high if from_below else y
            part = QRect(x, top, wide, high).intersected(image.rect())
            image = image if part.isEmpty() or part == image.rect() else image.copy(part)
        if operation == _AND:
            # A mask: white where the picture that follows is to be transparent.
            self._mask = area, image
            return
        if operation not in (_SOURCE, _INVERT, _PAINT):
            self._lose(Completeness.PLAINER)
        if operation in (_INVERT, _PAINT) and self._mask is not None and self._mask[0] == area:
            mask = self._mask[1].convertToFormat(QImage.Format.Format_Grayscale8)
            mask.invertPixels()
            image = image.scaled(mask.size()) if image.size() != mask.size() else image
            image = image.convertToFormat(QImage.Format.Format_RGB32)
            image.setAlphaChannel(mask)
        self.drawn += 1
        self._painter.drawImage(area, image)


_RECORDS: dict[int, Callable[[_Player, bytes], None]] = {
    0x001E: _Player.save,
    0x0127: _Player.restore,
    0x0104: _Player.set_mode,
    0x0106: _Player.set_winding,
    0x012E: _Player.set_align,
    0x0209: _Player.set_text_colour,
    0x020B: _Player.set_origin,
    0x020C: _Player.set_extent,
    0x0416: _Player.clip,
    0x00F7: _Player.create_other,
    0x0142: _Player.create_pattern,
    0x01F9: _Player.create_pattern,
    0x06FF: _Player.create_other,
    0x02FA: _Player.create_pen,
    0x02FB: _Player.create_font,
    0x02FC: _Player.create_brush,
    0x012D: _Player.select,
    0x01F0: _Player.delete,
    0x0213: _Player.line_to,
    0x0214: _Player.move_to,
    0x0324: _Player.polygon,
    0x0325: _Player.polyline,
    0x0538: _Player.polygons,
    0x041B: _Player.rectangle,
    0x061C: _Player.round_rectangle,
    0x0418: _Player.ellipse,
    0x0817: _Player.arc,
    0x081A: _Player.pie,
    0x0830: _Player.chord,
    0x0521: _Player.text_out,
    0x0A32: _Player.ext_text_out,
    0x0940: _Player.dib_bit_blt,
    0x0B41: _Player.dib_stretch_blt,
    0x0F43: _Player.stretch_dib,
}

_PALETTES = (0x0035, 0x0037, 0x0139, 0x0234, 0x0436)
_MODES = (0x0102, 0x0201, 0x0103, 0x0105, 0x0107, 0x0149, 0x0231)
_SPREADING = (0x0108, 0x020A)
_PAGE = (0x020D, 0x020E, 0x0211, 0x0412)
_WORDS_TO_OTHERS = 0x0626
_WITHOUT_MARK = frozenset((*_PALETTES, *_MODES, *_SPREADING, *_PAGE, _WORDS_TO_OTHERS))
"""Records that are passed over without a loss ([MS-WMF], 2.1.1.1): modes are nearly always the usual ones,
spread text brings its own advances, and the picture fills its own place, wherever it lies on a page."""
