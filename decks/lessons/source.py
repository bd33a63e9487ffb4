"""A lesson's source: one text file, slide by slide.

id: a name that stays            the head: `id`, `title` and `language`, then a blank line
=== LAYOUT [PART]                a slide begins; PART is a divider's number
# title
> subtitle
+ heading of a column            (compare only; its points follow)
- point                          or `- heading :: text`
! the slide's one sentence       a band at the foot
~~~                              notes from here to the next slide, in the notes syntax
"""

from dataclasses import dataclass, replace
from pathlib import Path

LESSONS = Path(__file__).parent


class SourceError(Exception):
    """A lesson's source that can't be understood; says where."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point: a heading, a text or both. `column` is the heading of the column it stands in."""

    text: str
    heading: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class SlideSource:
    """One slide as written."""

    layout: str
    part: str = ""
    title: str = ""
    subtitle: str = ""
    points: tuple[Point, ...] = ()
    sentence: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A whole lesson as written; `language` is a tag such as `zh-CN`."""

    id: str
    title: str
    language: str
    slides: tuple[SlideSource, ...]


def lesson_files() -> list[Path]:
    """The sources of all bundled lessons, by name."""
    return sorted(LESSONS.glob("*.txt"))


def read_lesson(path: Path) -> Lesson:
    """Read a lesson's source. Raises `SourceError`."""
    head, *slides = ("\n" + path.read_text(encoding="utf-8")).split("\n=== ")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    try:
        return Lesson(
            fields["id"], fields["title"], fields["language"], tuple(_read_slide(text) for text in slides)
        )
    except KeyError as error:
        raise SourceError(f"{path.name}: the head lacks {error}") from error


def _read_slide(text: str) -> SlideSource:
    shown, _, notes = text.partition("\n~~~\n")
    first, *lines = shown.splitlines()
    layout, _, part = first.partition(" ")
    slide = SlideSource(layout, part, notes=notes.strip())
    column = ""
    for line in filter(str.strip, lines):
        mark, content = line[:2], line[2:].strip()
        if mark == "+ ":
            column = content
        else:
            slide = _with_line(slide, mark, content, column)
    return slide


def _with_line(slide: SlideSource, mark: str, content: str, column: str) -> SlideSource:
    if mark == "# ":
        return replace(slide, title=content)
    if mark == "> ":
        return replace(slide, subtitle=content)
    if mark == "! ":
        return replace(slide, sentence=content)
    if mark == "- ":
        heading, _, text = content.rpartition(" :: ")
        return replace(slide, points=(*slide.points, Point(text, heading, column)))
    raise SourceError(f"{slide.title}: no such mark: {mark + content}")
