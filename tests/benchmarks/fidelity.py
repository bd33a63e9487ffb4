"""How much our pictures look like LibreOffice's: `dev.py bench fidelity [DECKS] [--compare TOOL]`.

DECKS is a folder of `<category>/<deck>.pptx`. LibreOffice's pictures are made once and kept in
build/fidelity for as long as its version stays. The comparison is made by TOOL (`compare_slides.py`),
which wants numpy, pillow and scikit-image: they get an environment of their own. The exit code is 1 if a
deck fails, a slide is missing or blank, or the mean is less than it should be.
"""

import argparse
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

from tests.benchmarks._fidelity_report import Comparison

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "fidelity"
SHARED = ROOT.parent / "shared"
EXCEPTIONS = Path(__file__).with_name("fidelity_exceptions.toml")
WIDTH = 960
FIRST_SLIDES = 30
PDF_FILTER = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
SLOWEST_S = 300


def main() -> int:
    """Draw both ways, compare, and print the tool's table, each deck's mean, exceptions and what failed."""
    parser = argparse.ArgumentParser(prog="dev.py bench fidelity", description=__doc__)
    parser.add_argument("decks", type=Path, nargs="?", default=SHARED / "decks")
    parser.add_argument("--compare", type=Path, default=SHARED / "tools" / "compare_slides.py")
    parser.add_argument("--only", default="", help="only decks whose path holds this")
    options = parser.parse_args()
    office = shutil.which("soffice")
    missing = [str(path) for path in (options.decks, options.compare) if not path.exists()]
    missing += [name for name in ("soffice", "pdftoppm") if shutil.which(name) is None]
    if missing or office is None:
        print(f"missing: {', '.join(missing)}", file=sys.stderr)
        return 1
    reference = BUILD / "reference" / _version(office)
    candidate = BUILD / "candidate"
    compared = BUILD / "compared"
    for folder in (candidate, compared):
        shutil.rmtree(folder, ignore_errors=True)
    failed = []
    for deck in sorted(path for path in options.decks.rglob("*") if path.suffix.lower() == ".pptx"):
        name = deck.relative_to(options.decks).with_suffix("")
        if options.only not in name.as_posix():
            continue
        _refer(office, deck, reference / name)
        if not _draw(deck, candidate / name):
            failed.append(name.as_posix())
        (compared / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(reference / name, compared / name)
    table = BUILD / "slides.tsv"
    command = [_python(), options.compare, compared, candidate, "--max", FIRST_SLIDES, "--tsv", table]
    subprocess.run([str(word) for word in command], check=True)
    excused = tomllib.loads(EXCEPTIONS.read_text("utf-8"))
    comparison = Comparison.read(table, compared, candidate, tuple(failed), excused)
    for line in comparison.lines():
        print(line)
    return 0 if comparison.passed else 1


def _version(office: str) -> str:
    run = subprocess.run([office, "--version"], capture_output=True, text=True, check=True, timeout=60)
    return run.stdout.split()[1]


def _refer(office: str, deck: Path, folder: Path) -> None:
    """LibreOffice's pictures, unless they are there already."""
    if folder.exists():
        return
    work = BUILD / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    profile = f"-env:UserInstallation={(BUILD / 'profile').resolve().as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", PDF_FILTER, "--outdir", str(work), str(deck)]
    subprocess.run(convert, check=True, timeout=SLOWEST_S, capture_output=True)
    scale = ["-scale-to-x", str(WIDTH), "-scale-to-y", "-1", "-png"]
    pages = work / "pages"
    pages.mkdir()
    subprocess.run(["pdftoppm", *scale, str(work / f"{deck.stem}.pdf"), str(pages / "p")], check=True)
    for page in pages.iterdir():
        page.rename(pages / f"{int(page.stem[2:]):04}.png")
    folder.parent.mkdir(parents=True, exist_ok=True)
    pages.rename(folder)


def _draw(deck: Path, folder: Path) -> bool:
    """Whether the deck could be drawn."""
    words = ["render", str(deck), "--out", str(folder), "--width", str(WIDTH)]
    run = subprocess.run([sys.executable, "-m", "decks", *words], check=False, capture_output=True, cwd=ROOT)
    return run.returncode == 0


def _python() -> Path:
    """A Python with what the tool wants."""
    folder = BUILD / "environment"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
        packages = ["numpy", "pillow", "scikit-image"]
        subprocess.run([str(python), "-m", "pip", "install", "-q", *packages], check=True)
    return python


if __name__ == "__main__":
    sys.exit(main())
