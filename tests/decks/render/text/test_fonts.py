"""What stands in for the fonts that a computer doesn't have."""

import pytest
from PySide6.QtGui import QFontDatabase, QGuiApplication

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
