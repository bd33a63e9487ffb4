"""dev.py as a newcomer meets it: its words, its sentences, and what it makes of a broken setup."""

import argparse
import ast
import importlib.util
import json
import os
import string
import subprocess
import sys
import venv
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py, working on an empty folder in place of the repository."""
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("VENV", "RECORD", "LOG", "BIN", "PYTHON"):
        monkeypatch.setattr(module, name, tmp_path / getattr(module, name).relative_to(ROOT))
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def start(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `python dev.py WORD …` prints and ends with."""
    command = [sys.executable, str(ROOT / "dev.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})


def test_without_a_word_it_lists_its_words_in_the_users_language() -> None:
    assert "run [DECK]" in start().stdout
    assert "teach a lesson" in start(HANDSUP_LANGUAGE="en").stdout
    assert "检查代码" in start("--help", HANDSUP_LANGUAGE="zh").stdout


def test_an_unknown_word_is_refused_with_the_list() -> None:
    refused = start("dance")
    assert refused.returncode == 2
    assert "“dance”" in refused.stderr
    assert "test [--long]" in refused.stderr


def test_an_unknown_benchmark_is_refused_before_anything_is_installed() -> None:
    refused = start("bench", "nothing-of-the-kind")
    assert refused.returncode == 2
    assert "nothing-of-the-kind" in refused.stderr


def test_every_word_does_something_and_is_described(dev: ModuleType) -> None:
    assert list(dev.WORDS) == list(dev.COMMANDS)


def test_both_languages_have_every_sentence_with_the_same_gaps(dev: ModuleType) -> None:
    for code, (english, chinese) in dev.SENTENCES.items():
        assert gaps(english) == gaps(chinese), code
        assert chinese != english, code


def test_every_sentence_is_said_somewhere(dev: ModuleType) -> None:
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    for code in dev.SENTENCES:
        assert source.count(f'"{code}"') >= 2, code


def test_a_python_that_is_too_old_can_read_dev_py() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_a_python_that_does_not_fit_is_named(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(dev.UserError, match=r"Python 3\.11 to 3\.13, found 3\.9\.2"):
        dev.go_on_with_right_python(["run"])


def test_a_stand_in_without_a_python_behind_it_is_passed_over(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, body in (("python3.11", "exit 127"), ("python3.12", "exit 0")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert dev.find_right_python() == [str(tmp_path / "python3.12")]


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with stand-ins for apt-get and dpkg-query on PATH, in which all of Qt's libraries are missing.

    What `installed` lists is there; every call of apt-get becomes a line of `apt`.
    """
    folder = tmp_path / "debian"
    folder.mkdir()
    (folder / "installed").touch()
    programs = {
        "dpkg-query": f'while read -r name; do echo "installed $name"; done < {folder}/installed',
        "apt-get": f'echo "$DEBIAN_FRONTEND $@" >> {folder}/apt; [ ! -e {folder}/broken ]',
        "chromium": "exit 0",
    }
    for name, body in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{body}\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_what_is_missing_is_printed_for_an_ordinary_user(
    dev: ModuleType, debian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(
        dev.UserError, match=r"su -l -c 'apt-get update && apt-get install .* libegl1 .*fonts"
    ):
        dev.provide_packages("run")
    (debian / "sudo").symlink_to(debian / "chromium")
    with pytest.raises(dev.UserError, match=r"sudo apt-get update && sudo apt-get install .* libegl1 "):
        dev.provide_packages("run")
    assert not (debian / "apt").exists()


def test_missing_fonts_alone_stop_nobody(
    dev: ModuleType, debian: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (debian / "installed").write_text("\n".join(dev.QT_PACKAGES) + "\n")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    dev.provide_packages("run")
    assert "install --yes --no-install-recommends fonts-noto-cjk" in capsys.readouterr().out


def test_the_tests_ask_for_the_fonts_they_measure_with(
    dev: ModuleType, debian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = [*dev.QT_PACKAGES, *dev.TEST_PACKAGES, "fonts-noto-cjk"]
    (debian / "installed").write_text("\n".join(installed) + "\n")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(dev.UserError, match=r"--no-install-recommends fonts-liberation fonts-"):
        dev.provide_packages("dev")


def test_as_root_what_is_missing_is_installed_after_one_update(
    dev: ModuleType, debian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (debian / "installed").write_text("\n".join(["libglib2.0-0t64", *dev.QT_PACKAGES[2:], "xauth"]) + "\n")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    dev.VENV.mkdir()
    dev.provide_packages("dev")
    update, install = (debian / "apt").read_text().splitlines()
    assert update.startswith("noninteractive ")
    assert update.endswith(" update")
    fonts = " ".join(dev.FONT_PACKAGES)
    assert install.endswith(f" install --yes --no-install-recommends libegl1 xvfb libatomic1 {fonts}")


def test_a_failing_apt_names_the_command_to_repeat(
    dev: ModuleType, debian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (debian / "broken").touch()
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(dev.UserError, match=r"apt-get update && apt-get install .* libegl1 "):
        dev.provide_packages("run")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk became full"),
        ("NewConnectionError('...: Failed to establish a new connection: [Errno 101]')", "Check the network"),
        ("WARNING: Retrying ... [Errno -3] Temporary failure in name resolution", "Check the network"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "not the one in the lock",
        ),
        ("ERROR: No matching distribution found for pyside6==6.11.3", "no ready-made package"),
        ("something else\nhappened", "happened"),
    ],
)
def test_a_failed_installation_is_explained(dev: ModuleType, said: str, expected: str) -> None:
    assert expected in dev.explain_failure(said)


def test_no_room_on_the_disk_is_said_before_anything_is_made(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "ROOM_NEEDED_BYTES", 10**18)
    with pytest.raises(dev.UserError, match="too little room"):
        dev.create_venv()
    assert not dev.VENV.exists()


def test_an_unreadable_record_counts_as_none(dev: ModuleType) -> None:
    dev.VENV.mkdir()
    dev.RECORD.write_text('{"state": "rea')
    assert dev.recorded_state() == {}


def make_setup(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Prepares `dev` for set_up with empty locks and no system packages; returns what will be installed."""
    installed: list[str] = []
    for kind in dev.LOCKS:
        path = dev.ROOT / f"{kind}.lock"
        path.write_text("")
        monkeypatch.setitem(dev.LOCKS, kind, path)
    monkeypatch.setattr(dev, "provide_packages", lambda kind: None)
    monkeypatch.setattr(dev, "install_locked", lambda lock: installed.append(lock.name))
    return installed


def test_setup_installs_once_and_again_when_the_lock_changes(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = make_setup(dev, monkeypatch)
    dev.set_up("run")
    dev.set_up("run")
    assert installed == ["run.lock"]
    dev.LOCKS["run"].write_text("something==1\n")
    dev.set_up("run")
    assert installed == ["run.lock", "run.lock"]
    dev.set_up("dev")
    dev.set_up("run")  # all of it is there: the tests' lock holds the program's
    assert installed == ["run.lock", "run.lock", "dev.lock"]
    asked = [str(dev.PYTHON), "-c", "import sys; print(sys.path)"]
    assert str(dev.ROOT) in ast.literal_eval(subprocess.check_output(asked, text=True))
    assert os.access(dev.BIN / ("handsup.cmd" if os.name == "nt" else "handsup"), os.X_OK)


def test_setup_leaves_compiled_packages_to_users_who_cannot_write_them(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_setup(dev, monkeypatch)
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    (dev.ROOT / "presenter").mkdir()
    (dev.ROOT / "presenter" / "app.py").write_text("PLACE = 1\n")
    dev.set_up("run")
    assert list(dev.ROOT.glob("presenter/__pycache__/app.*.pyc"))


def test_a_folder_named_in_chinese_is_found_whatever_the_encoding_of_the_system(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.create(dev.VENV)
    root = tmp_path / "举手 '课' #1"
    monkeypatch.setattr(dev, "ROOT", root)
    dev.make_importable()
    (pth,) = dev.VENV.rglob("handsup.pth")
    assert pth.read_bytes().isascii()
    asked = [str(dev.PYTHON), "-X", "utf8", "-c", "import sys; print(ascii(sys.path))"]
    assert str(root) in ast.literal_eval(subprocess.check_output(asked, text=True))


def test_a_command_file_for_windows_names_no_folder(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    venv.create(dev.VENV)
    monkeypatch.setattr(dev, "WINDOWS", True)
    dev.make_importable()
    assert (dev.BIN / "handsup.cmd").read_bytes() == b'@"%~dp0python.exe" -P -m presenter.command %*\n'


def test_the_users_own_words_for_a_rehearsal_win(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(dev, "set_up", lambda kind: None)
    monkeypatch.setattr(dev, "has_display", lambda: False)
    monkeypatch.setattr(dev, "become", lambda command, **environment: commands.append(command))
    dev.run(["deck.pptx", "--phones", "7"])
    (words,) = commands
    parser = argparse.ArgumentParser()
    parser.add_argument("--phones")
    parser.add_argument("--speed")
    options, rest = parser.parse_known_args(words)
    assert (options.phones, options.speed, rest[-1]) == ("7", "45", "deck.pptx")


def test_a_setup_that_did_not_finish_starts_afresh(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed = make_setup(dev, monkeypatch)
    monkeypatch.setattr(dev, "create_venv", lambda: venv.create(dev.VENV))  # without pip: quicker
    dev.VENV.mkdir()
    dev.RECORD.write_text(json.dumps({"state": "begun"}))
    (dev.VENV / "half-installed").touch()
    dev.BIN.mkdir()
    dev.PYTHON.write_text("#!/bin/sh\n")  # works, as far as can be seen from outside
    dev.PYTHON.chmod(0o755)
    dev.set_up("run")
    assert not (dev.VENV / "half-installed").exists()
    assert "did not finish" in capsys.readouterr().out
    assert installed == ["run.lock"]
    assert dev.recorded_state()["state"] == "ready"


def test_a_failing_step_is_named_and_the_others_still_run(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    steps = {"first": ["-c", "raise SystemExit(3)"], "second": ["-c", "print('second ran')"]}
    assert dev.go_through(steps) == 1
    said = capfd.readouterr().out
    assert "second ran" in said
    assert "FAILED: first (of first, second)" in said


def gaps(text: str) -> set[str | None]:
    """The names of the gaps in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
