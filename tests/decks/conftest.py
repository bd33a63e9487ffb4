"""Real decks, made with python-pptx and damaged by hand."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from tests.decks.pdf_file import pdf_file

BLANK, TITLE_AND_BODY = 6, 1
Build = Callable[[Any], None]


@pytest.fixture
def make_deck(tmp_path: Path) -> Callable[..., Path]:
    """Makes a .pptx of `slides` titled slides, then lets `build` change the presentation. Its theme
    names no fonts, so that none is missing on any computer."""

    def make(build: Build | None = None, *, slides: int = 1, name: str = "lesson.pptx") -> Path:
        presentation = Presentation()
        presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
        for number in range(1, slides + 1):
            slide = presentation.slides.add_slide(presentation.slide_layouts[TITLE_AND_BODY])
            slide.shapes.title.text = f"Slide {number}"
        theme = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme._blob = re.sub(b'typeface="[^"]*"', b'typeface=""', theme.blob)
        if build is not None:
            build(presentation)
        path = tmp_path / name
        presentation.save(path)
        return path

    return make


@pytest.fixture
def rewritten() -> Callable[[Path, Mapping[str, bytes | None]], Path]:
    """Replaces, adds or (with `None`) removes parts of a package, in place."""

    def rewrite(path: Path, changes: Mapping[str, bytes | None]) -> Path:
        with zipfile.ZipFile(path) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name, data in (parts | dict(changes)).items():
                if data is not None:
                    new.writestr(name, data)
        return path

    return rewrite


@pytest.fixture
def part_of() -> Callable[[Path, str], bytes]:
    """The bytes of a part."""

    def read(path: Path, name: str) -> bytes:
        with zipfile.ZipFile(path) as package:
            return package.read(name)

    return read


@pytest.fixture
def png() -> Callable[..., io.BytesIO]:
    """A PNG of one colour."""

    def make(colour: str = "red", size: tuple[int, int] = (40, 20)) -> io.BytesIO:
        data = io.BytesIO()
        Image.new("RGB", size, colour).save(data, "PNG")
        data.seek(0)
        return data

    return make


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., Path]:
    """A PDF of pages with a line of text each, written by hand; sizes in points."""

    def make(texts: list[str], size: tuple[int, int] = (960, 540), name: str = "lesson.pdf") -> Path:
        path = tmp_path / name
        path.write_bytes(_pdf(texts, size))
        return path

    return make


def _pdf(texts: list[str], size: tuple[int, int]) -> bytes:
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(texts)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, text in enumerate(texts):
        stream = f"1 0 0 rg 0 0 {size[0] // 2} {size[1]} re f 0 g BT /F1 40 Tf 60 400 Td ({text}) Tj ET"
        page = f"/MediaBox [0 0 {size[0]} {size[1]}] /Contents {5 + 2 * index} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R {page} /Resources << /Font << /F1 3 0 R >> >> >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return pdf_file(objects)
