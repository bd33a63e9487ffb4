"""One film or sound, played by Qt's multimedia module.

The module is loaded when something is played for the first time: most lessons never need it, and on a
machine without its libraries all the rest still works.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, QUrl, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

log = logging.getLogger(__name__)


class Player(QObject):
    """Plays one file at a time, once or over and over. `framed` carries a function that makes a picture of
    the newest frame, so that frames nobody paints cost nothing. `failed` carries a sentence's code and what
    the player itself says."""

    changed = Signal()  # `playing`, `position_ms` or `duration_ms`
    ended = Signal()
    framed = Signal(object)  # Callable[[], QImage]
    failed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None
        self._sound: QAudioOutput | None = None
        self._volume, self._muted = 1.0, False

    def load(self, file: Path, *, loops: bool) -> bool:
        """Take this file instead of the last one; False, after `failed`, where nothing can be played."""
        if self._media is None and not self._set_up():
            return False
        assert self._media is not None
        self._media.stop()
        self._find_loudspeaker(self._media)
        self._media.setLoops(self._media.Loops.Infinite if loops else self._media.Loops.Once)
        self._media.setSource(QUrl.fromLocalFile(str(file)))
        return True

    def play(self) -> None:
        """Go on; from the beginning if it had ended."""
        if self._media is not None:
            self._media.play()

    def hold(self) -> None:
        """Stand still."""
        if self._media is not None:
            self._media.pause()

    def stop(self) -> None:
        """Let the file go."""
        if self._media is not None:
            self._media.stop()
            self._media.setSource(QUrl())

    def seek(self, position_ms: int) -> None:
        """Go to a place, as near as the file allows."""
        if self._media is not None:
            self._media.setPosition(max(0, min(position_ms, self._media.duration())))

    def set_volume(self, volume: float, muted: bool) -> None:
        """How loud, from 0 to 1."""
        self._volume, self._muted = volume, muted
        if self._sound is not None:
            self._sound.setVolume(volume)
            self._sound.setMuted(muted)

    @property
    def playing(self) -> bool:
        """Whether it goes on at the moment."""
        return self._media is not None and self._media.isPlaying()

    @property
    def unheard(self) -> bool:
        """Whether there is sound, and nothing here to hear it with."""
        return self._media is not None and self._sound is None and self._media.hasAudio()

    @property
    def position_ms(self) -> int:
        """How far it is."""
        return 0 if self._media is None else self._media.position()

    @property
    def duration_ms(self) -> int:
        """How long it is; 0 while that isn't known."""
        return 0 if self._media is None else self._media.duration()

    def _set_up(self) -> bool:
        # What it looked for and didn't find is not for the trainer; what can't be played comes as an error.
        QLoggingCategory.setFilterRules("qt.multimedia*=false")
        try:
            from PySide6 import QtMultimedia
        except ImportError as error:
            log.warning("nothing can be played: %s", error)
            self.failed.emit("media.no_player", "")
            return False
        media, sink = QtMultimedia.QMediaPlayer(self), QtMultimedia.QVideoSink(self)
        media.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._on_frame)
        media.positionChanged.connect(lambda _ms: self.changed.emit())
        media.durationChanged.connect(lambda _ms: self.changed.emit())
        media.playbackStateChanged.connect(lambda _state: self.changed.emit())
        media.mediaStatusChanged.connect(self._on_status)
        media.errorOccurred.connect(lambda _error, words: self.failed.emit("media.not_playable", words))
        self._media, self._sink = media, sink
        return True

    def _find_loudspeaker(self, media: "QMediaPlayer") -> None:
        """Sound goes where the system sends it now: plugging in a projector changes that."""
        from PySide6.QtMultimedia import QAudioOutput, QMediaDevices

        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            return  # an output without a device would only complain; films are shown all the same
        if self._sound is None:
            self._sound = QAudioOutput(self)
            media.setAudioOutput(self._sound)
        self._sound.setDevice(device)
        self.set_volume(self._volume, self._muted)

    def _on_frame(self, frame: "QVideoFrame") -> None:
        if frame.isValid():
            make: Callable[[], QImage] = frame.toImage
            self.framed.emit(make)

    def _on_status(self, status: "QMediaPlayer.MediaStatus") -> None:
        if status is type(status).EndOfMedia:
            self.ended.emit()
