"""What stands in for the fonts that a computer doesn't have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx.util import Inches
from PySide6.QtGui import QFontDatabase, QGuiApplication

from decks.render.renderer import Renderer
from decks.render.text.fonts import faces_for
from decks.render.text.scripts import Script

pytestmark = pytest.mark.usefixtures("qapp")


def test_every_face_exists(qapp: QGuiApplication) -> None:
    installed = set(QFontDatabase.families())
    for name in ("Calibri", "No Such Font", "微软雅黑", "Bodoni MT", ""):
        faces = faces_for(name, name, name)
        for script in Script:
            assert faces.of(script)
            assert set(faces.of(script)) <= installed


def test_chinese_text_tries_a_chinese_face_first_and_latin_text_a_latin_one() -> None:
    faces = faces_for("No Such Font", "宋体", "")
    chinese = QFontDatabase.WritingSystem.SimplifiedChinese
    assert chinese in QFontDatabase.writingSystems(faces.asian[0])
    assert faces.latin[0] != faces.asian[0]
    assert faces.asian[0] in faces.latin


def test_a_font_that_is_there_is_taken_whatever_its_letters_case() -> None:
    family = faces_for("No Such Font", "", "").latin[0]
    assert faces_for(family.upper(), "", "").latin[0] == family


def test_only_a_font_that_was_asked_for_can_be_missing() -> None:
    family = faces_for("", "", "").latin[0]
    faces = faces_for("No Such Font", family, "")
    assert faces.missing(Script.LATIN) == "No Such Font"
    assert faces.missing(Script.ASIAN) == ""
    assert faces.missing(Script.COMPLEX) == ""


def test_a_missing_font_is_told_of_the_deck_by_every_slide_that_asks_for_it(
    make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]
) -> None:
    def build(presentation: Any) -> None:
        for slide in presentation.slides:
            frame = slide.shapes.add_textbox(0, 0, Inches(5), Inches(1)).text_frame
            for words in ("one", "two"):
                run = frame.paragraphs[0].add_run()
                run.text, run.font.name = words, "No Such Font"

    renderer = renderer_of(make_deck(build, slides=2))

    for slide in (2, 1):
        [problem] = renderer.draw(slide, 0, 400, 300).findings.problems
        assert (problem.code, problem.slide) == ("render.font_missing", None)
        assert problem.values["font"] == "No Such Font"
