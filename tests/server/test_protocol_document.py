"""`docs/protocol.md` says what the types say."""

import re

import pytest

from server import protocol
from server.protocol import (
    HostMessage,
    PhoneMessage,
    RemoteMessage,
    ServerToHost,
    ServerToPhone,
    ServerToRemote,
)
from tests.server.protocol_reference import BEGIN, DOCUMENT, reference
from tests.server.samples import members, tag_of

TEXT = DOCUMENT.read_text(encoding="utf-8")
WRITTEN = TEXT.partition(BEGIN)[0]


def test_every_message_and_field_is_in_the_document_and_no_other() -> None:
    assert TEXT.partition(BEGIN)[2].strip() == reference().strip(), (
        "the messages have changed: run python -m tests.server.protocol_reference"
    )


@pytest.mark.parametrize("union", [PhoneMessage, HostMessage, ServerToPhone, RemoteMessage, ServerToRemote])
def test_the_written_half_says_when_each_message_is_sent(union: object) -> None:
    unsaid = [tag_of(kind) for kind in members(union) if f"`{tag_of(kind)}`" not in WRITTEN]
    assert unsaid == []


def test_the_written_half_names_no_message_that_does_not_exist() -> None:
    tables = re.findall(r"^\| (`[^|]*) \|", WRITTEN, re.M)
    named = {name for row in tables for name in re.findall(r"`([a-z_]+)`", row)}
    unions = (PhoneMessage, HostMessage, RemoteMessage, ServerToPhone, ServerToHost, ServerToRemote)
    known = {tag_of(kind) for union in unions for kind in members(union)}
    assert named, "or this test reads no table"
    assert named - known == set()


def test_paths_version_and_header_are_the_true_ones() -> None:
    paths = [value for name, value in vars(protocol).items() if name.endswith("_PATH")]
    assert [path for path in paths if f"`{path}`" not in WRITTEN and f" {path}" not in WRITTEN] == []
    assert f"version is {protocol.VERSION}" in WRITTEN
    assert f"`{protocol.LINE_HEADER}" in WRITTEN
