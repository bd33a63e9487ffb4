"""Which picture belongs in which window: asks for it, hands it over, and prepares the neighbours."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from decks.model import Deck, Step
from decks.motion import Motion
from decks.render.export import Export
from decks.render.picture import Picture
from decks.render.pictures import Pictures
from presenter.console.window import ConsoleWindow
from presenter.lesson import Lesson
from presenter.projector.movement import turning
from presenter.projector.window import ProjectorWindow
from presenter.widgets.slide_view import fitted
from presenter.widgets.stand_in import draw_stand_in

Wanted = tuple[int, int, int, int]  # slide, click, and the frame's width and height in pixels
STAND_IN_MS = 100  # a picture that is not there by then is stood in for
Frame = tuple[Callable[[QImage | None], None], Step | None, QSize]


class Showing(QObject):
    """Feeds the frames of console and projector with pictures of the right step and size."""

    projected = Signal(object)  # the Picture that has reached the projector
    current = Signal(object)  # the Picture of the trainer's own step that has reached the console

    def __init__(
        self,
        pictures: Pictures,
        console: ConsoleWindow,
        projector: ProjectorWindow,
        parent: QObject | None = None,
        *,
        stand_in_ms: int = STAND_IN_MS,
    ) -> None:
        super().__init__(parent)
        self._pictures, self._console, self._projector = pictures, console, projector
        self._lesson: Lesson | None = None
        self._deck: Deck | None = None
        self._awaited: list[Frame] = []
        self._seen: QImage | None = None
        self._steps_on = False  # the class sees one step more than before, just now
        self._stand_in_timer = QTimer(self, singleShot=True, interval=stand_in_ms)
        self._stand_in_timer.timeout.connect(self._stand_in)
        self._on_wall: Step | None = None
        self._held: Step | None = None
        self.export_of: Callable[[Deck], Export | None] = lambda _deck: None  # what to draw a deck from
        self.later: Callable[[], list[Wanted]] = list  # what else to draw when nothing is urgent
        pictures.picture_ready.connect(self._on_picture)
        console.sizes_changed.connect(self._show)
        projector.sizes_changed.connect(self._show)

    def show_lesson(self, lesson: Lesson) -> None:
        """Show the lesson's steps in all frames."""
        if lesson.deck is not self._deck:
            self._deck, self._seen = lesson.deck, None
            self._on_wall = self._held = None
            self._pictures.open(lesson.deck, self.export_of(lesson.deck))
        self._steps_on = self._lesson is not None and lesson.follows(self._lesson)
        self._lesson = lesson
        if lesson.frozen:
            self._projector.end_movement()
        self._show()
        self._steps_on = False

    def turn_to(self, export: Export | None) -> None:
        """From now on draw the deck from this. A picture that the class looks at stays, until there is
        another step."""
        if self._deck is not None:
            self._held = self._on_wall if self._projector.isVisible() else None
            self._pictures.open(self._deck, export)
            self._show()

    def _frames(self, lesson: Lesson) -> tuple[Frame, ...]:
        if lesson.projected != self._held:
            self._held = None
        projected = None if self._held else lesson.projected
        return (
            (self._projector.show_slide, projected, self._projector.picture_size()),
            (self._console.show_current, lesson.step, self._console.current_size()),
            (self._console.show_next, lesson.upcoming, self._console.next_size()),
        )

    @property
    def settled(self) -> bool:
        """Whether every frame has the picture it should have."""
        return self._lesson is not None and not self._awaited

    def _show(self) -> None:
        if (lesson := self._lesson) is None:
            return
        self._awaited = []
        self._pictures.forget_wishes()  # the trainer has gone on: nobody waits for them any more
        # The last wish is drawn first: the projector's.
        for frame in reversed(self._frames(lesson)):
            _, step, size = frame
            picture = (
                self._pictures.want(step.slide, step.click, size.width(), size.height()) if step else None
            )
            if step is not None and picture is None:
                self._awaited.append(frame)
            self._hand_over(frame, picture)
        if not self._awaited:
            self._stand_in_timer.stop()
        elif not self._stand_in_timer.isActive():  # a held key doesn't put it off for ever
            self._stand_in_timer.start()
        self.prepare()

    def prepare(self) -> None:
        """Draw ahead: the neighbours of the present step, then whatever `later` names."""
        if self._lesson is not None:
            self._pictures.prepare([*self._neighbours(self._lesson), *self.later()])

    def _neighbours(self, lesson: Lesson) -> list[Wanted]:
        size, small = self._projector.picture_size(), self._console.next_size()
        current = self._console.current_size()
        wishes = []
        for step in (lesson.upcoming, lesson.previous):
            if step is not None:
                wishes.append((step.slide, step.click, size.width(), size.height()))
                wishes.append((step.slide, step.click, current.width(), current.height()))
        if lesson.upcoming is not None:
            after = lesson.next().upcoming
            if after is not None:
                wishes.append((after.slide, after.click, small.width(), small.height()))
        return wishes

    def _on_picture(self, picture: Picture) -> None:
        drawn = Step(picture.slide, picture.click), QSize(picture.width, picture.height)
        ready = [frame for frame in self._awaited if (frame[1], frame[2]) == drawn]
        self._awaited = [frame for frame in self._awaited if frame not in ready]
        for frame in ready:
            self._hand_over(frame, picture)

    def _stand_in(self) -> None:
        """What is awaited takes long: show something of it, and what comes later in its place."""
        for show, step, size in self._awaited:
            if self._deck is not None and step is not None:
                image = self._pictures.stand_in(step.slide, step.click)
                if image is None:
                    page = fitted(QSize(self._deck.width, self._deck.height), size).size()
                    image = draw_stand_in(self._deck.slide(step.slide).title, page, self._seen)
                show(image)

    def _hand_over(self, frame: Frame, picture: Picture | None) -> None:
        show = frame[0]
        if picture is not None and show == self._projector.show_slide:
            self._projector.show_slide(picture.image, self._motions(picture))
            self._projector.repaint()  # now: Qt would paint the console first, which takes longer
        else:
            show(None if picture is None else picture.image)
        if picture is not None and show == self._projector.show_slide:
            self._seen, self._on_wall = picture.image, Step(picture.slide, picture.click)
            self.projected.emit(picture)
        if picture is not None and show == self._console.show_current:
            self.current.emit(picture)

    def _motions(self, picture: Picture) -> tuple[Motion, ...]:
        """What moves when this picture comes: only a step on that need not be waited for is a movement."""
        if not self._steps_on or self._deck is None:
            return ()
        return (
            picture.findings.motions if picture.click else turning(self._deck.slide(picture.slide).transition)
        )
