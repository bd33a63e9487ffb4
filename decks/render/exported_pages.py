"""Slides drawn from a PDF that another program made of the deck."""

from dataclasses import replace

from decks.model import DeckError, Problem
from decks.opening import deck_errors
from decks.render.drawing import Drawing
from decks.render.export import Export, Way
from decks.render.findings import Findings
from decks.render.pdf_pages import PdfPages
from decks.render.powerpoint import PowerPoint
from decks.source import Source, read_source

MEASURED = 320
"""Width and height in pixels at which places are found: they are fractions of the slide."""


class ExportedPages:
    """Pictures from the PDF, and from `built_in` what only the deck knows: where links and media lie, and
    what moves. What that can't draw is no problem here. A slide without a page is drawn by it."""

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
        problems = tuple(replace(problem, slide=slide) for problem in drawing.findings.problems)
        return Drawing(drawing.image, replace(self._places(slide, click), problems=problems))

    def problems(self, slide: int) -> tuple[Problem, ...]:
        """As in `Renderer.problems`."""
        return self.draw(slide, 0, MEASURED, MEASURED).findings.problems

    def close(self) -> None:
        """Let go of both files."""
        self._pdf.close()
        self._built_in.close()

    def _places(self, slide: int, click: int) -> Findings:
        whole = self._export.way is Way.PDF
        key = slide, 10**6 if whole else click  # beyond the last click: everything is there, as on the page
        if key not in self._found:
            found = self._built_in.draw(*key, MEASURED, MEASURED).findings
            self._found[key] = replace(found, motions=()) if whole else found
        return self._found[key]


def _checked(export: Export) -> Source:
    try:
        return read_source(export.path, export.sha256 or None)
    except DeckError as error:
        raise DeckError("pdf.changed") from error
    except OSError as error:
        raise DeckError("pdf.missing") from error
