"""What a trainer may type in a slide's notes."""

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.sentences import LANGUAGES, sentence
from decks.questions.model import Choice
from decks.questions.notes_syntax import NotesRead, read_notes
from decks.questions.writing import write_question

ASKED = "[question]\nWhich?\nA. one\nB. two\nC. three\n"


def only_question(text: str) -> Choice:
    read = read_notes(text, 1)
    assert read.problems == ()
    (question,) = read.questions
    return question


def codes(read: NotesRead) -> list[str]:
    return [problem.code for problem in read.problems]


def test_notes_without_questions_stay_as_they_are() -> None:
    read = read_notes("Say hello.\n\nThen wait: three seconds.", 1)
    assert read.notes.text == "Say hello.\n\nThen wait: three seconds."
    assert (read.questions, read.problems, read.notes.planned_s) == ((), (), None)


def test_a_question_is_taken_out_of_the_notes_around_it() -> None:
    read = read_notes("Before.\n" + ASKED + "ANSWER: B\n\nAfter.", 4)
    assert read.notes.text == "Before.\n\nAfter."
    assert [question.stem for question in read.questions] == ["Which?"]


def test_every_setting_is_read() -> None:
    question = only_question(
        ASKED + "ANSWER: A, C\nTIME: 30\nPOINTS: 2\nCHANGE: no\nID: one-1\nEXPLAIN: Because."
    )
    assert question == Choice(
        id="one-1",
        stem="Which?",
        options=("one", "two", "three"),
        correct=(0, 2),
        several=True,
        time_limit_s=30,
        explanation="Because.",
        points=2,
        changeable=False,
    )


def test_the_same_question_reads_the_same_in_chinese() -> None:
    text = (
        "【提问】\nWhich?\nA、one\nB．two\nC）three\n答案：ＡＣ\n时间：30秒\n"
        "分值：2分\n改答：否\n编号：one-1\n解析：Because.\n【结束】"
    )
    assert only_question(text) == only_question(
        ASKED + "ANSWER: A, C\nTIME: 30\nPOINTS: 2\nCHANGE: no\nID: one-1\nEXPLAIN: Because."
    )


@pytest.mark.parametrize(
    "header", ["[Question]", "［提问］", "【问题】", "[问题]", " 【 提问 】：", "[QUESTION]"]
)
def test_the_header_is_forgiven_its_look(header: str) -> None:
    assert only_question(f"{header}\nWhich?\nA. one\nB. two").stem == "Which?"


def test_the_stem_may_stand_behind_the_header() -> None:
    assert only_question("【提问】你从业几年？\nA. 一年\nB. 两年").stem == "你从业几年？"


@pytest.mark.parametrize("mark", ["A.", "a)", "A、", "A．", "Ａ：", "（A）", "(a)", "\u3000A。", "\u00a0A :"])
def test_options_may_be_marked_in_many_ways(mark: str) -> None:
    assert only_question(f"[question]\nWhich?\n{mark} one\nB. two").options == ("one", "two")


@pytest.mark.parametrize("line_break", ["\n", "\v", "\u2028", "\r\n", "\r"])
def test_any_line_break_ends_a_line(line_break: str) -> None:
    assert only_question((ASKED + "ANSWER: b").replace("\n", line_break)).correct == (1,)


@pytest.mark.parametrize(
    "answer", ["A, C", "AC", "a c", "Ａ，Ｃ", "A、C", "A和C", "“A” ”C”", "A and C", "(A, C)", "C;A."]
)
def test_answers_are_read_in_many_ways(answer: str) -> None:
    assert only_question(ASKED + f"答案: {answer}").correct == (0, 2)


def test_an_answer_may_be_an_options_own_text() -> None:
    assert only_question(ASKED + "ANSWER: Three").correct == (2,)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("30", 30),
        ("30s", 30),
        ("30 秒", 30),
        ("1 min", 60),
        ("1分钟", 60),
        ("1.5 分钟", 90),
        ("1分30秒", 90),
        ("２０", 20),
    ],
)
def test_a_time_limit_has_a_unit_or_counts_in_seconds(written: str, seconds: int) -> None:
    assert only_question(ASKED + f"TIME: {written}").time_limit_s == seconds


@pytest.mark.parametrize("written", ["3", "３", "3 分钟", "3 min", "180 秒", "3:00", "2分60秒"])
def test_minutes_plan_the_slide(written: str) -> None:
    read = read_notes(f"Talk.\n用时：{written}\nMore.", 1)
    assert read.notes.planned_s == 180
    assert read.notes.text == "Talk.\nMore."


def test_minutes_may_be_decimal() -> None:
    assert read_notes("minutes: 1.5", 1).notes.planned_s == 90


