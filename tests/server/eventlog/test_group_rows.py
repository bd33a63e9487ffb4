"""Groups beside sessions in one file, and the end of what links them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from decks.questions.model import Choice, ChoiceAnswer
from server.eventlog import LogError
from server.eventlog.sqlite import SqliteLog
from server.events import (
    Answered,
    Event,
    Joined,
    Opened,
    ParticipantRemoved,
    ParticipantsMerged,
    QuestionOpened,
    Recorded,
    SessionEnded,
    Summarised,
)
from server.groups.events import GroupCreated, GroupRecorded, GroupRenamed, RosterEntry, RosterImported
from server.keeping import summary_of
from server.protocol import DeckSummary, Identity, SlideQuestion
from server.statistics.session import row

DECK = DeckSummary(
    "lesson", "0" * 64, "标题", "a.pptx", questions=(SlideQuestion(1, Choice("q", "?", ("1", "2"))),)
)
GROUP, OTHER = "a" * 16, "b" * 16
ROSTER = RosterImported((RosterEntry("m17", "017", "Rumpelstilzchen", "4321"),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sessions.sqlite"


@pytest.fixture
def log(path: Path) -> Iterator[SqliteLog]:
    with closing(SqliteLog(path)) as log:
        yield log


def write(log: SqliteLog, session_id: str, *events: Event, at_ms: int = 1000) -> None:
    log.append(session_id, [Recorded(seq, at_ms, event) for seq, event in enumerate(events, 1)])


def test_a_group_has_a_log_of_its_own_and_is_no_session(log: SqliteLog) -> None:
    first, second = GroupRecorded(1, 1000, GroupCreated("Class 3")), GroupRecorded(2, 2000, ROSTER)
    log.append_to_group(GROUP, [first])
    log.append_to_group(GROUP, [second])
    assert log.groups() == {GROUP: (first, second)}
    assert log.sessions() == ()
    assert log.unfinished() == ()


def test_an_event_of_a_group_is_written_once(log: SqliteLog) -> None:
    log.append_to_group(GROUP, [GroupRecorded(1, 0, GroupCreated("Class 3"))])
    with pytest.raises(LogError):
        log.append_to_group(GROUP, [GroupRecorded(1, 0, GroupCreated("Class 4"))])


def test_a_group_that_can_not_be_decoded_is_left_out(path: Path, log: SqliteLog) -> None:
    for group in (GROUP, OTHER):
        log.append_to_group(group, [GroupRecorded(1, 0, GroupCreated("A class"))])
    log.append_to_group(OTHER, [GroupRecorded(2, 0, GroupRenamed("Another class"))])
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(f"UPDATE events SET body = 'no JSON' WHERE session_id = '{OTHER}' AND seq = 1")
    assert list(log.groups()) == [GROUP]


def test_the_sessions_of_groups_are_found_with_what_was_chosen(log: SqliteLog) -> None:
    write(log, "alone", Opened(DECK, Identity.NICKNAME))
    opened = Opened(DECK, Identity.ROSTER, group=GROUP, keep_days=30, teams=("Red", "Blue"))
    write(log, "late", opened, at_ms=3000)
    write(log, "early", Opened(DECK, Identity.NICKNAME, rehearsal=True, group=OTHER), at_ms=2000)
    early, late = log.meetings()
    assert (early.session_id, early.group, early.rehearsal) == ("early", OTHER, True)
    assert (late.session_id, late.group, late.opened_at_ms) == ("late", GROUP, 3000)
    assert (late.deck_path, late.identity, late.keep_days) == ("a.pptx", Identity.ROSTER, 30)
    assert late.teams == ("Red", "Blue")


def summarise(log: SqliteLog, session_id: str) -> None:
    log.replace({session_id: [summary_of(session_id, log.read_from(session_id, 1), 9000)]})


def test_a_session_of_which_only_figures_are_left_is_found_as_before(log: SqliteLog) -> None:
    for session_id, at_ms in (("early", 1000), ("late", 3000)):
        opened = Opened(DECK, Identity.ROSTER, group=GROUP, keep_days=30, teams=("Red", "Blue"))
        write(log, session_id, opened, SessionEnded(), at_ms=at_ms)
    write(log, "alone", Opened(DECK, Identity.NICKNAME, keep_days=30), SessionEnded())
    before = log.meetings()
    assert len(before) == 2
    for session_id in ("early", "alone"):
        summarise(log, session_id)
    assert log.meetings() == before


def test_erasing_a_group_leaves_no_link_in_a_session_of_which_only_figures_are_left(
    path: Path, log: SqliteLog
) -> None:
    write(log, "s", Opened(DECK, Identity.ROSTER, group=GROUP, keep_days=1), SessionEnded())
    summarise(log, "s")
    log.append_to_group(GROUP, [GroupRecorded(1, 0, GroupCreated("Class 3"))])
    log.erase_group(GROUP)
    assert log.meetings() == ()
    (left,) = log.read_from("s", 1)
    assert isinstance(left.event, Summarised)
    assert left.event.group == ""
    assert [file for file in path.parent.iterdir() if GROUP.encode() in file.read_bytes()] == []


def test_erasing_a_group_erases_its_roster_and_what_links_its_sessions(path: Path, log: SqliteLog) -> None:
    log.append_to_group(GROUP, [GroupRecorded(1, 0, GroupCreated("Class 3")), GroupRecorded(2, 0, ROSTER)])
    for session_id, group in (("s", GROUP), ("t", OTHER)):
        joined = Joined("p", "k", "李雷", "017", member=f"member in {group}")
        write(log, session_id, Opened(DECK, Identity.ROSTER, group=group), joined)
    log.erase_group(GROUP)
    assert log.groups() == {}
    opened, joined_ = (one.event for one in log.read_from("s", 1))
    assert opened == Opened(DECK, Identity.ROSTER)
    assert joined_ == Joined("p", "k", "李雷", "017")
    assert [meeting.group for meeting in log.meetings()] == [OTHER], "another group's session stays linked"
    for file in path.parent.iterdir():
        content = file.read_bytes()
        assert b"Rumpelstilzchen" not in content, file
        assert f"member in {GROUP}".encode() not in content, file


def test_the_list_counts_as_the_statistics_do_when_people_are_merged_and_removed(log: SqliteLog) -> None:
    def answered(who: str, round_: int, option: int) -> Answered:
        return Answered("q", round_, who, ChoiceAnswer((option,)))

    write(
        log,
        "s",
        Opened(DECK, Identity.NICKNAME),
        *(Joined(who, f"key of {who}", who) for who in ("ann", "bob", "cai")),
        QuestionOpened("q", 1),
        *(answered(who, 1, 0) for who in ("ann", "bob", "cai")),
        ParticipantsMerged("ann", "bob"),
        ParticipantRemoved("cai"),
        QuestionOpened("q", 2),
        answered("bob", 2, 1),
        answered("bob", 2, 0),
    )
    (listed,) = log.sessions()
    assert (listed.joined, listed.answers) == (1, 2)
    measured = row("s", log.read_from("s", 1))
    assert (measured.joined, measured.answers) == (1, 2)


def test_a_file_from_before_there_were_groups_keeps_its_sessions_and_takes_groups(path: Path) -> None:
    with closing(sqlite3.connect(path)) as old, old:
        old.executescript(
            """
            CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
            INSERT INTO alembic_version VALUES ('0001');
            CREATE TABLE sessions (session_id TEXT NOT NULL PRIMARY KEY);
            CREATE TABLE events (
                session_id TEXT NOT NULL REFERENCES sessions (session_id) ON DELETE CASCADE,
                seq INTEGER NOT NULL, at_ms INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
                PRIMARY KEY (session_id, seq)
            ) WITHOUT ROWID;
            CREATE TABLE trials (body BLOB NOT NULL);
            INSERT INTO sessions VALUES ('s');
            INSERT INTO events VALUES ('s', 1, 1000, 'opened', '{"event":"opened","deck":{"lesson_id":"l",
                "sha256":"h","title":"t","path":"p"},"identity":"nickname"}');
            INSERT INTO events VALUES
                ('s', 2, 2000, 'joined', '{"event":"joined","participant":"p","token_key":"k","name":"Ann"}');
            """
        )
    with closing(SqliteLog(path)) as log:
        log.append_to_group(GROUP, [GroupRecorded(1, 0, GroupCreated("Class 3"))])
        (listed,) = log.sessions()
        assert (listed.session_id, listed.joined) == ("s", 1)
        assert [one.session_id for one in log.unfinished()] == ["s"]
        assert log.read_from("s", 2)[0].event == Joined("p", "k", "Ann")
        assert list(log.groups()) == [GROUP]
