"""`handsup render --with libreoffice`, as a user starts it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from decks.render.office.program import NAMED_BY, Program
from tests.decks.test_cli import decks

Make = Callable[..., Program]


def test_each_slide_is_drawn_from_libreoffice_s_pdf(
    soffice: Make, make_deck: Callable[..., Path], tmp_path: Path
):
    soffice("write_pdf()", pages=2)
    run = decks(
        "render", make_deck(slides=2), "--out", tmp_path / "out", "--width", 320, "--with", "libreoffice"
    )
    assert (run.returncode, run.stderr.split()) == (0, ["1/2", "2/2"])
    for name in ("0001.png", "0002.png"):
        with Image.open(tmp_path / "out" / name) as picture:
            assert picture.convert("RGB").getpixel((80, 178)) == (255, 0, 0)  # our PDF's left half


def test_without_libreoffice_it_says_so(
    make_deck: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(NAMED_BY, str(tmp_path / "nowhere"))
    run = decks("render", make_deck(), "--out", tmp_path / "out", "--with", "libreoffice")
    assert run.returncode == 1
    assert "LibreOffice is not on this computer" in run.stderr
    assert not (tmp_path / "out").exists()


def test_a_failure_is_one_sentence(soffice: Make, make_deck: Callable[..., Path], tmp_path: Path):
    soffice("sys.exit('no display')")
    run = decks("render", make_deck(), "--out", tmp_path / "out", "--with", "libreoffice", language="zh")
    assert run.returncode == 1
    assert "LibreOffice 没能画出这份课件" in run.stderr


def test_a_pdf_is_drawn_as_it_is(make_pdf: Callable[..., Path], tmp_path: Path):
    run = decks("render", make_pdf(["one"]), "--out", tmp_path / "out", "--with", "libreoffice")
    assert (run.returncode, run.stderr.split()) == (0, ["1/1"])
