"""Pictures of the windows themselves, for a rehearsal's folder."""

from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget


class Camera(QObject):
    """Takes windows as they are now; the files are written in another thread."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._taken = 0

    def take(self, stage: str, **windows: QWidget) -> None:
        """Write `NNN-stage-window.png` for each window."""
        self._taken += 1
        for name, window in windows.items():
            path = self._folder / f"{self._taken:03}-{stage}-{name}.png"
            self._pool.start(_Developing(window.grab().toImage(), path))

    def finish(self) -> None:
        """Wait until all files are written: for the end of a program without windows to serve."""
        self._pool.waitForDone()


class _Developing(QRunnable):
    def __init__(self, image: QImage, path: Path) -> None:
        super().__init__()
        self._image, self._path = image, path

    def run(self) -> None:
        self._image.save(str(self._path))
