"""A button that is on or off."""

from PySide6.QtWidgets import QWidget

from presenter.widgets.button import Button


class Toggle(Button):
    """Its text says with a tick whether it is on, so that colour is not the only sign."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, height=32, parent=parent)
        self._words = text
        self.setCheckable(True)
        self.toggled.connect(self.say_state)
        self.say_state(False)

    def say_state(self, on: bool) -> None:
        """Say whether it is on, after a change of which no signal told."""
        self.setText(f"✓ {self._words}" if on else f"○ {self._words}")
        self.setAccessibleName(self._words)
        self.updateGeometry()
