"""A second copy of a state, much sooner than folding its log again.

What never changes (events, answers, words, numbers) both copies share.
"""

import copy
from collections import Counter
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, TypeVar

import msgspec

State = TypeVar("State")

_FIXED = (str, bytes, bool, int, float, NoneType, Enum)


def twin_of(state: State) -> State:
    """A state that equals this one, in which nothing changes when this one does. What stands at two places
    in the one does so in the other."""
    twin: State = _twin(state, {})
    return twin


def _twin(value: Any, seen: dict[int, Any]) -> Any:
    kind: Any = type(value)
    if _never_changes(kind):
        return value
    if id(value) in seen:
        return seen[id(value)]
    if kind in (dict, Counter):
        return _twin_table(value, seen)
    if kind is set:
        return seen.setdefault(id(value), set(value))
    if kind is list:
        return seen.setdefault(id(value), [_twin(one, seen) for one in value])
    if kind is tuple:
        return value if _all_fixed(value) else tuple(_twin(one, seen) for one in value)
    if is_dataclass(kind):
        return _twin_fields(value, seen)
    return copy.deepcopy(value, seen)


def _twin_table(table: dict[Any, Any], seen: dict[int, Any]) -> dict[Any, Any]:
    twin = seen[id(table)] = table.copy()
    if not _all_fixed(table.values()):
        for key, value in table.items():
            twin[key] = _twin(value, seen)
    return twin


def _twin_fields(state: Any, seen: dict[int, Any]) -> Any:
    twin = seen[id(state)] = object.__new__(type(state))
    for field in fields(state):
        # Not `setattr`, which a frozen one refuses.
        object.__setattr__(twin, field.name, _twin(getattr(state, field.name), seen))
    return twin


def _all_fixed(values: Any) -> bool:
    return all(map(_never_changes, set(map(type, values))))


@cache
def _never_changes(kind: type) -> bool:
    return issubclass(kind, _FIXED) or (
        issubclass(kind, msgspec.Struct) and bool(kind.__struct_config__.frozen)
    )
