"""Pattern fills: eight by eight pixels of ink on a ground (ECMA-376 part 1, 20.1.10.51)."""

from PySide6.QtGui import QColor, QImage

_ROWS = {
    "pct5": "8000000008000000",
    "pct10": "8000080080000800",
    "pct20": "8800220088002200",
    "pct25": "8822882288228822",
    "pct30": "aa44aa11aa44aa11",
    "pct40": "aa55aa51aa55aa15",
    "pct50": "aa55aa55aa55aa55",
    "pct60": "ee55bb55ee55bb55",
    "pct70": "77dd77dd77dd77dd",
    "pct75": "77ffddff77ffddff",
    "pct80": "effffeffeffffeff",
    "pct90": "fffffff7ffffff7f",
    "horz": "ff00000000000000",
    "ltHorz": "ff000000ff000000",
    "narHorz": "ff00ff00ff00ff00",
    "dkHorz": "ffff0000ffff0000",
    "vert": "8080808080808080",
    "ltVert": "8888888888888888",
    "narVert": "aaaaaaaaaaaaaaaa",
    "dkVert": "cccccccccccccccc",
    "dnDiag": "8040201008040201",
    "ltDnDiag": "8844221188442211",
    "dkDnDiag": "cc663399cc663399",
    "wdDnDiag": "c1e070381c0e0783",
    "upDiag": "0102040810204080",
    "ltUpDiag": "1122448811224488",
    "dkUpDiag": "3366cc993366cc99",
    "wdUpDiag": "83070e1c3870e0c1",
    "dashDnDiag": "0000884422110000",
    "dashUpDiag": "0000112244880000",
    "dashHorz": "f00000000f000000",
    "dashVert": "8080808008080808",
    "smConfetti": "8008400210012004",
    "lgConfetti": "b130031bd8c00c8d",
    "zigZag": "8142241881422418",
    "wave": "001824c3001824c3",
    "diagBrick": "0102040818244281",
    "horzBrick": "ff808080ff080808",
    "weave": "8854224588142251",
    "plaid": "aa55aa55f0f0f0f0",
    "divot": "0010081000800180",
    "dotGrid": "aa00800080008000",
    "dotDmnd": "8000220008002200",
    "shingle": "038448300c020101",
    "trellis": "ff66ff99ff66ff99",
    "sphere": "7798f8f877898f8f",
    "smGrid": "ff888888ff888888",
    "lgGrid": "ff80808080808080",
    "cross": "101010ff10101010",
    "smCheck": "9966669999666699",
    "lgCheck": "f0f0f0f00f0f0f0f",
    "openDmnd": "8244281028448201",
    "solidDmnd": "10387cfe7c381000",
    "diagCross": "8142241818244281",
}
SIDE = 8


def pattern(name: str, ink: QColor, ground: QColor) -> QImage:
    """The pattern's tile, a pixel for each of its dots; half ink for an unknown name."""
    rows = bytes.fromhex(_ROWS.get(name, _ROWS["pct50"]))
    tile = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    for y, row in enumerate(rows):
        for x in range(SIDE):
            tile.setPixelColor(x, y, ink if row & (0x80 >> x) else ground)
    return tile.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
