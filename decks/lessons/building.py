"""From a lesson's source to a PowerPoint file, the same bytes each time."""

import io
import zipfile
from datetime import datetime

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import _Relationships
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from decks.lessons.drawing import Box, Page, Words
from decks.lessons.layouts import DRAWERS
from decks.lessons.shape_xml import NAMESPACES, slide_number_on_slide
from decks.lessons.source import Lesson, SlideSource, SourceError
from decks.lessons.stationery import MARGIN, blank_deck

_WRITTEN = datetime(2026, 11, 23)
_STATISTICS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Handsup</Application></Properties>"
)
_ZIP_DATE = (2026, 11, 23, 0, 0, 0)


def build_lesson(lesson: Lesson) -> bytes:
    """The lesson as a `.pptx`. Raises `SourceError`, and `DoesNotFitError` for text that is too long."""
    deck = blank_deck()
    chapter = ""
    for source in lesson.slides:
        if source.layout not in DRAWERS:
            raise SourceError(f"{source.title}: no layout is called {source.layout}")
        if source.layout == "divider":
            chapter = f"{source.part}  {source.title}"
        _add_slide(deck, source, lesson.language, chapter)
    _set_properties(deck, lesson)
    _mend_template(deck)
    file = io.BytesIO()
    deck.save(file)
    return _repacked(file.getvalue())


def _add_slide(deck: Deck, source: SlideSource, language: str, chapter: str) -> None:
    layout_name, draw = DRAWERS[source.layout]
    layout = next(layout for layout in deck.slide_layouts if layout.name == layout_name)
    slide = deck.slides.add_slide(layout)
    page = Page(slide, language)
    draw(page, source)
    if layout_name == "Content" and chapter:
        page.words(Box(MARGIN, 26, 600, 34), "Chapter", [Words(chapter, 22, "accent1", bold=True)])
    if layout_name != "Cover":
        _add_slide_number(slide, len(deck.slides))
    notes = slide.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = source.notes


def _add_slide_number(slide: Slide, number: int) -> None:
    """python-pptx leaves the number's place out of a new slide, so nobody would see it."""
    shape_id = max(shape.shape_id for shape in slide.shapes) + 1
    slide.shapes._spTree.append(parse_xml(slide_number_on_slide(shape_id, number)))


def _set_properties(deck: Deck, lesson: Lesson) -> None:
    properties = deck.core_properties
    properties.title = lesson.title
    properties.identifier = lesson.id
    properties.language = lesson.language
    properties.author = properties.last_modified_by = "Handsup"
    properties.subject = properties.keywords = properties.comments = properties.category = ""
    properties.created = properties.modified = _WRITTEN
    properties.revision = 1


def _mend_template(deck: Deck) -> None:
    """What the default template says of itself isn't true of us: its preview picture, its printer, its
    page of 4:3 and its statistics go; the notes' master, which python-pptx leaves unnamed, is named."""
    package, part = deck.part.package, deck.part
    _drop_relation(package._rels, RELATIONSHIP_TYPE.THUMBNAIL)
    _drop_relation(part.rels, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
    for page in part._element.iterfind("{*}sldSz"):
        page.attrib.pop("type", "")
    statistics = package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    statistics._blob = _STATISTICS.encode()
    kind = RELATIONSHIP_TYPE.NOTES_MASTER
    name = next(name for name, relation in part.rels.items() if relation.reltype == kind)
    masters = f'<p:notesMasterIdLst {NAMESPACES}><p:notesMasterId r:id="{name}"/></p:notesMasterIdLst>'
    for slide_masters in part._element.iterfind("{*}sldMasterIdLst"):
        slide_masters.addnext(parse_xml(masters))


def _drop_relation(relations: _Relationships, kind: str) -> None:
    for name in [name for name, relation in relations.items() if relation.reltype == kind]:
        relations.pop(name)


def _repacked(package: bytes) -> bytes:
    """The same package with one fixed date on every part."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return file.getvalue()
