"""Past sessions as a whole: wishes out, one session in, and nothing clipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from presenter.exporting import ExportWish
from presenter.review.charts.rows import RowChart
from presenter.review.headline import Tile
from presenter.review.labels import OneLine, Text
from presenter.review.participation import Participation
from presenter.review.question_card import QuestionCard
from presenter.review.saving import suggested_name
from presenter.review.window import ReviewWindow
from server.figures import SessionFigures
from server.protocol import Identity

KINDS = {
    "normal": {},
    "anonymous": {"identity": Identity.ANONYMOUS, "people": 9},
    "empty": {"people": 0, "questions": 0},
    "unasked": {"questions": 0},
    "unattended": {"people": 0},
    "rehearsal": {"rehearsal": True, "people": 30},
    "never ended": {"ended": False},
    "two rounds": {"rounds": 2, "people": 8},
    "ten options": {"options": 10, "people": 40},
    "long": {"stem": "长" * 90 + "A" * 90, "option": "W" * 60 + "长选项" * 40, "title": "很长的标题" * 40},
    "one person": {"people": 1},
    "bare": {"slides": 0, "questions": 0, "people": 0},
}


def build(window: ReviewWindow, figures: SessionFigures, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.page.page_built):
        window.show_figures(figures)


def texts(widget: QWidget) -> str:
    said = [label.text() for label in widget.findChildren(QLabel)]
    said += [line.text() for line in widget.findChildren(OneLine)]
    said += [chart.accessibleDescription() for chart in widget.findChildren(RowChart)]
    return "\n".join(said).replace("\u200b", "").replace("\u00a0", " ")


def tile(window: ReviewWindow, place: int) -> str:
    return texts(window.page.findChildren(Tile)[place])


def test_the_list_is_asked_for_when_the_window_is_shown(qtbot: QtBot) -> None:
    window = ReviewWindow()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.sessions_wanted):
        window.show()


def test_the_headline_says_who_how_long_how_much_and_how_right(desk, make_figures, qtbot: QtBot) -> None:
    figures = make_figures(people=18)
    build(desk.window, figures, qtbot)
    answered = sum(one.answered.count for one in figures.rounds)
    possible = sum(one.answered.of for one in figures.rounds)
    right = sum(one.right.count for one in figures.rounds if one.right)
    graded = sum(one.right.of for one in figures.rounds if one.right)
    assert "18 people" in tile(desk.window, 0)
    assert "at most 16 connected" in tile(desk.window, 0)
    assert "47 min" in tile(desk.window, 1)
    assert f"{answered} answers of {possible} possible" in tile(desk.window, 2)
    assert f"{round(100 * answered / possible)}%" in tile(desk.window, 2)
    assert f"{right} of {graded} graded answers" in tile(desk.window, 3)


def test_only_a_share_of_few_carries_its_interval(desk, make_figures, qtbot: QtBot) -> None:
    build(desk.window, make_figures(people=6, questions=1), qtbot)
    assert "95% interval" in tile(desk.window, 2)
    build(desk.window, make_figures(people=60, questions=1), qtbot)
    assert "95% interval" not in texts(desk.window.page)


def test_participation_tells_answered_connected_and_joined_apart(desk, make_figures, qtbot: QtBot) -> None:
    figures = make_figures(people=18)
    build(desk.window, figures, qtbot)
    row = desk.window.page.findChild(Participation).chart.rows[1]
    assert (row.bars[0].length, row.bars[0].behind, row.bars[0].tick) == (16, 17, 18)
    assert row.sentence.startswith(
        "2. How often may a debtor be called on one day?: 16 of 17 (94%, 95% interval"
    )
    assert row.sentence.endswith("connected answered, 18 joined")


def test_a_questions_card_has_counts_and_the_right_option_in_words(desk, make_figures, qtbot: QtBot) -> None:
    figures = make_figures()
    build(desk.window, figures, qtbot)
    cards = desk.window.page.findChildren(QuestionCard)
    assert len(cards) == 4
    for card, one in zip(cards, figures.rounds, strict=True):
        assert len(card.options.sentences) == 4
        for option, sentence in enumerate(card.options.sentences):
            share = one.counts[option] / one.answered.count
            assert f"{one.counts[option]} ({round(share * 100)}%)" in sentence
            assert ("✓ right answer" in sentence) == (option in one.question.correct)
    assert "opinion poll" in texts(cards[3])
    assert "more than 100%" in texts(cards[2])
    assert "more than 100%" not in texts(cards[0])


def test_rounds_of_a_question_share_a_card(desk, make_figures, qtbot: QtBot) -> None:
    build(desk.window, make_figures(rounds=2, questions=3), qtbot)
    cards = desk.window.page.findChildren(QuestionCard)
    assert len(cards) == 3
    assert "Round 1: " in cards[0].options.sentences[0]
    assert "Round 2: " in cards[0].options.sentences[0]
    assert len(cards[0].strips) == 2


def test_an_anonymous_session_shows_numbers_for_names(desk, make_figures, qtbot: QtBot) -> None:
    build(desk.window, make_figures(identity=Identity.ANONYMOUS, people=3), qtbot)
    assert names(desk.window) == ["Participant 1", "Participant 2", "Participant 3"]
    assert "anonymous" in tile(desk.window, 0)


def names(window: ReviewWindow) -> list[str]:
    return column(window, 1)


def column(window: ReviewWindow, place: int) -> list[str]:
    model = window.page.findChild(QTableView).model()
    return [model.index(row, place).data() for row in range(model.rowCount())]


@pytest.mark.parametrize("place", [0, 3, 4, 5])
def test_people_sort_by_value_where_there_are_numbers(desk, make_figures, qtbot: QtBot, place: int) -> None:
    build(desk.window, make_figures(people=14, questions=12), qtbot)
    table = desk.window.page.findChild(QTableView)
    table.sortByColumn(place, Qt.SortOrder.DescendingOrder)
    values = column(desk.window, place)
    worth = [int(v.split(" of ")[0]) / (int(v.split(" of ")[1]) if place == 4 else 1) for v in values]
    assert worth == sorted(worth, reverse=True)
    assert len(set(worth)) > 1


def test_a_name_with_markup_is_shown_letter_by_letter(desk, make_figures, qtbot: QtBot) -> None:
    build(desk.window, make_figures(people=6, stem="<h1>Big</h1>", title="<i>slanted</i>"), qtbot)
    assert "<b>张伟</b> & Söhne" in names(desk.window)
    labels = desk.window.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert "<h1>Big</h1>" in texts(desk.window.page)


def test_a_session_without_people_or_questions_says_so(desk, make_figures, qtbot: QtBot) -> None:
    build(desk.window, make_figures(people=0, questions=0), qtbot)
    said = texts(desk.window.page)
    assert "Nobody" in tile(desk.window, 0)
    assert "No question was asked in this session." in said
    assert "Nobody joined this session." in said
    assert desk.window.page.findChildren(QuestionCard) == []


def test_questions_nobody_answered_have_dashes_and_no_strip(desk, make_figures, qtbot: QtBot) -> None:
    build(desk.window, make_figures(people=0, questions=2), qtbot)
    cards = desk.window.page.findChildren(QuestionCard)
    assert [card.strips for card in cards] == [[], []]
    assert "0 (–)" in cards[0].options.sentences[0]
    assert "Nobody was connected" in tile(desk.window, 2)


def test_a_rehearsal_and_an_unended_session_are_marked(desk, make_figures, qtbot: QtBot) -> None:
    build(desk.window, make_figures(rehearsal=True, ended=False), qtbot)
    said = texts(desk.window.page)
    assert "Rehearsal" in said
    assert "Not ended" in said
    assert "never closed" in said


def test_time_on_slides_is_said_against_the_plan(desk, make_figures, qtbot: QtBot) -> None:
    build(desk.window, make_figures(), qtbot)
    said = texts(desk.window.page)
    assert "Slide 1, What the law says: 1 min 23 s; plan 1 min 40 s, 17 s under" in said
    assert "Slide 8, 沟通的边界: not shown; plan 1 min 40 s" in said
    assert "in 2 showings; plan 1 min 40 s, 48 s over" in said


@pytest.mark.parametrize("kind", ["csv", "xlsx", "html"])
def test_an_export_wish_names_session_kind_and_path(desk, make_figures, qtbot: QtBot, kind: str) -> None:
    build(desk.window, make_figures(session_id="abc", title='a/b: "c"'), qtbot)
    button = desk.window.findChild(QPushButton, f"export-{kind}")
    with qtbot.waitSignal(desk.window.export_wanted) as wish:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wish.args == [ExportWish("abc", kind, desk.chosen)]  # type: ignore[arg-type]
    assert desk.suggested[0].endswith(f" a b c.{kind}")


def test_a_suggested_file_name_is_short_and_allowed_everywhere(make_figures) -> None:
    name = suggested_name(make_figures(title="..\\/:*?<>|\x00长" + "长" * 200).session, "csv")
    assert len(name) < 90
    assert not set(name) & set('\\/:*?"<>|\x00')


def test_the_save_dialog_passes_on_what_was_chosen(make_figures, qtbot: QtBot, tmp_path: Path) -> None:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    window = ReviewWindow()
    qtbot.addWidget(window)
    window.show()
    build(window, make_figures(), qtbot)
    qtbot.mouseClick(window.findChild(QPushButton, "export-csv"), Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog)
    dialog.selectFile(str(tmp_path / "mine"))
    with qtbot.waitSignal(window.export_wanted) as wish:
        dialog.accept()
    assert wish.args[0].path == tmp_path / "mine.csv"


def test_figures_of_a_session_no_longer_wanted_are_not_shown(desk, make_figures, qtbot: QtBot) -> None:
    desk.window.open_session("second")
    desk.window.show_figures(make_figures(session_id="first"))
    assert "Reading the session" in desk.window.message.text()
    assert desk.window.message.isVisible()
    build(desk.window, make_figures(session_id="second"), qtbot)
    assert desk.window.page.isVisible()


def test_a_session_the_list_does_not_know_asks_for_the_list_again(desk, make_figures, qtbot: QtBot) -> None:
    figures = make_figures()
    with qtbot.waitSignal(desk.window.sessions_wanted):
        desk.window.show_figures(figures)
    desk.window.show_sessions((figures.session,))
    with qtbot.assertNotEmitted(desk.window.sessions_wanted):
        desk.window.show_figures(figures)


def test_a_failure_is_said_and_reading_can_be_tried_again(desk, qtbot: QtBot) -> None:
    desk.window.open_session("one")
    desk.window.show_failure("The server has stopped. <Try> again.")
    assert "The server has stopped. <Try> again." in desk.window.notice.text.text()
    assert desk.window.notice.isVisible()
    with qtbot.waitSignal(desk.window.figures_wanted) as wanted:
        qtbot.mouseClick(desk.window.notice.retry, Qt.MouseButton.LeftButton)
    assert wanted.args == ["one"]
    assert not desk.window.notice.isVisible()


def test_a_failed_export_leaves_the_page_as_it_is(desk, make_figures, qtbot: QtBot) -> None:
    build(desk.window, make_figures(), qtbot)
    desk.window.show_failure("The disk is full.")
    assert desk.window.page.isVisible()
    assert not desk.window.notice.retry.isVisible()


def test_a_saved_file_is_named(desk, make_figures, qtbot: QtBot) -> None:
    build(desk.window, make_figures(), qtbot)
    desk.window.show_exported(Path("/somewhere/课.csv"))
    assert "Saved: /somewhere/课.csv" in texts(desk.window.notice).replace("\\", "/")
    assert desk.window.notice.show_folder.isVisible()


def test_a_way_to_a_section_builds_what_is_missing_and_goes_there(desk, make_figures, qtbot: QtBot) -> None:
    desk.window.show_figures(make_figures(questions=12))
    qtbot.mouseClick(desk.window.findChild(QPushButton, "go-to-people"), Qt.MouseButton.LeftButton)
    table = desk.window.page.findChild(QTableView)
    bar = desk.window.page.area.verticalScrollBar()
    assert bar.value() > 0
    top = table.mapTo(desk.window.page.area.viewport(), table.rect().topLeft()).y()
    assert 0 <= top < desk.window.page.area.viewport().height()


def test_a_second_session_replaces_the_first_even_while_it_is_built(desk, make_figures, qtbot: QtBot) -> None:
    desk.window.show_figures(make_figures(questions=20, title="first"))
    desk.window._wanted = None
    build(desk.window, make_figures(questions=2, title="second"), qtbot)
    content = desk.window.page.area.widget()
    assert content is not None
    assert len(content.findChildren(QuestionCard)) == 2


class Longer(QTranslator):
    """Says everything longer and half in Chinese, as a translation may."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"译{text}" + "文" * (len(text) // 4)


