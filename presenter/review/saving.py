"""Asking where to save a file."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from presenter.exporting import ExportKind
from presenter.review.wording import moment_of
from server.protocol import SessionRow

AskPath = Callable[[QWidget, ExportKind, str, Callable[[Path], None]], None]
"""Asks for a file of a kind, suggesting a name, and passes it on; a trainer who cancels passes nothing."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def suggested_name(row: SessionRow, kind: ExportKind) -> str:
    """A file name that every system takes: the date and the session's title."""
    title = _FORBIDDEN.sub(" ", row.title)
    title = " ".join(title.split())[:60].strip(". ")
    day = moment_of(row.opened_at_ms).strftime("%Y-%m-%d")
    return " ".join(part for part in (day, title) if part) + f".{kind}"


class SaveDialog(QObject):
    """The system's own dialog, which doesn't hold up the rest of the program while it is open."""

    def __call__(
        self, parent: QWidget, kind: ExportKind, suggestion: str, chosen: Callable[[Path], None]
    ) -> None:
        """Open the dialog over `parent`."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = documents if Path(documents).is_dir() else str(Path.home())
        dialog = QFileDialog(parent, self.tr("Save the figures"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self._filter(kind))
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(str(Path(folder) / suggestion))
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _filter(self, kind: ExportKind) -> str:
        match kind:
            case "csv":
                return self.tr("CSV file (*.csv)")
            case "xlsx":
                return self.tr("Excel workbook (*.xlsx)")
            case "html":
                return self.tr("Web page (*.html)")
