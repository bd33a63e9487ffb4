"""Which addresses may be followed."""

import pytest

from decks.addresses import LONGEST_ADDRESS, web_address


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a?b=c#d",
        "http://例子.中国/页",
        "HTTPS://example.com",
        "mailto:trainer@example.com?subject=Hello",
    ],
)
def test_addresses_of_the_web_and_of_mail_may_be_followed(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "file://server/share/film.exe",
        "ftp://example.com/",
        "javascript:alert(1)",
        "javascript://example.com/%0aalert(1)",
        "ms-settings:display",
        "https://",
        "http://[broken",
        "https://example.com/a b",
        "https://example.com/\u202egnp.exe",
        "https://example.com/\nX: y",
        "//example.com",
        "example.com",
        "mailto:",
        "https://example.com/" + "a" * LONGEST_ADDRESS,
        "",
    ],
)
def test_no_other_may(address: str) -> None:
    assert web_address(address) == ""