@pytest.fixture(params=["as written", "longer"])
def language(request: pytest.FixtureRequest, qapp) -> Iterator[None]:
    translator = Longer()
    if request.param == "longer":
        qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("kind", KINDS)
def test_no_label_is_clipped(language: None, desk, make_figures, make_rows, qtbot: QtBot, kind: str) -> None:
    window = desk.window
    window.show_sessions(make_rows(12))
    build(window, make_figures(**KINDS[kind]), qtbot)
    window.show_failure("A sentence that says what happened and what to do about it, now or later." * 2)
    qtbot.waitUntil(lambda: clipped(window) == [], timeout=2000)
    content = window.page.area.widget()
    assert content is not None
    assert content.width() <= window.page.area.viewport().width()


def clipped(window: ReviewWindow) -> list[str]:
    found = []
    for label in window.findChildren(Text):
        if label.isVisible() and label.height() < label.heightForWidth(label.width()):
            found.append(f"{label.text()}: {label.height()} of {label.heightForWidth(label.width())}")
    for button in window.findChildren(QPushButton):
        if button.isVisible() and button.width() < button.sizeHint().width():
            found.append(button.text())
    for chart in window.findChildren(RowChart):
        if chart.isVisible() and chart.height() < chart.heightForWidth(chart.width()):
            found.append(chart.accessibleName())
    return found


@pytest.fixture
def in_the_dark(dark_palette: QPalette, qapp) -> Iterator[None]:
    before = QGuiApplication.palette()
    qapp.setPalette(dark_palette)
    yield
    qapp.setPalette(before)


def test_a_dark_system_makes_a_dark_page(in_the_dark: None, desk, make_figures, qtbot) -> None:
    build(desk.window, make_figures(), qtbot)
    assert desk.window.palette().color(QPalette.ColorRole.Window).lightness() < 60
    image = desk.window.page.area.widget().grab().toImage()
    lights = [
        image.pixelColor(x, y).lightness() for x in range(0, image.width(), 7) for y in range(0, 600, 7)
    ]
    assert sorted(lights)[len(lights) // 2] < 60
    assert max(lights) > 200


def test_a_theme_changed_while_the_window_is_open_is_taken_up(desk, dark_palette, qapp, qtbot: QtBot) -> None:
    before = QGuiApplication.palette()

    def lightness() -> int:
        return desk.window.palette().color(QPalette.ColorRole.Base).lightness()

    qapp.setPalette(dark_palette)
    qtbot.waitUntil(lambda: lightness() < 60)
    qapp.setPalette(before)
    qtbot.waitUntil(lambda: lightness() > 200)
