"""Changes of a picture's hues (ECMA-376 part 1, 20.1.8.39 hsl, 20.1.8.60 tint)."""

from array import array
from collections.abc import Callable
from colorsys import hls_to_rgb, rgb_to_hls

from PySide6.QtGui import QImage

Parts = tuple[float, float, float]
"""Hue, lightness and saturation, from 0 to 1."""

_SAMPLE = 16
_FEW_COLOURS, _MOST_COLOURS = 10_000, 50_000
"""In one pixel of so many, and in all of them, for a picture to be changed colour by colour."""


def shifted_hues(image: QImage, hue: float, saturation: float, lightness: float) -> QImage:
    """The picture, opaque, with its hues turned by a share of the circle, and more or less of the other two
    (from -1 to 1): nothing of it, or all that there can be, at the ends."""

    def change(parts: Parts) -> Parts:
        was, light, strong = parts
        return (was + hue) % 1.0, _moved(light, lightness), min(1.0, strong * (1 + saturation))

    return _changed(image, change)


def tinted(image: QImage, hue: float, amount: float) -> QImage:
    """The picture, opaque, its colours mixed with those of this hue that are as light; with a negative
    amount, with those opposite."""
    other = hue if amount >= 0 else (hue + 0.5) % 1.0

    def mix(parts: Parts) -> Parts:
        own, new = hls_to_rgb(*parts), hls_to_rgb(other, parts[1], 1.0)
        share = abs(amount)
        return rgb_to_hls(*(a + (b - a) * share for a, b in zip(own, new, strict=True)))

    return _changed(image, mix)


def _moved(value: float, by: float) -> float:
    return value + (1 - value) * by if by > 0 else value * (1 + by)


def _changed(image: QImage, change: Callable[[Parts], Parts]) -> QImage:
    """Every colour changed; of pictures with very many colours five bits of each part count."""
    flat = image.convertToFormat(QImage.Format.Format_RGB888).convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(flat.constBits()).cast("I")
    if len(set(pixels[::_SAMPLE])) <= _FEW_COLOURS and len(colours := set(pixels)) <= _MOST_COLOURS:
        table = {colour: _new_colour(colour, change) for colour in colours}
        return _image_of(array("I", map(table.__getitem__, pixels)), flat)
    coarse = flat.convertToFormat(QImage.Format.Format_RGB555)
    shades = memoryview(coarse.constBits()).cast("H")
    steps = [0] * 0x10000
    for shade in set(shades):
        steps[shade] = _new_colour(_widened(shade), change)
    return _image_of(array("I", map(steps.__getitem__, shades)), coarse)


def _image_of(pixels: "array[int]", like: QImage) -> QImage:
    stride = 4 * len(pixels) // max(1, like.height())
    data = pixels.tobytes()
    made = QImage(data, like.width(), like.height(), stride, QImage.Format.Format_RGB32)
    return made.copy()  # of the bytes it would only keep the address


def _widened(shade: int) -> int:
    """A colour with five bits for each part as one with eight."""
    parts = (shade >> place & 31 for place in (10, 5, 0))
    red, green, blue = (part << 3 | part >> 2 for part in parts)
    return red << 16 | green << 8 | blue


def _new_colour(colour: int, change: Callable[[Parts], Parts]) -> int:
    red, green, blue = ((colour >> shift & 255) / 255 for shift in (16, 8, 0))
    made = hls_to_rgb(*change(rgb_to_hls(red, green, blue)))
    levels = [max(0, min(255, round(part * 255))) for part in made]
    return 0xFF000000 | levels[0] << 16 | levels[1] << 8 | levels[2]
