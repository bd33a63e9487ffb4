"""The film or sound of the slide on the projector: play, pause, stop, where it is, how loud."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from presenter.commands import ChooseMedium, Command, Seek, SetVolume
from presenter.lesson_time import as_clock
from presenter.play_state import Play, PlayState
from presenter.widgets.button import Button, Chooser, Role
from presenter.widgets.label import ElidedLabel, Label
from presenter.widgets.theme import Space, current_colours

WIDEST_TITLE = 125  # where one of several is chosen; the list shows them whole


class MediaStrip(QFrame):
    """One line of controls, and a sentence below it when something can't be played."""

    wish = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Film or sound"))
        self._titles: tuple[str, ...] = ()
        self._duration_ms = 0
        self._build()
        self._lay_out()
        self._wire()
        self.hide()

    def _build(self) -> None:
        self.play = Button(self.tr("Play"), icon="play", key="P", height=32)
        self.stop = Button(icon="halt", role=Role.QUIET, height=32)
        self._call(self.stop, self.tr("Stop"))
        self.title = ElidedLabel("")
        self.titles = Chooser()
        self.titles.setFixedHeight(32)
        self.titles.MOST_WIDE = WIDEST_TITLE
        self.titles.setAccessibleName(self.tr("Which film or sound"))
        self.position = Bar(self.tr("Where it is"))
        self.time = Label("", "muted")
        self.mute = Button(icon="loud", role=Role.QUIET, height=32)
        self._call(self.mute, self.tr("Sound off (M)"))
        self.volume = Bar(self.tr("How loud"))
        self.volume.setFixedWidth(60)
        self.complaint = Label("", wrap=True)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(self.play)
        line.addWidget(self.stop)
        line.addWidget(self.title, 1)
        line.addWidget(self.titles)
        line.addWidget(self.position, 2)
        for widget in (self.time, self.mute, self.volume):
            line.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.TIGHT, Space.MEDIUM, Space.TIGHT)
        column.setSpacing(Space.TIGHT)
        column.addLayout(line)
        column.addWidget(self.complaint)

    def _wire(self) -> None:
        for button, command in (
            (self.play, Command.PLAY),
            (self.stop, Command.STOP_PLAYING),
            (self.mute, Command.MUTE),
        ):
            button.clicked.connect(lambda _on=False, command=command: self.wish.emit(command))
        self.titles.activated.connect(lambda index: self.wish.emit(ChooseMedium(index)))
        self.position.chosen.connect(lambda share: self.wish.emit(Seek(round(share * self._duration_ms))))
        self.volume.chosen.connect(lambda share: self.wish.emit(SetVolume(share)))

    def show_play(self, state: PlayState | None) -> None:
        """How it plays; hidden where there is nothing to play."""
        self.setVisible(state is not None)
        if state is None:
            return
        self._show_titles(state)
        playing = state.play is Play.PLAYING
        self.play.say(
            self.tr("Pause") if playing else self.tr("Play"), key="P", icon="pause" if playing else "play"
        )
        self.play.setEnabled(state.play is not Play.PREPARING)
        self.stop.setEnabled(state.play is not Play.STOPPED)
        self._duration_ms = state.duration_ms
        self.position.show_share(state.position_ms / state.duration_ms if state.duration_ms else 0.0)
        self.position.setEnabled(state.duration_ms > 0)
        times = (as_clock(ms / 1000) for ms in (state.position_ms, state.duration_ms))
        self.time.setText(" / ".join(times) if state.duration_ms else "")
        self.mute.say("", icon="muted" if state.muted else "loud")
        self._call(self.mute, self.tr("Sound on (M)") if state.muted else self.tr("Sound off (M)"))
        self.volume.show_share(0.0 if state.muted else state.volume)
        self.complaint.setText(state.complaint)
        self.complaint.setVisible(bool(state.complaint))
        self._fit_complaint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence takes the lines it needs."""
        super().resizeEvent(event)
        self._fit_complaint()

    def _fit_complaint(self) -> None:
        room = self.width() - Space.SMALL - Space.MEDIUM - 2  # its margins and its frame
        # A splitter asks nobody how high a text is for its width.
        self.complaint.setMinimumHeight(max(0, self.complaint.heightForWidth(room)))

    def _show_titles(self, state: PlayState) -> None:
        several = len(state.titles) > 1
        self.title.setVisible(not several)
        self.titles.setVisible(several)
        if state.titles != self._titles:
            self._titles = state.titles
            self.title.say(state.titles[0])
            self.titles.clear()
            self.titles.addItems([f"{n}. {title}" for n, title in enumerate(state.titles, 1)])
        if several and self.titles.currentIndex() != state.chosen:
            self.titles.setCurrentIndex(state.chosen)

    def _call(self, button: Button, words: str) -> None:
        button.setAccessibleName(words)
        button.setToolTip(words)


class Bar(QWidget):
    """A share from 0 to 1, chosen with the mouse. Keys do the same from the whole window, so that it
    takes none from the clicker."""

    chosen = Signal(float)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.share = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(40)

    def sizeHint(self) -> QSize:
        """As high as a finger needs."""
        return QSize(120, 24)

    def show_share(self, share: float) -> None:
        """Show this share."""
        share = max(0.0, min(1.0, share))
        if share != self.share:
            self.share = share
            self.setAccessibleDescription(f"{share:.0%}")
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        self._choose(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose again while the button is down."""
        self._choose(event.position())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A groove, filled so far."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        painter.setPen(Qt.PenStyle.NoPen)
        c = current_colours()
        groove = QRectF(0, self.height() / 2 - 3, self.width(), 6)
        painter.setBrush(QColor(c.line))
        painter.drawRoundedRect(groove, 3, 3)
        filled = groove.adjusted(0, 0, -groove.width() * (1 - self.share), 0)
        painter.setBrush(QColor(c.accent))
        painter.drawRoundedRect(filled, 3, 3)
        painter.drawEllipse(QPointF(min(self.width() - 6, max(6, filled.right())), groove.center().y()), 6, 6)

    def _choose(self, place: QPointF) -> None:
        if self.isEnabled() and self.width() > 0:
            self.chosen.emit(max(0.0, min(1.0, place.x() / self.width())))
