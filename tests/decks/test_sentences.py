"""Every code that decks use has its sentence in both languages, with the same gaps."""

import re
import string
import tomllib
from pathlib import Path

import decks
from assets import ASSETS
from assets.sentences import LANGUAGES, sentence


def gaps(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def flat(language: str) -> dict[str, str]:
    """Our sentences by code."""
    path = ASSETS / "translations" / f"decks.{language}.toml"
    areas = tomllib.loads(path.read_text(encoding="utf-8"))
    return {f"{area}.{key}": text for area, texts in areas.items() for key, text in texts.items()}


def test_both_languages_say_the_same_things() -> None:
    english, chinese = flat("en"), flat("zh")
    assert english.keys() == chinese.keys()
    assert {code: gaps(text) for code, text in english.items()} == {
        code: gaps(text) for code, text in chinese.items()
    }


def test_every_code_in_the_source_has_a_sentence() -> None:
    root = Path(decks.__file__).parent
    sources = [*root.glob("*.py"), *root.glob("pptx/*.py"), *root.glob("render/**/*.py")]
    source = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    used = set(re.findall(r'"((?:deck|render|office|pdf|check)\.[a-z_]+)"', source))
    assert used == set(flat("en"))
    for code in used:
        for language in LANGUAGES:
            assert sentence(code, language, **dict.fromkeys(gaps(flat(language)[code]), "x"))
