"""The projector's window."""

from collections.abc import Callable, Sequence
from time import monotonic

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from decks.motion import Motion
from presenter.commands import Command
from presenter.drawing import Strokes
from presenter.joining import JoinDisplay, Joining
from presenter.keys import KeyReader
from presenter.lesson_time import LessonTime
from presenter.light import Light, Tool
from presenter.projector.asked_board import AskedBoard
from presenter.projector.beam import Beam
from presenter.projector.ink import InkLayer
from presenter.projector.join_boards import JoinBoard, JoinCorner
from presenter.projector.look import DARK, Look
from presenter.projector.movement import Movement
from presenter.projector.question_board import QuestionBoard
from presenter.projector.stage import Stage
from presenter.question_flow import question_of
from presenter.widgets.icons import window_icon
from presenter.widgets.slide_view import draw_picture, own_size
from server.protocol import RoundView, Screen, SessionView

CURSOR_RESTS_MS = 2000
FRAME_MS = 16


class ProjectorWindow(QWidget):
    """What the class sees: the slide, a question over it, the way to join, or nothing. It holds no
    notes, no names, and nothing about answers before the reveal; keys and clicks become wishes."""

    wish = Signal(object)  # presenter.commands.Wish
    sizes_changed = Signal()  # `picture_size`
    pointed = Signal(object)  # Spot | None: where the mouse is on the slide, until it leaves the window

    def __init__(
        self,
        keys: KeyReader | None = None,
        look: Look = DARK,
        *,
        cursor_rests_ms: int = CURSOR_RESTS_MS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Handsup – projector"))
        self.setWindowIcon(window_icon())
        self.setAccessibleName(self.tr("Projector"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 180)
        self.resize(960, 540)
        self.setMouseTracking(True)
        self.keys = keys if keys is not None else KeyReader(self)
        self._look = look
        self._may_close = False
        self._picture: QImage | None = None
        self._movement: Movement | None = None
        self._moving_since_s = 0.0
        self._clock = clock
        self._frame_timer = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._frame_timer.timeout.connect(self._next_frame)
        self._screen = Screen.SLIDE
        self._display = JoinDisplay.OFF
        self._session: SessionView | None = None
        self._tool: Tool | None = None
        self.stage, self.ink, self.beam = Stage(self), InkLayer(self), Beam(self)
        self.question = QuestionBoard(look, self)
        self.asked = AskedBoard(look, self)
        self.join = JoinBoard(look, self)
        self.corner = JoinCorner(self)
        self._cursor_timer = QTimer(self, interval=cursor_rests_ms, singleShot=True)
        self._cursor_timer.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self._cursor_timer.start()

    # --- what it shows ---------------------------------------------------------------------------

    def show_slide(self, image: QImage | None, motions: Sequence[Motion] = ()) -> None:
        """The slide's picture. While it is being drawn (None) the class keeps seeing the one before.

        It comes with these motions, beginning with the very next frame, unless something covers the
        slide; the next picture ends them. The same picture again changes nothing.
        """
        if image is None or (self._picture is not None and image.cacheKey() == self._picture.cacheKey()):
            return
        before, self._picture = self._picture, QImage(image)
        self.stage.show_shape(image.size())
        self.ink.show_shape(image.size())
        self.beam.show_shape(image.size())
        self.end_movement()
        if motions and before is not None and self._can_move(before.size(), image.size()):
            self._movement = Movement(before, self._picture, motions)
            # The first frame is no copy of the picture before: a key is answered at once.
            self._moving_since_s = self._clock() - FRAME_MS / 1000
            self._frame_timer.start()

    @property
    def moving(self) -> bool:
        """Whether something is on its way."""
        return self._movement is not None

    def end_movement(self) -> None:
        """What moves is where it belongs."""
        self._movement = None
        self._frame_timer.stop()
        self.update()

    def show_screen(self, screen: Screen) -> None:
        """Slide, black or white; black and white cover everything."""
        if screen is not self._screen:
            self._screen = screen
            self._arrange()

    def show_question(self, session: SessionView) -> None:
        """The question before the class, as far as its phase allows; without one the slide."""
        self._session = session
        self.join.show_joined(session.joined)
        question = question_of(session, session.round.question_id) if session.round else None
        if session.round is None or question is None:
            self.hide_question()
            return
        self.question.show_question(question, session.round)
        self._arrange()

    def show_round(self, round_view: RoundView) -> None:
        """A newer count of answers to the question on the board."""
        question = question_of(self._session, round_view.question_id) if self._session else None
        if question is not None and self.question.shown is not None:
            self.question.show_question(question, round_view)

    def hide_question(self) -> None:
        """The slide again."""
        self._session = None
        self.question.shown = None
        self._arrange()

    def show_asked(self, text: str) -> None:
        """A trainee's question, over everything but the way to join; empty for none."""
        self.asked.show_asked(text)
        self._arrange()

    def show_joining(self, joining: Joining, code: QImage) -> None:
        """Address and QR code."""
        for board in (self.question, self.join, self.corner):
            board.show_joining(joining, code)

    def show_join_display(self, display: JoinDisplay) -> None:
        """Whether and how the way to join is shown."""
        if display is not self._display:
            self._display = display
            self._arrange()

    def show_room(self, joined: int, connected: int) -> None:
        """How many have joined, and how many are there."""
        self.join.show_joined(joined)
        self.question.show_room(connected)

    def show_tool(self, tool: Tool | None) -> None:
        """What the mouse is; the tool's light stands for its cursor."""
        self._tool = tool
        self._show_cursor()

    def show_strokes(self, strokes: Strokes) -> None:
        """What is drawn on the slide."""
        self.ink.show_strokes(strokes)

    def show_light(self, light: Light | None) -> None:
        """What is pointed at; None for nothing."""
        self.beam.show_light(light)

    def show_time(self, time: LessonTime) -> None:
        """Seconds left; nothing else of it is for the class."""
        self.question.show_left(time.left_s)

    def picture_size(self) -> QSize:
        """The size in device pixels for pictures of slides."""
        return self.size() * self.devicePixelRatioF()

    def allow_close(self) -> None:
        """From now on closing the window closes it."""
        self._may_close = True

    # --- Qt --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The clicker."""
        if (wish := self.keys.read(event)) is not None:
            self.wish.emit(wish)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes on, a right click back. The second half of a double click does nothing."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.wish.emit(Command.NEXT)
        elif event.button() is Qt.MouseButton.RightButton:
            self.wish.emit(Command.BACK)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """One step only."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The cursor is seen while it moves, unless it points."""
        self._show_cursor()
        self.pointed.emit(self.beam.spot_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse points elsewhere."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it only takes the lesson down from the projector."""
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self.wish.emit(Command.STOP_PRESENTING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size wants another picture."""
        super().resizeEvent(event)
        for layer in (self.stage, self.ink, self.beam, self.question, self.asked, self.join):
            layer.setGeometry(self.rect())
        self.corner.place(self.width(), self.height())
        self.sizes_changed.emit()

    def event(self, event: QEvent) -> bool:
        """Another screen's pixel ratio wants another picture as well."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.sizes_changed.emit()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The slide, or the cover over it."""
        painter = QPainter(self)
        white = self._screen is Screen.WHITE
        painter.fillRect(self.rect(), QColor("white" if white else "black"))
        if self._screen is Screen.SLIDE and self._picture is not None:
            self._draw_slide(painter, self._picture)

    def _draw_slide(self, painter: QPainter, picture: QImage) -> None:
        ratio, place = self.devicePixelRatioF(), own_size(picture.size(), self.picture_size())
        if self._movement is None or place is None:
            draw_picture(painter, picture, self.picture_size(), ratio)
            return
        painter.scale(1 / ratio, 1 / ratio)
        painter.translate(place.topLeft())
        painter.setClipRect(picture.rect())
        self._movement.draw(painter, self._clock() - self._moving_since_s)

    def _can_move(self, before: QSize, after: QSize) -> bool:
        in_sight = self.isVisible() and not self._covered
        return in_sight and before == after and own_size(after, self.picture_size()) is not None

    def _next_frame(self) -> None:
        movement, picture = self._movement, self._picture
        if movement is None or picture is None or self._clock() - self._moving_since_s >= movement.lasts_s:
            self.end_movement()
            return
        place = own_size(picture.size(), self.picture_size())
        if place is not None:
            changing = QRectF(movement.region.boundingRect().translated(place.topLeft()))
            ratio = self.devicePixelRatioF()
            corner, size = changing.topLeft() / ratio, changing.size() / ratio
            self.update(QRectF(corner, size).toAlignedRect().adjusted(-1, -1, 1, 1))

    @property
    def _covered(self) -> bool:
        """Whether something lies over the slide."""
        large = self._display is JoinDisplay.LARGE
        asked = self.question.shown is not None or bool(self.asked.text)
        return self._screen is not Screen.SLIDE or asked or large

    def _show_cursor(self) -> None:
        if self._tool is not None and not self._tool.draws:
            self.setCursor(Qt.CursorShape.BlankCursor)
            return
        self.unsetCursor()
        self._cursor_timer.start()

    def _arrange(self) -> None:
        """Which layers are seen: cover before join screen, trainee's question, question and slide."""
        open_view = self._screen is Screen.SLIDE
        asking, asked = self.question.shown is not None, bool(self.asked.text)
        large = self._display is JoinDisplay.LARGE
        self.stage.cover(self._covered)
        self.ink.cover(self._covered)
        self.beam.cover(self._covered)
        self.join.setVisible(open_view and large)
        self.asked.setVisible(open_view and asked and not large)
        self.question.setVisible(open_view and asking and not asked and not large)
        self.corner.setVisible(open_view and self._display is JoinDisplay.CORNER and not (asking or asked))
        if self._covered:
            self.end_movement()
        self.update()
