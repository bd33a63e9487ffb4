"""Sessions to report on: a full lesson taught to a simulated class, and one in which nothing happened."""

import struct
import zlib
from datetime import timedelta, timezone
from random import Random

import pytest

from decks.questions.model import Choice
from server.events import (
    Answered,
    Connected,
    Joined,
    Opened,
    PicturesKept,
    PlaceShown,
    QuestionClosed,
    QuestionLeft,
    QuestionOpened,
    QuestionRevealed,
    Recorded,
    SessionEnded,
    WentSilent,
)
from server.protocol import (
    DeckSummary,
    Identity,
    Place,
    SlidePicture,
    SlideQuestion,
    SlideSummary,
)
from server.rehearsal.trainee import DropOut, enrol
from server.statistics.session import measure
from server.views import phone_question

START_MS = 1_790_000_000_000

TITLES = (
    "欢迎",
    "今天的安排",
    "先问一下大家",
    "催收是什么",
    "法律的边界",
    "哪些话不能说",
    "联系的时间与次数",
    "隐私与第三人",
    "练习：这样说可以吗",
    "小结",
    "倾听",
    "提问的方式",
    "确认对方的处境",
    "案例一：失业的借款人",
    "案例一：怎么办",
    "案例二：情绪激动的借款人",
    "案例二：怎么办",
    "协商还款方案",
    "承诺与记录",
    "练习：排一排",
    "投诉从哪里来",
    "投诉的处理",
    "自我保护与减压",
    "复习",
    "测验",
    "反馈",
    "谢谢",
)
STEMS = (
    ("你做过多久的催收工作？", ("没有做过", "不到一年", "一到三年", "三年以上"), (), False),
    (
        "第一次联系借款人时，最先应该做什么？",
        ("说明身份与来意，并确认对方本人", "要求立即还款", "询问家人的电话", "告知后果"),
        (0,),
        False,
    ),
    ("下列哪些时间不宜拨打电话？（可多选）", ("22:30", "10:00", "15:00", "06:30", "19:00"), (0, 3), True),
    ("可以向借款人的同事透露欠款金额吗？", ("可以", "不可以"), (1,), False),
    (
        "Which sentence is a threat?",
        ("“We will note your promise.”", "“Your boss will hear of this tonight.”", "“When can you pay?”"),
        (1,),
        False,
    ),
    (
        "对方说“我失业了”，下一步最合适的是？",
        ("马上结束通话", "了解处境，再谈可行的方案", "提高音量", "联系其父母"),
        (1,),
        False,
    ),
    ("协商方案必须记录哪些内容？（可多选）", ("金额", "日期", "对方的情绪", "双方确认"), (0, 1, 3), True),
    ("对方情绪激动时，先做什么？", ("解释合同条款", "倾听并复述", "挂断"), (1,), False),
    ("投诉最常见的原因是？", ("利率", "态度与频率", "系统故障", "还款渠道"), (1,), False),
    ("你今天的压力有多大？", ("很小", "一般", "较大", "很大"), (), False),
    (
        "法律允许的最高利率由谁规定？",
        ("公司", "最高人民法院的司法解释", "借款人", "行业协会", "当地派出所", "没有规定"),
        (1,),
        False,
    ),
    ("一句话总结今天：最重要的是什么？", ("合规", "速度", "金额"), (0,), False),
)
PLACES = (3, 5, 7, 8, 9, 14, 18, 16, 21, 23, 24, 25)


def picture(seed):
    """A PNG of 32 by 18 pixels in one colour."""
    colour = bytes(Random(seed).randrange(60, 220) for _ in range(3))
    rows = (b"\0" + colour * 32) * 18

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 32, 18, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def choices(count=12):
    for index in range(count):
        stem, options, correct, several = STEMS[index % len(STEMS)]
        yield Choice(f"q{index + 1}", stem, options, correct, several, time_limit_s=60 if index % 3 else None)


