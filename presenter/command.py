"""The command `handsup WORD …`: starts the program that knows the word, and imports none of them."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from assets.sentences import Language, sentence, system_language

PROGRAMS = {
    "present": "presenter",
    "rehearse": "presenter",
    "serve": "server",
    "sessions": "server",
    "report": "server",
    "render": "decks",
    "check": "decks",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Becomes the program that knows the first word; without a word, or with a deck for one, presents.

    Returns 0 after `--help` and 2 for a word that nobody knows, with a sentence on stderr.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = system_language()
    if words[:1] in (["-h"], ["--help"], ["help"]):
        sys.stdout.write(list_words(language))
        return 0
    started = program_words(words)
    if started is None:
        sys.stderr.write(sentence("command.unknown", language, word=words[0]) + "\n\n" + list_words(language))
        return 2
    return become([sys.executable, "-P", "-m", *started])


def program_words(words: list[str]) -> list[str] | None:
    """The program for `words` and what it is told; `None` where the first is no word, option or deck."""
    if not words or words[0].startswith("-") or (words[0] not in PROGRAMS and is_path(words[0])):
        return [PROGRAMS["present"], *words]
    if words[0] not in PROGRAMS:
        return None
    # Presenting is what the presenter does without being told a word.
    told = words[1:] if words[0] == "present" else words
    return [PROGRAMS[words[0]], *told]


def is_path(word: str) -> bool:
    """Whether `word` names a file, there or not, rather than a thing to do."""
    return bool(Path(word).suffix) or len(Path(word).parts) > 1 or Path(word).exists()


def list_words(language: Language) -> str:
    """The help: one line for each word."""
    lines = [f"  {word:<10} {sentence(f'command.words.{word}', language)}" for word in PROGRAMS]
    return "\n".join([sentence("command.usage", language), "", *lines, ""])


def become(command: list[str]) -> int:
    """Replaces this process by `command`; on Windows, where that detaches it, waits for its exit code."""
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], command)


if __name__ == "__main__":
    raise SystemExit(main())
