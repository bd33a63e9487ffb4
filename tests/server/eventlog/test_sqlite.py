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
from server.eventlog import LogError
from server.eventlog.migrating import MIGRATIONS
from server.eventlog.schema import HEAD, metadata
from server.eventlog.sqlite import SqliteLog
from server.events import Answered, Event, Joined, Opened, QuestionOpened, Recorded, SessionEnded
from server.protocol import DeckSummary, Identity, SlideQuestion

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
    assert [row.session_id for row in log.sessions()] == ["kept"]
    assert log.read_from("s", 1) == ()
    for file in path.parent.iterdir():
        assert b"Rumpelstilzchen" not in file.read_bytes(), file


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
    (migrations / "versions" / "v0002_more.py").write_text(
        "from alembic import op\n"
        "revision, down_revision, branch_labels, depends_on = '0002', '0001', None, None\n"
        "def upgrade() -> None:\n"
        "    op.execute('CREATE TABLE more (x)')\n"
    )
    monkeypatch.setattr("server.eventlog.migrating.MIGRATIONS", migrations)
    monkeypatch.setattr("server.eventlog.migrating.HEAD", "0002")
    monkeypatch.setattr("server.eventlog.sqlite.HEAD", "0002")
    with closing(SqliteLog(path)) as migrated:
        assert len(migrated.sessions()) == 1
    with closing(sqlite3.connect(path)) as new:
        assert new.execute("SELECT count(*) FROM more").fetchone() == (0,)
    with closing(sqlite3.connect(path.with_name("sessions-before-0002.sqlite"))) as copy:
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
    assert log.unfinished() is None
    for at_ms, name in enumerate(("old", "new", "ended")):
        opened(log, name, at_ms=at_ms)
    log.append("ended", numbered(SessionEnded(), first=2))
    assert log.unfinished() == "new"