def test_a_question_without_an_answer_is_a_poll() -> None:
    assert not only_question(ASKED).graded


def test_more_than_one_answer_makes_it_several() -> None:
    assert only_question(ASKED + "ANSWER: AB").several
    assert not only_question(ASKED + "ANSWER: A").several


def test_a_poll_may_allow_several() -> None:
    assert only_question(ASKED + "题型：多选").several


@pytest.mark.parametrize(("answer", "correct"), [("对", 0), ("错误", 1), ("×", 1), ("T", 0), ("B", 1)])
def test_true_or_false_in_chinese_makes_its_own_options(answer: str, correct: int) -> None:
    question = only_question(f"【提问】\n晚上十一点可以打电话。\n题型：判断\n答案：{answer}")
    assert (question.options, question.correct) == (("对", "错"), (correct,))


def test_true_or_false_needs_no_type_when_the_answer_says_so() -> None:
    question = only_question("[question]\nWater is wet.\nANSWER: true")
    assert (question.options, question.correct) == (("True", "False"), (0,))


def test_lines_without_a_mark_continue_what_stands_before_them() -> None:
    question = only_question("[question]\none\ntwo\nA. first\nand more\nB. second\nEXPLAIN: why\nA. is wrong")
    assert question.stem == "one\ntwo"
    assert question.options[0] == "first\nand more"
    assert question.explanation == "why\nA. is wrong"


def test_a_letter_before_the_first_option_belongs_to_the_text() -> None:
    question = only_question("[question]\nC. elegans is …\nA. a worm\nB. a plant")
    assert question.stem == "C. elegans is …"
    assert question.options == ("a worm", "a plant")


def test_a_backslash_makes_a_line_plain_text() -> None:
    question = only_question("[question]\n\\ANSWER: who says so?\n\\\n\\A. not an option\nA. yes\nB. no")
    assert question.stem == "ANSWER: who says so?\n\nA. not an option"


def test_a_new_question_ends_the_one_before() -> None:
    assert len(read_notes(ASKED + "【提问】\n好吗？\nA. 好\nB. 不好", 1).questions) == 2


@pytest.mark.parametrize("kind", ["word cloud", "词云", "Rating", "评分", "number", "排序", "match", "text"])
def test_a_type_of_later_versions_is_named_and_left_out(kind: str) -> None:
    read = read_notes(f"[question]\nWhich?\nTYPE: {kind}\nlemon = yellow\n\nNotes.", 5)
    assert codes(read) == ["question.later_type"]
    assert (read.problems[0].slide, read.problems[0].line) == (5, 3)
    assert read.questions == ()
    assert read.notes.text.endswith("Notes.")


@pytest.mark.parametrize("line", ["CONFIDENCE: yes", "ROUNDS: 2", "PRE: laws", "后测：法律"])
def test_a_keyword_of_later_versions_is_named_and_the_question_left_out(line: str) -> None:
    read = read_notes(ASKED + line, 1)
    assert codes(read) == ["question.later_keyword"]
    assert read.questions == ()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[question]\n\nWhich?", "no_stem", 1),
        ("[question]\nWhich?\nA. one", "few_options", 1),
        ("[question]\nWhich?\nA. one\nB. ", "empty_option", 1),
        ("[question]\nWhich?\nA. one\nB. two\nD. three", "option_order", 5),
        (ASKED + "ANSWER: D", "answer", 6),
        (ASKED + "ANSWER: maybe", "answer", 6),
        (ASKED + "TYPE: riddle", "type", 6),
        (ASKED + "TYPE: poll\nANSWER: A", "poll_with_answer", 7),
        ("[question]\n" + "x" * 1001 + "\nA. one\nB. two", "long_stem", 1),
        ("[question]\nx\nA. one\nB. " + "y" * 301, "long_option", 1),
        ("[question]\nx\nA. one\nB. two\nEXPLAIN: " + "z" * 2001, "long_explanation", 1),
        ("[question]\nx\n" + "\n".join(f"{a}. {a}" for a in "ABCDEFGHIJK"), "many_options", 1),
    ],
)
def test_a_question_that_cannot_be_asked_stays_in_the_notes(text: str, code: str, line: int) -> None:
    read = read_notes(text, 2)
    assert f"question.{code}" in codes(read)
    found = next(problem for problem in read.problems if problem.code == f"question.{code}")
    assert (found.slide, found.line, found.serious) == (2, line, True)
    assert read.questions == ()
    assert read.notes.text.startswith("[question]")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("TIME: soon", "time"),
        ("TIME: 0", "time"),
        ("POINTS: many", "points"),
        ("CHANGE: perhaps", "change"),
        ("ID: no spaces", "id"),
        ("TYPE: single\nANSWER: AB", "single_with_several"),
        ("TIME: 3\nTIME: 4", "twice"),
        ("ANSWR: B", "stray"),
        ("TIME: 3\nAnd now my notes.", "stray"),
        ("D. one", "same_options"),
    ],
)
def test_a_small_mistake_is_named_and_the_question_asked(lines: str, code: str) -> None:
    read = read_notes(ASKED + lines, 1)
    assert codes(read) == [f"question.{code}"]
    assert len(read.questions) == 1


