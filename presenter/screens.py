"""Displays: which one the slides go to, and what happens when one is unplugged or turned."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen, QWindow
from PySide6.QtWidgets import QApplication, QWidget

SETTLES_MS = 200  # plugging a display in is a burst of changes
ARRIVES_MS = 1000  # how long a window manager may take to show a window
IN_A_WINDOW = "*window"  # no display has such a name
FRAME = 40  # pixels for a window's title and borders, before anybody knows how thick they are


@dataclass(frozen=True, slots=True)
class Display:
    """How a display is known again when it returns: by its socket, else by its serial number."""

    name: str
    model: str
    serial: str

    @staticmethod
    def of(screen: QScreen) -> "Display":
        """The display that Qt calls a screen."""
        return Display(screen.name(), screen.manufacturer() + screen.model(), screen.serialNumber())

    def is_like(self, other: "Display") -> bool:
        """Whether it is the same one, perhaps in another socket."""
        return bool(self.serial) and (self.model, self.serial) == (other.model, other.serial)


class Screens(QObject):
    """Puts the projector window on a display of its own, full screen, or in a window when there is
    but one or they show the same. The keyboard stays with the console.

    A display that is unplugged takes the slides off, never over the console; they return with it.
    Windows other than the projector's never stay on the display that the slides are on.
    """

    presenting_changed = Signal(bool)
    copied = Signal(bool)  # whether the class sees the console, because displays show the same

    def __init__(
        self,
        console: QWidget,
        projector: QWidget,
        parent: QObject | None = None,
        *,
        settles_ms: int = SETTLES_MS,
    ) -> None:
        super().__init__(parent)
        self._console, self._projector = console, projector
        self._presenting = False
        self._wanted: Display | None = None
        self._windowed = False
        self._copied = False
        self._used: Display | None = None  # by the slides, full screen, now
        self._watching = False
        self._settling = QTimer(self, interval=settles_ms, singleShot=True)
        self._settling.timeout.connect(self._settle)
        self._arriving = QTimer(self, interval=ARRIVES_MS, singleShot=True)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._on_focus)
        app.screenAdded.connect(self._on_added)
        app.screenRemoved.connect(self._on_removed)
        for screen in app.screens():
            screen.geometryChanged.connect(self._settle_soon)

    @property
    def presenting(self) -> bool:
        """Whether the projector window is up."""
        return self._presenting

    @property
    def apart(self) -> bool:
        """Whether the slides have a display of their own, so that the class sees nothing else."""
        return self._used is not None

    def present(self) -> None:
        """Put the projector window up."""
        self._presenting = True
        self._place()
        self._watch()
        self.presenting_changed.emit(True)

    def stop_presenting(self) -> None:
        """Take the projector window down."""
        self._presenting = False
        self._used = None
        self._projector.hide()
        self._tell_copied()
        self._console.activateWindow()
        self.presenting_changed.emit(False)

    def names(self) -> tuple[str, ...]:
        """The displays to choose from; none where there is but one."""
        screens = QGuiApplication.screens()
        return tuple(screen.name() for screen in screens) if len(screens) > 1 else ()

    def choose(self, place: str) -> None:
        """Where the slides go from now on: a display's name, `IN_A_WINDOW` for sharing in a meeting, or
        empty for any but the console's. The console leaves the display that is chosen."""
        self._windowed = place == IN_A_WINDOW
        screens = QGuiApplication.screens()
        chosen = next((screen for screen in screens if screen.name() == place), None)
        if chosen is not None:
            self._wanted = Display.of(chosen)
            others = [screen for screen in screens if screen is not chosen]
            if others and self._presenting and chosen is self._console.screen():
                _move_to(self._console, others[0])
        self._place()

    def swap(self) -> None:
        """Let the slides go to the next display, and the console to where they were."""
        screens = QGuiApplication.screens()
        present = self._projector_screen()
        if present is None:
            return
        target = screens[(screens.index(present) + 1) % len(screens)]
        if target is self._console.screen():
            _move_to(self._console, present)
        self._wanted = Display.of(target)
        self._place()

    # --- where things belong ---------------------------------------------------------------------

    def _projector_screen(self) -> QScreen | None:
        """The display for the slides; None when there is only the console's, or a copy of it."""
        if self._windowed:
            return None
        own = self._console.screen()
        others = [
            screen
            for screen in QGuiApplication.screens()
            if screen is not own and not screen.geometry().intersects(own.geometry())
        ]
        wanted = self._wanted
        if wanted is not None:
            known = [screen for screen in others if Display.of(screen) == wanted]
            known += [screen for screen in others if Display.of(screen).is_like(wanted)]
            others = known or others
        return others[0] if others else None

    def _place(self) -> None:
        if not self._presenting:
            return
        keyboard = self._keyboard()
        screen = self._projector_screen()
        if screen is None:
            self._used = None
            self._show_windowed()
        else:
            self._wanted = self._wanted or Display.of(screen)
            self._used = Display.of(screen)
            self._show_full_screen(screen)
            self._clear_away(screen)
        keyboard.activateWindow()
        self._arriving.start()
        self._tell_copied()

    def _tell_copied(self) -> None:
        own = self._console.screen()
        same = any(
            screen is not own and screen.geometry().intersects(own.geometry())
            for screen in QGuiApplication.screens()
        )
        copied = self._presenting and not self._windowed and same
        if copied is not self._copied:
            self._copied = copied
            self.copied.emit(copied)

    def _keyboard(self) -> QWidget:
        """Who has the keyboard: a dialog while it is up, else the console, which has more keys."""
        active = QApplication.activeWindow()
        return self._console if active is None or active is self._projector else active

    def _on_focus(self, window: QWindow | None) -> None:
        # A window manager may give the keyboard to the slides' new window later than asked not to.
        if self._arriving.isActive() and window is not None and window is self._projector.windowHandle():
            self._keyboard().activateWindow()

    def _on_state(self, state: Qt.WindowState) -> None:
        # Taken down and put up at once, the window hears that it is an ordinary one after it no longer is.
        lost = (
            self._used is not None
            and self._projector.isVisible()
            and state != Qt.WindowState.WindowFullScreen
        )
        if self._arriving.isActive() and lost:
            QTimer.singleShot(0, self, self._projector.showFullScreen)

    def _show_full_screen(self, screen: QScreen) -> None:
        self._projector.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        if self._projector.screen() is not screen or self._projector.geometry() != screen.geometry():
            # In this order; otherwise Qt shows the window on the display it was on before.
            self._projector.setScreen(screen)
            self._projector.setGeometry(screen.geometry())
        self._projector.showFullScreen()

    def _show_windowed(self) -> None:
        was_full = self._projector.isFullScreen()
        if was_full:
            self._projector.hide()
            self._projector.setWindowState(Qt.WindowState.WindowNoState)
        if was_full or not self._projector.testAttribute(Qt.WidgetAttribute.WA_Moved):
            self._projector.setScreen(self._console.screen())
            self._projector.setGeometry(_corner(self._console.screen().availableGeometry()))
        self._projector.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._projector.show()
        self._console.raise_()

    def _clear_away(self, screen: QScreen) -> None:
        """Nothing else may be seen where the slides are: figures and names are the trainer's."""
        for window in QApplication.topLevelWidgets():
            ordinary = window.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog)
            there = window.isVisible() and window.screen() is screen
            if ordinary and there and window not in (self._projector, self._console):
                _move_to(window, self._console.screen())

    # --- what happens to displays ----------------------------------------------------------------

    def _on_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._settle_soon)
        self._settling.start()

    def _on_removed(self, screen: QScreen) -> None:
        # Left alone, Qt moves the full-screen slides over the console.
        if self._presenting and Display.of(screen) == self._used:
            self._projector.hide()
        self._settling.start()

    def _watch(self) -> None:
        """Follow both windows from the time that the system knows them."""
        console, projector = self._console.windowHandle(), self._projector.windowHandle()
        if console is not None and projector is not None and not self._watching:
            self._watching = True
            console.screenChanged.connect(self._settle_soon)
            projector.windowStateChanged.connect(self._on_state)

    def _settle_soon(self, _changed: object = None) -> None:
        # A method: screens outlive this object, and its connections must not.
        self._settling.start()

    def _settle(self) -> None:
        screen = self._console.screen()
        if not screen.geometry().intersects(self._console.frameGeometry()):
            _move_to(self._console, screen)  # its display has gone
        self._place()


