"""A session as one file, and what comes in as one from anywhere."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from assets.sentences import sentence
from decks.questions.model import (
    Choice,
    ChoiceAnswer,
    OpenText,
    Rating,
    RatingAnswer,
    ShortText,
    TextAnswer,
    WordCloud,
    WordsAnswer,
)
from server.archive import FORMAT, LARGEST_FILE, Manifest, pack, unpack
from server.cli import main
from server.eventlog import LogError
from server.eventlog.sqlite import SqliteLog
from server.events import (
    Answered,
    Connected,
    Event,
    FeedbackGiven,
    Joined,
    Judged,
    Opened,
    ParticipantRenamed,
    ParticipantsMerged,
    QuestionAdded,
    QuestionClosed,
    QuestionOpened,
    Recorded,
    SessionEnded,
    Summarised,
    TraineeAsked,
)
from server.keeping import summary_of
from server.protocol import DeckSummary, Identity, Ratings, SlideQuestion, TextSubject
from server.statistics.session import measure

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)
SHA256 = hashlib.sha256(PICTURE).hexdigest()
QUESTION = Choice("poll", "Tea?", ("Yes", "No"), picture=SHA256)
DECK = DeckSummary("lesson", "hash", "A lesson", "path", questions=(SlideQuestion(1, QUESTION),))
HEADERS = {"Authorization": "Bearer the secret of this test"}


def numbered(*events: Event) -> list[Recorded]:
    return [Recorded(seq, 1000 + seq, event) for seq, event in enumerate(events, 1)]


LESSON = numbered(
    Opened(DECK, Identity.NICKNAME),
    Joined("p", "key", "李雷", code="ABCDEFGHJKMN"),
    QuestionOpened("poll", 1),
    Answered("poll", 1, "p", ChoiceAnswer((0,))),
    QuestionClosed("poll", 1),
    SessionEnded(),
)


def packed(log: list[Recorded] = LESSON, picture: bytes | None = PICTURE) -> bytes:
    return pack("s", log, lambda _: picture)


def refusal(body: bytes) -> str:
    with pytest.raises(LogError) as refused:
        unpack(body)
    return refused.value.code


def changed(
    name: str, change: Callable[[bytes], bytes], log: list[Recorded] = LESSON, **manifest: object
) -> bytes:
    """A good archive with one member, and what the manifest says, changed."""
    with zipfile.ZipFile(io.BytesIO(packed(log))) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    members[name] = change(members[name])
    said = msgspec.json.decode(members["manifest.json"], type=Manifest)
    said = msgspec.structs.replace(said, sha256=hashlib.sha256(members["events.jsonl"]).hexdigest())
    members["manifest.json"] = msgspec.json.encode(msgspec.structs.replace(said, **manifest))
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, body in members.items():
            archive.writestr(one, body)
    return page.getvalue()


def same(body: bytes) -> bytes:
    return body


def test_what_is_packed_is_unpacked_with_its_pictures() -> None:
    archived = unpack(packed())
    assert (archived.session_id, list(archived.log)) == ("s", LESSON)
    assert archived.pictures == {SHA256: PICTURE}


def test_a_question_thought_of_in_the_lesson_is_packed_and_unpacked() -> None:
    now = (QuestionAdded(1, Rating("now-1", "How sure?")), QuestionOpened("now-1", 1))
    answered = (Answered("now-1", 1, "p", RatingAnswer(3)), QuestionClosed("now-1", 1), SessionEnded())
    log = numbered(LESSON[0].event, Joined("p", "k", "Ann"), *now, *answered)
    assert list(unpack(packed(log)).log) == log


def test_a_picture_that_is_not_kept_any_more_is_left_out() -> None:
    assert unpack(packed(picture=None)).pictures == {}


def test_a_summarised_session_is_packed_and_unpacked() -> None:
    summary = [summary_of("s", LESSON, 9000)]
    archived = unpack(packed(summary))
    assert list(archived.log) == summary
    assert archived.pictures == {SHA256: PICTURE}


def test_a_session_that_goes_on_is_over_where_it_is_unpacked() -> None:
    archived = unpack(packed(LESSON[:4]))
    assert list(archived.log) == [
        *LESSON[:4],
        Recorded(5, 1004, QuestionClosed("poll", 1)),
        Recorded(6, 1004, SessionEnded()),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"This is a letter to my aunt." * 1000,
        packed()[:-30],
        packed()[40:],
        b"PK\x05\x06" + bytes(18),
        changed("manifest.json", same, session_id="../../etc"),
        changed("manifest.json", same, session_id=""),
        changed("manifest.json", same, events=3),
        changed("manifest.json", same, pictures=("ab" * 32,)),
        changed("manifest.json", same, pictures=("../../etc/passwd",)),
        changed("events.jsonl", lambda body: b""),
        changed("events.jsonl", lambda body: body + b"[" * 100_000 + b"\n", events=7),
        changed("events.jsonl", lambda body: body.replace(b'"seq":3', b'"seq":30')),
        changed("events.jsonl", lambda body: body.replace(b'"at_ms":1002', b'"at_ms":-1')),
        changed("events.jsonl", lambda body: body.replace(b'"at_ms":1002', b'"at_ms":999999999999999999')),
        changed("events.jsonl", lambda body: body.replace(b'"answered"', b'"answers"')),
        changed(f"pictures/{SHA256}", lambda body: body + b"x"),
    ],
)
def test_what_is_no_session_or_damaged_is_refused(body: bytes) -> None:
    assert refusal(body) == "server.archive_damaged"


def with_members(change: Callable[[str, bytes], bytes], more: int = 0) -> bytes:
    """A good archive with its members as `change` leaves them, and so many more that nobody asks for."""
    page = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed())) as good, zipfile.ZipFile(page, "w") as archive:
        for name in good.namelist():
            archive.writestr(name, change(name, good.read(name)))
        for number in range(more):
            archive.writestr(f"{number:060}", b"")
    return page.getvalue()


def test_a_changed_event_is_noticed() -> None:
    assert unpack(with_members(lambda name, body: body)).session_id == "s"
    body = with_members(lambda name, body: body.replace("李雷".encode(), "韩梅".encode()))
    assert refusal(body) == "server.archive_damaged"


def test_a_newer_version_is_named() -> None:
    assert refusal(changed("manifest.json", same, format=FORMAT + 1)) == "server.archive_newer"


@pytest.mark.parametrize(
    "events",
    [
        [],
        [SessionEnded()],
        [LESSON[0].event, LESSON[0].event],
        [LESSON[0].event, Connected("nobody")],
        [LESSON[0].event, QuestionOpened("another", 1)],
        [LESSON[0].event, Joined("p", "k", "p\u202e")],
        [LESSON[0].event, Joined("p", "k", "x" * 10_000)],
        [LESSON[0].event, Joined("p", "k", "x"), ParticipantsMerged("p", "p")],
        [*(one.event for one in LESSON[:3]), Answered("poll", 1, "p", ChoiceAnswer((7,)))],
        [*(one.event for one in LESSON[:3]), Answered("poll", 1, "nobody", ChoiceAnswer((0,)))],
        [LESSON[0].event, QuestionAdded(1, Rating("poll", "How?"))],
        [LESSON[0].event, QuestionAdded(1, Rating("later", "How?"))],
        [LESSON[0].event, QuestionAdded(0, Rating("now-1", "How?"))],
        [LESSON[0].event, QuestionAdded(1, Rating("now-1", "How?", picture=SHA256))],
        [*(one.event for one in LESSON), QuestionAdded(1, Rating("now-1", "How?"))],
        [*(one.event for one in LESSON), summary_of("s", LESSON, 0).event],
        [summary_of("another", LESSON, 0).event],
    ],
)
def test_what_our_own_rules_would_not_have_let_happen_is_refused(events: list[Event]) -> None:
    assert refusal(packed(numbered(*events))) == "server.archive_damaged"


TYPED = (
    Opened(
        DeckSummary(
            "lesson",
            "hash",
            "A lesson",
            "path",
            questions=(
                SlideQuestion(1, ShortText("short", "Who?")),
                SlideQuestion(2, WordCloud("cloud", "What?")),
                SlideQuestion(3, OpenText("open", "Why?")),
            ),
        ),
        Identity.NICKNAME,
        teams=("Red", "红队"),
        feedback=True,
    ),
    Joined("p", "key", "李雷", team="Red"),
    *(
        event
        for question_id, answer in (
            ("short", TextAnswer("Rumpel Stilzchen")),
            ("cloud", WordsAnswer(("Stroh", "👩\u200d🌾"))),
            ("open", TextAnswer("First this,\n\nthen that.")),
        )
        for event in (
            QuestionOpened(question_id, 1),
            Answered(question_id, 1, "p", answer),
            QuestionClosed(question_id, 1),
        )
    ),
    TraineeAsked("0" * 16, "p", "Why straw?"),
    Judged(TextSubject("open", 1, "p", "First this,\n\nthen that."), True),
    ParticipantRenamed("p", "Li Lei"),
    SessionEnded(),
    FeedbackGiven("p", Ratings(5), "More straw,\n\nless gold."),
)


def test_what_people_typed_is_unpacked_as_they_typed_it() -> None:
    log = numbered(*TYPED)
    assert list(unpack(packed(log)).log) == log


@pytest.mark.parametrize(
    "change",
    [
        lambda text: f"{text}\u202e",
        lambda text: f"{text}\u0007",
        lambda text: f" {text}",
        lambda text: f"{text}  and so on",
        lambda text: f"{text}e\u0301",
        lambda text: text * 60,
    ],
)
@pytest.mark.parametrize(
    "typed",
    ["Red", "李雷", "Rumpel Stilzchen", "Stroh", "First this,", "Why straw?", "Li Lei", "More straw,"],
)
def test_what_our_own_edge_would_have_cleaned_is_refused(typed: str, change: Callable[[str], str]) -> None:
    def tampered(lines: bytes) -> bytes:
        assert typed.encode() in lines
        return lines.replace(typed.encode(), msgspec.json.encode(change(typed))[1:-1])

    body = changed("events.jsonl", tampered, log=numbered(*TYPED))
    assert refusal(body) == "server.archive_damaged"


def test_a_question_of_nothing_is_refused() -> None:
    events = [one if not isinstance(one, TraineeAsked) else TraineeAsked("0" * 16, "p", "") for one in TYPED]
    assert refusal(packed(numbered(*events))) == "server.archive_damaged"


@pytest.mark.parametrize(
    "said",
    [
        FeedbackGiven("q", Ratings(5)),
        FeedbackGiven("p"),
        FeedbackGiven("p", Ratings(5), "More straw,\n\nless gold."),
    ],
    ids=["of nobody who took part", "of nothing", "twice the same"],
)
def test_feedback_that_our_rules_would_not_have_taken_is_refused(said: FeedbackGiven) -> None:
    assert refusal(packed(numbered(*TYPED, said))) == "server.archive_damaged"


def test_feedback_before_the_end_is_refused() -> None:
    *before, ended, said = TYPED
    assert refusal(packed(numbered(*before, said, ended))) == "server.archive_damaged"
    assert refusal(packed(numbered(*before, said))) == "server.archive_damaged"


@pytest.mark.parametrize("rating", ["0", "6", '"5"', "2.5"])
def test_a_rating_off_the_scale_is_refused(rating: str) -> None:
    lines = f'"useful":{rating}'.encode()
    body = changed("events.jsonl", lambda log: log.replace(b'"useful":5', lines), log=numbered(*TYPED))
    assert refusal(body) == "server.archive_damaged"


@pytest.mark.parametrize("left", ["participants", "words", "texts", "feedback"])
def test_a_summary_in_which_somebodys_words_are_left_is_refused(left: str) -> None:
    log = numbered(*TYPED)
    summary, whole = summary_of("s", log, 0).event, measure("s", log)
    assert isinstance(summary, Summarised)
    figures = summary.figures
    if left == "participants":
        figures = msgspec.structs.replace(figures, participants=whole.participants)
    elif left == "feedback":
        figures = msgspec.structs.replace(figures, feedback=whole.feedback)
    else:
        rounds = tuple(
            msgspec.structs.replace(kept, **{left: getattr(before, left)})
            for kept, before in zip(figures.rounds, whole.rounds, strict=True)
        )
        figures = msgspec.structs.replace(figures, rounds=rounds)
    assert figures != summary.figures
    assert unpack(packed(numbered(summary))).session_id == "s"
    assert refusal(packed(numbered(msgspec.structs.replace(summary, figures=figures)))) == (
        "server.archive_damaged"
    )


def test_a_bomb_is_not_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.archive._LARGEST_LOG", 1024 * 1024)
    bomb = changed("events.jsonl", lambda body: bytes(8 * 1024 * 1024))
    assert len(bomb) < 20_000
    assert refusal(bomb) == "server.archive_too_large"


def test_a_long_list_of_members_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unpack(with_members(lambda name, body: body, more=100)).session_id == "s"
    monkeypatch.setattr("server.archive._LARGEST_DIRECTORY", 10_000)
    assert refusal(with_members(lambda name, body: body, more=100)) == "server.archive_damaged"


def test_a_member_that_can_not_be_inflated_by_and_by_is_refused() -> None:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("manifest.json", b"{}")
    assert refusal(page.getvalue()) == "server.archive_damaged"


# --- on the host's site --------------------------------------------------------------------------


async def bring(house: Any, body: bytes | io.BytesIO) -> tuple[int, dict[str, Any]]:
    reply = await house.client.put(house.host_server.make_url("/sessions"), data=body, headers=HEADERS)
    return reply.status, await reply.json()


async def test_a_session_is_exported_erased_and_imported(house: Any) -> None:
    await house.keep("s", LESSON)
    house.log.keep_picture(SHA256, PICTURE, 0)
    url = house.host_server.make_url("/sessions/s/session.handsup")
    reply = await house.client.get(url, headers=HEADERS)
    body = await reply.read()
    rows = house.log.sessions()
    house.log.erase("s")
    assert await bring(house, body) == (200, {"session_id": "s", "imported": True})
    assert list(house.log.read_from("s", 1)) == LESSON
    assert house.log.sessions() == rows
    assert house.log.read_picture(SHA256) == PICTURE
    assert await bring(house, body) == (200, {"session_id": "s", "imported": False})


async def test_another_session_of_the_same_name_is_not_overwritten(house: Any) -> None:
    await house.keep("s", LESSON[:2])
    status, reply = await bring(house, packed())
    assert (status, reply["code"]) == (409, "server.session_differs")
    assert list(house.log.read_from("s", 1)) == LESSON[:2]


async def test_what_is_no_archive_or_too_large_is_refused_with_its_sentence(house: Any) -> None:
    status, reply = await bring(house, b"This is a letter to my aunt.")
    assert (status, reply["code"]) == (400, "server.archive_damaged")
    assert sentence(reply["code"], "en", **reply["values"])
    status, reply = await bring(house, io.BytesIO(bytes(LARGEST_FILE + 1)))
    assert (status, reply["code"]) == (413, "server.archive_too_large")
    assert house.log.sessions() == ()


async def test_nobody_without_the_secret_brings_a_session(house: Any) -> None:
    reply = await house.client.put(house.host_server.make_url("/sessions"), data=packed())
    assert reply.status == 401


async def test_a_session_that_is_not_there_can_not_be_exported(house: Any) -> None:
    url = house.host_server.make_url("/sessions/nothing/session.handsup")
    reply = await house.client.get(url, headers=HEADERS)
    assert reply.status == 404


# --- on the command line -------------------------------------------------------------------------


def test_the_command_line_exports_and_imports(
    tmp_path: Path, empty_log: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDSUP_LANGUAGE", "en")
    here, there = tmp_path / "here", tmp_path / "there"
    log = SqliteLog(here / "sessions.sqlite")
    log.append("s", LESSON)
    log.close()
    file = tmp_path / "lesson.handsup"
    assert main(["sessions", "--data", str(here), "export", "last", "--out", str(file)]) == 0
    assert main(["sessions", "import", str(file), "--data", str(there)]) == 0
    assert main(["sessions", "import", str(file), "--data", str(there)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [str(file), "The session s is kept now.", "The session s is here already, just so."]
    assert main(["sessions", "--data", str(there)]) == 0
    assert "A lesson" in capsys.readouterr().out


def test_the_command_line_says_what_is_wrong_with_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lesson.handsup"
    file.write_bytes(b"This is a letter to my aunt.")
    assert main(["sessions", "import", str(file), "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "sessions.sqlite").exists()
