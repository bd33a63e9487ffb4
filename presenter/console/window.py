"""The console: the trainer's window."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSplitter, QVBoxLayout, QWidget

from decks.render.picture import Picture
from decks.spots import Link, distinct
from presenter.awake import Wakefulness
from presenter.commands import Command, Follow, PlayMedium, Seek, SetVolume, Wish
from presenter.console.bottom_bar import BottomBar
from presenter.console.current_slide import CurrentSlide
from presenter.console.inbox_sheet import InboxSheet
from presenter.console.key_sheet import KeySheet
from presenter.console.link_sheet import LinkSheet
from presenter.console.link_state import LinkState
from presenter.console.media_strip import MediaStrip
from presenter.console.notes_card import NotesCard
from presenter.console.notice_bar import NoticeBar, ProgressBar
from presenter.console.now_sheet import NowSheet
from presenter.console.question_panel import QuestionPanel
from presenter.console.remote_sheet import RemoteSheet
from presenter.console.settings_sheet import SettingsSheet
from presenter.console.sheet import Sheet
from presenter.console.start_sheet import StartSheet
from presenter.console.top_bar import TopBar
from presenter.console.upcoming import Upcoming
from presenter.drawing import Strokes
from presenter.drawn_problems import Shortcomings
from presenter.inbox_state import InboxState
from presenter.joining import JoinDisplay, Joining
from presenter.keys import KeyReader
from presenter.lesson import Lesson
from presenter.lesson_time import LessonTime
from presenter.light import Light, Tool
from presenter.play_state import PlayState
from presenter.question_flow import NextStep
from presenter.remote_state import RemoteState
from presenter.settings import Settings
from presenter.widgets.fonts import ui_font
from presenter.widgets.icons import window_icon
from presenter.widgets.style_sheet import style_sheet
from presenter.widgets.theme import Colours, Space, Type, current_colours
from server.protocol import RoundView, SessionView

TALL = 900  # from this height in logical pixels on there is room for larger type
LARGE_TYPE = 1.2
LOWEST_NOTES = 80  # so that the slide keeps its size when a film's controls come
SEEK_MS, LOUDER = 10_000, 0.1
_PLUS = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)


class ConsoleWindow(QWidget):
    """Values in, pixels out: it shows what the slots are told and emits wishes. It decides nothing;
    even closing it is only `close_wanted`, until `allow_close` has been called."""

    wish = Signal(object)  # presenter.commands.Wish
    close_wanted = Signal()
    cancel_wanted = Signal()  # of what `show_progress` shows
    sizes_changed = Signal()  # `current_size` or `next_size`
    ways_wanted = Signal()  # to see how else the slides can be drawn

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
        if self.link_sheet.isVisible():
            self._close_links()  # they belong to a slide that has been left
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
        """The current slide's picture; None while it is being drawn. What can be clicked on it comes
        with `show_spots`."""
        self.current.show_picture(image)
        self.bottom.show_links(0)

    def show_spots(self, picture: Picture) -> None:
        """What can be clicked on the current slide's picture."""
        self.current.show_spots(picture.findings.links, picture.findings.media)
        self.bottom.show_links(len(distinct(picture.findings.links)))

    def show_links(self, links: tuple[Link, ...]) -> None:
        """Links to choose from, with where they lead."""
        self.link_sheet.setGeometry(self.rect())
        self.link_sheet.show_links(links)
        self.activateWindow()

    def show_play(self, state: PlayState | None) -> None:
        """The film or sound at hand; None where there is none."""
        self.media.show_play(state)

    def show_shortcomings(self, found: Shortcomings, *, other_ways: bool) -> None:
        """What of the current slide, and of the deck, could not be drawn as it was made, and whether
        there are other ways to draw it."""
        self.bottom.badge.show_shortcomings(found, other_ways=other_ways)

    def show_next(self, image: QImage | None) -> None:
        """The next step's picture; None while it is being drawn, or at the end."""
        self.next.show_picture(image)

    def show_session(self, session: SessionView | None) -> None:
        """The session as it stands; None without one."""
        self.top.show_session(session)
        self.question.show_session(session)
        self.now_sheet.show_session(session)

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

    def show_remote(self, remote: RemoteState, address: str, code: QImage | None) -> None:
        """Which phones are clickers, and with which code one more can be."""
        self.bottom.show_remote(possible=remote.possible, connected=remote.connected > 0)
        self.remote_sheet.show_remote(remote, address, code)

    def toggle_remote_sheet(self) -> None:
        """Show how a phone becomes a clicker, or put that away."""
        if not self._put_away(self.remote_sheet):
            self.remote_sheet.open_sheet()

    def toggle_now_sheet(self) -> None:
        """Show what can be asked without preparation, or put that away."""
        if not self._put_away(self.now_sheet):
            self.now_sheet.open_sheet()

    def toggle_settings(self, settings: Settings, displays: tuple[str, ...]) -> None:
        """Show the settings as they stand, or put them away."""
        if not self._put_away(self.settings_sheet):
            self.settings_sheet.open_sheet(settings, displays)

    def show_inbox(self, inbox: InboxState) -> None:
        """What trainees ask and type."""
        self.bottom.show_inbox(inbox)
        self.inbox_sheet.show_inbox(inbox)

    def toggle_inbox_sheet(self) -> None:
        """Show what trainees ask and type, or put that away."""
        if not self._put_away(self.inbox_sheet):
            self.inbox_sheet.open_sheet()

    def show_link(self, state: LinkState) -> None:
        """Whether the server is reached."""
        self.top.show_link(state)

    def show_tool(self, tool: Tool | None, colour: int = 0) -> None:
        """What the mouse is on the slide, and with which of the pens' colours."""
        self.current.show_tool(tool, colour)
        self.bottom.show_tool(tool, colour)

    def show_strokes(self, strokes: Strokes) -> None:
        """What is drawn on the current slide."""
        self.current.show_strokes(strokes)

    def show_light(self, light: Light | None) -> None:
        """What the class sees pointed at."""
        self.current.show_light(light)

    def show_question_projected(self, projected: bool) -> None:
        """Whether the class sees a question instead of the slide."""
        self.bottom.show_question_projected(projected)

    def show_presenting(self, on: bool) -> None:
        """Whether the projector shows the lesson."""
        self.top.show_presenting(on)

    def show_awake(self, state: Wakefulness) -> None:
        """Whether the machine stays awake by itself."""
        self.bottom.show_awake(state)

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
        for sheet in self._sheets:
            sheet.setGeometry(self.rect())

    # --- inside ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.top, self.bottom = TopBar(), BottomBar()
        self.top.setObjectName("top")
        self.bottom.setObjectName("bottom")
        self.notice, self.progress = NoticeBar(), ProgressBar()
        self.current, self.next = CurrentSlide(), Upcoming()
        self.current.show_message(self.tr("No deck is open. Ctrl+O opens a .pptx or a .pdf."))
        self.current.setAccessibleName(self.tr("Current slide"))
        self.notes, self.media = NotesCard(), MediaStrip()
        self.question = QuestionPanel()
        self.key_sheet, self.link_sheet = KeySheet(self), LinkSheet(self)
        self.start_sheet, self.remote_sheet = StartSheet(self), RemoteSheet(self)
        self.settings_sheet = SettingsSheet(self)
        self.now_sheet, self.inbox_sheet = NowSheet(self), InboxSheet(self)
        self._sheets: tuple[QWidget, ...] = (
            self.key_sheet,
            self.link_sheet,
            self.start_sheet,
            self.remote_sheet,
            self.now_sheet,
            self.inbox_sheet,
            self.settings_sheet,
        )

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
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(Space.SMALL)
        lower.addWidget(self.media)
        lower.addWidget(self.notes, 1)
        self.notes.setMinimumHeight(LOWEST_NOTES)
        for place, (part, stretch) in enumerate(((self.current, 8), (below, 3))):
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
        self.bottom.badge.clicked.connect(self.ways_wanted)
        self.keys.digits_changed.connect(self.bottom.show_digits)
        self.bottom.remote.clicked.connect(lambda: self.wish.emit(Command.REMOTE))
        self.bottom.links.clicked.connect(lambda: self.wish.emit(Command.LINKS))
        self.media.wish.connect(self.wish)
        self.current.followed.connect(lambda link: self.wish.emit(Follow(link)))
        self.current.played.connect(lambda medium: self.wish.emit(PlayMedium(medium)))
        self.link_sheet.wish.connect(self.wish)
        self.link_sheet.closed.connect(self._close_links)
        self.start_sheet.wish.connect(self.wish)
        self.start_sheet.closed.connect(self.setFocus)
        for sheet in (self.remote_sheet, self.settings_sheet, self.now_sheet, self.inbox_sheet):
            sheet.closed.connect(self.setFocus)
        self.now_sheet.wish.connect(self.wish)
        self.bottom.inbox.clicked.connect(lambda: self.wish.emit(Command.INBOX))
        self.inbox_sheet.wish.connect(self.wish)
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

    def _close_links(self) -> None:
        self.link_sheet.hide()
        self.setFocus()

    def _put_away(self, sheet: Sheet) -> bool:
        """Whether the sheet was open, and is closed now; else it is about to be opened."""
        if sheet.isVisible():
            sheet.close_sheet()
            return True
        sheet.setGeometry(self.rect())
        self.activateWindow()
        return False

    def _read_own_key(self, event: QKeyEvent) -> bool:
        if self.start_sheet.open:
            self.start_sheet.read_key(event)
            return True
        own = (self.link_sheet, self.remote_sheet, self.now_sheet, self.inbox_sheet, self.settings_sheet)
        if any(sheet.isVisible() and sheet.read_key(event) for sheet in own):
            return True
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._read_with_control(event):
            return True
        if event.key() == Qt.Key.Key_Escape and self.key_sheet.isVisible():
            self.show_key_sheet(False)
        elif event.key() in _PLUS:
            self.notes.resize_text(+1)
        elif event.key() == Qt.Key.Key_Minus:
            self.notes.resize_text(-1)
        else:
            return False
        return True

    def _read_with_control(self, event: QKeyEvent) -> bool:
        """Keys with Ctrl: the notes, and the film on the projector."""
        turns = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: +1}
        wishes: dict[int, Wish] = {
            Qt.Key.Key_Left: Seek(by_ms=-SEEK_MS),
            Qt.Key.Key_Right: Seek(by_ms=SEEK_MS),
            Qt.Key.Key_Minus: SetVolume(by=-LOUDER),
            **dict.fromkeys(_PLUS, SetVolume(by=LOUDER)),
        }
        if (by := turns.get(Qt.Key(event.key()))) is not None:
            self.notes.turn(by)
        elif (wish := wishes.get(event.key())) is not None:
            self.wish.emit(wish)
        else:
            return False
        return True
