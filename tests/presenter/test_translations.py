"""Every sentence of the windows is translated, and stays so."""

import ast
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from presenter.widgets.make_translations import LOADED, PACKAGE, SOURCE, release, update

MODULES = sorted(PACKAGE.rglob("*.py"))
# Names that are the same in both languages.
SAME = {"CSV", "Excel"}


def messages(source: Path) -> list[tuple[str, str, ElementTree.Element]]:
    """Context, English and the translation of every sentence in a .ts file."""
    contexts = ElementTree.parse(source).getroot().iter("context")
    found = []
    for context in contexts:
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            found.append((context.findtext("name", ""), message.findtext("source", ""), translation))
    return found


def gaps(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{\w*\}|%n|%\d", text))


def translated_calls(tree: ast.AST) -> Iterator[tuple[ast.Call, int]]:
    """Calls of `tr` and `translate`, and which argument is the sentence."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == "tr" or (name == "translate" and len(node.args) > 1):
                yield node, 0 if name == "tr" else 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_sentences_are_plain_literals_where_lupdate_finds_them(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for call, sentence in translated_calls(tree):
        argument = call.args[sentence]
        assert isinstance(argument, ast.Constant), f"line {call.lineno}: not a literal"
        assert isinstance(argument.value, str)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            assert list(translated_calls(node)) == [], f"line {node.lineno}: inside an f-string"


def test_every_sentence_of_the_code_is_in_the_file_and_no_other(tmp_path: Path) -> None:
    fresh = tmp_path / "presenter_zh.ts"
    shutil.copy(SOURCE, fresh)
    update(fresh)
    known = {(context, english) for context, english, _ in messages(SOURCE)}
    assert {(context, english) for context, english, _ in messages(fresh)} == known
    assert len(known) > 100


def test_every_sentence_is_translated() -> None:
    for context, english, translation in messages(SOURCE):
        texts = [form.text for form in translation.iter("numerusform")] or [translation.text]
        assert translation.get("type") is None, f"unfinished: {context}: {english}"
        assert all(texts), f"empty: {context}: {english}"
        for text in texts:
            words = re.sub(r"\{\w*\}", "", text or "")
            assert re.search(r"[\u4e00-\u9fff]", words) or english in SAME or not re.search(r"\w", words), (
                f"not Chinese: {context}: {english}"
            )


def test_every_gap_is_kept() -> None:
    for context, english, translation in messages(SOURCE):
        for text in [form.text for form in translation.iter("numerusform")] or [translation.text]:
            assert gaps(text or "") == gaps(english), f"{context}: {english}"


def test_what_is_loaded_is_made_of_the_file(tmp_path: Path) -> None:
    fresh = tmp_path / "presenter_zh.qm"
    release(SOURCE, fresh)
    assert fresh.read_bytes() == LOADED.read_bytes()
