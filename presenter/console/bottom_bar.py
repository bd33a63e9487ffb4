"""The console's bottom bar: where the lesson is, and when."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from presenter.awake import Wakefulness
from presenter.console.picture_badge import PictureBadge
from presenter.inbox_state import InboxState
from presenter.lesson import Lesson
from presenter.lesson_time import LessonTime, as_clock
from presenter.light import Tool
from presenter.plan import PlanStanding, Standing, stand
from presenter.widgets.button import Button, Role
from presenter.widgets.label import ElidedLabel, Label
from presenter.widgets.theme import Space
from server.protocol import Screen


class BottomBar(QFrame):
    """Position, how well the slide is drawn, links, the phone as a clicker, title, what covers the projector,
    plan, elapsed time, clock."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._lesson: Lesson | None = None
        self._question_projected = self._asked_projected = self._paced = False
        self.position = Label("", "title")
        self.clicks = Label("", "chip")
        self.badge = PictureBadge()
        self.links = Button("", icon="link", key="L", role=Role.QUIET, height=28)
        self.inbox = Button("", icon="question", key="I", role=Role.QUIET, height=28)
        self.remote = Button("", icon="phone", key="R", role=Role.QUIET, height=28)
        self.remote.setCheckable(True)
        self._remote_connected = False
        self.remote.clicked.connect(lambda: self.remote.setChecked(self._remote_connected))
        self.title = ElidedLabel("", "strong")
        self.state = Label("", "chip-warning")
        self.tool = Label("", "chip-accent")
        self.awake = Label("", "muted")
        self.digits = Label("", "chip-accent")
        self.plan = Label("", "muted")
        self.elapsed = Label("", "muted")
        self.pace = Label("", "chip")
        self.clock = Label("", "title")
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        line.setSpacing(Space.MEDIUM)
        for widget in (self.position, self.clicks, self.badge, self.links, self.inbox, self.remote):
            line.addWidget(widget)
        line.addWidget(self.title, 1)
        for widget in (self.tool, self.digits, self.state, self.awake, self.plan, self.elapsed, self.pace):
            line.addWidget(widget)
        line.addSpacing(Space.SMALL)
        line.addWidget(self.clock)
        for widget in (self.digits, self.state, self.clicks, self.badge, self.links, self.plan, self.elapsed):
            widget.hide()
        self.tool.hide()
        self.pace.hide()
        self.show_links(0)
        self.show_awake(Wakefulness.UNASKED)
        self.show_inbox(InboxState())
        self.show_remote(possible=False, connected=False)

    def show_links(self, count: int) -> None:
        """How many links the slide has; nothing where it has none."""
        self.links.say(str(count), key="L")
        words = self.tr("Links on this slide: {n}").format(n=count)
        self.links.setAccessibleName(words)
        self.links.setToolTip(words)
        self.links.setVisible(count > 0)

    def show_inbox(self, inbox: InboxState) -> None:
        """How much of what trainees ask and type waits, and whether the class sees one of their questions."""
        self.inbox.role = Role.PLAIN if inbox.count else Role.QUIET
        self.inbox.say(str(inbox.count) if inbox.count else "", key="I")
        words = self.tr("Trainees' questions and words: {n} to look at (I)").format(n=inbox.count)
        self.inbox.setAccessibleName(words)
        self.inbox.setToolTip(words)
        self.inbox.setVisible(inbox.possible)
        self._asked_projected = inbox.projected is not None
        self._show_state()

    def show_remote(self, *, possible: bool, connected: bool) -> None:
        """Whether a phone can be a clicker, and is one now."""
        self._remote_connected = connected
        self.remote.setChecked(connected)
        words = self.tr("A phone is the clicker (R)") if connected else self.tr("Your phone as a clicker (R)")
        self.remote.setAccessibleName(words)
        self.remote.setToolTip(words)
        self.remote.setVisible(possible)

    def show_awake(self, state: Wakefulness) -> None:
        """Whether the machine stays awake by itself while slides are shown; what to do where it doesn't is
        the tooltip."""
        held = state is Wakefulness.HELD
        words = self.tr("Stays awake") if held else self.tr("May fall asleep")
        more = (
            self.tr("The computer stays awake, and its screens on, while you present.")
            if held
            else self.tr("The system did not agree to stay awake: turn sleep and screen lock off yourself.")
        )
        self.awake.setText(words)
        self.awake.look("muted" if held else "chip-warning")
        self.awake.setAccessibleName(words)
        self.awake.setAccessibleDescription(more)
        self.awake.setToolTip(more)
        self.awake.setVisible(state is not Wakefulness.UNASKED)

    def show_question_projected(self, projected: bool) -> None:
        """Whether the class sees a question instead of the slide."""
        self._question_projected = projected
        self._show_state()

    def show_lesson(self, lesson: Lesson) -> None:
        """The place in the deck."""
        self._lesson = lesson
        slide = lesson.slide
        self.position.setText(f"{slide.number} / {len(lesson.deck.slides)}")
        of = len(lesson.deck.slides)
        self.position.setAccessibleName(self.tr("Slide {n} of {of}").format(n=slide.number, of=of))
        self.title.say(slide.title or self.tr("(no title)"))
        self.clicks.setVisible(slide.steps > 1)
        step = lesson.step.click + 1
        self.clicks.setText(self.tr("Step {n} of {of}").format(n=step, of=slide.steps))
        self._show_state()
        planned = slide.notes.planned_s
        self.plan.setVisible(planned is not None)
        if planned is not None:
            self.plan.setText(self.tr("This slide {n} min").format(n=f"{planned / 60:.3g}"))

    def show_tool(self, tool: Tool | None, colour: int = 0) -> None:
        """What the mouse is on the slide, and how to put it away."""
        ink = self._colour_words()[colour]
        words = {
            Tool.DOT: self.tr("Laser pointer — D or Esc"),
            Tool.SPOTLIGHT: self.tr("Spotlight — T or Esc"),
            Tool.PEN: self.tr("Pen, {colour} — E or Esc").format(colour=ink),
            Tool.HIGHLIGHTER: self.tr("Highlighter, {colour} — Y or Esc").format(colour=ink),
        }
        self.tool.setText(words[tool] if tool is not None else "")
        self.tool.setVisible(tool is not None)

    def _colour_words(self) -> tuple[str, ...]:
        """In the order of the pens' colours."""
        return self.tr("red"), self.tr("blue"), self.tr("green"), self.tr("orange"), self.tr("yellow")

    def show_time(self, time: LessonTime) -> None:
        """Clock, elapsed time, and how that stands against the plan."""
        self._show_pace(stand(time))
        self.clock.setText(f"{time.now:%H:%M}")
        self.clock.setAccessibleName(self.tr("Clock {time}").format(time=self.clock.text()))
        self.elapsed.setVisible(time.elapsed_s is not None)
        if time.elapsed_s is None:
            return
        words = self.tr("Elapsed {time}").format(time=as_clock(time.elapsed_s))
        if time.planned_s is not None:
            words = self.tr("Elapsed {time} · planned {plan}")
            words = words.format(time=as_clock(time.elapsed_s), plan=as_clock(time.planned_s))
        self.elapsed.setText(words)

    def _show_pace(self, pace: PlanStanding | None) -> None:
        self._paced = pace is not None
        self._make_room()
        if pace is None:
            return
        words, look = {
            Standing.ON_TIME: (self.tr("On time"), "chip-good"),
            Standing.AHEAD: (self.tr("▲ {n} min ahead"), "chip-accent"),
            Standing.BEHIND: (self.tr("▼ {n} min behind"), "chip-warning"),
        }[pace.standing]
        self.pace.setText(words.format(n=pace.minutes))
        self.pace.setAccessibleName(words.lstrip("▲▼ ").format(n=pace.minutes))
        self.pace.look(look)

    def _make_room(self) -> None:
        """While a number is typed it has the place of the pace, or the smallest console would clip both."""
        self.pace.setVisible(self._paced and self.digits.isHidden())

    def show_digits(self, digits: str) -> None:
        """The slide number being typed."""
        self.digits.setText(self.tr("Go to slide {n} — Enter").format(n=digits))
        self.digits.setVisible(bool(digits))
        self._make_room()

    def _show_state(self) -> None:
        words = self._state_words(self._lesson) if self._lesson is not None else ""
        self.state.setText(words)
        self.state.setVisible(bool(words))

    def _state_words(self, lesson: Lesson) -> str:
        if lesson.screen is Screen.BLACK:
            return self.tr("Projector black — B")
        if lesson.screen is Screen.WHITE:
            return self.tr("Projector white — W")
        if self._asked_projected:
            return self.tr("Projector: a trainee's question")
        if self._question_projected:
            return self.tr("Projector: question")
        if lesson.frozen is not None:
            return self.tr("Projector held at slide {n} — F").format(n=lesson.frozen.slide)
        return self.tr("Hidden slide") if lesson.slide.hidden else ""
