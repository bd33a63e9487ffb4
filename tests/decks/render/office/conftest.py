"""Programs that stand in for LibreOffice, and where what they make is kept."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from decks.render.office.exports import ExportStore
from decks.render.office.program import NAMED_BY, Program, find_soffice
from tests.decks.render.office.fake_soffice import write_soffice


@pytest.fixture
def soffice(
    tmp_path: Path, make_pdf: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Program]:
    """A program with this body, and a PDF of so many pages for it. It is the one that `HANDSUP_SOFFICE`
    names."""
    if sys.platform == "win32":
        pytest.skip("only on systems where a script is a program")

    def make(body: str, pages: int = 1) -> Program:
        make_pdf([f"page {number}" for number in range(1, pages + 1)], name="fake.pdf")
        monkeypatch.setenv(NAMED_BY, str(write_soffice(tmp_path, body)))
        program = find_soffice()
        assert program is not None
        return program

    return make


@pytest.fixture
def store(tmp_path: Path) -> ExportStore:
    """An empty store."""
    return ExportStore(tmp_path / "store")


@pytest.fixture
def calls(tmp_path: Path) -> Callable[[], list[list[str]]]:
    """How the program was called: its process id and its words, each time."""

    def read() -> list[list[str]]:
        path = tmp_path / "calls"
        return [line.split("\t") for line in path.read_text().splitlines()] if path.exists() else []

    return read
