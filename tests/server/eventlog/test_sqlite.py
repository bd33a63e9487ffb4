"""The log on a real file."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from assets.sentences import LANGUAGES, sentence
from decks.questions.model import Choice, ChoiceAnswer
from server.eventlog import LogError, Unfinished
from server.eventlog.migrating import MIGRATIONS
from server.eventlog.schema import HEAD, metadata
from server.eventlog.sqlite import SqliteLog
from server.events import (
    Answered,
    Erased,
    Event,
    Joined,
    Opened,
    QuestionOpened,
    Recorded,
    SessionEnded,
)
from server.protocol import DeckSummary, Exported, Identity, SlideQuestion

DECK = DeckSummary(
    "lesson", "hash", "标题", "path", questions=(SlideQuestion(1, Choice("q", "?", ("A", "B"))),)
)


def numbered(*events: Event, first: int = 1, at_ms: int = 1000) -> list[Recorded]:
    return [Recorded(first + place, at_ms + place, event) for place, event in enumerate(events)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "sessions.sqlite"


@pytest.fixture
def log(path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog(path, busy_ms=50)
    yield log
    log.close()


def opened(log: SqliteLog, session_id: str, at_ms: int = 1000) -> None:
    log.append(session_id, numbered(Opened(DECK, Identity.NICKNAME), at_ms=at_ms))


def test_what_is_appended_is_read_again(log: SqliteLog) -> None:
    recorded = numbered(Opened(DECK, Identity.NICKNAME), Joined("p", "k", "李雷 \u2028 👩‍🏫"), SessionEnded())
    log.append("s", recorded)
    assert list(log.read_from("s", 1)) == recorded
    assert list(log.read_from("s", 3)) == recorded[2:]
    assert log.read_from("another", 1) == ()


def test_a_batch_is_written_whole_or_not_at_all(log: SqliteLog) -> None:
    opened(log, "s")
    with pytest.raises(LogError):
        log.append("s", [Recorded(2, 0, Joined("p", "k")), Recorded(2, 0, SessionEnded())])
    assert len(log.read_from("s", 1)) == 1


def test_an_event_of_an_unknown_session_is_refused(log: SqliteLog) -> None:
    with pytest.raises(LogError):
        log.append("s", [Recorded(2, 0, SessionEnded())])


def test_commits_are_flushed_to_the_disk(path: Path, log: SqliteLog) -> None:
    with log._writer.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_sessions_are_listed_newest_first_with_their_counts(log: SqliteLog) -> None:
    opened(log, "old", at_ms=1000)
    answer, other = ChoiceAnswer((0,)), ChoiceAnswer((1,))
    log.append(
        "new",
        numbered(
            Opened(DECK, Identity.NICKNAME, rehearsal=True),
            Joined("p", "k"),
            Joined("r", "l"),
            QuestionOpened("q", 1),
            Answered("q", 1, "p", answer),
            Answered("q", 1, "p", other),
            Answered("q", 1, "r", other),
            QuestionOpened("q", 2),
            Answered("q", 2, "p", other),
            SessionEnded(),
            at_ms=5000,
        ),
    )
    new, old = log.sessions()
    assert (new.session_id, new.title, new.lesson_id, new.rehearsal) == ("new", "标题", "lesson", True)
    assert (new.opened_at_ms, new.ended_at_ms) == (5000, 5009)
    assert (new.joined, new.rounds, new.answers) == (2, 2, 3)
    assert (old.session_id, old.ended_at_ms, old.joined, old.rounds, old.answers) == ("old", None, 0, 0, 0)


def test_the_list_agrees_with_the_statistics(log: SqliteLog) -> None:
    from server.statistics.session import row

    log.append(
        "s",
        numbered(
            Opened(DECK, Identity.NICKNAME),
            Joined("p", "k"),
            QuestionOpened("q", 1),
            Answered("q", 1, "p", ChoiceAnswer((0,))),
            Answered("q", 1, "p", ChoiceAnswer((1,))),
            SessionEnded(),
        ),
    )
    assert log.sessions() == (row("s", log.read_from("s", 1)),)


def test_an_erased_session_leaves_nothing_in_its_files(path: Path, log: SqliteLog) -> None:
    opened(log, "kept")
    opened(log, "s")
    log.append("s", numbered(Joined("p", "k", "Rumpelstilzchen"), first=2))
    log.erase("s")
    log.sweep()
    assert [row.session_id for row in log.sessions()] == ["kept"]
    assert log.read_from("s", 1) == ()
    assert traces(path, b"Rumpelstilzchen") == []


def traces(path: Path, mark: bytes) -> list[str]:
    """The files of the data folder in which these bytes are found."""
    return [file.name for file in path.parent.iterdir() if mark in file.read_bytes()]


def delete_and_leave_traces(path: Path, log: SqliteLog) -> None:
    """What SQLite does now and then also where freed pages are overwritten: a row that was moved to another
    page before it was deleted stands where it stood."""
    for session_id, name in (("kept", "Anna"), ("s", "Rumpelstilzchen")):
        opened(log, session_id)
        log.append(session_id, numbered(*(Joined(f"p{seq}", "k", name) for seq in range(200)), first=2))
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("PRAGMA secure_delete=OFF")
        other.execute("DELETE FROM events WHERE session_id = 's'")
        other.execute("DELETE FROM sessions WHERE session_id = 's'")
        other.execute("INSERT INTO unswept VALUES ('s')")


def test_sweeping_leaves_nothing_on_any_page(path: Path, log: SqliteLog) -> None:
    delete_and_leave_traces(path, log)
    assert traces(path, b"Rumpelstilzchen")
    log.sweep()
    assert traces(path, b"Rumpelstilzchen") == []
    assert len(log.read_from("kept", 1)) == 201


def test_nobody_waits_for_a_sweep_when_the_file_is_opened_again(path: Path, log: SqliteLog) -> None:
    """A class may be waiting for its server to come back: `Keeping` sweeps what was left."""
    delete_and_leave_traces(path, log)
    log.close()
    with closing(SqliteLog(path)) as again:
        assert traces(path, b"Rumpelstilzchen")
        again.sweep()
    assert traces(path, b"Rumpelstilzchen") == []


def test_sweeping_waits_for_nobody_who_reads_and_says_so(path: Path, log: SqliteLog) -> None:
    opened(log, "s")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM events").fetchall()
        log.erase("s")
        with pytest.raises(LogError) as refused:
            log.sweep()
        assert refused.value.code == "server.data_locked"
    log.sweep()


def test_a_session_is_erased_from_the_copies_made_before_migrations(path: Path, log: SqliteLog) -> None:
    opened(log, "s")
    opened(log, "kept")
    log.append("s", numbered(Joined("p", "k", "Rumpelstilzchen"), first=2))
    log.close()
    copy = path.with_name("sessions-before-0002.sqlite")
    shutil.copy(path, copy)
    with closing(sqlite3.connect(copy)) as old, old:  # as it was then
        for table in ("exports", "pictures", "unswept"):
            old.execute(f"DROP TABLE {table}")
        old.execute("ALTER TABLE sessions DROP COLUMN kind")
    with closing(SqliteLog(path)) as log:
        log.erase("s")
        log.sweep()
    assert traces(path, b"Rumpelstilzchen") == []
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT session_id FROM sessions").fetchall() == [("kept",)]


def test_copies_too_are_written_anew_only_when_they_are_swept(path: Path, log: SqliteLog) -> None:
    for session_id in ("s", "kept"):
        opened(log, session_id)
    log.append("s", numbered(*(Joined(f"p{seq}", "k") for seq in range(1000)), first=2))
    log.close()
    copy = path.with_name("sessions-before-0003.sqlite")
    shutil.copy(path, copy)

    def unused_pages() -> int:
        with closing(sqlite3.connect(copy)) as old:
            return int(old.execute("PRAGMA freelist_count").fetchone()[0])

    with closing(SqliteLog(path)) as log:
        log.erase("s")
        assert unused_pages() > 0
        log.sweep()
        assert unused_pages() == 0


def test_a_copy_that_can_not_be_read_keeps_a_session_from_being_erased_by_halves(
    path: Path, log: SqliteLog
) -> None:
    opened(log, "s")
    copy = path.with_name("sessions-before-0002.sqlite")
    copy.write_bytes(b"This is a letter to my aunt." * 1000)
    with pytest.raises(LogError) as refused:
        log.erase("s")
    assert (refused.value.code, refused.value.values) == ("server.data_damaged", {"path": str(copy)})
    assert len(log.sessions()) == 1


def test_a_log_is_replaced_whole_and_counted_anew(path: Path, log: SqliteLog) -> None:
    opened(log, "s")
    log.append("s", numbered(Joined("p", "k", "Rumpelstilzchen"), SessionEnded(), first=2))
    assert log.sessions()[0].joined == 1
    first, _, last = log.read_from("s", 1)
    log.replace({"s": (first, Recorded(2, 5, Erased()), last)})
    log.sweep()
    assert log.read_from("s", 2) == (Recorded(2, 5, Erased()), last)
    assert log.sessions()[0].joined == 0
    assert traces(path, b"Rumpelstilzchen") == []


def test_single_events_are_rewritten_at_their_places(path: Path, log: SqliteLog) -> None:
    opened(log, "s")
    opened(log, "kept")
    for session_id in ("s", "kept"):
        log.append(session_id, numbered(Joined("p", "k"), Joined("q", "l"), SessionEnded(), first=2))
    assert log.sessions()[0].joined == 2
    before = log.read_from("s", 1)
    log.rewrite("s", [Recorded(2, 5, Erased())])
    assert log.read_from("s", 1) == (before[0], Recorded(2, 5, Erased()), *before[2:])
    assert log.read_from("kept", 1) == before
    assert {row.session_id: row.joined for row in log.sessions()} == {"s": 1, "kept": 2}


def test_a_receipt_leads_to_its_participant(log: SqliteLog) -> None:
    opened(log, "s")
    log.append("s", numbered(Joined("p", "k", code="ABCDEFGHJKMN"), Joined("r", "l"), first=2))
    assert log.find_receipt("ABCDEFGHJKMN") == ("s", "p")
    assert log.find_receipt("ABCDEFGHJKMX") is None
    assert log.find_receipt("") is None
    log.erase("s")
    assert log.find_receipt("ABCDEFGHJKMN") is None


def test_receipts_are_found_by_an_index(log: SqliteLog) -> None:
    statements: list[str] = []
    sa.event.listen(log._reader, "before_cursor_execute", lambda *args: statements.append(args[2]))
    log.find_receipt("ABCDEFGHJKMN")
    with log._reader.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statements[-1]}", ("ABCDEFGHJKMN",)).all()
    assert "USING INDEX receipts" in str(plan)


PICTURE = "ab" * 32


def with_picture(log: SqliteLog, session_id: str, sha256: str = PICTURE) -> None:
    question = SlideQuestion(1, Choice("q", "?", ("A", "B"), picture=sha256))
    deck = DeckSummary("lesson", "hash", "Title", "path", questions=(question,))
    log.append(session_id, numbered(Opened(deck, Identity.NICKNAME)))


def test_a_picture_goes_with_the_last_session_that_names_it(log: SqliteLog) -> None:
    log.keep_picture(PICTURE, b"a picture", 1000)
    log.keep_picture("cd" * 32, b"another", 1000)
    with_picture(log, "one")
    with_picture(log, "two")
    log.erase("one")
    assert log.read_picture(PICTURE) == b"a picture"
    log.erase("two")
    assert log.read_picture(PICTURE) is None
    assert log.read_picture("cd" * 32) == b"another"


def test_pictures_that_no_session_names_are_dropped_after_a_while(log: SqliteLog) -> None:
    with_picture(log, "s")
    for sha256, at_ms in ((PICTURE, 1000), ("cd" * 32, 1000), ("ef" * 32, 5000)):
        log.keep_picture(sha256, b"a picture", at_ms)
    log.drop_unused_pictures(5000)
    assert [log.read_picture(one * 32) is not None for one in ("ab", "cd", "ef")] == [True, False, True]


def test_exports_are_remembered_with_the_last_time_of_each_kind(log: SqliteLog) -> None:
    opened(log, "s")
    for kind, at_ms in (("csv", 1000), ("html", 2000), ("csv", 3000)):
        log.note_export("s", kind, at_ms)
    log.note_export("another", "csv", 4000)
    assert log.exports("s") == (Exported("html", 2000), Exported("csv", 3000))
    assert log.exports("another") == ()
    log.erase("s")
    assert log.exports("s") == ()


def test_a_full_disk_is_named_and_overcome(path: Path) -> None:
    log = SqliteLog(path, max_pages=16)
    with closing(log):
        with pytest.raises(LogError) as refused:
            log.append("s", numbered(Opened(DECK, Identity.NICKNAME), Joined("p", "k", "x" * 100_000)))
        assert refused.value.code == "server.disk_full"
        assert log.sessions() == ()
        with pytest.raises(LogError):
            log.make_room()
        log.limit_pages(None)
        log.make_room()
        opened(log, "s")
        assert len(log.sessions()) == 1


def test_a_file_that_another_program_has_locked_is_named_and_overcome(path: Path, log: SqliteLog) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LogError) as refused:
            opened(log, "s")
        assert refused.value.code == "server.data_locked"
    opened(log, "s")


def test_reading_only_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(LogError) as refused:
        SqliteLog(tmp_path / "sessions.sqlite", read_only=True)
    assert refused.value.code == "server.no_data"
    assert list(tmp_path.iterdir()) == []


def test_a_reader_sees_what_a_writer_commits_and_can_not_write(path: Path, log: SqliteLog) -> None:
    reader = SqliteLog(path, read_only=True)
    with closing(reader):
        opened(log, "s")
        assert len(reader.sessions()) == 1


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sessions.sqlite"
    path.write_bytes(b"This is a letter to my aunt." * 1000)
    with pytest.raises(LogError) as refused:
        SqliteLog(path)
    assert refused.value.code == "server.data_damaged"
    assert path.read_bytes().startswith(b"This is a letter")


def test_an_event_that_can_not_be_understood_is_named(path: Path, log: SqliteLog) -> None:
    opened(log, "s")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("INSERT INTO events VALUES ('s', 2, 0, 'ended', '{\"event\":')")
    with pytest.raises(LogError) as refused:
        log.read_from("s", 1)
    assert refused.value.code == "server.data_damaged"


def test_a_gap_in_a_session_is_named(path: Path, log: SqliteLog) -> None:
    opened(log, "s")
    log.append("s", numbered(Joined("p", "k"), SessionEnded(), first=2))
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM events WHERE seq = 2")
    with pytest.raises(LogError) as refused:
        log.read_from("s", 1)
    assert refused.value.code == "server.data_damaged"


def test_a_file_of_a_newer_version_is_left_alone(path: Path, log: SqliteLog) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    for read_only, code in ((False, "server.data_newer"), (True, "server.data_other_version")):
        with pytest.raises(LogError) as refused:
            SqliteLog(path, read_only=read_only)
        assert refused.value.code == code


def test_an_older_file_is_copied_before_it_is_migrated(
    path: Path, log: SqliteLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(log, "s")
    log.close()
    migrations = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, migrations)
    (migrations / "versions" / "more.py").write_text(
        "from alembic import op\n"
        f"revision, down_revision, branch_labels, depends_on = 'more', '{HEAD}', None, None\n"
        "def upgrade() -> None:\n"
        "    op.execute('CREATE TABLE more (x)')\n"
    )
    monkeypatch.setattr("server.eventlog.migrating.MIGRATIONS", migrations)
    monkeypatch.setattr("server.eventlog.migrating.HEAD", "more")
    monkeypatch.setattr("server.eventlog.sqlite.HEAD", "more")
    with closing(SqliteLog(path)) as migrated:
        assert len(migrated.sessions()) == 1
    with closing(sqlite3.connect(path)) as new:
        assert new.execute("SELECT count(*) FROM more").fetchone() == (0,)
    with closing(sqlite3.connect(path.with_name("sessions-before-more.sqlite"))) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert copy.execute("SELECT count(*) FROM events").fetchone() == (1,)


def test_a_fresh_file_is_not_copied(path: Path, log: SqliteLog) -> None:
    log.close()
    with closing(SqliteLog(path)):
        assert not list(path.parent.glob("*before*"))


def test_migrations_lead_to_the_schema_of_today(path: Path, log: SqliteLog) -> None:
    with closing(sqlite3.connect(path)) as migrated:
        names = {row[0] for row in migrated.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        assert names == {*metadata.tables, "alembic_version"}
        for name, table in metadata.tables.items():
            columns = [row[1] for row in migrated.execute(f"SELECT * FROM pragma_table_info('{name}')")]
            assert columns == [column.name for column in table.columns]
        assert migrated.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_of_the_log_has_its_sentence(language: str) -> None:
    from server.eventlog import sqlite

    for code in {*sqlite._CODES.values(), "server.data_unwritable", "server.data_newer", "server.no_data"}:
        assert sentence(code, language, path="here")  # type: ignore[arg-type]


def test_a_session_that_can_not_be_decoded_is_left_out_of_the_list(
    path: Path, log: SqliteLog, caplog: pytest.LogCaptureFixture
) -> None:
    opened(log, "good")
    opened(log, "bad")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE events SET body = '{\"event\":' WHERE session_id = 'bad'")
    assert [row.session_id for row in log.sessions()] == ["good"]
    assert "session bad can't be read" in caplog.text


def test_an_answer_that_can_not_be_decoded_keeps_no_list_from_being_made(path: Path, log: SqliteLog) -> None:
    opened(log, "s")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("INSERT INTO events VALUES ('s', 2, 0, 'answered', 'no JSON')")
    assert [row.session_id for row in log.sessions()] == ["s"]


def test_the_list_follows_what_is_added_and_erased(log: SqliteLog) -> None:
    opened(log, "one")
    opened(log, "two", at_ms=2000)
    assert [(row.session_id, row.joined) for row in log.sessions()] == [("two", 0), ("one", 0)]
    log.append("one", numbered(Joined("p", "k"), SessionEnded(), first=2))
    log.erase("two")
    (row,) = log.sessions()
    assert (row.session_id, row.joined, row.ended_at_ms) == ("one", 1, 1001)


def test_a_session_is_counted_once_while_nothing_is_added_to_it(log: SqliteLog) -> None:
    statements: list[str] = []
    sa.event.listen(log._reader, "before_cursor_execute", lambda *args: statements.append(args[2]))
    opened(log, "one")
    first = log.sessions()
    statements.clear()
    assert log.sessions() == first
    assert len([one for one in statements if one.startswith("SELECT")]) == 1


def test_words_of_an_answer_within_an_id_do_not_confuse_the_count(log: SqliteLog) -> None:
    question = 'a","answer":b'
    answers = [Answered(question, 1, who, ChoiceAnswer((option,))) for who in "pq" for option in (0, 1)]
    log.append("s", numbered(Opened(DECK, Identity.NICKNAME), *answers))
    assert log.sessions()[0].answers == 2


def test_the_newest_session_without_an_end_is_found(log: SqliteLog) -> None:
    assert log.unfinished() == ()
    for at_ms, name in enumerate(("old", "new", "ended")):
        opened(log, name, at_ms=at_ms)
    log.append("ended", numbered(SessionEnded(), first=2))
    assert log.unfinished() == (Unfinished("new", 1), Unfinished("old", 0))
