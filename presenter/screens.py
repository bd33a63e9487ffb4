"""Displays: which one the slides go to, and what happens when it is unplugged."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

Name = tuple[str, str, str]


class Screens(QObject):
    """Puts the projector window on a display of its own, full screen, or in a window when the
    machine has but one. A display that is unplugged takes the window off; it returns with it."""

    presenting_changed = Signal(bool)

    def __init__(self, console: QWidget, projector: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._console, self._projector = console, projector
        self._presenting = False
        self._wanted: Name | None = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(lambda _screen: QTimer.singleShot(0, self, self._place))
        app.screenRemoved.connect(self._on_removed)

    @property
    def presenting(self) -> bool:
        """Whether the projector window is up."""
        return self._presenting

    def present(self) -> None:
        """Put the projector window up."""
        self._presenting = True
        self._place()
        self.presenting_changed.emit(True)

    def stop_presenting(self) -> None:
        """Take the projector window down."""
        self._presenting = False
        self._projector.hide()
        self._console.activateWindow()
        self.presenting_changed.emit(False)

    def swap(self) -> None:
        """Let the slides go to the next display, and the console to where they were."""
        screens = QGuiApplication.screens()
        if len(screens) < 2:
            return
        present = self._projector_screen()
        index = screens.index(present) if present in screens else 0
        target = screens[(index + 1) % len(screens)]
        if target is self._console.screen() and present is not None:
            self._console.setScreen(present)
            self._console.move(present.availableGeometry().topLeft())
        self._wanted = _name(target)
        self._place()

    def _projector_screen(self) -> QScreen | None:
        """The display for the slides; None when there is only the console's."""
        others = [screen for screen in QGuiApplication.screens() if screen is not self._console.screen()]
        wanted = (screen for screen in others if _name(screen) == self._wanted)
        return next(wanted, others[0] if others else None)

    def _place(self) -> None:
        if not self._presenting:
            return
        screen = self._projector_screen()
        if screen is None:
            self._show_windowed()
            return
        self._wanted = _name(screen)
        # In this order; otherwise Qt shows the window on the display it was on before.
        self._projector.setScreen(screen)
        self._projector.setGeometry(screen.geometry())
        self._projector.showFullScreen()

    def _show_windowed(self) -> None:
        if self._projector.isFullScreen():
            self._projector.showNormal()
        if not self._projector.isVisible():
            available = self._console.screen().availableGeometry()
            self._projector.resize(available.width() * 2 // 3, available.width() * 3 // 8)
            self._projector.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self._projector.show()
            self._console.raise_()

    def _on_removed(self, screen: QScreen) -> None:
        # Left alone, Qt moves the full-screen slides over the console.
        if self._presenting and _name(screen) == self._wanted:
            self._projector.hide()
            QTimer.singleShot(0, self, self._place)


def _name(screen: QScreen) -> Name:
    return screen.name(), screen.manufacturer() + screen.model(), screen.serialNumber()
