"""A line across the top of the review: what went wrong, or where a file was saved."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout

from presenter.review.labels import Card, Text, breakable
from presenter.widgets.button import Button, Role


class Notice(Card):
    """Hidden until there is something to say."""

    retry_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._folder: Path | None = None
        self.text = Text("")
        self.retry = Button(self.tr("Try again"), role=Role.PRIMARY, height=30)
        self.retry.clicked.connect(self.retry_asked)
        self.show_folder = Button(self.tr("Show in folder"), height=30)
        self.show_folder.clicked.connect(self._open_folder)
        self.dismiss = Button(self.tr("Close"), role=Role.QUIET, height=30)
        self.dismiss.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.addWidget(self.text, 1)
        for button in (self.retry, self.show_folder, self.dismiss):
            layout.addWidget(button)
        self.hide()

    def show_failure(self, text: str, *, retry: bool) -> None:
        """Say what went wrong; `retry` offers to try again."""
        self._show("⚠ " + text, retry=retry, folder=None)

    def show_saved(self, path: Path) -> None:
        """Say where a file was saved."""
        self._show("✓ " + self.tr("Saved: {path}").format(path=path), retry=False, folder=path.parent)

    def _show(self, text: str, *, retry: bool, folder: Path | None) -> None:
        self.text.setText(breakable(text))
        self.setAccessibleName(text)
        self._folder = folder
        self.retry.setVisible(retry)
        self.show_folder.setVisible(folder is not None)
        self.show()

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
