"""Makes the windows' translations: `python -m presenter.widgets.make_translations`.

Reads every `tr()` of the package into `presenter_zh.ts` (there the sentences are translated, by hand
or in Qt Linguist), and turns that into the `presenter_zh.qm` which the program loads.
"""

import subprocess
import sys
from pathlib import Path

from assets import ASSETS

PACKAGE = Path(__file__).parents[1]
SOURCE = ASSETS / "translations" / "presenter_zh.ts"
LOADED = ASSETS / "translations" / "presenter_zh.qm"


def _run(tool: str, *arguments: str) -> None:
    subprocess.run(
        [Path(sys.executable).parent / f"pyside6-{tool}", *arguments], check=True, capture_output=True
    )


def update(source: Path) -> None:
    """Bring `source` up to date with the code: new sentences are unfinished, old ones are dropped."""
    modules = sorted(str(path.relative_to(PACKAGE.parent)) for path in PACKAGE.rglob("*.py"))
    languages = ("-source-language", "en_GB", "-target-language", "zh_CN")
    _run("lupdate", "-noobsolete", "-locations", "none", *languages, *modules, "-ts", str(source))


def release(source: Path, loaded: Path) -> None:
    """Make what the program loads."""
    _run("lrelease", str(source), "-qm", str(loaded))


if __name__ == "__main__":
    update(SOURCE)
    release(SOURCE, LOADED)
