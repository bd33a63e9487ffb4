"""The report as a page, read as a browser reads it."""

import re
from html.parser import HTMLParser

import msgspec
import pytest

from server.protocol import Identity
from server.reports import report_page

VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """Tags, attributes and text of a page; open tags must be closed in order."""

    def __init__(self, content):
        super().__init__()
        self.tags, self.texts, self.open = [], [], []
        self.feed(content.decode("utf-8"))
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def text(self):
        return " ".join(self.texts)

    def with_class(self, tag, name):
        return [found for found in self.tags if found[0] == tag and name in found[1].get("class", "").split()]


def page_of(figures, language="en", **options):
    return Page(report_page(figures, language, **options))


def test_the_page_needs_nothing_from_outside_and_runs_nothing(full_session):
    page = page_of(full_session)
    assert {tag for tag, _ in page.tags} & {"script", "link", "iframe", "object", "form", "a"} == set()
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert attributes.get("src", "data:").startswith("data:image/png;base64,") or "src" not in attributes
    content = report_page(full_session, "en").decode()
    assert re.findall(r"https?:|@import|url\((?!#)", content) == []


def test_every_round_has_its_card_and_its_line_of_participation(full_session):
    page = page_of(full_session)
    assert len(page.with_class("article", "card")) == len(full_session.rounds) == 13
    assert len(page.with_class("rect", "answered")) == 13
    assert "vote 2" in page.text


def test_right_options_are_marked_by_sign_outline_and_word(full_session):
    page = page_of(full_session)
    right = sum(len(asked.question.correct) for asked in full_session.rounds)
    assert len(page.with_class("svg", "tick")) == right
    assert len(page.with_class("rect", "correct")) == right
    assert page.text.count("right answer") == right


def test_every_answer_is_a_dot(full_session):
    assert len(page_of(full_session).with_class("circle", "dot")) == full_session.session.answers


def test_every_slide_is_measured_against_its_plan(full_session):
    page = page_of(full_session)
    assert len(page.with_class("rect", "time")) == 27
    assert len(page.with_class("line", "plan")) == 26
    over = sum(slide.shown_s > slide.planned_s for slide in full_session.slides if slide.planned_s)
    assert len(page.with_class("rect", "over")) == over > 0


def test_every_chart_says_in_words_what_it_shows(full_session):
    charts = [attributes for tag, attributes in page_of(full_session).tags if attributes.get("role") == "img"]
    assert len(charts) > 80
    assert all(len(attributes["aria-label"]) > 3 for attributes in charts)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_shares_of_few_people_have_their_interval_and_times_are_indicative(new_lesson, language):
    few = page_of(new_lesson(people=12).teach().figures(), language)
    many = page_of(new_lesson(people=60).teach().figures(), language)
    word = {"en": "indicative", "zh": "仅供参考"}[language]
    assert few.text.count(word) > 5
    assert len(few.with_class("line", "interval")) > 20
    [method] = re.findall(rf"[^.。]*{word}", many.text)
    assert "30" in method
    assert many.with_class("line", "interval") == []


def test_a_rehearsal_is_marked_and_a_real_session_is_not(full_session):
    real = msgspec.structs.replace(
        full_session, session=msgspec.structs.replace(full_session.session, rehearsal=False)
    )
    assert page_of(full_session).with_class("p", "banner")
    assert page_of(full_session, "zh").text.count("演练") == 1
    assert not page_of(real).with_class("p", "banner")


def test_an_anonymous_session_names_nobody(full_session):
    anonymous = msgspec.structs.replace(full_session, identity=Identity.ANONYMOUS)
    text = page_of(anonymous).text
    assert "Participant 30" in text
    assert not [person.name for person in full_session.participants if person.name in text]
    assert full_session.participants[4].name in page_of(full_session).text


EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&\x00\x1b\ud83d"


def test_nothing_that_people_wrote_becomes_markup(full_session):
    person = msgspec.structs.replace(full_session.participants[0], name=EVIL)
    slide = msgspec.structs.replace(full_session.slides[0], title=EVIL)
    question = msgspec.structs.replace(full_session.rounds[0].question, stem=EVIL, options=(EVIL,) * 4)
    asked = msgspec.structs.replace(full_session.rounds[0], question=question)
    evil = msgspec.structs.replace(
        full_session,
        session=msgspec.structs.replace(full_session.session, title=EVIL),
        participants=(person,),
        slides=(slide,),
        rounds=(asked,),
    )
    content = report_page(evil, "en")
    page = Page(content)
    assert "script" not in {tag for tag, _ in page.tags}
    assert not [attributes for _, attributes in page.tags if "onerror" in attributes]
    assert page.text.count("<script>alert(1)</script>") >= 4
    assert b"\x00" not in content
    assert b"\x1b" not in content


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_session_reads_sensibly(empty_session, language, zone):
    text = page_of(empty_session, language, zone=zone).text
    assert "None" not in text
    assert "nan" not in text
    expected = {
        "en": ("Nobody joined.", "No question was asked.", "2026-09-21 22:13", "Untitled lesson"),
        "zh": ("没有人加入。", "没有提问。", "2026年09月21日 22:13", "未命名课程"),
    }
    assert all(words in text for words in expected[language])


def test_a_question_that_nobody_answered_reads_sensibly(new_lesson):
    page = page_of(new_lesson(people=0).teach().figures())
    assert "not defined (0 of 0)" in page.text
    assert "No answers." in page.text
    assert "no phone was connected" in page.text
    assert "0%" not in page.text


def test_the_page_says_which_language_it_is_in(full_session):
    assert dict(page_of(full_session, "zh").tags)["html"] == {"lang": "zh-Hans"}
    assert dict(page_of(full_session, "en").tags)["html"] == {"lang": "en"}
