"""The pieces that layouts are made of: frames of text, panels, badges. All measures in points."""

from dataclasses import dataclass

from lxml import etree
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from decks.lessons.fitting import DoesNotFitError, paragraphs_height
from decks.lessons.shape_xml import Ink

_COLOURS = {
    "tx1": MSO_THEME_COLOR.TEXT_1,
    "bg1": MSO_THEME_COLOR.BACKGROUND_1,
    "tx2": MSO_THEME_COLOR.TEXT_2,
    "bg2": MSO_THEME_COLOR.BACKGROUND_2,
    "accent1": MSO_THEME_COLOR.ACCENT_1,
    "accent2": MSO_THEME_COLOR.ACCENT_2,
    "accent3": MSO_THEME_COLOR.ACCENT_3,
    "accent4": MSO_THEME_COLOR.ACCENT_4,
    "accent5": MSO_THEME_COLOR.ACCENT_5,
    "accent6": MSO_THEME_COLOR.ACCENT_6,
}
_BULLET_INDENT = 22


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph and its look."""

    text: str
    size: float = 22
    ink: Ink = "tx1"
    bold: bool = False
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """How paragraphs stand in their frame: `inset` on each side, `gap` between paragraphs."""

    inset: tuple[float, float] = (0, 0)
    gap: float = 0
    centred: bool = False
    middle: bool = False


def needed_height(width: float, words: list[Words], setting: Setting) -> float:
    """How high a frame of this width must be for these paragraphs."""
    across, down = setting.inset
    inside = width - 2 * across - (_BULLET_INDENT if any(word.bullet for word in words) else 0)
    return paragraphs_height(((word.text, word.size) for word in words), inside, setting.gap) + 2 * down


class Page:
    """A slide that is drawn upon; `language` is the tag its text gets."""

    def __init__(self, slide: Slide, language: str) -> None:
        self.slide = slide
        self.language = language

    def panel(self, box: Box, fill: Ink, name: str, ellipse: bool = False) -> Shape:
        """A filled rectangle or ellipse."""
        kind = MSO_SHAPE.OVAL if ellipse else MSO_SHAPE.RECTANGLE
        place = (Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
        shape = self.slide.shapes.add_shape(kind, *place)
        shape.name = name
        shape.fill.solid()
        shape.fill.fore_color.theme_color = _COLOURS[fill]
        shape.line.fill.background()
        style = shape._element.find("{*}style")
        if style is not None:
            shape._element.remove(style)
        return shape

    def panel_of_words(
        self, box: Box, fill: Ink, name: str, words: list[Words], setting: Setting, ellipse: bool = False
    ) -> None:
        """A panel with text on it. Raises `DoesNotFitError`."""
        self._set(self.panel(box, fill, name, ellipse).text_frame, box, words, setting)

    def words(self, box: Box, name: str, words: list[Words], setting: Setting = Setting()) -> None:
        """Text without a panel. Raises `DoesNotFitError`."""
        shape = self.slide.shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
        shape.name = name
        self._set(shape.text_frame, box, words, setting)

    def fill_placeholder(self, index: int, text: str) -> None:
        """Text of the layout's own place, which keeps the layout's look. Raises `DoesNotFitError`."""
        place = self.slide.placeholders[index]
        place.text_frame.text = text
        for paragraph in place.text_frame.paragraphs:
            self._tag(paragraph)
        layout = self.slide.slide_layout.placeholders.get(index)
        assert layout is not None
        size = int(layout._element.xpath(".//a:lvl1pPr/a:defRPr/@sz")[0]) / 100
        lines = [(line, size) for line in text.split("\n")]
        if paragraphs_height(lines, place.width.pt) > place.height.pt:
            raise DoesNotFitError(f"{text}: too long for the layout's place")

    def _set(self, frame: TextFrame, box: Box, words: list[Words], setting: Setting) -> None:
        across, down = setting.inset
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = Pt(across)
        frame.margin_top = frame.margin_bottom = Pt(down)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE if setting.middle else MSO_ANCHOR.TOP
        for place, paragraph_words in enumerate(words):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()  # type: ignore[no-untyped-call]
            self._write(paragraph, paragraph_words, setting, setting.gap if place else 0)
        needed = needed_height(box.width, words, setting)
        if needed > box.height + 0.5:
            raise DoesNotFitError(f"{words[0].text}: needs {needed:.0f} of {box.height:.0f} pt")

    def _write(self, paragraph: _Paragraph, words: Words, setting: Setting, before: float) -> None:
        run = paragraph.add_run()
        run.text = words.text
        run.font.size = Pt(words.size)
        run.font.bold = words.bold
        run.font.color.theme_color = _COLOURS[words.ink]
        paragraph.alignment = PP_ALIGN.CENTER if setting.centred else PP_ALIGN.LEFT
        paragraph.space_before = Pt(before)
        if words.bullet:
            _add_bullet(paragraph)
        self._tag(paragraph)

    def _tag(self, paragraph: _Paragraph) -> None:
        for run in paragraph.runs:
            properties = run._r.get_or_add_rPr()
            properties.set("lang", self.language)
            if self.language.startswith("zh"):
                properties.set("altLang", "en-US")


def _add_bullet(paragraph: _Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Pt(_BULLET_INDENT)))
    properties.set("indent", str(-Pt(_BULLET_INDENT)))
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
    font = etree.SubElement(properties, f"{{{namespace}}}buFont")
    font.set("typeface", "Arial")
    etree.SubElement(properties, f"{{{namespace}}}buChar").set("char", "•")
