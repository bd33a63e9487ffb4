"""Which slide the class sees, told to its phones, and the pictures that they fetch."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec
from aiohttp import hdrs, web

from server.classroom import Classroom
from server.classrooms import Classrooms
from server.phone_talk import taking_part
from server.picture_kind import kind_of
from server.protocol import SLIDE_PATH
from server.pulse import Pulse

if TYPE_CHECKING:
    from server.phones import Phone

_encode = msgspec.json.Encoder().encode


class PhoneSlides:
    """Tells the phones that take part when the class sees another slide: every `every_s` at most, the last of
    those it saw in between. `phones_of` are all those in a classroom."""

    def __init__(
        self, rooms: Classrooms, phones_of: "Callable[[Classroom], Iterable[Phone]]", every_s: float
    ) -> None:
        self._rooms = rooms
        self._phones_of = phones_of
        self._changed: set[Classroom] = set()
        self._pulse = Pulse(self._tell_changed, every_s)
        rooms.slides.followers.append(self._follow)

    def greet(self, phone: "Phone") -> None:
        """A phone has been shown its stage: it may not know what the class sees."""
        frame = self._frame(phone.room)
        if frame is not None:
            _tell(phone, frame)

    def _follow(self, room: Classroom) -> None:
        self._changed.add(room)
        self._pulse.ask()

    def _tell_changed(self) -> None:
        changed, self._changed = self._changed, set()
        for room in changed:
            frame = self._frame(room)
            if frame is not None:
                for phone in self._phones_of(room):
                    _tell(phone, frame)

    def _frame(self, room: Classroom | None) -> bytes | None:
        shown = self._rooms.slides.shown(room) if room is not None else None
        return None if shown is None else _encode(shown)


def _tell(phone: "Phone", frame: bytes) -> None:
    if phone.slide != frame and taking_part(phone) is not None:
        phone.slide = frame
        phone.send(frame)


class SlidePictures:
    """Pictures by their hash, as far as a class of an open session has seen them."""

    def __init__(self, rooms: Classrooms) -> None:
        self._rooms = rooms
        self.routes = [web.get(f"{SLIDE_PATH}/{{sha256:[0-9a-f]{{64}}}}", self.serve)]

    async def serve(self, request: web.Request) -> web.Response:
        """Answer a GET or HEAD."""
        sha256 = request.match_info["sha256"]
        body = self._rooms.slides.picture(sha256)
        kind = kind_of(body) if body is not None else None
        if body is None or kind is None:
            return web.Response(status=404, text="404")
        headers = {hdrs.ETAG: f'"{sha256}"', hdrs.CACHE_CONTROL: "public, max-age=31536000, immutable"}
        if headers[hdrs.ETAG] in request.headers.get(hdrs.IF_NONE_MATCH, ""):
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, content_type=kind, headers=headers)
