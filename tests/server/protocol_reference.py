"""The second half of `docs/protocol.md`, from the types: `python -m tests.server.protocol_reference`."""

import enum
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from decks.questions.model import Answer, Question
from server import protocol
from server.figures import FiguresRead
from tests.server.samples import members, tag_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "protocol.md"
BEGIN = "<!-- From here on the types speak: python -m tests.server.protocol_reference -->"

_UNIONS = {"Answer": Answer, "PhoneQuestion": protocol.PhoneQuestion, "Question": Question}
_SECTIONS = (
    ("A phone says", protocol.PhoneMessage),
    ("A phone hears", protocol.ServerToPhone),
    ("A remote says", protocol.RemoteMessage),
    ("A remote hears", protocol.ServerToRemote),
    ("A host says", protocol.HostMessage),
    ("A host hears", protocol.ServerToHost | FiguresRead),
)


def reference() -> str:
    """All messages and all values within them, in Markdown."""
    parts: list[str] = []
    for title, union in _SECTIONS:
        parts.append(f"## {title}")
        parts.extend(_section(kind, tag_of(kind)) for kind in members(union))
    parts.append("## Values")
    parts.append(
        "What stands within messages. Where a `kind` is named, it says which of several values it is."
    )
    parts.extend(f"`{name}` is one of {_members(union)}." for name, union in _UNIONS.items())
    parts.extend(_section(kind, kind.__name__) for kind in values())
    return "\n\n".join(parts) + "\n"


def values() -> list[type[msgspec.Struct]]:
    """Everything with fields of its own within messages, and what is sent outside of sockets."""
    messages = [kind for _, union in _SECTIONS for kind in members(union)]
    found: dict[type[msgspec.Struct], None] = {}
    for kind in messages:
        for within in _structs(inspect.type_info(kind), set()):
            found[within] = None
    figures = FiguresRead.__module__
    inner = [kind for kind in found if kind not in messages and kind.__module__ != figures]
    return [*inner, protocol.Heard, protocol.RunningServer]


def _structs(told: inspect.Type, seen: set[type]) -> Iterator[type[msgspec.Struct]]:
    if isinstance(told, inspect.StructType) and told.cls not in seen:
        seen.add(told.cls)
        yield told.cls
        for field in told.fields:
            yield from _structs(field.type, seen)
    for part in ("types", "item_types"):
        for within in getattr(told, part, ()):
            yield from _structs(within, seen)
    for part in ("item_type", "key_type", "value_type"):
        if hasattr(told, part):
            yield from _structs(getattr(told, part), seen)


def _section(kind: type[msgspec.Struct], title: str) -> str:
    told = inspect.type_info(kind)
    assert isinstance(told, inspect.StructType)
    lines = [f"### `{title}`", "", _plain(kind.__doc__ or "")]
    rows = [(field.encode_name, _type(field.type), _default(field)) for field in told.fields]
    if told.tag_field is not None and told.tag_field != "type":
        rows.insert(0, (told.tag_field, f"`{told.tag}`", ""))
    if rows:
        lines += ["", "| field | | left out |", "| --- | --- | --- |"]
        lines += [f"| `{name}` | {kind} | {default} |".replace("|  |", "| |") for name, kind, default in rows]
    return "\n".join(lines)


def _plain(docstring: str) -> str:
    """A docstring in one line, naming messages as they are named on the wire."""
    tags = {kind.__name__: tag_of(kind) for _, union in _SECTIONS for kind in members(union)}
    text = " ".join(docstring.split())
    return re.sub(r"`(\w+)`", lambda name: f"`{tags.get(name[1], name[1])}`", text)


def _type(told: inspect.Type) -> str:
    match told:
        case inspect.StructType():
            return f"`{told.cls.__name__}`"
        case inspect.UnionType():
            return _union(told)
        case inspect.IntType() | inspect.FloatType():
            return ("integer" if isinstance(told, inspect.IntType) else "number") + _range(told.ge, told.le)
        case inspect.StrType():
            return _text(told)
        case inspect.EnumType():
            return ", ".join(f"`{value.value}`" for value in told.cls)
        case inspect.VarTupleType():
            most = "" if told.max_length is None else f", at most {told.max_length}"
            return f"list{most}: {_type(told.item_type)}"
        case inspect.DictType():
            return f"object: {_type(told.key_type)} → {_type(told.value_type)}"
    return _PLAIN[type(told)]


_PLAIN: dict[type[inspect.Type], str] = {
    inspect.BoolType: "`true`, `false`",
    inspect.BytesType: "base64",
    inspect.NoneType: "`null`",
    inspect.RawType: "a message",
}


def _union(told: inspect.UnionType) -> str:
    names = [_type(one) for one in told.types]
    for name, union in _UNIONS.items():
        ours = {f"`{kind.__name__}`" for kind in members(union)}
        if ours <= set(names):
            names = [f"`{name}`", *(other for other in names if other not in ours)]
    return " or ".join(names)


def _members(union: Any) -> str:
    return ", ".join(f"`{kind.__name__}`" for kind in members(union))


def _range(lowest: float | None, highest: float | None) -> str:
    if lowest is None:
        return ""
    return f", {lowest:g} or more" if highest is None else f", {lowest:g} to {highest:g}"


def _text(told: inspect.StrType) -> str:
    if told.pattern is not None:
        return "text `" + told.pattern.replace("|", "\\|") + "`"
    if told.max_length is None:
        return "text"
    return f"text, {told.min_length or 0} to {told.max_length} characters"


def _default(field: inspect.Field) -> str:
    if not field.required:
        made = field.default_factory
        value: Any = field.default if made is msgspec.NODEFAULT else made()
        shown = value.value if isinstance(value, enum.Enum) else value
        return f"`{msgspec.json.encode(shown).decode()}`"
    return ""


def main() -> None:
    """Write the document's second half anew."""
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(text.partition(BEGIN)[0] + BEGIN + "\n\n" + reference(), encoding="utf-8")


if __name__ == "__main__":
    main()
