"""The page's scripts and styles hold to what Chrome 80, Safari 13 and WeChat's browser on Android know."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tree_sitter import Node

import assets
from server import protocol
from tests.phone.script_names import borrowed_names, nodes, words

PAGE_FILES = Path(assets.__file__).parent / "phone"
SCRIPTS = sorted(PAGE_FILES.glob("*.js"))
NAMES = tomllib.loads(Path(__file__).with_name("browser_names.toml").read_text(encoding="utf-8"))
LATER_KINDS = {
    "optional_chain": "Chrome 80, Safari 13.1",
    "private_property_identifier": "Safari 14.1",
    "field_definition": "Safari 14",
    "class_static_block": "Chrome 94",
    "namespace_export": "Safari 14.1",
    "import_attribute": "Chrome 123",
    "decorator": "none",
    "hash_bang_line": "Chrome 74, Safari 13.1",
}
LATER_OPERATORS = ("??", "??=", "||=", "&&=")
LATER_IN_PATTERNS = r"\(\?<[=!]|\(\?[a-z-]+:"  # lookbehind, flags within
LATER_STYLES = {
    "inset": r"(^|[\s;{])inset(-\w+)?\s*:",
    "aspect-ratio": r"aspect-ratio",
    "newer selector": r":has\(|:is\(|:where\(|:not\([^)]*,",
    "focus-visible without fallback": r"(?<!:not\():focus-visible",
    "newer unit": r"\d(dvh|svh|lvh|dvw|cqw|lh)\b",
    "newer function": r"clamp\(|color-mix|oklch|light-dark\(",
    "newer rule": r"@layer|@container|@property|@supports|&\s*[.:\w]",
    "logical shorthand": r"(margin|padding)-(inline|block)",
    "newer overflow": r"overflow-wrap:\s*anywhere|overflow:\s*clip|content-visibility",
    "grid on a fieldset": r"fieldset[^{},]*\{[^}]*display:\s*(grid|flex)",
    "address outside": r"url\(|@import",
}


def too_new(script: str) -> list[str]:
    """What of a script an old browser would stumble over."""
    return [f"{node.start_point.row + 1}: {words(node)[:40]}" for node in nodes(script) if _is_too_new(node)]


def _is_too_new(node: Node) -> bool:
    if node.type in LATER_KINDS or node.type in LATER_OPERATORS or node.type == "ERROR" or node.is_missing:
        return True
    match node.type:
        case "number":
            return bool(re.search(r"_|n$", words(node)))
        case "await_expression":
            return not any(_is_function(one) for one in _around(node))
        case "regex_pattern":
            return re.search(LATER_IN_PATTERNS, words(node)) is not None
        case "regex_flags":
            return bool(set(words(node)) & set("dv"))
        case _:
            return False


def _is_function(node: Node) -> bool:
    return node.type in ("arrow_function", "function_declaration", "function_expression", "method_definition")


def _around(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def styles() -> list[tuple[str, str]]:
    plain = {path.name: path.read_text(encoding="utf-8") for path in sorted(PAGE_FILES.glob("*.css"))}
    return [(name, re.sub(r"/\*.*?\*/", "", text, flags=re.S)) for name, text in plain.items()]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_the_syntax_of_a_script_is_old_enough(path: Path) -> None:
    assert too_new(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "script",
    [
        "a?.b",
        "a ?? b",
        "a ||= b",
        "a ??= b",
        "class A { b = 1; }",
        "class A { static { go(); } }",
        "this.#a",
        "1_000",
        "10n",
        "/(?<=a)b/",
        "/a/d",
        "const a = await b",
        "export * as a from './a.js'",
        "a b",
    ],
)
def test_newer_syntax_is_seen(script: str) -> None:
    assert too_new(script) != []


@pytest.mark.parametrize(
    "script", ["a ? .5 : b", "async () => await a", "try { a() } catch { b() }", "/(?<a>b)/u"]
)
def test_older_syntax_passes(script: str) -> None:
    assert too_new(script) == []


def test_scripts_ask_a_browser_only_for_what_the_oldest_have() -> None:
    whole = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    kinds = [kind for kind in vars(protocol).values() if isinstance(kind, type)]
    wire = {field for kind in kinds if issubclass(kind, msgspec.Struct) for field in kind.__struct_fields__}
    known = {*NAMES["known"], *NAMES["guarded"]}
    borrowed = borrowed_names(whole)
    assert sorted(borrowed - wire - known) == []
    assert sorted(known - borrowed - wire) == []  # what nobody asks for any more


@pytest.mark.parametrize("name", NAMES["guarded"])
def test_what_not_all_have_is_asked_for_only_if_it_is_there(name: str) -> None:
    whole = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    lines = [line for line in whole.splitlines() if f".{name}(" in line]
    assert lines
    assert [line for line in lines if not re.search(rf"\.{name}\b(?!\().*\.{name}\(", line)] == []


def test_names_that_nobody_declares_are_seen() -> None:
    script = (
        "const a = b.at(-1); structuredClone(a); const own = { c: 1 }; own.c = d; function f(e) { e.g(); }"
    )
    assert borrowed_names(script) == {"b", "at", "structuredClone", "d", "g"}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_never_makes_markup_or_scripts_of_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text
    )


@pytest.mark.parametrize("feature", LATER_STYLES)
def test_styles_are_old_enough(feature: str) -> None:
    found = [
        (name, match.group()) for name, text in styles() for match in re.finditer(LATER_STYLES[feature], text)
    ]
    assert found == []


def test_gaps_are_used_only_where_there_is_a_grid() -> None:
    for name, text in styles():
        for block in re.findall(r"\{([^{}]*)\}", text):
            assert not re.search(r"(?<!-)\bgap:", block) or "display: grid" in block, name
