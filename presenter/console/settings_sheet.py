"""What holds for every lesson, over the console: language, look, where slides go, how new lessons begin."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from presenter.console.sheet import Sheet
from presenter.screens import IN_A_WINDOW
from presenter.settings import Settings
from presenter.start_choices import KEEP_DAYS
from presenter.widgets.button import Button, Chooser
from presenter.widgets.label import Label
from presenter.widgets.theme import Space, Theme
from server.protocol import Identity

WIDEST = 700
NAMES = 170


class SettingsSheet(Sheet):
    """Shows the settings and tells each change as it is made: there is nothing to confirm. Esc or a click
    beside it closes; every other key means the lesson."""

    changed = Signal(str, object)  # a field of `Settings`, and its new value

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Settings"))
        self._build()
        self._lay_out()
        self._wire()

    # --- what it shows ---------------------------------------------------------------------------

    def open_sheet(self, settings: Settings, displays: Iterable[str]) -> None:
        """Show these settings, and the displays there are."""
        with QSignalBlocker(self.display):
            self._fill_displays(settings.slides_on, displays)
        for field, chooser in self._choosers.items():
            value = getattr(settings, field)
            with QSignalBlocker(chooser):
                chooser.setCurrentIndex(max(0, chooser.findData(_plain(value))))
            chooser.take_width()
        self.show()
        self.raise_()
        self.language.setFocus()

    # --- Qt --------------------------------------------------------------------------------------

    def read_key(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the open sheet; then it has been done."""
        if event.key() != Qt.Key.Key_Escape:
            return False
        self.close_sheet()
        return True

    # --- inside ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.language, self.theme, self.display = Chooser(), Chooser(), Chooser()
        self.identity, self.keep = Chooser(), Chooser()
        self._choosers = {
            "language": self.language,
            "theme": self.theme,
            "slides_on": self.display,
            "new_identity": self.identity,
            "new_keep_days": self.keep,
        }
        self.language.addItem(self.tr("As the system"), None)
        self.language.addItem("English", "en")
        self.language.addItem("中文", "zh")
        self.theme.addItem(self.tr("As the system"), Theme.SYSTEM.value)
        self.theme.addItem(self.tr("Light"), Theme.LIGHT.value)
        self.theme.addItem(self.tr("Dark"), Theme.DARK.value)
        self.identity.addItem(self.tr("As last time"), None)
        self.identity.addItem(self.tr("With names they type"), Identity.NICKNAME.value)
        self.identity.addItem(self.tr("Anonymous"), Identity.ANONYMOUS.value)
        self.keep.addItem(self.tr("As last time"), None)
        self.keep.addItem(self.tr("Until I erase them"), 0)
        for days in KEEP_DAYS:
            words = self.tr("{n} days").format(n=days) if days > 1 else self.tr("One day")
            self.keep.addItem(words, days)
        self.close_button = Button(self.tr("Close"), key="Esc")
        self._stops = (*self._choosers.values(), self.close_button)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.LARGE)
        grid.setVerticalSpacing(Space.MEDIUM)
        grid.setColumnStretch(2, 1)
        for row, (name, chooser, remark) in enumerate(self._rows()):
            label = Label(name, "muted", wrap=True)
            label.setFixedWidth(NAMES)
            chooser.setAccessibleName(name)
            chooser.setAccessibleDescription(remark)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(chooser, row, 1)
            grid.addWidget(Label(remark, "small", wrap=True), row, 2, Qt.AlignmentFlag.AlignVCenter)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        self._card.setFixedWidth(WIDEST)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.setSpacing(Space.LARGE)
        column.addWidget(Label(self.tr("Settings"), "title"))
        column.addLayout(grid)
        column.addLayout(foot)

    def _rows(self) -> tuple[tuple[str, Chooser, str], ...]:
        new = self.tr("For lessons taught for the first time; the start sheet can change it.")
        return (
            (self.tr("Language"), self.language, self.tr("From the next start of Handsup.")),
            (self.tr("Appearance"), self.theme, self.tr("At once.")),
            (
                self.tr("Slides appear on"),
                self.display,
                self.tr("At once. Share the window, not the screen, in an online meeting."),
            ),
            (self.tr("Participants"), self.identity, new),
            (self.tr("Keep the answers"), self.keep, new),
        )

    def _wire(self) -> None:
        for field, chooser in self._choosers.items():
            chooser.activated.connect(
                lambda _index, field=field, chooser=chooser: self.changed.emit(field, chooser.currentData())
            )
        self.close_button.clicked.connect(self.close_sheet)

    def _fill_displays(self, chosen: str, displays: Iterable[str]) -> None:
        self.display.clear()
        self.display.addItem(self.tr("The second display"), "")
        for name in displays:
            self.display.addItem(name, name)
        if chosen not in ("", IN_A_WINDOW) and self.display.findData(chosen) < 0:
            self.display.addItem(self.tr("{name} (not connected)").format(name=chosen), chosen)
        self.display.addItem(self.tr("A window, for sharing"), IN_A_WINDOW)


def _plain(value: object) -> object:
    return value.value if isinstance(value, Theme | Identity) else value
