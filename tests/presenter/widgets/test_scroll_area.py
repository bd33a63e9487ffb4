"""A clicker's keys pass through a scroll area."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from presenter.widgets.button import Button
from presenter.widgets.scroll_area import ScrollArea


class Window(QWidget):
    """Notes the keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Down, Qt.Key.Key_Space])
def test_keys_pressed_on_a_button_in_it_reach_the_window(qtbot: QtBot, key: Qt.Key) -> None:
    window, scroll, button = Window(), ScrollArea(), Button("Ask")
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(scroll)
    scroll.setWidget(button)
    window.show()
    qtbot.keyClick(button, key)
    assert window.keys == [key]
