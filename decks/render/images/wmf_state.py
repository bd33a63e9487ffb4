"""What a metafile keeps while it is played: pens, brushes, fonts, and the place of its window."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFont, QPainterPath

from decks.render.text.symbols import unsymbolised

_CHARSETS = {128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254"}
_CHARSETS |= {177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}
_SYMBOLS = 2


@dataclass(frozen=True, slots=True)
class MetafileFont:
    """`height` in units of the window, negative for that of the letters alone; `charset` as Windows counts
    them; `turn` in degrees clockwise."""

    face: str = "Arial"
    height: int = -12
    weight: int = 400
    italic: bool = False
    underline: bool = False
    charset: int = 0
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class MetafilePen:
    """`style` as in `PS_SOLID` …; `width` in units of the window, 0 for the thinnest."""

    style: int = 0
    width: int = 0
    colour: QColor = field(default_factory=lambda: QColor("black"))


MetafileObject = MetafileFont | MetafilePen | QBrush | None


@dataclass(frozen=True, slots=True)
class DeviceContext:
    """What drawing depends on. `origin` and `extent` are the window's, in its own units; `align` and `mode`
    as in `TA_LEFT` … and `R2_COPYPEN` …; `at` is where the next line begins."""

    origin: tuple[int, int] = (0, 0)
    extent: tuple[int, int] = (1, 1)
    pen: MetafilePen = field(default_factory=MetafilePen)
    brush: QBrush = field(default_factory=lambda: QBrush(QColor("white")))
    font: MetafileFont = field(default_factory=MetafileFont)
    text_colour: QColor = field(default_factory=lambda: QColor("black"))
    align: int = 0
    winding: bool = False
    mode: int = 13
    at: tuple[float, float] = (0.0, 0.0)


def colour_at(data: bytes, offset: int) -> QColor:
    """The colour in three bytes."""
    red, green, blue = data[offset : offset + 3]
    return QColor(red, green, blue)


def angle_of(area: QRectF, point: QPointF) -> float:
    """The angle of a point seen from an ellipse's centre, in degrees against the clock."""
    wide, high = area.width() or 1.0, area.height() or 1.0
    offset = QPointF((point.x() - area.center().x()) / wide, (area.center().y() - point.y()) / high)
    path = QPainterPath(QPointF(0, 0))
    path.lineTo(offset.x(), -offset.y())
    return path.angleAtPercent(0)


def font_of(font: MetafileFont, scale: float) -> QFont:
    """The font for a painter with `scale` pixels to a unit."""
    symbolic = font.charset == _SYMBOLS
    drawn = QFont() if symbolic else QFont(font.face)
    # A positive height is that of a line, a fifth more than that of the letters.
    size = abs(font.height) * scale if font.height <= 0 else font.height * scale / 1.2
    drawn.setPixelSize(max(1, min(2_000, round(size or 12))))
    drawn.setWeight(QFont.Weight.Bold if font.weight >= 600 else QFont.Weight.Normal)
    drawn.setItalic(font.italic)
    drawn.setUnderline(font.underline)
    return drawn


def letters_of(raw: bytes, font: MetafileFont, advances: tuple[int, ...]) -> list[tuple[str, int | None]]:
    """The characters of a text, each with its advance if the file has one for every byte."""
    if font.charset == _SYMBOLS:
        characters = [unsymbolised(chr(0xF000 + byte), font.face, wholly=True) for byte in raw]
        sizes = [1] * len(raw)
    else:
        codec = _CHARSETS.get(font.charset, "cp1252")
        text = raw.decode(codec, "replace")
        characters = list(text)
        sizes = [len(letter.encode(codec, "replace")) for letter in characters]
    if not advances or sum(sizes) != len(advances):
        return [("".join(characters), None)]
    pieces: list[tuple[str, int | None]] = []
    place = 0
    for letter, size in zip(characters, sizes, strict=True):
        pieces.append((letter, sum(advances[place : place + size])))
        place += size
    return pieces
