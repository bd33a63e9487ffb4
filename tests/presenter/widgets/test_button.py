"""Buttons and choosers leave the clicker's keys alone and clip nothing."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from presenter.widgets.button import Button, Chooser, Role


@pytest.mark.parametrize("role", list(Role))
def test_enter_presses_and_space_does_not(qtbot: QtBot, role: Role) -> None:
    button = Button("Ask", role=role)
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pressed == []
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert len(pressed) == 1


def test_a_button_makes_room_for_its_text_its_key_and_its_icon(qtbot: QtBot) -> None:
    button = Button("Ask")
    qtbot.addWidget(button)
    plain = button.sizeHint().width()
    button.say("Ask", key="Enter")
    keyed = button.sizeHint().width()
    button.say("Ask", key="Enter", icon="again")
    assert plain < keyed < button.sizeHint().width()
    assert button.minimumSizeHint() == button.sizeHint()


@pytest.mark.parametrize("role", list(Role))
def test_a_disabled_button_looks_it(qtbot: QtBot, role: Role) -> None:
    button = Button("Ask", role=role)
    qtbot.addWidget(button)
    button.show()
    usual = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != usual


def test_a_chooser_is_as_wide_as_its_choice_but_never_wider_than_its_bar_allows(qtbot: QtBot) -> None:
    chooser = Chooser()
    qtbot.addWidget(chooser)
    chooser.addItems(["short", "192.168.100.105 · vEthernet (WSL (Hyper-V firewall)) (not for phones)"])
    narrow = chooser.width()
    chooser.setCurrentIndex(1)
    assert narrow < chooser.width() == Chooser.MOST_WIDE
    assert chooser.toolTip() == chooser.currentText()


def test_wheel_and_arrows_change_no_choice(qtbot: QtBot) -> None:
    chooser = Chooser()
    qtbot.addWidget(chooser)
    chooser.addItems(["one", "two"])
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chooser, wheel)
    assert chooser.currentText() == "one"
