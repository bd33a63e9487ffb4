"""A line to one client: what is sent is handed to the system at once."""

import struct

from aiohttp import web

_TEXT = 0x81  # RFC 6455, 5.2: a text message in one frame
_SHORT, _MIDDLE = 126, 1 << 16


class Line:
    """Sending never waits, and no task waits for each line: where a client reads slowly, its transport keeps
    what is sent. With more than `most_bytes` there it is cut off: it comes back and asks again."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse, most_bytes: int) -> None:
        self._transport = request.transport
        self._socket = socket
        self._most_bytes = most_bytes

    def send(self, message: bytes) -> None:
        """Send a message that is JSON already; to a client that has gone, nothing is sent."""
        transport = self._transport
        if transport is None or transport.is_closing() or self._socket.closed:
            return
        if transport.get_write_buffer_size() > self._most_bytes:
            self.cut()
        else:
            transport.write(_text_frame(message))

    def cut(self) -> None:
        """Drop the connection without a farewell."""
        if self._transport is not None:
            self._transport.abort()


def _text_frame(payload: bytes) -> bytes:
    """A server's frames are not masked (RFC 6455, 5.1): to all clients goes the same."""
    size = len(payload)
    if size < _SHORT:
        return bytes((_TEXT, size)) + payload
    if size < _MIDDLE:
        return struct.pack("!BBH", _TEXT, 126, size) + payload
    return struct.pack("!BBQ", _TEXT, 127, size) + payload
