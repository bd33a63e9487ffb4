"""What stands in for the fonts that a computer doesn't have."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage

from decks.render.renderer import Renderer
from decks.render.text.fonts import faces_for
from decks.render.text.scripts import Script
from decks.render.text.writings import Writing, writing_of_face, writing_of_language
from tests.decks.render.drawing_board import HEIGHT, WIDTH, sp

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


@pytest.mark.parametrize(
    ("face", "family"),
    [
        ("MS PGothic", "Sans CJK JP"),
        ("Meiryo", "Sans CJK JP"),
        ("ＭＳ Ｐ明朝", "Serif CJK JP"),
        ("Microsoft JhengHei", "Sans CJK TC"),
        ("PMingLiU", "Serif CJK TC"),
        ("MingLiU_HKSCS", "Serif CJK HK"),
        ("Malgun Gothic", "Sans CJK KR"),
        ("바탕", "Serif CJK KR"),
        ("微软雅黑", "Sans CJK SC"),
        ("SimSun", "Serif CJK SC"),
    ],
)
def test_what_stands_in_for_an_asian_face_writes_as_that_does(face: str, family: str) -> None:
    for writing in (None, *Writing):
        assert faces_for("", face, "", writing).asian[0] == f"Noto {family}"


def test_a_face_that_does_not_tell_is_replaced_by_the_language() -> None:
    found = {writing: faces_for("", "No Such Font", "", writing).asian[0] for writing in Writing}
    assert {family[-2:].lower() for family in found.values()} == {writing.value for writing in Writing}
    assert all(family.lower().endswith(writing.value) for writing, family in found.items())
    assert faces_for("", "", "").asian[0] == "Noto Sans CJK SC"


@pytest.mark.parametrize("name", ["Arial", "No Such Font", "MS Reference Sans Serif", "Stencil", ""])
def test_the_names_of_other_faces_tell_nothing(name: str) -> None:
    assert writing_of_face(name) is None


def test_languages_have_their_writing() -> None:
    told = {
        "zh": "sc",
        "zh-SG": "sc",
        "zh-Hant": "tc",
        "zh-Hant-HK": "tc",
        "zh-MO": "hk",
        "ja": "jp",
        "ko": "kr",
    }
    found = {language: writing_of_language(language) for language in told}
    assert found == {language: Writing(writing) for language, writing in told.items()}
    assert writing_of_language("en-US") is writing_of_language("") is None


CHARACTERS = "直骨角"
"""Drawn differently in each writing."""


@pytest.fixture
def drawn(make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]) -> Callable[..., QImage]:
    """Draws the characters with these run properties; `faces` are those of the theme by script, `usual` a
    language of the presentation's text."""

    def draw(attributes: str = "", inside: str = "", faces: str = "", usual: str = "en-US") -> QImage:
        def build(presentation: Any) -> None:
            theme = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
            theme._blob = re.sub(rb"<a:font script=.*?/>", b"", theme.blob)
            theme._blob = theme.blob.replace(b"</a:minorFont>", f"{faces}</a:minorFont>".encode())
            for properties in presentation.element.iter("{*}defRPr"):
                properties.set("lang", usual)
            run = f'<a:r><a:rPr sz="6000" {attributes}>{inside}</a:rPr><a:t>{CHARACTERS}</a:t></a:r>'
            shape = sp("", (1, 1, 8, 2), more=f"<p:txBody><a:bodyPr/><a:p>{run}</a:p></p:txBody>")
            presentation.slides[0].shapes._spTree.append(etree.fromstring(shape))

        return renderer_of(make_deck(build)).draw(1, 0, WIDTH, HEIGHT).image

    return draw


def named(face: str) -> str:
    """The run property that names an East Asian face."""
    return f'<a:ea typeface="Noto {face}"/>'


@pytest.mark.parametrize(
    ("attributes", "family"),
    [
        ('lang="ja-JP"', "Sans CJK JP"),
        ('lang="ko-KR"', "Sans CJK KR"),
        ('lang="zh-TW"', "Sans CJK TC"),
        ('lang="zh-HK"', "Sans CJK HK"),
        ('lang="zh-CN" altLang="ja-JP"', "Sans CJK SC"),
        ('lang="en-US" altLang="ja-JP"', "Sans CJK JP"),
        ('lang="en-US"', "Sans CJK SC"),
    ],
)
def test_characters_are_written_as_the_language_of_their_run_has_them(
    drawn: Callable[..., QImage], attributes: str, family: str
) -> None:
    assert drawn(attributes) == drawn(inside=named(family))


def test_without_a_language_of_its_own_a_text_has_that_of_the_presentation(
    drawn: Callable[..., QImage],
) -> None:
    japanese = drawn(inside=named("Sans CJK JP"))
    assert drawn(usual="ja-JP") == japanese
    assert drawn('lang="en-US"', usual="ja-JP") == japanese
    assert drawn('lang="zh-CN"', usual="ja-JP") != japanese


def test_a_theme_has_a_face_for_each_language(drawn: Callable[..., QImage]) -> None:
    faces = '<a:font script="Jpan" typeface="Noto Serif CJK JP"/>'
    assert drawn('lang="ja-JP"', faces=faces) == drawn(inside=named("Serif CJK JP"))
    assert drawn('lang="zh-CN"', faces=faces) == drawn(inside=named("Sans CJK SC"))


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
