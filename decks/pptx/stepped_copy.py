"""A copy of a PowerPoint file for another program to draw: each step of a slide is a slide of its own.

Left out is what a picture doesn't need or what reaches outside: notes, comments, macros, films and
sounds, animations, and everything that lies elsewhere but for hyperlinks. No slide of it is hidden.
"""

import copy
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from decks.model import DeckError
from decks.pptx.builds import read_builds
from decks.pptx.ooxml import Element, attribute, child, children, local_name, qname, whole
from decks.pptx.package import Package, PartError
from decks.pptx.reading import SlideSource, slide_sources
from decks.pptx.still_slide import View, still_slide

MOST_PAGES = 3_000
"""Of the copy, with all steps; a slide for whose steps there is no room has one page."""
LARGEST_COPY = 2**30

Pages = tuple[tuple[int, ...], ...]
"""For each slide the page, counted from 1, that shows it after 0, 1, 2 … clicks."""

_LEFT_OUT = frozenset(
    {
        *("notesslide", "comments", "commentauthors", "tags", "customxml", "customdata", "control"),
        *("vbaproject", "wordvbadata", "attachedtoolbars", "attachedtemplate", "extensibility", "ui"),
        *("video", "audio", "media", "thumbnail", "printersettings", "usercustomization"),
        *("core-properties", "custom-properties", "extended-properties"),
    }
)
"""The kinds of relationships (the last word of their types, in small letters) not followed."""
_TYPES = "[Content_Types].xml"
_NOWHERE = "about:blank"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SLIDE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_SLIDE_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
_FIRST_SLIDE_ID = 256  # ECMA-376 part 1, 19.7.13 ST_SlideId


