"""Films, sounds and animated pictures, noted while a slide is drawn with their still pictures."""

from math import atan2, degrees, hypot, isfinite

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageReader, QTransform

from decks.plain_text import plain
from decks.pptx.media_timing import MediaTiming, read_media_timing
from decks.pptx.ooxml import Element, attribute, child, descendants, fraction, local_name
from decks.pptx.package import PartError
from decks.render.geometry.geometry import geometry_of
from decks.render.slide.scene import Gif, Scene
from decks.spots import WHOLE, Area, Medium, MediumKind

MOST_MEDIA = 50
"""Of one slide."""
LARGEST_MOVING = 32 * 2**20
LARGEST_MOVING_PIXELS = 4_000_000
MOST_COMPARED_PIXELS = 40_000_000
"""Of all frames of a GIF that is partly transparent."""
LONGEST_TITLE = 200
MOST_POINTS = 400
"""Of an outline, which is divided into steps of a thousandth."""
_FINE = 1000.0

_KINDS = {
    "videoFile": MediumKind.VIDEO,
    "quickTimeFile": MediumKind.VIDEO,
    "audioFile": MediumKind.AUDIO,
    "wavAudioFile": MediumKind.AUDIO,
}
_FOREIGN = frozenset(("http", "https", "rtsp"))


def note_medium(scene: Scene, part: str, shape: Element, area: QRectF) -> None:
    """Note what a picture of the sheet in `part` plays, if it plays anything that lies in the file.
    `area` is in the painter's present coordinates."""
    properties = shape[0] if len(shape) else None
    named = child(properties, "p:nvPr")
    source = next((e for e in ([] if named is None else named) if local_name(e) in _KINDS), None)
    if source is None:
        _note_moving_picture(scene, part, shape, area)
        return
    target, refusal = _part_of(scene, part, named, source)
    if refusal:
        scene.report(refusal)
        return
    _note(scene, shape, area, _KINDS[local_name(source)], target)


def _part_of(scene: Scene, part: str, named: Element | None, source: Element) -> tuple[str, str]:
    """The medium's part, else the code of the sentence that says why there is none. What is embedded
    wins over what is only linked (`p14:media`, [MS-PPTX] 2.6.2)."""
    relationships = scene.package.relationships(part)
    embedded = next((e for e in descendants(named, "*") if local_name(e) == "media"), None)
    wanted = (
        attribute(embedded, "r:embed"),
        attribute(source, "r:embed"),
        attribute(source, "r:link"),
        attribute(embedded, "r:link"),
    )
    found = [r for name in wanted if name and (r := relationships.get(name)) is not None]
    inside = next((r.target for r in found if not r.external and r.target in scene.package), None)
    if inside is not None:
        return inside, ""
    if any(r.external and r.target.partition(":")[0].lower() in _FOREIGN for r in found):
        return "", "render.media_online"
    return "", "render.media_linked" if any(r.external for r in found) else "render.media_missing"


def _note_moving_picture(scene: Scene, part: str, shape: Element, area: QRectF) -> None:
    fill = next((e for e in shape if local_name(e) == "blipFill"), None)
    relationship = scene.package.relationships(part).get(attribute(child(fill, "a:blip"), "r:embed"))
    if relationship is None or relationship.external or not _moves(scene, relationship.target):
        return
    _note(scene, shape, area, MediumKind.MOVING_PICTURE, relationship.target)


def _moves(scene: Scene, part: str) -> bool:
    """Whether a picture is a GIF of several frames. Where the slide's picture would be seen through some of
    them, it has to stand still."""
    if not part.lower().endswith(".gif"):
        return False
    if part not in scene.moving:
        scene.moving[part] = _read_gif(scene, part)
    if scene.moving[part] is Gif.SEEN_THROUGH:
        scene.report("render.media_seen_through", serious=False)
    return scene.moving[part] is Gif.MOVES


def _read_gif(scene: Scene, part: str) -> Gif:
    buffer = QBuffer()  # which keeps its own bytes: of those given at once it would only keep the address
    try:
        buffer.setData(scene.package.read(part, LARGEST_MOVING))
    except PartError:
        return Gif.STILL
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"gif"))
    size = reader.size()
    if reader.imageCount() < 2 or size.width() * size.height() > LARGEST_MOVING_PIXELS:
        return Gif.STILL
    first = reader.read()
    if first.isNull():
        return Gif.STILL
    return Gif.MOVES if _covers(reader, first) else Gif.SEEN_THROUGH


