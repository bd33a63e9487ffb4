"""Windows metafiles (EMF, WMF) as SVG drawings, made by another process within limits of size and time."""

import zlib

from PySide6.QtCore import QProcess

from decks.render.images.wmf import is_wmf
from decks.render.python_process import python_process

LARGEST = 32 * 2**20
LONGEST_MS = 6_000
"""The process itself may compute for less; this is for a busy computer."""
_GZIP = b"\x1f\x8b"


class MetafileError(Exception):
    """A metafile that can't be drawn."""


class SlowMetafileError(MetafileError):
    """A metafile that could not be drawn in time; the computer may have been busy."""


def is_metafile(data: bytes) -> bool:
    """Whether the bytes begin as a metafile, packed or not, does."""
    return data[:2] == _GZIP or is_wmf(data) or (data[:4] == b"\x01\0\0\0" and data[40:44] == b" EMF")


def svg_of_metafile(data: bytes) -> bytes:
    """The metafile as SVG, not cleaned yet; waits for it no longer than `LONGEST_MS`. Raises
    `MetafileError`."""
    process = python_process("decks.render.images.metafile_process")
    process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
    process.setStandardErrorFile(QProcess.nullDevice())
    process.start()
    process.write(data)
    process.closeWriteChannel()
    if not process.waitForFinished(LONGEST_MS):
        process.kill()
        process.waitForFinished(LONGEST_MS)
        raise SlowMetafileError("takes too long")
    if process.exitStatus() != QProcess.ExitStatus.NormalExit or process.exitCode():
        raise MetafileError("not drawable")
    return bytes(process.readAllStandardOutput().data())


def unpacked(data: bytes) -> bytes:
    """A metafile as it is, also if it is packed (EMZ, WMZ). Raises `MetafileError`."""
    if data[:2] == _GZIP:
        try:
            data = zlib.decompressobj(31).decompress(data, LARGEST + 1)
        except zlib.error as error:
            raise MetafileError("damaged") from error
    if len(data) > LARGEST:
        raise MetafileError("too large")
    return data
