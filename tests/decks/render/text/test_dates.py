"""Dates and times on slides are those of the show."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from decks.opening import open_deck
from decks.render.powerpoint import PowerPoint
from decks.render.renderer import Renderer
from decks.render.text.dates import is_date, written_date
from decks.source import read_source
from tests.decks.render.drawing_board import HEIGHT, WIDTH, Board, sp

AFTERNOON = datetime(2026, 3, 5, 16, 7, 9)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (
            "en-US",
            "3/5/2026|Thursday, March 5, 2026|5 March 2026|March 5, 2026|5-Mar-26|March 26|Mar-26|"
            "3/5/2026 4:07 PM|3/5/2026 4:07:09 PM|16:07|16:07:09|4:07 PM|4:07:09 PM",
        ),
        (
            "zh-CN",
            "2026/3/5|2026年3月5日|2026年3月5日星期四|2026年3月5日星期四|2026/3/5|2026年3月|26.3.5|"
            "2026年3月5日16时7分|2026年3月5日星期四16时7分9秒|16:07|16:07:09|下午4时7分|下午4时7分9秒",
        ),
    ],
)
def test_each_kind_of_field_has_its_format(language: str, written: str) -> None:
    kinds = [f"datetime{number}" for number in range(1, 14)]
    assert [written_date(kind, AFTERNOON, language) for kind in kinds] == written.split("|")


def test_other_languages_have_their_own_order_and_names() -> None:
    dates = {
        language: written_date("datetime1", AFTERNOON, language) for language in ("en-GB", "de-DE", "ja-JP")
    }
    assert dates == {"en-GB": "05/03/2026", "de-DE": "05.03.2026", "ja-JP": "2026/3/5"}
    assert written_date("datetime4", AFTERNOON, "de-DE") == "5. März 2026"
    assert written_date("datetime12", AFTERNOON, "zh-TW") == "下午4時7分"
    for language in ("", "nonsense", "x-y-z", "zh", "en"):
        assert all("26" in written_date(f"datetime{n}", AFTERNOON, language) for n in range(1, 10))


def test_a_date_in_no_format_of_its_own_is_a_short_one() -> None:
    for kind in ("datetime", "datetimeFigureOut"):
        assert written_date(kind, AFTERNOON, "en-US") == "3/5/2026"


@pytest.mark.parametrize("kind", ["", "slidenum", "datetime0", "datetime14", "datetime99", "mydatetime1"])
def test_other_fields_are_no_dates(kind: str) -> None:
    assert not is_date(kind)


@pytest.fixture
def drawn(
    qapp: QGuiApplication, make_deck: Callable[..., Path], renderer_of: Callable[[Path], Renderer]
) -> Iterator[Callable[[str, datetime], QImage]]:
    """Draws a slide whose only text this is, at a time of day."""
    opened: list[PowerPoint] = []

    def draw(text: str, now: datetime) -> QImage:
        body = f"<p:txBody><a:bodyPr/><a:p>{text}</a:p></p:txBody>"
        deck = open_deck(Board(make_deck, renderer_of).deck(sp("", (1, 1, 10, 2), more=body)))
        opened.append(PowerPoint(read_source(deck.path, deck.sha256), clock=lambda: now))
        return opened[-1].draw(1, 0, WIDTH, HEIGHT).image

    yield draw
    for renderer in opened:
        renderer.close()


def field(kind: str, stored: str, language: str = "en-US") -> str:
    look = f'<a:rPr lang="{language}" sz="4000"/>'
    return f'<a:fld id="{{1}}" type="{kind}">{look}<a:t>{stored}</a:t></a:fld>'


def run(words: str, language: str = "en-US") -> str:
    return f'<a:r><a:rPr lang="{language}" sz="4000"/><a:t>{words}</a:t></a:r>'


def test_a_date_is_that_of_the_show_in_the_language_of_its_text(drawn: Callable[..., QImage]) -> None:
    assert drawn(field("datetime1", "1/2/2003"), AFTERNOON) == drawn(run("3/5/2026"), AFTERNOON)
    chinese = drawn(field("datetime3", "2003年2月1日", "zh-CN"), AFTERNOON)
    assert chinese == drawn(run("2026年3月5日星期四", "zh-CN"), AFTERNOON)
    morning = AFTERNOON.replace(hour=9)
    assert drawn(field("datetime10", "00:00"), morning) == drawn(run("09:07"), morning)


def test_fields_of_other_kinds_keep_what_they_showed(drawn: Callable[..., QImage]) -> None:
    assert drawn(field("presenterName", "Li Lei"), AFTERNOON) == drawn(run("Li Lei"), AFTERNOON)
