"""A PowerPoint file read into a lesson: titles, text, notes and the questions in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import thread_time

from decks.model import Deck, DeckError, Problem, Slide
from decks.plain_text import plain
from decks.pptx.builds import count_steps
from decks.pptx.ooxml import (
    Element,
    attribute,
    child,
    children,
    descendants,
    local_name,
    qname,
    truth,
    whole,
)
from decks.pptx.package import Package, PartError
from decks.pptx.transitions import read_transition
from decks.questions.notes_syntax import read_notes

MOST_SLIDES = 5_000
LONGEST_READING_S = 5.0
"""Of the processor: other programs don't cost a lesson its slides."""
LONGEST_TEXT = 100_000
USUAL_WIDTH, USUAL_HEIGHT = 12_192_000, 6_858_000
_FOOTERS = ("dt", "ftr", "sldNum", "hdr")
_EMPTY_TITLE = re.compile(r"(powerpoint\W+(presentation|演示文稿)|slide \d+|幻灯片 ?\d+)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SlideSource:
    """Where a slide lies in its package; `part` is empty if the file doesn't say."""

    number: int
    part: str


def read_pptx(path: Path, sha256: str) -> Deck:
    """The lesson in a PowerPoint file. Raises `DeckError`."""
    with Package(path, newest=True) as package:
        sources = slide_sources(package)
        if not sources:
            raise DeckError("deck.empty")
        if len(sources) > MOST_SLIDES:
            raise DeckError("deck.too_big")
        read = _read_slides(package, sources)
        slides = tuple(slide for slide, _ in read)
        width, height = slide_size(package)
        return Deck(
            path=path,
            lesson_id=_lesson_id(package) or path.stem,
            sha256=sha256,
            title=slides[0].title or _core_title(package) or path.stem,
            width=width,
            height=height,
            slides=slides,
            problems=tuple(problem for _, problems in read for problem in problems),
        )


def slide_sources(package: Package) -> list[SlideSource]:
    """The deck's slides in their order, also those whose part is missing."""
    listed = children(child(package.xml(package.main), "p:sldIdLst"), "p:sldId")
    relationships = package.relationships(package.main)
    sources = []
    for number, entry in enumerate(listed, 1):
        relationship = relationships.get(attribute(entry, "r:id"))
        part = relationship.target if relationship and not relationship.external else ""
        sources.append(SlideSource(number, part))
    return sources


def slide_size(package: Package) -> tuple[int, int]:
    """Width and height of the deck's slides in EMU, within what a picture can have."""
    size = child(package.xml(package.main), "p:sldSz")
    width, height = whole(size, "cx", USUAL_WIDTH), whole(size, "cy", USUAL_HEIGHT)
    sane = width > 0 and height > 0 and 1 / 20 <= width / height <= 20
    return (width, height) if sane else (USUAL_WIDTH, USUAL_HEIGHT)


def _read_slides(package: Package, sources: list[SlideSource]) -> list[tuple[Slide, tuple[Problem, ...]]]:
    """Every slide, each part read once: a tiny file may name one part thousands of times."""
    used: set[str] = set()
    give_up_at = thread_time() + LONGEST_READING_S
    read: list[tuple[Slide, tuple[Problem, ...]]] = []
    for source in sources:
        notes = package.related(source.part, "notesSlide") or ""
        if source.part in used or thread_time() > give_up_at:
            read.append((Slide(source.number), (Problem("deck.slide_unreadable", source.number),)))
        else:
            read.append(_read_slide(package, source, "" if notes in used else notes))
        used |= {source.part, notes} - {""}
    return read


def _read_slide(package: Package, source: SlideSource, notes: str) -> tuple[Slide, tuple[Problem, ...]]:
    try:
        root = package.xml(source.part)
    except PartError:
        return Slide(source.number), (Problem("deck.slide_unreadable", source.number),)
    if root.tag != qname("p:sld"):
        return Slide(source.number), (Problem("deck.slide_unreadable", source.number),)
    notes_text, problems = _notes_text(package, source.number, notes)
    read = read_notes(notes_text, source.number)
    text = _slide_text(root)
    slide = Slide(
        number=source.number,
        title=_title(root) or next((line.strip() for line in text.splitlines() if line.strip()), "")[:200],
        text=text,
        notes=read.notes,
        questions=read.questions,
        hidden=not truth(root, "show", default=True),
        steps=count_steps(root),
        transition=read_transition(root),
    )
    package.forget(source.part)
    if source.part in package.mended:
        problems = (Problem("deck.slide_damaged", source.number), *problems)
    return slide, problems + read.problems


def _title(root: Element) -> str:
    for shape in descendants(child(root, "p:cSld", "p:spTree"), "p:sp"):
        if _placeholder(shape) in ("title", "ctrTitle"):
            return " ".join(_text(shape).split())[:500]
    return ""


def _slide_text(root: Element) -> str:
    parts: list[str] = []
    length = 0
    for paragraph in descendants(child(root, "p:cSld", "p:spTree"), "a:p"):
        if _in_footer(paragraph):
            continue
        line = _paragraph_text(paragraph).strip()
        if line:
            parts.append(line)
            length += len(line) + 1
        if length > LONGEST_TEXT:
            break
    return "\n".join(parts)[:LONGEST_TEXT]


def _in_footer(paragraph: Element) -> bool:
    body = paragraph.getparent()
    shape = body.getparent() if body is not None else None
    return shape is not None and _placeholder(shape) in _FOOTERS


def _notes_text(package: Package, number: int, part: str) -> tuple[str, tuple[Problem, ...]]:
    if not part:
        return "", ()
    try:
        root = package.xml(part)
    except PartError:
        return "", (Problem("deck.notes_unreadable", number),)
    bodies = [s for s in descendants(root, "p:sp") if _placeholder(s) == "body"]
    text = "\n".join(_text(body) for body in bodies)
    package.forget(part)
    return text[:LONGEST_TEXT], ()


def _placeholder(shape: Element) -> str:
    placeholder = child(shape, "p:nvSpPr", "p:nvPr", "p:ph")
    return "" if placeholder is None else attribute(placeholder, "type", "obj")


def _text(shape: Element) -> str:
    return "\n".join(_paragraph_text(paragraph) for paragraph in descendants(shape, "a:p"))


def _paragraph_text(paragraph: Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter():
        name = local_name(element)
        if name == "t" and element.text:
            yield plain(element.text.replace("\v", "\n"))
        elif name == "br":
            yield "\n"


def _lesson_id(package: Package) -> str:
    return _custom_identifier(package) or _core_text(package, "identifier")


def _custom_identifier(package: Package) -> str:
    part = package.related("", "custom-properties")
    try:
        properties = [] if part is None else list(package.xml(part))
    except PartError:
        return ""
    for entry in properties:
        if attribute(entry, "name").lower() == "identifier":
            return plain("".join(str(text) for text in entry.itertext())).strip()[:200]
    return ""


def _core_title(package: Package) -> str:
    title = _core_text(package, "title")
    return "" if _EMPTY_TITLE.fullmatch(title) else title


def _core_text(package: Package, name: str) -> str:
    part = package.related("", "core-properties")
    try:
        text = None if part is None else package.xml(part).findtext(qname(f"dc:{name}"))
        return plain(text or "").strip()[:500]
    except PartError:
        return ""
