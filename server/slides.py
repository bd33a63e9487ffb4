"""The slides that classes see, for their phones: in memory alone, and only what the projector has shown."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from server.classroom import Classroom
from server.eventlog import LogError
from server.events import Recorded
from server.picture_kind import kind_of
from server.protocol import ProjectSlide, SlideShown
from server.session import Refusal
from server.typed_text import clean_line

MOST_KEPT = 20
"""So many slides of a session can be fetched: who looks at one has time to, and to come back to it."""
MOST_BYTES = 8 * 1024 * 1024
NOTHING = SlideShown()
_LONGEST_TITLE = 200


@dataclass(slots=True)
class _Shelf:
    """What a class sees, and the pictures of what it has seen last, the newest at the end."""

    shown: SlideShown = NOTHING
    pictures: OrderedDict[str, bytes] = field(default_factory=OrderedDict)

    def put(self, body: bytes) -> str:
        """Keep a picture, and let the oldest go where there are too many; returns its hash."""
        sha256 = hashlib.sha256(body).hexdigest()
        self.pictures[sha256] = body
        self.pictures.move_to_end(sha256)
        while len(self.pictures) > MOST_KEPT or sum(map(len, self.pictures.values())) > MOST_BYTES:
            self.pictures.popitem(last=False)
        return sha256


class SharedSlides:
    """What each class sees, as long as its session goes on. `followers` are told when that is another
    slide."""

    def __init__(self) -> None:
        self.followers: list[Callable[[Classroom], None]] = []
        self._shelves: dict[Classroom, _Shelf] = {}

    def shown(self, room: Classroom) -> SlideShown | None:
        """What the class sees; None where slides are not shared."""
        if not _shares(room):
            return None
        shelf = self._shelves.get(room)
        return NOTHING if shelf is None else shelf.shown

    def picture(self, sha256: str) -> bytes | None:
        """A picture that an open session's class sees, or has seen of late."""
        for room, shelf in self._shelves.items():
            if sha256 in shelf.pictures and _shares(room):
                return shelf.pictures[sha256]
        return None

    def project(self, room: Classroom, command: ProjectSlide) -> Refusal | None:
        """The class sees this from now on."""
        if room.session is None or room.session.ended:
            return Refusal("server.no_session")
        if not room.session.slides:
            return Refusal("server.slides_not_shared")
        if command.picture and kind_of(command.picture) is None:
            return Refusal("server.no_picture")
        shelf = self._shelves.setdefault(room, _Shelf())
        shown = NOTHING
        if command.picture:
            title = clean_line(command.title, _LONGEST_TITLE)
            shown = SlideShown(command.number, title, shelf.put(command.picture))
        if shown != shelf.shown:
            shelf.shown = shown
            for follower in self.followers:
                follower(room)
        return None

    # --- what the classrooms tell ----------------------------------------------------------------

    def happened(self, room: Classroom, _: tuple[Recorded, ...]) -> None:
        """See `classrooms.Audience`."""
        self._let_go(room)

    def past_changed(self, room: Classroom) -> None:
        """See `classrooms.Audience`."""
        self._let_go(room)

    def troubled(self, trouble: LogError | None) -> None:
        """See `classrooms.Audience`. Nothing of this is written."""

    def _let_go(self, room: Classroom) -> None:
        if room.session is None or room.session.ended:
            self._shelves.pop(room, None)


def _shares(room: Classroom) -> bool:
    session = room.session
    return session is not None and session.slides and not session.ended