def write_stepped_copy(package: Package, path: Path) -> Pages:
    """Write the copy to `path` and say which of its pages shows what. Pages 1 to n are the slides after
    their last click, so that they keep their numbers; those for the clicks before come behind them.

    Raises `DeckError` if the copy would be too large, and `OSError` if it can't be written.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        return _Copy(package, archive).write()


@dataclass
class _Copy:
    """The work of one copy: `names` are the parts written so far, by their names in small letters,
    `steps` the slides that the file didn't have, `ahead` the parts still to be looked at."""

    package: Package
    archive: zipfile.ZipFile
    names: dict[str, str] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    ahead: list[str] = field(default_factory=list)
    size: int = 0

    def write(self) -> Pages:
        """Write everything, slides first."""
        sources = slide_sources(self.package)
        pages = tuple(self._write_slide(source, len(sources)) for source in sources)
        self._write_main()
        self._write_relationships("", self._relationships(""))
        while self.ahead:
            name = self.ahead.pop()
            if name.lower() not in self.names:
                self._write_as_it_is(name)
        self._write_content_types()
        return pages

    def _write_slide(self, source: SlideSource, count: int) -> tuple[int, ...]:
        """Write a slide and its steps; the pages after 0, 1, 2 … clicks. `count` is the deck's."""
        repeated = source.part.lower() in self.names
        if source.part.lower() == self.package.main.lower() or _describes(source.part):
            return (source.number,)
        try:
            root = self.package.xml(source.part)
        except PartError:
            return (source.number,)
        views = [View.of(look) for look in read_builds(root).looks]
        number = whole(self.package.xml(self.package.main), "firstSlideNum", 1) + source.number - 1
        page_of = {views[-1]: source.number}
        for view in views:
            page = count + len(self.steps) + 1
            if view not in page_of and page <= MOST_PAGES and not repeated:
                page_of[view] = page
                self.steps.append(self._step_name(source.part, page))
                self._write_view(self.steps[-1], source.part, still_slide(root, view, number))
        if not repeated:
            self._write_view(source.part, source.part, still_slide(root, views[-1]))
        self.package.forget(source.part)
        return tuple(page_of.get(view, source.number) for view in views)

    def _step_name(self, part: str, page: int) -> str:
        """A name that no part has, in the slide's folder, where its relationships hold."""
        folder, name = posixpath.split(part)[0], f"step{page}.xml"
        while posixpath.join(folder, name) in self.package:
            name = f"x{name}"
        return posixpath.join(folder, name)

    def _write_view(self, name: str, part: str, root: Element) -> None:
        self._put(name, _as_bytes(root))
        self._write_relationships(name, self._relationships(part))

    def _write_main(self) -> None:
        main = self.package.main
        root = copy.deepcopy(self.package.xml(main))
        relationships = self._relationships(main)
        for name in ("p:custShowLst", "p:extLst"):
            for element in children(root, name):
                root.remove(element)
        slides = child(root, "p:sldIdLst")
        ids = [whole(entry, "id") for entry in children(slides, "p:sldId")]
        first = max([_FIRST_SLIDE_ID, *(number + 1 for number in ids if number < 2**30)])
        for place, step in enumerate(self.steps):
            entry = {"Id": f"handsup{place}", "Type": _SLIDE_KIND, "Target": f"/{step}"}
            etree.SubElement(relationships, f"{{{_RELATIONSHIPS}}}Relationship", entry)
            if slides is not None:
                listed = {"id": str(first + place), qname("r:id"): entry["Id"]}
                etree.SubElement(slides, qname("p:sldId"), listed)
        self._put(main, _as_bytes(root))
        self._write_relationships(main, relationships)

    def _write_as_it_is(self, name: str) -> None:
        try:
            data = self.package.read(name)
        except PartError:
            return  # whoever draws the copy finds it missing as we would
        self._put(name, data)
        self._write_relationships(name, self._relationships(name))

    def _relationships(self, part: str) -> Element:
        """What of a part's relationships stays; where they lead inside the file is looked at later."""
        kept = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap=_default(_RELATIONSHIPS))
        known = self.package.relationships(part)
        written = {attribute(entry, "Id"): entry for entry in self._written_relationships(part)}
        for name, entry in written.items():
            relationship = known.get(name)
            if relationship is None or relationship.kind.lower() in _LEFT_OUT:
                continue
            attributes = {key: attribute(entry, key) for key in ("Id", "Type", "Target")}
            if relationship.external:
                attributes["TargetMode"] = "External"
                if relationship.kind != "hyperlink":
                    attributes["Target"] = _NOWHERE
            elif relationship.target and not _describes(relationship.target):
                attributes["Target"] = f"/{relationship.target}"
                self.ahead.append(relationship.target)
            else:
                continue
            etree.SubElement(kept, f"{{{_RELATIONSHIPS}}}Relationship", attributes)
        return kept

    def _written_relationships(self, part: str) -> Iterator[Element]:
        name = _relationships_of(part)
        try:
            root = self.package.xml(name)
        except PartError:
            return iter(())
        self.package.forget(name)
        return (entry for entry in root if isinstance(entry.tag, str))

    def _write_relationships(self, part: str, relationships: Element) -> None:
        if len(relationships):
            self._put(_relationships_of(part), _as_bytes(relationships))

    def _write_content_types(self) -> None:
        """The file's own types for the parts that are in the copy."""
        types = etree.Element(f"{{{_CONTENT_TYPES}}}Types", nsmap=_default(_CONTENT_TYPES))
        named = {step: _SLIDE_TYPE for step in self.steps}
        for entry in self._written_types():
            written = self.names.get(attribute(entry, "PartName").lstrip("/").lower())
            if local_name(entry) == "Default":
                default = {name: attribute(entry, name) for name in ("Extension", "ContentType")}
                etree.SubElement(types, f"{{{_CONTENT_TYPES}}}Default", default)
            elif written is not None:
                named[written] = attribute(entry, "ContentType")
        named[self.package.main] = _MAIN_TYPE  # whatever it was: a show, a template, one with macros
        for name, kind in named.items():
            override = {"PartName": f"/{name}", "ContentType": kind}
            etree.SubElement(types, f"{{{_CONTENT_TYPES}}}Override", override)
        self._put(_TYPES, _as_bytes(types))

    def _written_types(self) -> Iterable[Element]:
        try:
            return list(self.package.xml(_TYPES))
        except PartError as error:
            raise DeckError("deck.damaged") from error

    def _put(self, name: str, data: bytes) -> None:
        self.size += len(data)
        if self.size > LARGEST_COPY:
            raise DeckError("deck.too_big")
        self.names[name.lower()] = name
        self.archive.writestr(name, data)


def _describes(name: str) -> bool:
    """Whether it is no part but says what the parts are (ECMA-376 part 2): the copy has its own."""
    return name.lower().endswith(".rels") or name.lower() == _TYPES.lower()


def _relationships_of(part: str) -> str:
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _default(namespace: str) -> dict[str, str]:
    return {None: namespace}  # type: ignore[dict-item]  # lxml's way to say that it needs no prefix


def _as_bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
