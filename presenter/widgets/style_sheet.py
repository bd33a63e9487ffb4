"""Qt's style sheet, made from the tokens."""

from presenter.widgets.fonts import families
from presenter.widgets.theme import Colours, Space, Type


def style_sheet(c: Colours, scale: float = 1.0) -> str:
    """The style of a window's plain widgets, its type enlarged by `scale`; buttons, marks and slides
    paint themselves."""

    def size(pixels: int) -> int:
        return round(pixels * scale)

    face = ", ".join(f'"{name}"' for name in families())
    return f"""
    * {{ font-family: {face}; }}
    QWidget#window {{ background: {c.ground}; }}
    QLabel {{ color: {c.text}; font-size: {size(Type.BODY)}px; background: transparent; }}
    QToolTip {{ color: {c.text}; background: {c.raised}; border: 1px solid {c.line}; padding: 4px; }}
    QFrame[role="bar"] {{ background: {c.surface}; border: none; }}
    QFrame[role="card"] {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: {Space.RADIUS}px; }}
    QLabel[role="muted"] {{ color: {c.muted}; }}
    QLabel[role="small"] {{ color: {c.muted}; font-size: {size(Type.SMALL)}px; }}
    QLabel[role="heading"] {{ color: {c.muted}; font-size: {size(Type.SMALL)}px; font-weight: bold; }}
    QLabel[role="strong"] {{ font-size: {size(Type.STRONG)}px; font-weight: bold; }}
    QLabel[role="title"] {{ font-size: {size(Type.TITLE)}px; font-weight: bold; }}
    QLabel[role="figure"] {{ font-size: {size(Type.FIGURE)}px; font-weight: bold; }}
    QLabel[role="code"] {{ font-size: {size(2 * Type.TITLE)}px; font-weight: bold; }}
    QLabel[role="good"] {{ color: {c.good}; font-weight: bold; font-size: {size(Type.SMALL)}px; }}
    QLabel[role="chip"] {{ color: {c.text}; background: {c.raised}; border: 1px solid {c.line};
        border-radius: 4px; padding: 1px 7px; font-size: {size(Type.SMALL)}px; }}
    QLabel[role="chip-accent"] {{ color: {c.on_accent}; background: {c.accent}; font-weight: bold;
        border: 1px solid {c.accent}; border-radius: 4px; padding: 1px 7px;
        font-size: {size(Type.SMALL)}px; }}
    QLabel[role="chip-good"] {{ color: {c.good}; background: {c.good_ground}; font-weight: bold;
        border: 1px solid {c.good_ground}; border-radius: 4px; padding: 1px 7px;
        font-size: {size(Type.SMALL)}px; }}
    QLabel[role="chip-warning"] {{ color: {c.warning}; background: {c.warning_ground};
        font-weight: bold; border: 1px solid {c.warning_ground}; border-radius: 4px;
        padding: 1px 7px; font-size: {size(Type.SMALL)}px; }}
    QFrame[role="notice"] {{ background: {c.warning_ground}; border: none; }}
    QFrame[role="notice"] QLabel {{ color: {c.warning}; }}
    QFrame[role="notice-serious"] {{ background: {c.serious_ground}; border: none; }}
    QFrame[role="notice-serious"] QLabel {{ color: {c.serious}; font-weight: bold; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {c.line}; border-radius: 4px; min-height: 32px;
        margin: 1px; }}
    QScrollBar::handle:vertical:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QComboBox {{ color: {c.text}; background: {c.surface}; border: 1px solid {c.line};
        border-radius: {Space.RADIUS}px; padding: 0 10px; font-size: {size(Type.BODY)}px; }}
    QComboBox:hover {{ background: {c.raised}; }}
    QComboBox:focus {{ border: 2px solid {c.text}; }}
    QComboBox::drop-down {{ border: none; width: 24px; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox QAbstractItemView {{ color: {c.text}; background: {c.surface};
        border: 1px solid {c.line}; selection-background-color: {c.accent};
        selection-color: {c.on_accent}; padding: 4px; outline: none; }}
    QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 6px; }}
    QLineEdit {{ color: {c.text}; background: {c.surface}; border: 1px solid {c.line};
        border-radius: {Space.RADIUS}px; padding: 0 10px; font-size: {size(Type.BODY)}px; }}
    QLineEdit:focus {{ border: 2px solid {c.text}; }}
    QProgressBar {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: 4px;
        max-height: 8px; min-height: 8px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    QSplitter::handle {{ background: transparent; }}
    """
