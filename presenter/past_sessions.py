"""Past sessions: asks the server for what the review window wants, and saves exports."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSaveFile, QUrl, Signal
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from assets.sentences import Language, sentence
from presenter.exporting import ExportKind, ExportWish
from presenter.link import Link
from presenter.local_server import LocalServer
from server.figures import FiguresRead, SessionFigures
from server.protocol import HostMessage, ListSessions, ReadFigures, Refused, SessionList

FILES: dict[ExportKind, str] = {"csv": "answers.csv", "xlsx": "report.xlsx", "html": "report.html"}


class PastSessions(QObject):
    """Only the last thing asked for is answered: the trainer has clicked on by then."""

    listed = Signal(object)  # tuple[SessionRow, ...]
    read = Signal(object)  # SessionFigures
    saved = Signal(object)  # Path
    failed = Signal(str)  # a sentence

    def __init__(
        self, link: Link, server: LocalServer, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._link, self._server, self._language = link, server, language
        self._refs: dict[type, int] = {}
        self._http = QNetworkAccessManager(self)
        link.sessions_listed.connect(self._on_list)
        link.figures_read.connect(self._on_figures)
        link.refused.connect(self._on_refused)

    def list_sessions(self) -> None:
        """Ask for the list; ends in `listed` or `failed`."""
        self._ask(ListSessions)

    def read_figures(self, session_id: str) -> None:
        """Ask for one session's figures; ends in `read` or `failed`."""
        self._ask(ReadFigures, lambda ref: ReadFigures(ref, session_id))

    def asked(self, refused: Refused) -> bool:
        """Whether this refusal answers something asked here."""
        return refused.ref in self._refs.values()

    def export(self, wish: ExportWish) -> None:
        """Fetch a report and save it; ends in `saved` or `failed`."""
        running = self._server.running
        if running is None:
            self.failed.emit(sentence("link.down", self._language))
            return
        path = f"/sessions/{wish.session_id}/{FILES[wish.kind]}?language={self._language}"
        request = QNetworkRequest(QUrl(f"http://127.0.0.1:{running.host_port}{path}"))
        request.setRawHeader(b"Authorization", f"Bearer {running.secret}".encode())
        reply = self._http.get(request)
        reply.finished.connect(lambda: self._save(reply, wish.path))

    def _ask(self, kind: type, command: Callable[[int], HostMessage] | None = None) -> None:
        self._refs[kind] = self._link.send(command or kind)

    def _on_list(self, message: SessionList) -> None:
        if message.ref == self._refs.get(ListSessions):
            self.listed.emit(message.sessions)

    def _on_figures(self, message: FiguresRead) -> None:
        figures: SessionFigures = message.figures
        if message.ref == self._refs.get(ReadFigures):
            self.read.emit(figures)

    def _on_refused(self, refused: Refused) -> None:
        if self.asked(refused):
            self.failed.emit(sentence(refused.code, self._language, **refused.values))

    def _save(self, reply: QNetworkReply, path: Path) -> None:
        reply.deleteLater()
        if reply.error() != QNetworkReply.NetworkError.NoError:
            self.failed.emit(sentence("export.failed", self._language, reason=reply.errorString()))
            return
        file = QSaveFile(str(path))
        if file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(reply.readAll()) >= 0 and file.commit():
            self.saved.emit(path)
        else:
            self.failed.emit(
                sentence("export.unwritable", self._language, path=path, reason=file.errorString())
            )
