"""The room's Wi-Fi as phones need it: remembered, printed on the join screen, told to the lobby."""

from PySide6.QtCore import QObject

from presenter.class_session import ClassSession
from presenter.join_point import JoinPoint
from presenter.link import Link
from presenter.settings import SettingsFile
from server.protocol import TellWifi, Wifi


class RoomWifi(QObject):
    """Passes the trainer's word on the network to all who print it. The server keeps it nowhere: it is told
    whenever a session begins or is found again."""

    def __init__(
        self,
        settings: SettingsFile,
        session: ClassSession,
        link: Link,
        join_point: JoinPoint,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._session, self._link, self._join_point = settings, session, link, join_point
        join_point.use_wifi(settings.settings.wifi)
        session.begun.connect(lambda _view: self._tell())
        session.taken_up.connect(lambda _view: self._tell())
        session.link_restored.connect(self._tell)

    def choose(self, wifi: Wifi) -> None:
        """The room's network is this one; none if it has no name."""
        self._settings.change(wifi=wifi)
        self._join_point.use_wifi(wifi)
        if self._session.view is not None:
            self._tell()

    def _tell(self) -> None:
        wifi = self._settings.settings.wifi
        if wifi.name:
            self._link.send(lambda ref: TellWifi(ref, wifi))
