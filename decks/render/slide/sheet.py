"""A slide on its layout on its master: what is inherited from where."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from decks.pptx.ooxml import Element, attribute, child, descendants, local_name
from decks.pptx.package import Package, PartError
from decks.render.slide.theme import Theme, read_theme

_FAMILY = {
    "ctrTitle": "title",
    "title": "title",
    "subTitle": "body",
    "obj": "body",
    "body": "body",
    "tbl": "body",
    "chart": "body",
    "dgm": "body",
    "media": "body",
    "clipArt": "body",
    "pic": "body",
}

_ONE_OF_EACH = frozenset(("title", "dt", "ftr", "sldNum"))


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Which place of the layout a shape fills: `kind` as `p:ph` says it, `idx` as written."""

    kind: str
    idx: str

    @property
    def family(self) -> str:
        """The place on the master: title, body, dt, ftr, sldNum."""
        return _FAMILY.get(self.kind, self.kind)


@dataclass(frozen=True, eq=False)
class Sheet:
    """One of slide, layout, master: its part's name, its root and the placeholders on it."""

    part: str
    root: Element
    placeholders: tuple[tuple[Placeholder, Element], ...] = field(default=())

    @property
    def tree(self) -> Element | None:
        """The shapes."""
        return child(self.root, "p:cSld", "p:spTree")


@dataclass(frozen=True, eq=False)
class Sheets:
    """A slide with what it stands on. A missing layout or master is `None`."""

    slide: Sheet
    layout: Sheet | None
    master: Sheet | None
    theme: Theme

    def colour_map(self) -> dict[str, str]:
        """What `bg1`, `tx1` … mean: the master's map unless layout or slide override it."""
        for sheet in (self.slide, self.layout):
            override = child(sheet.root if sheet else None, "p:clrMapOvr", "a:overrideClrMapping")
            if override is not None:
                return {str(key): str(value) for key, value in override.attrib.items()}
        mapping = child(self.master.root if self.master else None, "p:clrMap")
        usual = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
        return usual if mapping is None else {str(key): str(value) for key, value in mapping.attrib.items()}

    def part_of(self, element: Element) -> str:
        """The part that an element of one of the sheets lies in; empty if it is of none."""
        root = element.getroottree().getroot()
        sheets = (self.slide, self.layout, self.master)
        return next((sheet.part for sheet in sheets if sheet is not None and sheet.root is root), "")

    def inherited(self, sheet: Sheet, shape: Element) -> list[Element]:
        """The shapes on layout and master whose place `shape` fills, nearest first."""
        place = placeholder_of(shape)
        if place is None:
            return []
        found = []
        if sheet is self.slide and self.layout is not None:
            match = _same_place(self.layout, place)
            if match is not None:
                place = Placeholder(match[0].kind, place.idx) if place.kind == "obj" else place
                found.append(match[1])
        if sheet is not self.master and self.master is not None:
            found += [s for p, s in self.master.placeholders if p.family == place.family][:1]
        return found

    def text_style(self, shape: Element) -> Element | None:
        """The master's text style for a shape: title, body or other."""
        place = placeholder_of(shape)
        styles = child(self.master.root if self.master else None, "p:txStyles")
        if place is None:
            return None
        name = {"title": "p:titleStyle", "body": "p:bodyStyle"}.get(place.family, "p:otherStyle")
        return child(styles, name)


class SheetReader:
    """Reads sheets of a package; layouts, masters and themes are read once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._known: dict[str, Sheet | None] = {}
        self._themes: dict[str, Theme] = {}

    def read(self, slide_part: str) -> Sheets:
        """The slide in `slide_part` with all below it. Raises `PartError` if the slide can't be read."""
        slide = Sheet(slide_part, self._package.xml(slide_part))
        layout = self._related(slide_part, "slideLayout")
        master = self._related(layout.part, "slideMaster") if layout else None
        return Sheets(slide, layout, master, self._theme(master.part if master else ""))

    def _related(self, part: str, kind: str) -> Sheet | None:
        target = self._package.related(part, kind)
        if target is None:
            return None
        if target not in self._known:
            try:
                self._known[target] = _sheet(target, self._package.xml(target))
            except PartError:
                self._known[target] = None
        return self._known[target]

    def _theme(self, master_part: str) -> Theme:
        if master_part not in self._themes:
            target = self._package.related(master_part or self._package.main, "theme")
            try:
                root = self._package.xml(target) if target else None
            except PartError:
                root = None
            self._themes[master_part] = read_theme(root)
        return self._themes[master_part]


def placeholder_of(shape: Element) -> Placeholder | None:
    """The place that a shape fills, if it fills one."""
    for properties in shape:
        if local_name(properties).startswith("nv"):
            element = child(properties, "p:nvPr", "p:ph")
            if element is not None:
                return Placeholder(attribute(element, "type", "obj"), attribute(element, "idx", "0"))
        break
    return None


def _sheet(part: str, root: Element) -> Sheet:
    return Sheet(part, root, tuple(_placeholders(root)))


def _placeholders(root: Element) -> Iterator[tuple[Placeholder, Element]]:
    for shape in descendants(child(root, "p:cSld", "p:spTree"), "p:sp", "p:pic", "p:graphicFrame"):
        place = placeholder_of(shape)
        if place is not None:
            yield place, shape


def _same_place(layout: Sheet, place: Placeholder) -> tuple[Placeholder, Element] | None:
    """Titles and footers are found by kind, as there is one of each; all others by their number."""
    if place.family in _ONE_OF_EACH:
        return next(((p, s) for p, s in layout.placeholders if p.family == place.family), None)
    by_idx = [(p, s) for p, s in layout.placeholders if p.idx == place.idx]
    same_kind = [(p, s) for p, s in by_idx if p.family == place.family]
    return next(iter([*same_kind, *by_idx]), None)