def _corner(area: QRect) -> QRect:
    """Half as wide as `area`, 16:9, in its lower right: beside the console if there is room."""
    width = area.width() // 2
    height = width * 9 // 16
    right, bottom = area.x() + area.width() - FRAME // 4, area.y() + area.height() - FRAME // 4
    return QRect(right - width, bottom - height, width, height)


def _move_to(window: QWidget, screen: QScreen) -> None:
    """Put a window on another display, in the same corner of it, as large as fits, maximized or not."""
    maximized = window.isMaximized()
    if maximized:
        window.showNormal()
    area, place = screen.availableGeometry(), window.geometry()
    # If its display has gone, Qt already names the new one, and there is no corner to keep.
    offset = QPoint() if window.screen() is screen else place.topLeft() - window.screen().geometry().topLeft()
    place.moveTopLeft(area.topLeft() + offset)
    window.setScreen(screen)
    window.setGeometry(inside(place, area))
    if maximized:
        window.showMaximized()


def inside(place: QRect, area: QRect) -> QRect:
    """`place` moved, and shrunk if need be, so that the window and its frame lie in `area`."""
    room = area.adjusted(FRAME // 4, FRAME, -FRAME // 4, -FRAME // 4)
    size = place.size().boundedTo(room.size())
    x = min(max(place.x(), room.x()), room.x() + room.width() - size.width())
    y = min(max(place.y(), room.y()), room.y() + room.height() - size.height())
    return QRect(QPoint(x, y), size)
