"""The theme's colours as the review draws with them."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from presenter.widgets.theme import Colours, Space, Type, current_colours, mixed

ORANGE = QColor("#E69F00")
VERMILLION = QColor("#D55E00")


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one drawing. `surface` is what cards and charts stand on, `track` the empty part of
    a bar, `pale` the part of a bar that could have been full."""

    text: QColor
    muted: QColor
    surface: QColor
    line: QColor
    track: QColor
    right: QColor  # text that says what is right
    over: QColor  # text that says what took too long
    bar: QColor
    pale: QColor
    focus: QColor

    def outline(self, fill: QColor) -> QColor:
        """An edge that keeps pale fills visible on a pale surface and dark ones on a dark one."""
        return mixed(fill.name(), self.text.name(), 0.45)


def current_look() -> Look:
    """The colours that go with the system's palette."""
    c = current_colours()
    bar = "#56B4E9" if c.dark else "#0072B2"
    return Look(
        text=QColor(c.text),
        muted=QColor(c.muted),
        surface=QColor(c.surface),
        line=QColor(c.line),
        track=mixed(c.surface, c.text, 0.09),
        right=QColor(c.good),
        over=QColor(c.warning),
        bar=QColor(bar),
        pale=mixed(c.surface, bar, 0.3),
        focus=QColor(c.accent),
    )


def palette_of(c: Colours) -> QPalette:
    """The theme for Qt's own widgets. Quiet text takes the role of placeholders."""
    role = QPalette.ColorRole
    palette = QPalette()
    for roles, colour in (
        ((role.Window, role.Button), c.ground),
        ((role.Base,), c.surface),
        ((role.AlternateBase,), c.raised),
        ((role.WindowText, role.Text, role.ButtonText), c.text),
        ((role.PlaceholderText,), c.muted),
        ((role.Highlight,), c.accent),
        ((role.HighlightedText,), c.on_accent),
    ):
        for one in roles:
            palette.setColor(one, QColor(colour))
    return palette


def control_sheet(c: Colours) -> str:
    """The style of the search field and of scroll bars, set on them alone: on the window it would slow
    down every label of a long page."""
    return f"""
    QLineEdit {{ color: {c.text}; background: {c.surface}; border: 1px solid {c.line};
        border-radius: {Space.RADIUS}px; padding: 5px 8px; font-size: {Type.BODY}px; }}
    QLineEdit {{ placeholder-text-color: {c.muted}; }}
    QLineEdit:focus {{ border: 2px solid {c.accent}; padding: 4px 7px; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {c.line}; border-radius: 4px; min-height: 32px;
        margin: 1px; }}
    QScrollBar::handle:vertical:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
