"""Where shapes lie: positions inside groups, turned and mirrored."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from decks.pptx.ooxml import Element, child, truth, whole


@dataclass(frozen=True, slots=True)
class Place:
    """A shape's rectangle in EMU, its turn in degrees clockwise, and its mirroring."""

    area: QRectF
    turn: float = 0.0
    flip_h: bool = False
    flip_v: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """From a group's own coordinates to those of the painter; `flip_h` and `flip_v` say whether the groups
    around mirror it, taken together."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    offset_x: float = 0.0
    offset_y: float = 0.0
    depth: int = 0
    flip_h: bool = False
    flip_v: bool = False

    def map(self, place: Place) -> Place:
        """The place as the painter sees it. A shape lying on its side stretches the other way."""
        area = place.area
        across, down = self.scale_x, self.scale_y
        if 45 <= place.turn % 180 < 135:
            across, down = down, across
        width, height = area.width() * across, area.height() * down
        x = area.center().x() * self.scale_x + self.offset_x
        y = area.center().y() * self.scale_y + self.offset_y
        return Place(
            QRectF(x - width / 2, y - height / 2, width, height), place.turn, place.flip_h, place.flip_v
        )

    def inside(self, transform: Element | None, area: QRectF) -> "Frame":
        """The frame for a group's children, the group itself drawn at `area`, origin at its corner."""
        flip_h = self.flip_h != truth(transform, "flipH")
        flip_v = self.flip_v != truth(transform, "flipV")
        offset, extent = child(transform, "a:chOff"), child(transform, "a:chExt")
        width, height = whole(extent, "cx"), whole(extent, "cy")
        scale_x = area.width() / width if width > 0 else 1.0
        scale_y = area.height() / height if height > 0 else 1.0
        x, y = whole(offset, "x"), whole(offset, "y")
        return Frame(scale_x, scale_y, -x * scale_x, -y * scale_y, self.depth + 1, flip_h, flip_v)

    def around(self, place: Place, area: QRectF) -> "Frame":
        """The frame for shapes that lie in `place` from its corner on, drawn at `area` as `inside`."""
        width, height = place.area.width(), place.area.height()
        scale_x = area.width() / width if width > 0 else 1.0
        scale_y = area.height() / height if height > 0 else 1.0
        return Frame(scale_x, scale_y, 0.0, 0.0, self.depth + 1)


def place_of(transform: Element | None) -> Place | None:
    """The place that an `a:xfrm` (or `p:xfrm`) gives; `None` if it gives none."""
    offset, extent = child(transform, "a:off"), child(transform, "a:ext")
    if transform is None or offset is None or extent is None:
        return None
    width, height = max(0, whole(extent, "cx")), max(0, whole(extent, "cy"))
    return Place(
        QRectF(whole(offset, "x"), whole(offset, "y"), width, height),
        whole(transform, "rot") / 60_000 % 360,
        truth(transform, "flipH"),
        truth(transform, "flipV"),
    )
