"""What all tests share: Qt without a screen, a data folder of their own, English, no silent skip in CI."""

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

# Set before anything imports Qt or looks for its data; what runs at module scope gets this folder.
SESSION_DATA = tempfile.mkdtemp(prefix="handsup-tests-")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(HANDSUP_DATA=SESSION_DATA, HANDSUP_LANGUAGE="en", LC_ALL="C.UTF-8")

# In CI everything is installed; only these may be absent: the decks beside the repository, other systems.
SKIPS_ALLOWED_IN_CI = ("../shared", "only on ")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--long`, which `dev.py test --long` passes on."""
    parser.addoption("--long", action="store_true", help="run the tests marked long, too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the long tests out unless they are asked for."""
    if config.getoption("--long"):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    items[:] = [item for item in items if not item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=left_out)


def pytest_unconfigure() -> None:
    """Removes the data folder of the run."""
    shutil.rmtree(SESSION_DATA, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI, a test skipped because something is not installed has failed."""
    report = yield
    refuse_skip_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file that skips itself."""
    report = yield
    refuse_skip_in_ci(report)
    return report


def refuse_skip_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turns a skip into a failure under CI=true, unless its reason is one of those allowed."""
    if not report.skipped or hasattr(report, "wasxfail") or os.environ.get("CI") != "true":
        return
    reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    if not any(allowed in reason for allowed in SKIPS_ALLOWED_IN_CI):
        report.outcome = "failed"
        report.longrepr = f"Skipped in CI, where everything must be installed. {reason}"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this one test; empty, not yet made."""
    folder = tmp_path / "handsup-data"
    monkeypatch.setenv("HANDSUP_DATA", str(folder))
    return folder
