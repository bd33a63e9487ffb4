"""The reports' sentences in both languages."""

import re
import tomllib
from string import Formatter

import pytest

from assets import ASSETS


def flat(table, prefix=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def read(language):
    return dict(
        flat(tomllib.loads((ASSETS / "translations" / f"reports.{language}.toml").read_text("utf-8")))
    )


EN, ZH = read("en"), read("zh")


def test_both_languages_have_the_same_sentences():
    assert EN.keys() == ZH.keys()


@pytest.mark.parametrize("code", sorted(EN))
def test_both_languages_fill_the_same_gaps(code):
    gaps = [{name for _, name, _, _ in Formatter().parse(text[code]) if name} for text in (EN, ZH)]
    assert gaps[0] == gaps[1]


def test_every_sentence_is_said_somewhere():
    sources = [
        path.read_text("utf-8")
        for folder in ("reports", "rehearsal")
        for path in (ASSETS.parent / "server" / folder).glob("*.py")
    ]
    words = set(re.findall(r"\w+", " ".join(sources)))
    assert [code for code in EN if code.split(".")[-1].removeprefix("empty_") not in words] == []
