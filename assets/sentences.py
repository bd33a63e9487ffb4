"""Sentences that more than one program says to a person: problems, refusals, errors.

They stand in `translations/AREA.en.toml` and `translations/AREA.zh.toml` (an area is the package that
says them) under the same dotted codes. What only a window or the phone's page says is translated there.
"""

import locale
import os
import tomllib
from functools import cache
from typing import Literal

from assets import ASSETS

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")


def system_language() -> Language:
    """The user's language: `HANDSUP_LANGUAGE` if set, else the system's; English where it is neither."""
    names = (os.environ.get(name) for name in ("HANDSUP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next((name for name in names if name), None) or locale.getlocale()[0] or "en"
    return "zh" if chosen.lower().startswith(("zh", "chinese")) else "en"


def sentence(code: str, language: Language, **values: object) -> str:
    """The sentence `code` in `language`, its gaps filled with `values`.

    Raises `KeyError` for an unknown code: a code without a sentence is a mistake of ours.
    """
    return _sentences(language)[code].format_map(values)


@cache
def _sentences(language: Language) -> dict[str, str]:
    sentences: dict[str, str] = {}
    for path in sorted((ASSETS / "translations").glob(f"*.{language}.toml")):
        sentences |= _flat("", tomllib.loads(path.read_text(encoding="utf-8")))
    return sentences


def _flat(prefix: str, table: dict[str, object]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        flat |= _flat(f"{prefix}{key}.", value) if isinstance(value, dict) else {prefix + key: str(value)}
    return flat
