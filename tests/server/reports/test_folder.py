"""Reports written to disk."""

import errno
import os

import pytest

from assets.sentences import LANGUAGES, sentence
from server.reports import ReportError, answers_csv, feedback_csv, write_report
from server.reports.folder import _explain


def test_four_files_are_written_into_a_folder_that_is_made(full_session, tmp_path):
    folder = tmp_path / "reports" / "2026 试讲"
    paths = write_report(full_session, folder, "zh")
    assert [path.name for path in paths] == ["report.html", "report.xlsx", "answers.csv", "feedback.csv"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in paths)
    assert paths[2].read_bytes() == answers_csv(full_session, "zh")
    assert paths[3].read_bytes() == feedback_csv(full_session, "zh")


def test_an_older_report_is_replaced(full_session, empty_session, tmp_path):
    write_report(full_session, tmp_path, "en")
    write_report(empty_session, tmp_path, "en")
    assert (tmp_path / "answers.csv").read_bytes() == answers_csv(empty_session, "en")
    assert len(list(tmp_path.iterdir())) == 4


def test_a_file_where_the_folder_should_be_is_said_so(empty_session, tmp_path):
    (tmp_path / "file").write_text("here")
    with pytest.raises(ReportError) as caught:
        write_report(empty_session, tmp_path / "file", "en")
    assert caught.value.code == "reports.error.folder"
    assert (tmp_path / "file").read_text() == "here"


def test_a_report_that_cannot_be_replaced_leaves_the_old_files_and_no_drafts(full_session, tmp_path):
    (tmp_path / "report.html").mkdir()
    with pytest.raises(ReportError) as caught:
        write_report(full_session, tmp_path, "en")
    assert caught.value.code == "reports.error.not_writable"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "full"),
        (errno.EACCES, "not_writable"),
        (errno.EROFS, "failed"),
        (errno.ENOTDIR, "folder"),
        (errno.EIO, "failed"),
    ],
)
def test_every_error_has_its_sentence_in_both_languages(number, code, tmp_path):
    error = _explain(OSError(number, os.strerror(number)), tmp_path)
    assert error.code == f"reports.error.{code}"
    for language in LANGUAGES:
        assert str(tmp_path) in sentence(error.code, language, **error.values)
