"""The one file of tokens: colours light and dark, spacing, type scale, the marks of options."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours. Text on `ground`, `surface` and `raised` meets WCAG AA."""

    dark: bool
    ground: str  # behind everything
    surface: str  # cards
    raised: str  # controls, the empty part of bars
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    good: str
    good_ground: str
    warning: str
    warning_ground: str
    serious: str
    serious_ground: str


LIGHT = Colours(
    dark=False,
    ground="#EEF0F3",
    surface="#FFFFFF",
    raised="#F1F3F6",
    line="#D3D9E0",
    text="#1A1F26",
    muted="#56606C",
    accent="#0B5CAD",
    on_accent="#FFFFFF",
    good="#08724C",
    good_ground="#DDF3E9",
    warning="#7A4F00",
    warning_ground="#FFF1CF",
    serious="#A8201A",
    serious_ground="#FCE4E2",
)

DARK = Colours(
    dark=True,
    ground="#121519",
    surface="#1B1F25",
    raised="#272D35",
    line="#39414B",
    text="#E8ECF0",
    muted="#A4AFBA",
    accent="#6CB4F5",
    on_accent="#08131D",
    good="#58CF9B",
    good_ground="#143527",
    warning="#F2BE55",
    warning_ground="#392C0E",
    serious="#FF9389",
    serious_ground="#461F1C",
)


class Theme(Enum):
    """What the trainer wants the windows to look like."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    Theme.SYSTEM: Qt.ColorScheme.Unknown,
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
}


class Space:
    """Distances in logical pixels."""

    HAIR = 2
    TIGHT = 4
    SMALL = 8
    MEDIUM = 12
    LARGE = 16
    WIDE = 24
    RADIUS = 8


class Type:
    """Font sizes of the console in logical pixels. The projector's are shares of its height."""

    SMALL = 12
    BODY = 14
    STRONG = 16
    TITLE = 20
    FIGURE = 24


class Shape(Enum):
    """The outline that goes with an option's letter, so that colour is never the only sign. In the
    order of the options."""

    CIRCLE = auto()
    SQUARE = auto()
    TRIANGLE = auto()
    DIAMOND = auto()
    HEXAGON = auto()
    PENTAGON = auto()
    STAR = auto()
    CROSS = auto()


@dataclass(frozen=True, slots=True)
class OptionMark:
    """How one option looks wherever it is shown: `colour` filled, `ink` written on it."""

    letter: str
    shape: Shape
    colour: str
    ink: str


# Okabe & Ito's palette for colour-blind eyes; their black is a grey here, to be seen on dark ground.
# Order of colours and shapes is that of the phone's page: an option looks the same in the hand.
_OPTION_COLOURS = (
    ("#0072B2", "#FFFFFF"),
    ("#E69F00", "#000000"),
    ("#009E73", "#000000"),
    ("#D55E00", "#000000"),
    ("#56B4E9", "#000000"),
    ("#CC79A7", "#000000"),
    ("#F0E442", "#000000"),
    ("#767676", "#FFFFFF"),
)


def option_mark(index: int) -> OptionMark:
    """The mark of the option at `index`, counted from 0; colours and shapes come again after eight."""
    colour, ink = _OPTION_COLOURS[index % len(_OPTION_COLOURS)]
    return OptionMark(chr(ord("A") + index), list(Shape)[index % len(Shape)], colour, ink)


def current_colours() -> Colours:
    """The theme that goes with the system's palette."""
    palette = QGuiApplication.palette()
    text, window = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
    return DARK if text.lightnessF() > window.lightnessF() else LIGHT


def wear(theme: Theme) -> None:
    """Let all windows look like this from now on."""
    QGuiApplication.styleHints().setColorScheme(_SCHEMES[theme])  # title bars and the system's dialogs
    if theme is Theme.SYSTEM:
        QGuiApplication.setPalette(QPalette())
    else:
        QGuiApplication.setPalette(_palette(DARK if theme is Theme.DARK else LIGHT))


def _palette(c: Colours) -> QPalette:
    palette = QPalette(QColor(c.raised), QColor(c.ground))
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.WindowText, c.text),
        (roles.Text, c.text),
        (roles.ButtonText, c.text),
        (roles.Base, c.surface),
        (roles.Highlight, c.accent),
        (roles.HighlightedText, c.on_accent),
    ):
        palette.setColor(role, QColor(colour))
    return palette


def mixed(one: str, other: str, share: float) -> QColor:
    """`one` with a `share` (0 to 1) of `other` in it."""
    a, b = QColor(one), QColor(other)
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )
