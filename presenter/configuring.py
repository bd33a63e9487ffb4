"""The settings in effect: what the trainer changes is remembered, and done at once where that can be."""

import msgspec
from PySide6.QtCore import QObject

from presenter.commands import Command, Wish
from presenter.console.window import ConsoleWindow
from presenter.screens import Screens
from presenter.settings import Settings, SettingsFile
from presenter.widgets.theme import wear


class Configuring(QObject):
    """Opens the settings on the console and carries each change out. What was remembered about the
    displays holds from the beginning."""

    def __init__(
        self, console: ConsoleWindow, screens: Screens, settings: SettingsFile, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._console, self._screens, self._settings = console, screens, settings
        screens.choose(settings.settings.slides_on)
        console.settings_sheet.changed.connect(self._change)

    def carry_out(self, wish: Wish) -> bool:
        """Do what the trainer wishes; False if it is no wish about settings."""
        if wish is not Command.SETTINGS:
            return False
        self._console.toggle_settings(self._settings.settings, self._screens.names())
        return True

    def _change(self, field: str, value: object) -> None:
        kinds = {each.name: each.type for each in msgspec.structs.fields(Settings)}
        self._settings.change(**{field: msgspec.convert(value, kinds[field])})
        if field == "theme":
            wear(self._settings.settings.theme)
        elif field == "slides_on":
            self._screens.choose(self._settings.settings.slides_on)
