"""What a slide does to the colours of a picture: grey, two tones, brightness … (ECMA-376 part 1,
20.1.8.13)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, qRgb

from decks.pptx.ooxml import Element, child, fraction, local_name, whole
from decks.render.paint.colours import Palette
from decks.render.paint.hues import shifted_hues, tinted

Mode = QPainter.CompositionMode


@dataclass(frozen=True, slots=True)
class Recolouring:
    """Colours as `#aarrggbb`. `tones` are the colours of black and white; `light` is brightness and
    contrast from -1 to 1; `exchange` replaces one colour by another, `solid` all of them; `threshold` leaves
    black and white. `hues` turns hues by a share of the circle and changes saturation and lightness, `tint`
    is a hue and an amount. `veils` change the transparency, one after another."""

    exchange: tuple[str, str] | None = None
    grey: bool = False
    threshold: float | None = None
    light: tuple[float, float] | None = None
    tones: tuple[str, str] | None = None
    solid: str | None = None
    hues: tuple[float, float, float] | None = None
    tint: tuple[float, float] | None = None
    veils: tuple[tuple[str, float], ...] = ()


_NEARLY = frozenset(("tint", "alphaMod", "blur", "fillOverlay"))
_VEILS = {
    "alphaRepl": ("a", 1.0),
    "alphaBiLevel": ("thresh", 0.5),
    "alphaCeiling": ("", 0.0),
    "alphaFloor": ("", 0.0),
    "alphaInv": ("", 0.0),
}
"""What changes the transparency, with the attribute that says how, and what that is without one."""
_CIRCLE = 21_600_000


def is_drawn_nearly(blip: Element | None) -> bool:
    """Whether an `a:blip` changes its picture in a way that isn't drawn, or isn't laid down."""
    return any(local_name(change) in _NEARLY for change in (() if blip is None else blip))


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
        _solid(palette, child(blip, "a:clrRepl"), replaced),
        _hues(child(blip, "a:hsl")),
        _tint(child(blip, "a:tint")),
        tuple(_veils(blip)),
    )
    if found.light == (0.0, 0.0):
        found = replace(found, light=None)
    return None if found == Recolouring() else found


def _signed(element: Element, name: str) -> float:
    return max(-1.0, min(1.0, fraction(element, name)))


def _solid(palette: Palette, element: Element | None, replaced: QColor | None) -> str | None:
    colour = palette.colour_in(element, replaced)
    return None if colour is None else colour.name(QColor.NameFormat.HexArgb)


def _hues(element: Element | None) -> tuple[float, float, float] | None:
    if element is None:
        return None
    hue = whole(element, "hue") / _CIRCLE % 1.0
    found = hue, _signed(element, "sat"), _signed(element, "lum")
    return found if any(found) else None


def _tint(element: Element | None) -> tuple[float, float] | None:
    if element is None or not _signed(element, "amt"):
        return None
    return whole(element, "hue") / _CIRCLE % 1.0, _signed(element, "amt")


def _veils(blip: Element) -> Iterator[tuple[str, float]]:
    for change in blip:
        kind = local_name(change)
        if kind in _VEILS:
            name, usual = _VEILS[kind]
            yield kind, max(0.0, min(1.0, fraction(change, name, usual))) if name else usual


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
    if wish.hues is not None:
        image = _with_alpha_of(image, shifted_hues(image, *wish.hues))
    if wish.tint is not None:
        image = _with_alpha_of(image, tinted(image, *wish.tint))
    if wish.solid is not None:
        image = _in_one_colour(image, QColor(wish.solid))
    for veil in wish.veils:
        image = _veiled(image, *veil)
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


def _in_one_colour(image: QImage, colour: QColor) -> QImage:
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setCompositionMode(Mode.CompositionMode_SourceIn)
    painter.fillRect(image.rect(), colour)
    painter.end()
    return image


def _veiled(image: QImage, kind: str, amount: float) -> QImage:
    """The picture with its transparency changed (20.1.8.1 to 20.1.8.7)."""
    table = bytes(round(255 * _opacity(kind, amount, value / 255)) for value in range(256))
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    pixels = bytes(alpha.constBits()).translate(table)
    new = QImage(pixels, alpha.width(), alpha.height(), alpha.bytesPerLine(), QImage.Format.Format_Alpha8)
    made = image.convertToFormat(QImage.Format.Format_RGB888)
    made = made.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    _keep_where(made, new)
    return made


def _opacity(kind: str, amount: float, level: float) -> float:
    match kind:
        case "alphaRepl":
            return amount
        case "alphaBiLevel":
            return float(level >= amount)
        case "alphaCeiling":
            return float(level > 0)
        case "alphaFloor":
            return float(level >= 1)
    return 1 - level


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
