"""`server.log`, in which the server says what it did and what went wrong."""

import contextlib
import logging
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_FILE = "server.log"


@contextlib.contextmanager
def logging_to(data: Path) -> Iterator[None]:
    """What is logged inside goes to the folder's `server.log`. It never names a phone's address."""
    handler = RotatingFileHandler(
        data / LOG_FILE, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(_without_addresses)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
        handler.close()


def _without_addresses(record: logging.LogRecord) -> bool:
    """aiohttp names the phone's address when a request fails."""
    if record.name.startswith("aiohttp"):
        record.msg, record.args = "a request failed", ()
        record.exc_info = record.exc_text = None  # it quotes what was sent
    return True
