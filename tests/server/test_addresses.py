"""Whose connections count together, and under which names the server answers."""

import pytest

from server.addresses import is_ours, is_same_origin, neighbourhood


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.168.1.7", "192.168.1.7"),
        ("::ffff:192.168.1.7", "192.168.1.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        (None, ""),
        ("no address", "no address"),
    ],
)
def test_an_address_counts_with_its_neighbours(address: str | None, counted: str) -> None:
    assert neighbourhood(address) == counted


@pytest.mark.parametrize(
    "host",
    [
        "192.168.1.7:8765",
        "127.0.0.1",
        "localhost:8765",
        "[::1]:8765",
        "[fe80::1%25eth0]",
        "Laptop.local:80",
        "laptop",
    ],
)
def test_the_server_answers_to_its_addresses_and_local_names(host: str) -> None:
    assert is_ours(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8765",
        "192.168.1.7.evil.example",
        "evil.local.example",
        "x@192.168.1.7",
        "192.168.1.7/x",
        "192.168.1.7:x",
        "h:99999999",
        "a b",
        "[::1",
        "..",
        "\ud800",
    ],
)
def test_a_name_that_others_can_point_here_is_refused(host: str) -> None:
    assert not is_ours(host)


def test_a_name_of_the_wider_network_has_to_be_given() -> None:
    assert is_ours("Class.Example.org:443", {"class.example.org"})
    assert not is_ours("other.example.org", {"class.example.org"})


@pytest.mark.parametrize(
    ("origin", "same"),
    [
        (None, True),
        ("http://192.168.1.7:8765", True),
        ("http://192.168.1.7", False),
        ("http://evil.example", False),
        ("null", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_only_our_own_page_may_talk(origin: str | None, same: bool) -> None:
    assert is_same_origin(origin, "192.168.1.7:8765") is same
