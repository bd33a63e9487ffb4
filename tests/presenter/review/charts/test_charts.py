"""The charts: lengths in proportion, values in words, rows by keyboard and hover."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from presenter.review.charts.bars import Bar, BarRow, Bars
from presenter.review.charts.scale import second_ticks
from presenter.review.charts.slide_times import SlideTime, SlideTimes
from presenter.review.charts.strip import Strip
from presenter.review.colours import VERMILLION, current_look
from presenter.review.wording import Wording
from presenter.widgets.theme import option_mark
from server.figures import Quartiles


def shown(qtbot: QtBot, chart: QWidget, width: int = 600) -> QImage:
    qtbot.addWidget(chart)
    chart.resize(width, max(chart.heightForWidth(width), chart.sizeHint().height()))
    chart.show()
    qtbot.waitExposed(chart)
    return chart.grab().toImage()


def run_of(image: QImage, y: float, colour: QColor) -> int:
    return sum(image.pixel(x, round(y)) == colour.rgb() for x in range(image.width()))


def option_row(option: int, length: float, label: str = "An option") -> BarRow:
    return BarRow(label, f"{label}: {length:.0%}", (Bar(length, f"{length:.0%}"),), option)


@pytest.mark.parametrize("option", range(8))
def test_a_bar_is_as_long_as_its_share(qtbot: QtBot, option: int) -> None:
    chart = Bars("t", (option_row(option, 0.25), option_row(option, 0.5), option_row(option, 1.0)), 1.0)
    image = shown(qtbot, chart)
    colour = QColor(option_mark(option).colour)
    full = chart.bar_rect(2).width()
    for row, share in enumerate((0.25, 0.5, 1.0)):
        bar = chart.bar_rect(row)
        x0 = round(bar.left())
        drawn = sum(
            image.pixelColor(x, round(bar.center().y())) == colour for x in range(x0, round(bar.right()))
        )
        assert drawn == pytest.approx(full * share, abs=3)  # the outline takes a pixel at each end


def test_a_bar_of_nothing_leaves_only_its_track(qtbot: QtBot) -> None:
    chart = Bars("t", (option_row(0, 0.0), option_row(0, 1.0)), 1.0)
    image = shown(qtbot, chart)
    bar = chart.bar_rect(0)
    colours = {
        image.pixelColor(x, round(bar.center().y())).name()
        for x in range(round(bar.left()) + 1, round(bar.right()) - 1)
    }
    assert colours == {current_look().track.name()}


def test_connected_is_a_pale_bar_and_joined_a_mark(qtbot: QtBot) -> None:
    row = BarRow("Q", "Q: 10 of 15, 20 joined", (Bar(10, "10", behind=15, tick=20),))
    chart = Bars("t", (row,), 20)
    image, look, bar = shown(qtbot, chart), current_look(), chart.bar_rect(0)
    y = bar.center().y()
    assert run_of(image, y, look.bar) == pytest.approx(bar.width() * 10 / 20, abs=3)
    assert run_of(image, y, look.pale) == pytest.approx(bar.width() * 5 / 20, abs=3)
    near = [image.pixelColor(round(bar.right()) + off, round(bar.top())) for off in (-1, 0)]
    assert look.text in near


def test_an_earlier_round_is_hatched_and_not_only_another_colour(qtbot: QtBot) -> None:
    bars = (Bar(1.0, "Round 1", hatched=True), Bar(1.0, "Round 2"))
    chart = Bars("t", (BarRow("A", "A", bars, 0),), 1.0)
    image, colour = shown(qtbot, chart), QColor(option_mark(0).colour)
    first, last = chart.bar_rect(0, 0), chart.bar_rect(0, 1)
    assert 0 < run_of(image, first.center().y(), colour) < first.width() * 0.6
    assert run_of(image, last.center().y(), colour) > last.width() * 0.9


def test_values_never_run_out_of_the_chart(qtbot: QtBot) -> None:
    rows = tuple(option_row(option, 0.1, "一个很长很长的选项" * 20) for option in range(10))
    chart = Bars("t", rows, 1.0)
    shown(qtbot, chart, width=420)
    said = chart.fontMetrics().horizontalAdvance("10%")
    for row in range(10):
        bar = chart.bar_rect(row)
        assert bar.width() > 60
        assert bar.right() + 8 + said <= chart.width()


def test_all_rows_are_told_and_arrows_tell_them_one_by_one(qtbot: QtBot) -> None:
    rows = tuple(option_row(option, option / 10) for option in range(3))
    chart = Bars("Options chosen", rows, 1.0)
    shown(qtbot, chart)
    assert chart.accessibleName() == "Options chosen"
    assert chart.accessibleDescription().splitlines() == [row.sentence for row in rows]
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription() == rows[0].sentence
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.accessibleDescription() == rows[2].sentence
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current == 2
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    assert chart.current == 1


def test_hovering_a_row_tells_it_with_markup_as_letters(qtbot: QtBot) -> None:
    chart = Bars("t", (option_row(0, 0.5), option_row(1, 0.2, "<b>bold</b>")), 1.0)
    shown(qtbot, chart)
    here = chart.row_rect(1).center().toPoint()
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, here, chart.mapToGlobal(here)))
    assert "&lt;b&gt;bold&lt;/b&gt;" in QToolTip.text()
    assert "20%" in QToolTip.text()
    QToolTip.hideText()


def slide_time(number: int, shown_s: float, planned_s: float | None) -> SlideTime:
    over = planned_s is not None and shown_s > planned_s
    return SlideTime(number, "标题" * 30, shown_s, planned_s, f"{shown_s:.0f} s", "", over, f"Slide {number}")


def test_a_slides_bar_is_as_long_as_it_was_shown_and_dotted_over_its_plan(qtbot: QtBot) -> None:
    chart = SlideTimes("t", (slide_time(1, 60, 60), slide_time(2, 120, 60), slide_time(3, 30, None)))
    image, look = shown(qtbot, chart), current_look()
    runs = [run_of(image, chart.bar_rect(row).center().y(), look.bar) for row in range(3)]
    full = chart.bar_rect(0).width()
    assert runs == pytest.approx([full / 2, full / 2, full / 4], abs=4)
    assert run_of(image, chart.bar_rect(1).center().y(), VERMILLION) > full / 8
    assert run_of(image, chart.bar_rect(0).center().y(), VERMILLION) == 0


def test_the_plan_is_a_mark_at_its_place(qtbot: QtBot) -> None:
    chart = SlideTimes("t", (slide_time(1, 30, 60), slide_time(2, 120, None)))
    image, bar = shown(qtbot, chart), chart.bar_rect(0)
    x = bar.left() + bar.width() / 2
    near = [image.pixelColor(round(x) + off, round(bar.top() - 3)) for off in (-1, 0)]
    assert current_look().text in near


def test_a_damaged_picture_leaves_its_place_empty(qtbot: QtBot) -> None:
    broken = SlideTime(1, "t", 5, None, "5 s", "", False, "Slide 1", b"no picture")
    shown(qtbot, SlideTimes("t", (broken,)))


def test_the_strip_shows_each_answer_and_says_its_quartiles(qtbot: QtBot) -> None:
    times = (1.0, 2.0, 2.01, 8.0)
    strip = Strip("Response times", times, Quartiles(1.24, 2.0, 6.5, 4), 10.0, Wording())
    image = shown(qtbot, strip)
    said = strip.accessibleDescription().replace("\u00a0", " ")
    assert said == "median 2.0 s, middle half 1.2 s to 6.5 s, n = 4"
    x, ground = round(strip.x_of(8.0)), QColor(image.pixelColor(round(strip.x_of(9.3)), 30))
    column = [image.pixelColor(x, y) for y in range(image.height() - 40, image.height() - 20)]
    assert any(colour.lightness() < ground.lightness() - 60 for colour in column)
    assert strip.x_of(5) - strip.x_of(0) == pytest.approx(strip.x_of(10) - strip.x_of(5))


def test_hovering_a_dot_tells_its_time(qtbot: QtBot) -> None:
    strip = Strip("t", (1.0, 8.0), Quartiles(1.0, 4.5, 8.0, 2), 10.0, Wording())
    shown(qtbot, strip)
    here = QPoint(round(strip.x_of(8.0)), 40)
    QApplication.sendEvent(strip, QHelpEvent(QEvent.Type.ToolTip, here, strip.mapToGlobal(here)))
    assert QToolTip.text().replace("\u00a0", " ") == "<qt>8.0 s: 1 answer</qt>"
    QToolTip.hideText()


@pytest.mark.parametrize("until", [0.2, 1, 7.5, 29, 61, 1000, 20_000, 300_000])
def test_an_axis_of_time_has_few_round_ticks_and_holds_all(until: float) -> None:
    ticks = second_ticks(until)
    assert ticks[0] == 0
    assert ticks[-1] >= until
    assert 2 <= len(ticks) <= 7 + 3 * (until > 21_600)
