"""Reports written to files, whole or not at all."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from assets.sentences import Language
from server.figures import SessionFigures
from server.reports.answers import answers_csv
from server.reports.feedback import feedback_csv
from server.reports.page import report_page
from server.reports.workbook import report_xlsx

_NO_FOLDER = (FileExistsError, NotADirectoryError, FileNotFoundError)
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}  # no quota errors on Windows


class ReportError(Exception):
    """A report that can't be written: `code` names its sentence in `assets/translations`."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


def write_report(figures: SessionFigures, folder: Path, language: Language) -> tuple[Path, ...]:
    """Write report.html, report.xlsx, answers.csv and feedback.csv into `folder`, which is made if it isn't
    there.

    Older ones are replaced only when all have been written whole. Raises `ReportError`; no file is then
    half written, though some may be new already.
    """
    contents = {
        folder / "report.html": report_page(figures, language),
        folder / "report.xlsx": report_xlsx(figures, language),
        folder / "answers.csv": answers_csv(figures, language),
        folder / "feedback.csv": feedback_csv(figures, language),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace_all(contents)
    except OSError as error:
        raise _explain(error, folder) from error
    return tuple(contents)


def _replace_all(contents: dict[Path, bytes]) -> None:
    drafts: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            drafts[path] = _write_draft(path, content)
        for path, draft in drafts.items():
            draft.replace(path)
    finally:
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _write_draft(path: Path, content: bytes) -> Path:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                Path(file.name).unlink()
            raise
    return Path(file.name)


def _explain(error: OSError, folder: Path) -> ReportError:
    path = str(folder)
    if error.errno in _FULL:
        return ReportError("reports.error.full", path=path)
    if isinstance(error, PermissionError | IsADirectoryError):
        return ReportError("reports.error.not_writable", path=path)
    if isinstance(error, _NO_FOLDER):
        return ReportError("reports.error.folder", path=path)
    return ReportError("reports.error.failed", path=path, reason=error.strerror or str(error))