def deck(questions=12):
    slides = tuple(
        SlideSummary(number, title, None if number == 27 else 60.0 + 15 * (number % 5))
        for number, title in enumerate(TITLES, start=1)
    )
    placed = [SlideQuestion(PLACES[i % 12], choice) for i, choice in enumerate(choices(questions))]
    return DeckSummary(
        "trial", "0" * 64, "催收培训师试讲 Debt collection, a trial lesson", "d.pptx", slides, tuple(placed)
    )


class Lesson:
    """Teaches the deck to simulated trainees, without clock or sockets."""

    def __init__(self, people=30, questions=12, identity=Identity.NICKNAME, rehearsal=True, seed=7):
        self.draw = Random(seed)
        self.now_ms = START_MS
        self.entries = [(START_MS, Opened(deck(questions), identity, rehearsal))]
        self.class_ = [enrol(seed, number, "zh" if number % 3 else "en") for number in range(1, people + 1)]
        anonymous = identity is Identity.ANONYMOUS
        for person in self.class_:
            at_ms = START_MS + int(person.arrives_s * 1000)
            name = "" if anonymous else person.name
            self.entries += [
                (at_ms, Joined(f"p{person.number}", "k", name)),
                (at_ms, Connected(f"p{person.number}")),
            ]

    def teach(self, end=True):
        places = self.entries[0][1].deck.questions
        pictures = tuple(SlidePicture(number, picture(number)) for number in range(1, 28))
        self.entries.append((START_MS, PicturesKept(pictures)))
        for slide in self.entries[0][1].deck.slides:
            self.entries.append((self.now_ms, PlaceShown(Place(slide.number))))
            self.now_ms += int(1000 * self.draw.uniform(25, 140))
            for place in (place for place in places if place.slide == slide.number):
                self.ask(place.question, 1)
                if place.question.id == "q6":
                    self.ask(place.question, 2)
        if end:
            self.entries.append((self.now_ms, SessionEnded()))
        return self

    def ask(self, question, number):
        opened_ms, open_s = self.now_ms, 45.0
        shown = phone_question(question)
        self.entries.append((opened_ms, QuestionOpened(question.id, number)))
        for person in self.class_:
            for deed in person.decide(shown, number, question, open_s):
                self.do(person, deed, opened_ms, open_s, question, number)
        closed_ms = self.now_ms = opened_ms + int(open_s * 1000)
        self.entries.append((closed_ms, QuestionClosed(question.id, number)))
        self.entries.append((closed_ms + 500, QuestionRevealed(question.id, number)))
        self.now_ms += 9000
        self.entries.append((self.now_ms, QuestionLeft(question.id, number)))

    def do(self, person, deed, opened_ms, open_s, question, number):
        at_ms, who = opened_ms + int(deed.at_s * 1000), f"p{person.number}"
        if isinstance(deed, DropOut):
            self.entries.append((at_ms, WentSilent(who)))
            self.entries.append((at_ms + int(deed.away_s * 1000), Connected(who)))
        elif deed.at_s < open_s:
            self.entries.append((at_ms, Answered(question.id, number, who, deed.answer)))

    def log(self):
        ordered = sorted(self.entries, key=lambda entry: entry[0])
        return [Recorded(seq, at_ms, event) for seq, (at_ms, event) in enumerate(ordered, start=1)]

    def figures(self):
        return measure("0123456789abcdef", self.log())


@pytest.fixture(scope="session")
def new_lesson():
    return Lesson


@pytest.fixture(scope="session")
def full_session():
    """27 slides, 12 questions (one asked twice), 30 people: a rehearsal with names."""
    return Lesson().teach().figures()


@pytest.fixture(scope="session")
def empty_session():
    """Opened and ended: nobody joined, nothing was asked, no slide was shown."""
    opened = Opened(DeckSummary("none", "0" * 64, "", "", (), ()), Identity.NICKNAME)
    return measure("empty", [Recorded(1, START_MS, opened), Recorded(2, START_MS + 4000, SessionEnded())])


@pytest.fixture(scope="session")
def zone():
    """Where the reader is: the same on every machine."""
    return timezone(timedelta(hours=8))
