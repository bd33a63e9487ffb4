"""Colours as Office writes them: named by a theme, then lightened, darkened or made transparent."""

from collections.abc import Mapping

from PySide6.QtGui import QColor

from decks.pptx.ooxml import Element, attribute, fraction, local_name, whole
from decks.render.slide.theme import Theme

_KINDS = frozenset(("srgbClr", "schemeClr", "sysClr", "prstClr", "scrgbClr", "hslClr"))
_HALF_TURN = 108.0
"""180 degrees, in 60,000ths, read as if they were thousandths of a percent."""
_SHORT_NAMES = {"dk": "dark", "lt": "light", "med": "medium"}


class Palette:
    """What colour names mean on one slide: a theme seen through a colour map (`bg1` → `lt1`)."""

    def __init__(self, theme: Theme, mapping: Mapping[str, str]) -> None:
        self.theme = theme
        self._mapping = mapping
        self._looked_up: set[str] = set()

    def colour_in(self, parent: Element | None, replaced: QColor | None = None) -> QColor | None:
        """The colour among `parent`'s children. `replaced` stands for `phClr`, the colour that a
        style leaves open."""
        for element in () if parent is None else parent:
            if local_name(element) in _KINDS:
                return self.colour(element, replaced)
        return None

    def colour(self, element: Element, replaced: QColor | None = None) -> QColor:
        """The colour that a colour element (`a:srgbClr` …) means; black if it is nonsense."""
        colour = self._base(element, replaced)
        for change in element:
            colour = _changed(colour, local_name(change), fraction(change, "val"))
        return colour

    def named(self, name: str) -> QColor:
        """A colour of the theme by its name, mapped or not; black for one that is defined by itself."""
        value = self.theme.colours.get(self._mapping.get(name, name))
        if isinstance(value, str):
            return QColor(f"#{value}")
        if name in self._looked_up:
            return QColor("black")
        self._looked_up.add(name)
        try:
            return self.colour_in(value) or QColor("black")
        finally:
            self._looked_up.discard(name)

    def _base(self, element: Element, replaced: QColor | None) -> QColor:
        value = attribute(element, "val")
        match local_name(element):
            case "schemeClr":
                if value == "phClr":
                    return QColor(replaced) if replaced is not None else QColor("black")
                return self.named(value)
            case "srgbClr":
                return _valid(QColor(f"#{value[:6]}"))
            case "sysClr":
                usual = "FFFFFF" if value == "window" else "000000"
                return _valid(QColor(f"#{attribute(element, 'lastClr', usual)[:6]}"))
            case "prstClr":
                return _valid(_preset(value))
            case "scrgbClr":
                red, green, blue = (_clamp(fraction(element, name)) for name in ("r", "g", "b"))
                return QColor.fromRgbF(_to_srgb(red), _to_srgb(green), _to_srgb(blue))
            case "hslClr":
                hue = whole(element, "hue") / 21_600_000 % 1.0
                return QColor.fromHslF(
                    hue, _clamp(fraction(element, "sat")), _clamp(fraction(element, "lum"))
                )
        return QColor("black")


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """`share` of the first colour on the second."""
    red = share * first.redF() + (1 - share) * second.redF()
    green = share * first.greenF() + (1 - share) * second.greenF()
    blue = share * first.blueF() + (1 - share) * second.blueF()
    return QColor.fromRgbF(_clamp(red), _clamp(green), _clamp(blue))


def _valid(colour: QColor) -> QColor:
    return colour if colour.isValid() else QColor("black")


def _preset(name: str) -> QColor:
    for short, long in _SHORT_NAMES.items():
        if name.startswith(short) and name[len(short) : len(short) + 1].isupper():
            name = long + name[len(short) :]
    return QColor(name.lower())


def _changed(colour: QColor, change: str, value: float) -> QColor:
    if change.startswith("alpha"):
        alpha = colour.alphaF()
        alpha = {"alpha": value, "alphaMod": alpha * value, "alphaOff": alpha + value}.get(change, alpha)
        colour.setAlphaF(_clamp(alpha))
        return colour
    if change in ("shade", "tint"):
        return _mixed_in_light(colour, value, 0.0 if change == "shade" else 1.0)
    if change[:3] in ("lum", "sat", "hue"):
        return _changed_hsl(colour, change, value)
    if change == "comp":
        return _changed_hsl(colour, "hueOff", _HALF_TURN)
    for place, name in enumerate(("red", "green", "blue")):
        if change.startswith(name):
            parts = [colour.redF(), colour.greenF(), colour.blueF()]
            parts[place] = _clamp(_new(parts[place], change.removeprefix(name), value))
            return QColor.fromRgbF(parts[0], parts[1], parts[2], colour.alphaF())
    if change == "inv":
        return QColor.fromRgbF(1 - colour.redF(), 1 - colour.greenF(), 1 - colour.blueF(), colour.alphaF())
    if change in ("gray", "grayscl"):
        gray = _clamp(0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF())
        return QColor.fromRgbF(gray, gray, gray, colour.alphaF())
    return colour


def _changed_hsl(colour: QColor, change: str, value: float) -> QColor:
    hue, saturation, lightness = max(0.0, colour.hslHueF()), colour.hslSaturationF(), colour.lightnessF()
    part, how = change[:3], change[3:]
    if part == "lum":
        lightness = _clamp(_new(lightness, how, value))
    elif part == "sat":
        saturation = _clamp(_new(saturation, how, value))
    else:
        # Hues are angles, unless they are multiplied.
        hue = _new(hue, how, value if how == "Mod" else value / _HALF_TURN / 2) % 1.0
    return QColor.fromHslF(min(hue, 1.0), saturation, lightness, colour.alphaF())


def _new(old: float, how: str, value: float) -> float:
    """A part of a colour set, multiplied (`Mod`) or moved (`Off`)."""
    return {"Mod": old * value, "Off": old + value, "": value}.get(how, old)


def _mixed_in_light(colour: QColor, share: float, other: float) -> QColor:
    """Tint and shade mix with white and black as light does, not as numbers do."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (_to_srgb(_clamp(share * _to_light(part) + (1 - share) * other)) for part in parts)
    return QColor.fromRgbF(red, green, blue, colour.alphaF())


def _to_light(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _to_srgb(value: float) -> float:
    return _clamp(float(value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))


def _clamp(value: float) -> float:
    return min(1.0, max(0.0, value))