def _covers(reader: QImageReader, first: QImage) -> bool:
    """Whether each of the frames that follow is opaque wherever the first is: what moves is drawn over the
    slide's picture, which shows the first."""
    if not first.hasAlphaChannel():
        return True
    if reader.imageCount() * first.width() * first.height() > MOST_COMPARED_PIXELS:
        return False
    needed, frame = _opaque(first), reader.read()
    while not frame.isNull():
        if frame.size() != first.size() or needed & ~_opaque(frame):
            return False
        frame = reader.read()
    return True


def _opaque(image: QImage) -> int:
    """Where an image is opaque, as the bits of a number; of equal sizes equal bits mean equal places."""
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    return int.from_bytes(bytes(alpha.constBits()), "little")


def _note(scene: Scene, shape: Element, area: QRectF, kind: MediumKind, part: str) -> None:
    placed = _place(scene, area)
    if placed is None or len(scene.media) >= MOST_MEDIA:
        return
    place, turn = placed
    properties = child(shape[0], "p:cNvPr")
    title = " ".join(plain(attribute(properties, "name")).split())[:LONGEST_TITLE]
    medium = attribute(properties, "id")
    timing = _timing_of(scene, shape)
    if medium in timing.goes_on:
        scene.report("render.media_goes_on", serious=False)
    scene.media.append(
        Medium(
            area=place,
            kind=kind,
            part=part,
            title=title,
            by_itself=kind is MediumKind.MOVING_PICTURE or scene.click in timing.begins.get(medium, ()),
            loops=medium in timing.loops,
            turn=turn,
            crop=_crop(shape),
            outline=_outline(shape, area),
        )
    )


def _timing_of(scene: Scene, shape: Element) -> MediaTiming:
    """The timing of the slide that a shape stands on; layouts and masters have none."""
    if shape.getroottree().getroot() is not scene.sheets.slide.root:
        return MediaTiming()
    if scene.media_timing is None:
        scene.media_timing = read_media_timing(scene.sheets.slide.root)
    return scene.media_timing


def _place(scene: Scene, rect: QRectF) -> tuple[Area, float] | None:
    """Where a rectangle in the painter's coordinates lies before it is turned, and by how much it is;
    `None` for one that groups have blown up beyond all numbers."""
    transform = scene.painter.transform()
    middle = transform.map(rect.center())
    width = rect.width() * hypot(transform.m11(), transform.m12()) * scene.pixel / scene.page.width()
    height = rect.height() * hypot(transform.m21(), transform.m22()) * scene.pixel / scene.page.height()
    x = middle.x() * scene.pixel / scene.page.width()
    y = middle.y() * scene.pixel / scene.page.height()
    turn = degrees(atan2(transform.m12(), transform.m11())) % 360
    if transform.determinant() < 0 and transform.m11() < 0:
        turn = (turn + 180) % 360  # a film is never mirrored
    place = Area(x - width / 2, y - height / 2, width, height)
    return (place, turn) if all(map(isfinite, (place.x, place.y, width, height, turn))) else None


def _outline(shape: Element, area: QRectF) -> tuple[tuple[float, float], ...]:
    """What the picture is cut to; nothing for a rectangle, or where the outline is too winding."""
    properties = child(shape, "p:spPr")
    plain_one = attribute(child(properties, "a:prstGeom"), "prst", "rect") == "rect"
    if (plain_one and child(properties, "a:custGeom") is None) or area.isEmpty():
        return ()
    path = geometry_of(properties, area.width(), area.height()).path
    polygon = path.toFillPolygon(QTransform.fromScale(_FINE / area.width(), _FINE / area.height()))
    if polygon.size() > MOST_POINTS:
        return ()
    corners = [polygon.at(index) / _FINE for index in range(polygon.size())]
    if not all(isfinite(corner.x()) and isfinite(corner.y()) for corner in corners):
        return ()
    return tuple((round(corner.x(), 4), round(corner.y(), 4)) for corner in corners)


def _crop(shape: Element) -> Area:
    """The part of the film that is seen; all of it where the numbers make no sense."""
    fill = next((e for e in shape if local_name(e) == "blipFill"), None)
    source = child(fill, "a:srcRect")
    left, top, right, bottom = (fraction(source, side) for side in ("l", "t", "r", "b"))
    crop = Area(left, top, 1 - left - right, 1 - top - bottom)
    sane = min(left, top, right, bottom) >= 0 and crop.width > 0.01 and crop.height > 0.01
    return crop if sane else WHOLE
