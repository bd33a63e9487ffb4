"""The console: the trainer's window."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSplitter, QVBoxLayout, QWidget

from presenter.console.bottom_bar import BottomBar
from presenter.console.key_sheet import KeySheet
from presenter.console.link_state import LinkState
from presenter.console.notes_card import NotesCard
from presenter.console.notice_bar import NoticeBar, ProgressBar
from presenter.console.question_panel import QuestionPanel
from presenter.console.top_bar import TopBar
from presenter.console.upcoming import Upcoming
from presenter.joining import JoinDisplay, Joining
from presenter.keys import KeyReader
from presenter.lesson import Lesson
from presenter.lesson_time import LessonTime
from presenter.question_flow import NextStep
from presenter.widgets.fonts import ui_font
from presenter.widgets.icons import window_icon
from presenter.widgets.slide_view import SlideView
from presenter.widgets.style_sheet import style_sheet
from presenter.widgets.theme import Colours, Space, Type, current_colours
from server.protocol import Identity, RoundView, SessionView

TALL = 900  # from this height in logical pixels on there is room for larger type
LARGE_TYPE = 1.2


class ConsoleWindow(QWidget):
    """Values in, pixels out: it shows what the slots are told and emits wishes. It decides nothing;
    even closing it is only `close_wanted`, until `allow_close` has been called."""

    wish = Signal(object)  # presenter.commands.Wish
    close_wanted = Signal()
    cancel_wanted = Signal()  # of what `show_progress` shows
    sizes_changed = Signal()  # `current_size` or `next_size`

    def __init__(self, keys: KeyReader | None = None) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Letters are commands here: an input method must not gather them.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(self.tr("Handsup"))
        self.setWindowIcon(window_icon())
        self.setMinimumSize(1080, 640)
        self.resize(1280, 720)
        self.setFont(ui_font(Type.BODY))
        self.keys = keys if keys is not None else KeyReader(self)
        self._may_close = False
        self._dressed: tuple[Colours, float] | None = None
        self._build()
        self._lay_out()
        self._wire()
        self._dress()

    # --- what it shows ---------------------------------------------------------------------------

    def show_lesson(self, lesson: Lesson) -> None:
        """The deck and the place in it."""
        self.setWindowTitle(self.tr("{title} – Handsup").format(title=lesson.deck.title))
        self.current.show_shape(lesson.deck.width, lesson.deck.height)
        if self.current.message:
            self.current.show_picture(None)
        self.current.setAccessibleDescription(lesson.slide.title)
        self.next.show_lesson(lesson)
        self._fit_next()
        self.bottom.show_lesson(lesson)
        self.top.show_deck(True)
        self.notes.show_notes(lesson.slide.notes.text)
        self.question.show_lesson(lesson)

    def show_current(self, image: QImage | None) -> None:
        """The current slide's picture; None while it is being drawn."""
        self.current.show_picture(image)

    def show_next(self, image: QImage | None) -> None:
        """The next step's picture; None while it is being drawn, or at the end."""
        self.next.show_picture(image)

    def show_session(self, session: SessionView | None) -> None:
        """The session as it stands; None without one."""
        self.top.show_session(session)
        self.question.show_session(session)

    def show_round(self, round_view: RoundView) -> None:
        """Newer counts."""
        self.question.show_round(round_view)

    def show_room(self, joined: int, connected: int) -> None:
        """Who is there now."""
        self.question.show_room(joined, connected)

    def show_step(self, step: NextStep | None) -> None:
        """What the one obvious button does."""
        self.question.show_step(step)

    def show_time(self, time: LessonTime) -> None:
        """Clock, elapsed time, plan and seconds left."""
        self.bottom.show_time(time)
        self.question.show_time(time)

    def show_joining(self, joining: Joining, code: QImage) -> None:
        """The addresses and the QR code."""
        self.top.show_joining(joining)
        self.question.show_joining(joining, code)

    def show_join_display(self, display: JoinDisplay) -> None:
        """How the projector shows the way to join."""
        self.top.show_join_display(display)

    def show_link(self, state: LinkState) -> None:
        """Whether the server is reached."""
        self.top.show_link(state)

    def show_identity(self, identity: Identity) -> None:
        """How the next session knows its participants."""
        self.top.show_identity(identity)

    def show_question_projected(self, projected: bool) -> None:
        """Whether the class sees a question instead of the slide."""
        self.bottom.show_question_projected(projected)

    def show_presenting(self, on: bool) -> None:
        """Whether the projector shows the lesson."""
        self.top.show_presenting(on)

    def show_notice(self, text: str, serious: bool) -> None:
        """Say something across the top; it can be closed and stops nothing."""
        self.notice.show_notice(text, serious)

    def clear_notice(self) -> None:
        """Take the notice away."""
        self.notice.hide()

    def show_progress(self, text: str, done: int, total: int) -> None:
        """How far a long piece of work is; a total of 0 is one not known."""
        self.progress.show_progress(text, done, total)

    def hide_progress(self) -> None:
        """The work is over."""
        self.progress.hide()

    def show_key_sheet(self, on: bool) -> None:
        """Show or hide the sheet of keys."""
        self.key_sheet.setGeometry(self.rect())
        self.key_sheet.setVisible(on)
        self.key_sheet.raise_()

    def toggle_key_sheet(self) -> None:
        """Show the sheet of keys, or hide it."""
        self.show_key_sheet(not self.key_sheet.isVisible())

    def current_size(self) -> QSize:
        """The size in device pixels for pictures of the current slide."""
        return self.current.picture_size()

    def next_size(self) -> QSize:
        """The size in device pixels for pictures of the next step."""
        return self.next.picture_size()

    def allow_close(self) -> None:
        """From now on closing the window closes it."""
        self._may_close = True

    # --- Qt --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The console's own keys first (notes, sheet), then the lesson's."""
        if self._read_own_key(event):
            return
        wish = self.keys.read(event)
        if wish is None:
            event.ignore()
            return
        if (focused := self.focusWidget()) is not None and focused is not self:
            self.setFocus()  # Enter means the question again
        self.wish.emit(wish)

    def showEvent(self, event: QShowEvent) -> None:
        """The window itself has the keyboard, not its first button."""
        super().showEvent(event)
        self.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first."""
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self.close_wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system from light to dark and back."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.PaletteChange):
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The next slide takes its share of the height."""
        super().resizeEvent(event)
        self._right.setFixedWidth(max(420, round(self.width() * 0.34)))
        self._fit_next()
        self._dress()
        self.key_sheet.setGeometry(self.rect())

    # --- inside ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.top, self.bottom = TopBar(), BottomBar()
        self.top.setObjectName("top")
        self.bottom.setObjectName("bottom")
        self.notice, self.progress = NoticeBar(), ProgressBar()
        self.current, self.next = SlideView(), Upcoming()
        self.current.show_message(self.tr("No deck is open. Ctrl+O opens a .pptx or a .pdf."))
        self.current.setAccessibleName(self.tr("Current slide"))
        self.notes = NotesCard()
        self.question = QuestionPanel()
        self.key_sheet = KeySheet(self)

    def _lay_out(self) -> None:
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(Space.MEDIUM)
        right.addWidget(self.next)
        right.addWidget(self.question, 1)
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.setHandleWidth(Space.MEDIUM)
        for place, (part, stretch) in enumerate(((self.current, 8), (self.notes, 3))):
            left.addWidget(part)
            left.setStretchFactor(place, stretch)
        left.setSizes([800, 300])
        middle = QGridLayout()
        middle.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        middle.setSpacing(Space.MEDIUM)
        middle.addWidget(left, 0, 0)
        middle.addWidget(self._right, 0, 1)
        middle.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self.notice, self.progress):
            column.addWidget(widget)
        column.addLayout(middle, 1)
        column.addWidget(self.bottom)

    def _wire(self) -> None:
        self.top.wish.connect(self.wish)
        self.question.wish.connect(self.wish)
        self.progress.cancel_wanted.connect(self.cancel_wanted)
        self.keys.digits_changed.connect(self.bottom.show_digits)
        self.key_sheet.closed.connect(lambda: self.show_key_sheet(False))
        self.current.sizes_changed.connect(self.sizes_changed)
        self.next.sizes_changed.connect(self.sizes_changed)

    def _dress(self) -> None:
        dress = current_colours(), LARGE_TYPE if self.height() >= TALL else 1.0
        if dress != self._dressed:
            self._dressed = dress
            self.setStyleSheet(style_sheet(*dress))

    def _fit_next(self) -> None:
        self.next.fit(self._right.width(), self.height() // 5)

    def _read_own_key(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape and self.key_sheet.isVisible():
            self.show_key_sheet(False)
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.notes.resize_text(+1)
        elif event.key() == Qt.Key.Key_Minus:
            self.notes.resize_text(-1)
        elif control and event.key() == Qt.Key.Key_Up:
            self.notes.turn(-1)
        elif control and event.key() == Qt.Key.Key_Down:
            self.notes.turn(+1)
        else:
            return False
        return True
