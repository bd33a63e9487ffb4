"""The typeface of all windows: the system's own, with Chinese behind it."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

# The first of these that is there draws what the system's own face can't.
_CHINESE = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC")
# What Qt calls the system's face where no desktop names one; the Chinese face's own Latin is finer
# than what stands behind these names, and sits on the same line.
_NAMELESS = ("", "Sans Serif", "Sans", "sans-serif")


@cache
def families() -> tuple[str, ...]:
    """The font families to ask for, first choice first."""
    present = set(QFontDatabase.families())
    chinese = [name for name in _CHINESE if name in present][:1]
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return tuple(chinese) if chinese and system in _NAMELESS else (system, *chinese)


def ui_font(pixels: float, *, bold: bool = False) -> QFont:
    """The windows' font at a height in pixels."""
    font = QFont(list(families()))
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font
