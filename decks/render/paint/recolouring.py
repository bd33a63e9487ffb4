"""What a slide does to the colours of a picture: grey, two tones, brightness … (ECMA-376 part 1,
20.1.8.13)."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, qRgb

from decks.pptx.ooxml import Element, child, fraction
from decks.render.paint.colours import Palette

Mode = QPainter.CompositionMode


@dataclass(frozen=True, slots=True)
class Recolouring:
    """Colours as `#aarrggbb`. `tones` are the colours of black and white; `light` is brightness and
    contrast from -1 to 1; `exchange` replaces one colour by another; `threshold` leaves black and
    white."""

    exchange: tuple[str, str] | None = None
    grey: bool = False
    threshold: float | None = None
    light: tuple[float, float] | None = None
    tones: tuple[str, str] | None = None


def recolouring_of(palette: Palette, blip: Element | None, replaced: QColor | None) -> Recolouring | None:
    """What an `a:blip` asks for; `None` if the picture stays as it is."""
    if blip is None or not len(blip):
        return None
    light, threshold = child(blip, "a:lum"), child(blip, "a:biLevel")
    found = Recolouring(
        _exchange(palette, child(blip, "a:clrChange"), replaced),
        child(blip, "a:grayscl") is not None,
        None if threshold is None else fraction(threshold, "thresh", 0.5),
        None if light is None else (_signed(light, "bright"), _signed(light, "contrast")),
        _tones(palette, child(blip, "a:duotone"), replaced),
    )
    if found.light == (0.0, 0.0):
        found = Recolouring(found.exchange, found.grey, found.threshold, None, found.tones)
    return None if found == Recolouring() else found


def _signed(element: Element, name: str) -> float:
    return max(-1.0, min(1.0, fraction(element, name)))


def _exchange(palette: Palette, element: Element | None, replaced: QColor | None) -> tuple[str, str] | None:
    old = palette.colour_in(child(element, "a:clrFrom"), replaced)
    new = palette.colour_in(child(element, "a:clrTo"), replaced)
    if old is None or new is None:
        return None
    return old.name(QColor.NameFormat.HexArgb), new.name(QColor.NameFormat.HexArgb)


def _tones(palette: Palette, element: Element | None, replaced: QColor | None) -> tuple[str, str] | None:
    holders = [] if element is None else [palette.colour(tone, replaced) for tone in element]
    if len(holders) != 2:
        return None
    return holders[0].name(QColor.NameFormat.HexArgb), holders[1].name(QColor.NameFormat.HexArgb)


def recoloured(image: QImage, wish: Recolouring) -> QImage:
    """The picture in its new colours, in the format it came in or with transparency."""
    dots = image.dotsPerMeterX(), image.dotsPerMeterY()
    if wish.exchange is not None:
        image = _exchanged(image, *wish.exchange)
    if wish.grey or wish.threshold is not None or wish.tones is not None:
        image = _mapped_grey(image, _grey_table(wish))
    if wish.light is not None:
        image = _lit(image, *wish.light)
    image.setDotsPerMeterX(dots[0])
    image.setDotsPerMeterY(dots[1])
    return image


def _exchanged(image: QImage, old: str, new: str) -> QImage:
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    mask = image.createMaskFromColor(QColor(old).rgb(), Qt.MaskMode.MaskInColor)
    if mask.isNull():
        return image
    other = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    other.fill(QColor(new))
    _keep_where(other, _alpha_of(mask))
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    _keep_where(image, _alpha_of(mask), Mode.CompositionMode_DestinationOut)
    painter = QPainter(image)
    painter.drawImage(0, 0, other)
    painter.end()
    return image


def _alpha_of(mask: QImage) -> QImage:
    """A mask of single bits as transparency; its set bits are what stays."""
    mask.setColorTable([qRgb(0, 0, 0), qRgb(255, 255, 255)])
    alpha = mask.convertToFormat(QImage.Format.Format_Grayscale8)
    alpha.reinterpretAsFormat(QImage.Format.Format_Alpha8)
    return alpha


def _keep_where(image: QImage, alpha: QImage, mode: Mode = Mode.CompositionMode_DestinationIn) -> None:
    painter = QPainter(image)
    painter.setCompositionMode(mode)
    painter.drawImage(0, 0, alpha)
    painter.end()


def _grey_table(wish: Recolouring) -> list[int]:
    """The new colour of each of the 256 greys."""

    def level(grey: float) -> float:
        return grey if wish.threshold is None else float(grey >= wish.threshold)

    dark, bright = (QColor(tone) for tone in wish.tones or ("#ff000000", "#ffffffff"))
    table = []
    for grey in range(256):
        share = level(grey / 255)
        parts = zip(_parts(dark), _parts(bright), strict=True)
        table.append(qRgb(*(round(a + (b - a) * share) for a, b in parts)))
    return table


def _parts(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def _mapped_grey(image: QImage, table: list[int]) -> QImage:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    grey.reinterpretAsFormat(QImage.Format.Format_Indexed8)
    grey.setColorTable(table)
    return _with_alpha_of(image, grey)


def _with_alpha_of(image: QImage, opaque: QImage) -> QImage:
    if not image.hasAlphaChannel():
        return opaque.convertToFormat(QImage.Format.Format_RGB32)
    result = opaque.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    _keep_where(result, image)
    return result


def _lit(image: QImage, bright: float, contrast: float) -> QImage:
    slope = 1 / max(0.01, 1 - contrast) if contrast > 0 else 1 + contrast
    return _translated(image, lambda value: (value + bright * 255 - 127.5) * slope + 127.5)


def _translated(image: QImage, change: Callable[[int], float]) -> QImage:
    """Each of red, green and blue changed by itself."""
    table = bytes(max(0, min(255, round(change(value)))) for value in range(256))
    # Transparent pixels would darken the others, were they not set apart first.
    flat = image.convertToFormat(QImage.Format.Format_RGB888)
    pixels = bytes(flat.constBits()).translate(table)
    lit = QImage(pixels, flat.width(), flat.height(), flat.bytesPerLine(), QImage.Format.Format_RGB888)
    return _with_alpha_of(image, lit)
