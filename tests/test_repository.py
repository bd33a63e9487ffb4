"""The repository as a whole: what is packed, what is locked, what every file must and must not hold."""

import ast
import re
import string
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from decks.questions.notes_syntax import read_notes

ROOT = Path(__file__).parent.parent
PACKAGES = ("presenter", "decks", "server", "assets")
FOLDERS = {*PACKAGES, "tests", "docs", ".ci"}
FILES = {
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dev.py",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
IGNORED = {line.strip("/") for line in (ROOT / ".gitignore").read_text().split() if line.endswith("/")} | {
    ".git"
}
TRANSLATIONS = sorted((ROOT / "assets" / "translations").glob("*.en.toml"))


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file that is ours: what git ignores is left out."""
    for path in sorted(folder.iterdir()):
        if path.name in IGNORED or path.match("*.egg-info"):
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def locked(name: str) -> dict[str, Version]:
    """What a lock pins, by normalized name."""
    pins = re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    return {normalized(pin): Version(version) for pin, version in pins}


def normalized(name: str) -> str:
    """A distribution's name as the locks spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def unmet(requirements: list[str], pins: dict[str, Version]) -> list[str]:
    """The requirements that the pins don't fulfil."""
    wanted = [Requirement(text) for text in requirements]
    return [
        str(requirement)
        for requirement in wanted
        if normalized(requirement.name) not in pins
        or pins[normalized(requirement.name)] not in requirement.specifier
    ]


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        packed = set(wheel.namelist())
        entry_points = next(name for name in packed if name.endswith("entry_points.txt"))
        assert "handsup = presenter.command:main" in wheel.read(entry_points).decode()
    ours = {path.relative_to(ROOT).as_posix() for name in PACKAGES for path in files(ROOT / name)}
    assert ours - packed == set()
    assert any(name.startswith("assets/translations/") for name in packed)
    assert any(name.startswith("assets/phone/") for name in packed)
    assert any("/migrations/versions/" in name for name in packed), "the database's migrations are missing"


def test_the_locks_fulfil_what_the_project_asks_for() -> None:
    needed = PROJECT["project"]["dependencies"]
    assert unmet(needed, locked("requirements.lock")) == []
    assert unmet(needed + PROJECT["dependency-groups"]["dev"], locked("requirements-dev.lock")) == []


def test_the_tests_lock_pins_the_program_as_the_program_s_own_lock_does() -> None:
    pins = locked("requirements-dev.lock")
    assert {name: pins.get(name) for name in locked("requirements.lock")} == locked("requirements.lock")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_everything_locked_has_a_hash_and_comes_from_the_ordinary_index(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry or "://" in entry] == []


def test_qt_stays_below_6_12_while_python_3_11_is_supported() -> None:
    assert "3.11" in SpecifierSet(PROJECT["project"]["requires-python"])
    pyside = next(r for r in map(Requirement, PROJECT["project"]["dependencies"]) if r.name == "PySide6")
    assert "6.12.0" not in pyside.specifier
    assert all(
        version < Version("6.12")
        for lock in ("requirements.lock", "requirements-dev.lock")
        for name, version in locked(lock).items()
        if name.startswith(("pyside6", "shiboken6"))
    )


def test_every_module_says_what_it_is() -> None:
    modules = [path for path in files() if path.suffix == ".py" and path.read_text(encoding="utf-8").strip()]
    silent = [path for path in modules if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert [str(path.relative_to(ROOT)) for path in silent] == []


def test_each_area_is_translated_into_both_languages() -> None:
    chinese = {path.name.replace(".zh.", ".en.") for path in TRANSLATIONS[0].parent.glob("*.zh.toml")}
    assert {path.name for path in TRANSLATIONS} == chinese


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.name.split(".")[0])
def test_both_languages_have_the_same_sentences_with_the_same_gaps(path: Path) -> None:
    english, chinese = (
        sentences(path.with_name(path.name.replace(".en.", f".{code}."))) for code in ("en", "zh")
    )
    assert {code: gaps(text) for code, text in english.items()} == {
        code: gaps(text) for code, text in chinese.items()
    }


def test_no_code_stands_in_two_areas() -> None:
    seen: dict[str, str] = {}
    for path in TRANSLATIONS:
        for code in sentences(path):
            assert code not in seen, f"{code} is in {seen[code]} and in {path.name}"
            seen[code] = path.name


def sentences(path: Path) -> dict[str, str]:
    """The sentences of a file of translations, by their dotted codes."""
    return dict(flat("", tomllib.loads(path.read_text(encoding="utf-8"))))


def flat(prefix: str, table: dict[str, object]) -> Iterator[tuple[str, str]]:
    """The leaves of nested tables, each under its dotted name."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(f"{prefix}{key}.", value)
        else:
            yield prefix + key, str(value)


def gaps(text: str) -> set[str | None]:
    """The names of the gaps in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_no_file_names_a_path_of_somebody_s_machine() -> None:
    machine = re.compile(rb"(?<![\w.*])(/(work|root|home|Users)/\w|[A-Z]:\\\\?Users\\)")
    found = [path for path in files() if machine.search(path.read_bytes())]
    assert [str(path.relative_to(ROOT)) for path in found] == []


def test_the_top_of_the_repository_is_what_the_project_fixed() -> None:
    top = [path for path in ROOT.iterdir() if path.name not in IGNORED]
    assert {path.name for path in top if path.is_dir()} - FOLDERS == set()
    assert {path.name for path in top if path.is_file() and path.name != ".git"} == FILES


def test_the_readme_names_the_commands_that_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ran = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line.startswith("python3")]
    assert ran == ["python3 dev.py test"]
    assert "python3 dev.py test\n" in readme
    assert "python3 dev.py run\n" in readme


def test_the_questions_in_the_readme_are_understood() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```\n((?:\[question\]|【提问】)\n.*?)```", readme, re.DOTALL)
    read = [read_notes(example, slide=1) for example in examples]
    assert [len(notes.questions) for notes in read] == [1, 1]
    assert [notes.problems for notes in read] == [(), ()]
