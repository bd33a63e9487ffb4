"""What the host fetches and brings as files: reports, whole sessions, pictures of questions."""

import asyncio
import logging
from collections.abc import Callable

import msgspec
from aiohttp import web

from assets.sentences import LANGUAGES, Language, system_language
from server.archive import LARGEST_FILE, pack, take_in, unpack
from server.classrooms import Classrooms
from server.eventlog import EventLog, LogError
from server.events import Recorded
from server.figures import SessionFigures
from server.question_pictures import PictureDesk, read_body

log_ = logging.getLogger(__name__)

_CSV = "text/csv"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HTML = "text/html"
_STATUS = {"server.no_such_session": 404, "server.session_differs": 409, "server.archive_too_large": 413}
_ARCHIVE_REFUSED = ("server.archive_damaged", "server.archive_newer")


class Imported(msgspec.Struct, frozen=True):
    """The answer to an import. `imported` is False if the session was here already, just so."""

    session_id: str
    imported: bool


class NotDone(msgspec.Struct, frozen=True):
    """Why a file could not be made or taken: `code` names a sentence in `assets/translations`."""

    code: str
    values: dict[str, str] = msgspec.field(default_factory=dict)


class HostFiles:
    """The routes for files, and what they are made of."""

    def __init__(self, rooms: Classrooms, log: EventLog) -> None:
        self._rooms = rooms
        self._log = log
        self.routes = [
            web.get("/sessions/{id}/answers.csv", self._answers_csv),
            web.get("/sessions/{id}/feedback.csv", self._feedback_csv),
            web.get("/sessions/{id}/report.xlsx", self._report_xlsx),
            web.get("/sessions/{id}/report.html", self._report_html),
            web.get("/sessions/{id}/session.handsup", self._session),
            web.put("/sessions", self._import),
            *PictureDesk(rooms, log).routes,
        ]

    def figures(self, session_id: str) -> SessionFigures:
        """A session's figures. Blocks; raises `LogError` if there is no such session."""
        from server.statistics.session import measure

        return measure(session_id, read_session(self._log, session_id))

    # --- reports ---------------------------------------------------------------------------------

    async def _answers_csv(self, request: web.Request) -> web.Response:
        from server.reports import answers_csv

        return await self._report(request, answers_csv, "csv", _CSV)

    async def _feedback_csv(self, request: web.Request) -> web.Response:
        from server.reports import feedback_csv

        return await self._report(request, feedback_csv, "csv", _CSV)

    async def _report_xlsx(self, request: web.Request) -> web.Response:
        from server.reports import report_xlsx

        return await self._report(request, report_xlsx, "xlsx", _XLSX)

    async def _report_html(self, request: web.Request) -> web.Response:
        from server.reports import report_page

        return await self._report(request, report_page, "html", _HTML)

    async def _report(
        self,
        request: web.Request,
        write: Callable[[SessionFigures, Language], bytes],
        kind: str,
        content_type: str,
    ) -> web.Response:
        asked = request.query.get("language", system_language())
        language = next((language for language in LANGUAGES if language == asked), None)
        if language is None:
            return web.Response(status=400, text="400")
        session_id = request.match_info["id"]
        return await self._export(
            session_id, kind, content_type, lambda: write(self.figures(session_id), language)
        )

    async def _export(
        self, session_id: str, kind: str, content_type: str, make: Callable[[], bytes]
    ) -> web.Response:
        """A file made of a session; that it was made is remembered, for the day the session is erased."""

        try:
            body = await asyncio.to_thread(make)
        except LogError as error:
            return _not_done(error)
        try:
            await self._rooms.on_log(lambda: self._log.note_export(session_id, kind, self._now_ms()))
        except LogError as error:  # a full disk must not keep a trainer from the report
            log_.warning("an export is not remembered: %s", error.code)
        return web.Response(body=body, content_type=content_type)

    # --- whole sessions --------------------------------------------------------------------------

    async def _session(self, request: web.Request) -> web.Response:
        session_id = request.match_info["id"]

        def make() -> bytes:
            return pack(session_id, read_session(self._log, session_id), self._log.read_picture)

        return await self._export(session_id, "handsup", "application/zip", make)

    async def _import(self, request: web.Request) -> web.Response:
        body = await read_body(request, LARGEST_FILE)
        try:
            if body is None:
                raise LogError("server.archive_too_large")
            archived = await asyncio.to_thread(unpack, body)
            imported = await self._rooms.on_log(lambda: take_in(self._log, archived, self._now_ms()))
        except LogError as error:
            return _not_done(error)
        return _json(Imported(archived.session_id, imported))

    def _now_ms(self) -> int:
        return self._rooms.clock.now_ms()


def read_session(log: EventLog, session_id: str) -> tuple[Recorded, ...]:
    """A session's whole log. Raises `LogError` if there is no such session."""
    recorded = tuple(log.read_from(session_id, 1))
    if not recorded:
        raise LogError("server.no_such_session", session=session_id)
    return recorded


def _not_done(error: LogError) -> web.Response:
    status = 400 if error.code in _ARCHIVE_REFUSED else _STATUS.get(error.code, 503)
    return _json(NotDone(error.code, error.values), status)


def _json(message: Imported | NotDone, status: int = 200) -> web.Response:
    return web.Response(body=msgspec.json.encode(message), status=status, content_type="application/json")
