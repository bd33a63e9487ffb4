"""Small films, sounds and moving pictures, made here."""

import io
import struct
import wave

from PIL import Image


def sound(seconds: float = 0.2) -> bytes:
    """Silence as WAV."""
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(2 * int(8000 * seconds)))
    return data.getvalue()


def moving_picture(*colours: str, size: tuple[int, int] = (40, 20), each_ms: int = 100) -> bytes:
    """A GIF of one frame a colour that never ends."""
    frames = [Image.new("RGB", size, colour) for colour in colours]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:], duration=each_ms, loop=0)
    return data.getvalue()


def film(*colours: str, size: tuple[int, int] = (64, 32), each_ms: int = 100) -> bytes:
    """An AVI of JPEG pictures (Motion JPEG), one a colour."""
    pictures = [_padded(_jpeg(colour, size)) for colour in colours]
    width, height = size
    usual = struct.pack("<14I", each_ms * 1000, 0, 0, 0x10, len(pictures), 0, 1, 1 << 20, *size, 0, 0, 0, 0)
    stream = b"vids" + struct.pack(
        "<4sI2H8I4H", b"MJPG", 0, 0, 0, 0, each_ms, 1000, 0, len(pictures), 1 << 20, 0, 0, 0, 0, width, height
    )
    bitmap = struct.pack("<I2i2H4s5I", 40, width, height, 1, 24, b"MJPG", width * height * 3, 0, 0, 0, 0)
    head = _list(
        b"hdrl", _chunk(b"avih", usual) + _list(b"strl", _chunk(b"strh", stream) + _chunk(b"strf", bitmap))
    )
    index, place = b"", 4
    for picture in pictures:
        index += struct.pack("<4s3I", b"00dc", 0x10, place, len(picture))
        place += 8 + len(picture)
    body = _list(b"movi", b"".join(_chunk(b"00dc", picture) for picture in pictures))
    content = b"AVI " + head + body + _chunk(b"idx1", index)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def _jpeg(colour: str, size: tuple[int, int]) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG", quality=95)
    return data.getvalue()


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (len(data) % 2)


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + _padded(data)


def _list(name: bytes, data: bytes) -> bytes:
    return _chunk(b"LIST", name + data)
