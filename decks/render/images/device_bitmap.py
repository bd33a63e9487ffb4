"""Pictures inside metafiles: bitmaps without the header that a file of their own would have."""

import struct

from PySide6.QtGui import QImage

MOST_PIXELS = 40_000_000


def device_bitmap(data: bytes) -> QImage | None:
    """The picture of a device-independent bitmap ([MS-WMF], 2.2.2.9); `None` if it can't be read."""
    if len(data) < 16:
        return None
    size = struct.unpack_from("<I", data)[0]
    if size == 12:
        wide, high, _, bits = struct.unpack_from("<4H", data, 4)
        colours, packing, entry = (1 << bits if bits <= 8 else 0), 0, 3
    elif 40 <= size <= 124 and len(data) >= 40:
        wide, high, _, bits, packing = struct.unpack_from("<iiHHI", data, 4)
        used = struct.unpack_from("<I", data, 32)[0]
        colours, entry = (min(used, 256) or 1 << bits if bits <= 8 else 0), 4
    else:
        return None
    if abs(wide) * abs(high) > MOST_PIXELS:
        return None
    masks = 12 if packing == 3 and size == 40 else 0
    start = 14 + size + masks + colours * entry
    image = QImage.fromData(struct.pack("<2sIHHI", b"BM", 14 + len(data), 0, 0, start) + data)
    return None if image.isNull() else image
