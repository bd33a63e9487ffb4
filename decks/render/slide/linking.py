"""Hyperlinks and action buttons, noted while a slide is drawn (ECMA-376 Part 1, 21.1.2.3.5).

Only places in the deck and addresses of the web and of mail are followed. What would open a file or
start a program is reported instead.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QRectF

from decks.addresses import LONGEST_ADDRESS, MOST_LINKS, web_address
from decks.plain_text import plain
from decks.pptx.ooxml import Element, attribute, child, descendants
from decks.render.slide.scene import Scene
from decks.spots import Area, Jump, Link

LONGEST_WORDS = 200
_NEAR = 0.005  # of the slide's width

_SHOW_JUMPS = {
    "nextslide": Jump.NEXT,
    "previousslide": Jump.BACK,
    "firstslide": Jump.FIRST,
    "lastslide": Jump.LAST,
    "lastslideviewed": Jump.CAME_FROM,
    "endshow": Jump.END,
}
_NOT_FOLLOWED = {
    "customshow": "render.link_custom_show",
    "hlinkfile": "render.link_file",
    "hlinkpres": "render.link_file",
    "program": "render.link_program",
    "macro": "render.link_program",
    "ole": "render.link_object",
}
_BLANKS = re.compile(r"\s+")
_NO_LINKS = frozenset(("media", "noaction"))


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a link leads, or the code of the sentence that says why it isn't followed."""

    jump: Jump | None = None
    slide: int = 0
    address: str = ""
    refusal: str = ""


def note_link(scene: Scene, part: str, shape: Element, area: QRectF) -> None:
    """Note the link of a shape, picture, group or graphic frame of the sheet in `part`, if it has one.
    `area` is in the painter's present coordinates. A link for the passing mouse is one to click here."""
    properties = child(shape[0], "p:cNvPr") if len(shape) else None
    link = child(properties, "a:hlinkClick")
    if link is None:
        link = child(properties, "a:hlinkHover")
    if link is not None:
        words = _words_of(shape) or attribute(properties, "descr") or attribute(properties, "name")
        _note(scene, part, link, area, words)


def note_run_link(scene: Scene, part: str, properties: Element | None, rect: QRectF, words: str) -> None:
    """Note the link in a run's properties (`a:rPr`), if there is one, for the piece of a line at
    `rect` in the painter's present coordinates.

    Pieces that follow on each other in a line and lead to the same target become one link.
    """
    link = child(properties, "a:hlinkClick")
    if link is None:
        link = child(properties, "a:hlinkMouseOver")
    if link is None:
        return
    before = len(scene.links)
    _note(scene, part, link, rect, words)
    if 0 < before < len(scene.links) and _goes_on(scene.links[-2], scene.links[-1]):
        scene.links[-2:] = [_joined(scene.links[-2], scene.links[-1])]


def _note(scene: Scene, part: str, link: Element, area: QRectF, words: str) -> None:
    target = _target(scene, part, link)
    if target.refusal:
        scene.report(target.refusal, serious=False)
    place = scene.area_of(area)
    seen = place.width > 0 and place.height > 0
    if target.jump is None or not seen or len(scene.links) >= MOST_LINKS:
        return
    words = _BLANKS.sub(" ", plain(attribute(link, "tooltip") or words))[:LONGEST_WORDS]
    scene.links.append(Link(place, target.jump, words, target.slide, target.address))


def _goes_on(one: Link, other: Link) -> bool:
    """Whether one piece of a line follows right on another with the same target."""
    same = (one.jump, one.slide, one.address) == (other.jump, other.slide, other.address)
    apart = other.area.x - one.area.x - one.area.width
    height = min(one.area.height, other.area.height)
    return same and abs(apart) < _NEAR and abs(one.area.y - other.area.y) < height / 2


def _joined(one: Link, other: Link) -> Link:
    top, left = min(one.area.y, other.area.y), one.area.x
    bottom = max(one.area.y + one.area.height, other.area.y + other.area.height)
    area = Area(left, top, other.area.x + other.area.width - left, bottom - top)
    words = one.words if one.words == other.words else one.words + other.words
    return replace(one, area=area, words=words[:LONGEST_WORDS])


def _target(scene: Scene, part: str, link: Element) -> _Target:
    verb, query = _action(attribute(link, "action"))
    relationship = scene.package.relationships(part).get(attribute(link, "r:id"))
    if verb in _NO_LINKS:
        return _Target()
    if verb == "hlinkshowjump":
        jump = _SHOW_JUMPS.get(query)
        return _Target(jump) if jump else _Target(refusal="render.link_lost")
    if verb == "hlinksldjump":
        number = scene.slide_numbers.get(relationship.target, 0) if relationship else 0
        return _Target(Jump.SLIDE, number) if number else _Target(refusal="render.link_lost")
    # Some programs call addresses of the web files.
    if verb in ("", "hlinkfile") and relationship is not None and relationship.external:
        if address := web_address(relationship.target):
            return _Target(Jump.WEB, address=address)
        return _Target(refusal="render.link_file")
    if verb == "" and relationship is None and not attribute(link, "r:id"):
        return _Target()  # a link that was taken away
    return _Target(refusal=_NOT_FOLLOWED.get(verb, "render.link_lost"))


def _action(text: str) -> tuple[str, str]:
    """An `action` as its verb and, of a jump in the show, where to: `ppaction://hlinkshowjump?jump=nextslide`
    is `hlinkshowjump`, `nextslide`."""
    try:
        parts = urlsplit(text[:LONGEST_ADDRESS])
        jumps = parse_qs(parts.query, max_num_fields=10).get("jump", [""])
    except ValueError:
        return "unknown", ""
    return parts.netloc.lower(), jumps[0].lower()


def _words_of(shape: Element) -> str:
    """What is to be read on a shape, as much as a link's name takes."""
    words = ""
    for text in descendants(child(shape, "p:txBody"), "a:t", "m:t"):
        words += f"{text.text or ''} "
        if len(words) > LONGEST_WORDS:
            break
    return words.strip()
