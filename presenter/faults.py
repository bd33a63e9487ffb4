"""Our own mistakes: written down with a trace, told to the trainer in a sentence, never in the way."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from presenter.settings import make_folder

log = logging.getLogger("handsup")

LOG_BYTES = 500_000


class Faults(QObject):
    """Catches what nothing else caught. The show goes on: Qt's event loop survives a raising slot."""

    happened = Signal(str)  # the log file's path

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folder / "presenter.log"
        make_folder(folder)
        try:
            handler: logging.Handler = RotatingFileHandler(
                self._path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8"
            )
        except OSError:
            handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)

    def watch(self) -> None:
        """From now on, catch every exception that reaches the top."""
        sys.excepthook = self._catch

    def _catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("unexpected", exc_info=(kind, error, trace))
        self.happened.emit(str(self._path))
