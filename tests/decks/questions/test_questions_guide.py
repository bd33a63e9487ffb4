"""The guide to the notes syntax: every example in it can be typed as it stands."""

import re
from pathlib import Path

import pytest

from decks.questions.keywords import Keyword
from decks.questions.notes_syntax import read_notes

GUIDE = (Path(__file__).parents[3] / "docs/questions.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```(question|notes)\n(.*?)```", GUIDE, re.DOTALL)


def test_the_guide_has_examples_in_both_languages() -> None:
    texts = [text for _, text in EXAMPLES]
    assert any("【提问】" in text for text in texts)
    assert any("[question]" in text for text in texts)
    assert GUIDE.count("```") == 2 * len(EXAMPLES), "a fenced block that is neither question nor notes"


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_an_example_of_the_guide_is_understood(kind: str, text: str) -> None:
    read = read_notes(text, 1)
    assert read.problems == ()
    assert len(read.questions) == 1
    assert (read.notes.text != "") == (kind == "notes")
    assert (read.notes.planned_s is not None) == (kind == "notes")


def test_the_guide_names_every_keyword_in_both_languages() -> None:
    for keyword in Keyword:
        for word in filter(None, keyword.value):
            assert f"`{word}: " in GUIDE or f"`{word}：" in GUIDE, word
