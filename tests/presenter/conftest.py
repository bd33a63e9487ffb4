"""The real server, started as the presenter starts it, and ended with the test."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from presenter.connection import Connection
from presenter.link import Link
from presenter.local_server import LocalServer
from tests.end_to_end.processes import end_server


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder; whatever server runs in it at the end is stopped and waited for."""
    folder = tmp_path / "data"
    yield folder
    end_server(folder, signal.SIGTERM)


@pytest.fixture
def connect(folder: Path, qtbot: object) -> Iterator[Callable[[], tuple[Link, Connection]]]:
    """Makes links to the folder's server; they are let go at the end."""
    made: list[Connection] = []
    kept: list[object] = []

    def connect() -> tuple[Link, Connection]:
        link, server = Link(), LocalServer(folder)
        connection = Connection(server, link)
        made.append(connection)
        kept.extend([link, server])
        connection.start()
        return link, connection

    yield connect
    for connection in made:
        connection.close()
