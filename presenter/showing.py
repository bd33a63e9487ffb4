"""Which picture belongs in which window: asks for it, hands it over, and prepares the neighbours."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from decks.model import Deck, Step
from decks.render.picture import Picture
from decks.render.pictures import Pictures
from presenter.console.window import ConsoleWindow
from presenter.lesson import Lesson
from presenter.projector.window import ProjectorWindow

Wanted = tuple[int, int, int, int]  # slide, click, and the frame's width and height in pixels
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
    ) -> None:
        super().__init__(parent)
        self._pictures, self._console, self._projector = pictures, console, projector
        self._lesson: Lesson | None = None
        self._deck: Deck | None = None
        self._awaited: list[Frame] = []
        self.later: Callable[[], list[Wanted]] = list  # what else to draw when nothing is urgent
        pictures.picture_ready.connect(self._on_picture)
        console.sizes_changed.connect(self._show)
        projector.sizes_changed.connect(self._show)

    def show_lesson(self, lesson: Lesson) -> None:
        """Show the lesson's steps in all frames."""
        if lesson.deck is not self._deck:
            self._deck = lesson.deck
            self._pictures.open(lesson.deck)
        self._lesson = lesson
        self._show()

    def _frames(self, lesson: Lesson) -> tuple[Frame, ...]:
        return (
            (self._projector.show_slide, lesson.projected, self._projector.picture_size()),
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

    def _hand_over(self, frame: Frame, picture: Picture | None) -> None:
        show = frame[0]
        show(None if picture is None else picture.image)
        if picture is not None and show == self._projector.show_slide:
            self.projected.emit(picture)
        if picture is not None and show == self._console.show_current:
            self.current.emit(picture)
