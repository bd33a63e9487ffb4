"""Whatever the server refuses with has its sentence in both languages."""

import re
from pathlib import Path

import pytest

from assets.sentences import LANGUAGES, Language, sentence

SERVER = Path(__file__).parents[2] / "server"
OURS = [
    path for path in SERVER.rglob("*.py") if "rehearsal" not in path.parts and "reports" not in path.parts
]
CODES = sorted(
    {code for path in OURS for code in re.findall(r'"(server\.[a-z_.]+)"', path.read_text("utf-8"))}
)
NOT_SENTENCES = {"server.json", "server.lock", "server.log"}
VALUES = {
    name: name
    for name in (
        "path",
        "session",
        "slide",
        "slides",
        "round",
        "data",
        "url",
        "number",
        "team",
        "name",
        "row",
        "rows",
        "file",
        "longest",
    )
}


def test_there_are_codes_to_look_for() -> None:
    assert {"server.no_session", "server.disk_full", "server.wrong_round"} <= set(CODES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [code for code in CODES if code not in NOT_SENTENCES])
def test_a_code_has_its_sentence(code: str, language: Language) -> None:
    said = sentence(code, language, **VALUES)
    assert said
    assert "{" not in said
