"""Slides drawn from a PDF that another program made of the deck."""

from collections.abc import Iterator
from dataclasses import replace

from decks.model import DeckError, Problem
from decks.opening import deck_errors
from decks.render.drawing import Drawing
from decks.render.export import Export, Way
from decks.render.findings import Findings
from decks.render.images.metafiles import Metafile
from decks.render.pdf_pages import PdfPages
from decks.render.powerpoint import PowerPoint
from decks.source import Source, read_source
from decks.spots import Medium

MEASURED = 320
"""Width and height in pixels at which places are found: they are fractions of the slide."""
BEYOND = 10**6
"""A click after the last: all that ever comes is there, as on a page that shows a slide whole."""


class ExportedPages:
    """Pictures from the PDF, and from `built_in` what only the deck knows: where links and media lie, and
    what moves. What that can't draw is no problem here, but what emphasis has changed is: of that a copy
    for LibreOffice shows colours alone. So are charts that come in parts: there they come whole. A slide
    without a page is drawn by `built_in`."""

    def __init__(self, built_in: PowerPoint, export: Export) -> None:
        """Raises `DeckError` if the PDF is not what it was."""
        self._built_in, self._export = built_in, export
        self._found: dict[tuple[int, int], Findings] = {}
        with deck_errors(export.path):
            self._pdf = PdfPages(_checked(export))

    def draw(self, slide: int, click: int, width: int, height: int) -> Drawing:
        """As in `Renderer.draw`."""
        page = self._export.page(slide, click)
        if not 1 <= page <= self._pdf.count:
            return self._built_in.draw(slide, click, width, height)
        drawing = self._pdf.draw(page, 0, width, height)
        problems = [replace(problem, slide=slide) for problem in drawing.findings.problems]
        if self._export.way is Way.LIBREOFFICE:
            problems += self._lost_in_copy(slide, click)
        return Drawing(drawing.image, replace(self._places(slide, click), problems=tuple(problems)))

    def _lost_in_copy(self, slide: int, click: int) -> Iterator[Problem]:
        if self._built_in.has_emphasis(slide, click):
            yield Problem("render.emphasis", slide, serious=False)
        if self._built_in.comes_in_parts(slide):
            yield Problem("render.build", slide, serious=False)

    def problems(self, slide: int) -> tuple[Problem, ...]:
        """As in `Renderer.problems`."""
        return self.draw(slide, 0, MEASURED, MEASURED).findings.problems

    def metafiles_near(self, slide: int) -> Iterator[Metafile | None]:
        """None ahead: the few slides without a page get theirs when they are drawn."""
        return iter(())

    def close(self) -> None:
        """Let go of both files."""
        self._pdf.close()
        self._built_in.close()

    def _places(self, slide: int, click: int) -> Findings:
        found = self._drawn(slide, click)
        if self._export.way is not Way.PDF:
            return found
        whole, begin = self._drawn(slide, BEYOND), {_name(m) for m in found.media if m.by_itself}
        media = tuple(replace(m, by_itself=m.by_itself or _name(m) in begin) for m in whole.media)
        return replace(whole, media=media, motions=())

    def _drawn(self, slide: int, click: int) -> Findings:
        key = slide, click
        if key not in self._found:
            self._found[key] = self._built_in.draw(slide, click, MEASURED, MEASURED).findings
        return self._found[key]


def _name(medium: Medium) -> tuple[str, str]:
    """What a medium is known by through a slide's steps."""
    return medium.part, medium.title


def _checked(export: Export) -> Source:
    try:
        return read_source(export.path, export.sha256 or None)
    except DeckError as error:
        raise DeckError("pdf.changed") from error
    except OSError as error:
        raise DeckError("pdf.missing") from error