def test_a_stray_line_stays_in_the_notes() -> None:
    assert read_notes(ASKED + "TIME: 3\nAnd now my notes.", 1).notes.text == "And now my notes."


@pytest.mark.parametrize("line", ["MINUTES: soon", "用时：0", "MINUTES: 601"])
def test_a_plan_that_cannot_be_read_is_named_and_kept(line: str) -> None:
    read = read_notes(line, 1)
    assert codes(read) == ["question.minutes"]
    assert (read.notes.text, read.notes.planned_s) == (line, None)


def test_the_first_of_two_plans_counts() -> None:
    read = read_notes("MINUTES: 1\nMINUTES: 2", 1)
    assert (codes(read), read.notes.planned_s) == (["question.minutes_twice"], 60)


def test_an_id_of_its_own_depends_on_the_words_and_not_on_their_look() -> None:
    plain = only_question("[question]\nWhich one?\nA. one\nB. two")
    assert len(plain.id) == 11
    assert plain.id == only_question("【提问】\nＷhich   ONE?\nA、One\nB、two\n答案：A").id
    assert plain.id != only_question("[question]\nWhich one?\nA. one\nB. three").id


def test_two_questions_of_a_slide_never_share_an_id() -> None:
    read = read_notes(ASKED + "\n" + ASKED, 1)
    assert len({question.id for question in read.questions}) == 2
    assert codes(read) == ["question.same_id"]


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\u200b\u2060\ufeff\u00ad"),
    min_size=1,
    max_size=40,
)
HARD_LINES = st.sampled_from(
    [
        "A. one",
        "ANSWER: B",
        "\\",
        "",
        " x ",
        "[end]",
        "【提问】",
        "NOTE: x",
        "答案：A",
        "用时：3",
        "C",
        "B) x",
        "\u3000",
    ]
)
TEXTS = (
    st.lists(WORDS | HARD_LINES, min_size=1, max_size=4)
    .map("\n".join)
    .filter(lambda text: bool(text.strip()))
)


@st.composite
def questions(draw: st.DrawFn) -> Choice:
    options = tuple(draw(st.lists(TEXTS, min_size=2, max_size=10)))
    correct = tuple(sorted(draw(st.sets(st.integers(0, len(options) - 1)))))
    return Choice(
        id=draw(st.text(string.ascii_letters + string.digits, min_size=1, max_size=20)),
        stem=draw(TEXTS),
        options=options,
        correct=correct,
        several=len(correct) > 1 or draw(st.booleans()),
        time_limit_s=draw(st.none() | st.integers(1, 3600)),
        explanation=draw(st.just("") | TEXTS),
        points=draw(st.integers(0, 1000)),
        changeable=draw(st.booleans()),
    )


@given(questions(), st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_what_is_written_is_read_as_it_was(question: Choice, language: str) -> None:
    written = write_question(question, "zh" if language == "zh" else "en")
    read = read_notes(f"Before.\n{written}\nAfter.", 1)
    assert read.questions == (question,)
    assert read.notes.text == "Before.\nAfter."
    assert {problem.code for problem in read.problems} <= {"question.same_options"}


@given(st.text() | st.lists(WORDS | HARD_LINES | st.text(max_size=20)).map("\n".join))
@settings(deadline=None)
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    for notes in (
        text,
        "[question]\n" + text,
        ASKED + "ANSWER: " + text,
        "用时：" + text,
        ASKED + "TIME:" + text,
    ):
        read = read_notes(notes, 1)
        lines = len(notes) + 1
        for problem in read.problems:
            assert problem.line is not None
            assert 1 <= problem.line <= lines
            for language in LANGUAGES:
                assert sentence(problem.code, language, **problem.values)


def test_every_problem_has_a_sentence_in_both_languages() -> None:
    source = "".join(
        path.read_text() for path in Path(str(read_notes.__code__.co_filename)).parent.glob("*.py")
    )
    for language in LANGUAGES:
        path = Path(__file__).parents[3] / f"assets/translations/questions.{language}.toml"
        named = [line.split(" = ")[0] for line in path.read_text("utf-8").splitlines() if " = " in line]
        assert named
        for code in named:
            assert f'"{code}"' in source, f"nothing says question.{code}"
