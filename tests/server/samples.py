"""Samples of message types: the least that each of them takes."""

import re
from typing import Any, get_args

import msgspec
from msgspec import inspect

_EMPTY: dict[type[inspect.Type], Any] = {
    inspect.BoolType: False,
    inspect.BytesType: "",
    inspect.DictType: {},
    inspect.NoneType: None,
}
_TEXTS = ("", "a", "0" * 4, "0" * 12, "0" * 16, "0" * 32, "0" * 64)


def members(union: Any) -> tuple[type[msgspec.Struct], ...]:
    """The message types of a union, those of unions within it included."""
    return tuple(kind for one in get_args(union) for kind in (members(one) if get_args(one) else (one,)))


def tag_of(kind: type[msgspec.Struct]) -> str:
    """What names a type on the wire."""
    tag = kind.__struct_config__.tag
    assert isinstance(tag, str)
    return tag


def sample(kind: Any) -> Any:
    """A value that a type takes, as it is on the wire."""
    return _of(inspect.type_info(kind))


def _of(told: inspect.Type) -> Any:
    match told:
        case inspect.StructType():
            tagged = {told.tag_field: told.tag} if told.tag_field else {}
            return tagged | {field.encode_name: _of(field.type) for field in told.fields}
        case inspect.UnionType():
            return _of(told.types[0])
        case inspect.IntType() | inspect.FloatType():
            return told.ge or 0
        case inspect.StrType():
            return next(text for text in _TEXTS if _fits(text, told))
        case inspect.EnumType():
            return next(iter(told.cls)).value
        case inspect.VarTupleType() | inspect.ListType():
            return [_of(told.item_type)] * (told.min_length or 0)
    return _EMPTY[type(told)]


def _fits(text: str, told: inspect.StrType) -> bool:
    longest = len(text) if told.max_length is None else told.max_length
    fits = (told.min_length or 0) <= len(text) <= longest
    return fits and (told.pattern is None or re.search(told.pattern, text) is not None)
