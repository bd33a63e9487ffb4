"""Links on slides, followed at the trainer's wish."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from assets.sentences import Language, sentence
from decks.render.picture import Picture
from decks.spots import Jump, Link, distinct
from presenter.commands import Command, Follow, GoTo, Wish
from presenter.lesson import Lesson
from presenter.notices import Notices

_COMMANDS = {Jump.FIRST: Command.FIRST, Jump.LAST: Command.LAST, Jump.END: Command.STOP_PRESENTING}


class Links(QObject):
    """Turns links into wishes. An address of the web is opened in the trainer's own browser, and only
    after it has been told; `offered` carries the links to be told."""

    wish = Signal(object)  # presenter.commands.Wish
    offered = Signal(object)  # tuple[Link, ...]

    def __init__(
        self,
        notices: Notices,
        language: Language,
        parent: QObject | None = None,
        *,
        open_address: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._notices, self._language, self._open_address = notices, language, open_address
        self._lesson: Lesson | None = None
        self._came_from: int | None = None
        self._links: tuple[Link, ...] = ()

    def show_lesson(self, lesson: Lesson) -> None:
        """The trainer's place; the slide before it is remembered."""
        if self._lesson is None or self._lesson.deck is not lesson.deck:
            self._came_from = None
        elif self._lesson.step.slide != lesson.step.slide:
            self._came_from = self._lesson.step.slide
        if self._lesson is None or self._lesson.step != lesson.step:
            self._links = ()
        self._lesson = lesson

    def show_picture(self, picture: Picture) -> None:
        """The picture of the trainer's own step has come."""
        self._links = picture.findings.links

    def carry_out(self, wish: Wish) -> bool:
        """Do what the trainer wishes; False if it is no wish about links."""
        match wish:
            case Command.LINKS:
                self._list()
            case Follow(link=Link(jump=Jump.WEB) as link, told=False):
                self.offered.emit((link,))
            case Follow(link=Link(jump=Jump.WEB) as link):
                self._open(link.address)
            case Follow(link=link):
                self._go(link)
            case _:
                return False
        return True

    def _list(self) -> None:
        if self._links:
            self.offered.emit(distinct(self._links))
        else:
            self._notices.say(sentence("links.none", self._language))

    def _open(self, address: str) -> None:
        if not self._open_address(QUrl(address)):
            self._notices.say(sentence("links.not_opened", self._language, address=address))

    def _go(self, link: Link) -> None:
        wish = wish_of(link, self._lesson, self._came_from) if self._lesson is not None else None
        if wish is not None:
            self.wish.emit(wish)


def wish_of(link: Link, lesson: Lesson, came_from: int | None) -> Wish | None:
    """What following a link inside the deck comes to; None if there is nowhere to go."""
    shown = [slide.number for slide in lesson.deck.slides if not slide.hidden]
    here = lesson.step.slide
    number: int | None
    match link.jump:
        case Jump.SLIDE:
            number = link.slide if 1 <= link.slide <= len(lesson.deck.slides) else None
        case Jump.NEXT:
            number = next((n for n in shown if n > here), None)
        case Jump.BACK:
            number = next((n for n in reversed(shown) if n < here), None)
        case Jump.CAME_FROM:
            number = came_from
        case _:
            return _COMMANDS.get(link.jump)
    return None if number is None else GoTo(number)
