"""The vocabulary of Office Open XML: names, units and careful access to attributes."""

from collections.abc import Iterator

from lxml import etree

Element = etree._Element

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "dc": "http://purl.org/dc/elements/1.1/",
}
EMU_PER_POINT = 12_700
LARGEST = 2**40
"""Larger numbers than this mean nothing on a slide and only break arithmetic."""


def qname(name: str) -> str:
    """The full name of a prefixed one: `a:p` becomes `{http://…}p`. Unprefixed names stay."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


_QNAMES: dict[str, str] = {}


def _known(name: str) -> str:
    full = _QNAMES.get(name)
    if full is None:
        full = _QNAMES[name] = qname(name)
    return full


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of prefixed names; `None` where a step is missing."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(_known(name)), None)  # `find` takes twice as long
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """All direct children with this prefixed name."""
    return [] if element is None else list(element.iterchildren(_known(name)))


def descendants(element: Element | None, *names: str) -> Iterator[Element]:
    """All elements below with one of these prefixed names, in the order of the file."""
    return iter(()) if element is None else element.iter(*(_known(name) for name in names))


def local_name(element: Element) -> str:
    """The element's name without its namespace; empty for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """An attribute's text, or `default`."""
    if element is None:
        return default
    value = element.get(_known(name))
    return default if value is None else str(value)


def whole(element: Element | None, name: str, default: int = 0) -> int:
    """An attribute as a whole number of sane size, or `default` if it is none."""
    return parse_whole(attribute(element, name), default)


def parse_whole(text: str, default: int = 0) -> int:
    """A whole number of sane size from `text` (`12`, `12.7`), else `default`."""
    try:
        number = round(float(text))
    except (ValueError, OverflowError):
        return default
    return max(-LARGEST, min(LARGEST, number))


def fraction(element: Element | None, name: str, default: float = 0.0) -> float:
    """An attribute in thousandths of a percent (`50000` or, in strict files, `50%`) as a fraction."""
    text = attribute(element, name)
    if text.endswith("%"):
        return parse_whole(text[:-1] + "e3", round(default * 100_000)) / 100_000
    return parse_whole(text, round(default * 100_000)) / 100_000


def truth(element: Element | None, name: str, default: bool = False) -> bool:
    """An attribute as yes or no, or `default` where it is missing."""
    text = attribute(element, name)
    return default if not text else text in ("1", "true", "on")
