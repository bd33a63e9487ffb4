"""Which of the machine's addresses the QR code leads to."""

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from presenter.join_point import JoinPoint
from presenter.joining import Adapter, Joining, LanAddress, choose, classify, rank
from presenter.network import Network
from server.protocol import HostWelcome
from tests.presenter.console.sample import session_with

SESSION = msgspec.structs.replace(session_with(), code="4711")


@pytest.mark.parametrize(
    ("name", "adapter"),
    [
        ("wlan0", Adapter.WIRELESS),
        ("wlp3s0", Adapter.WIRELESS),
        ("Wi-Fi", Adapter.WIRELESS),
        ("eth0", Adapter.WIRED),
        ("enp0s31f6", Adapter.WIRED),
        ("docker0", Adapter.TUNNEL),
        ("br-5f2a", Adapter.TUNNEL),
        ("vEthernet (WSL)", Adapter.TUNNEL),
        ("VirtualBox Host-Only Network", Adapter.TUNNEL),
        ("VMware Network Adapter VMnet8", Adapter.TUNNEL),
        ("Cisco AnyConnect", Adapter.TUNNEL),
        ("utun3", Adapter.TUNNEL),
        ("tailscale0", Adapter.TUNNEL),
        ("usb0", Adapter.OTHER),
    ],
)
def test_an_adapter_is_known_by_its_name(name: str, adapter: Adapter):
    assert classify(name, wireless=False, wired=False, loopback=False) is adapter


def test_a_virtual_adapter_that_calls_itself_wired_is_still_a_tunnel():
    assert (
        classify("vEthernet (Default Switch)", wireless=False, wired=True, loopback=False) is Adapter.TUNNEL
    )


def test_what_phones_can_reach_comes_first():
    wireless = LanAddress("192.168.1.20", "wlan0", Adapter.WIRELESS)
    wired = LanAddress("10.0.0.5", "eth0", Adapter.WIRED)
    container = LanAddress("172.17.0.1", "docker0", Adapter.TUNNEL)
    itself = LanAddress("127.0.0.1", "lo", Adapter.LOOPBACK)
    assert rank([container, itself, wired, wireless]) == (wireless, wired, container, itself)


def test_an_address_that_no_network_gave_comes_after_one_that_a_network_gave():
    orphan = LanAddress("169.254.10.1", "wlan0", Adapter.WIRELESS)
    wired = LanAddress("192.168.0.2", "eth0", Adapter.WIRED)
    assert rank([orphan, wired])[0] == wired


def test_the_trainers_choice_holds_while_the_machine_has_it():
    addresses = rank(
        [LanAddress("192.168.1.20", "wlan0", Adapter.WIRELESS), LanAddress("10.0.0.5", "eth0", Adapter.WIRED)]
    )
    assert choose(addresses, "10.0.0.5").address == "10.0.0.5"
    assert choose(addresses, "192.168.99.99").address == "192.168.1.20"
    assert choose(addresses, None).address == "192.168.1.20"


def test_the_address_in_print_is_what_the_code_says():
    address = LanAddress("192.168.1.20", "wlan0", Adapter.WIRELESS)
    assert Joining((address,), address, 8765).url == "http://192.168.1.20:8765"


@pytest.mark.parametrize(("shared", "path"), [(True, "/4711"), (False, "")])
def test_the_address_leads_to_the_session_where_others_have_theirs_on_the_same_server(
    qtbot: QtBot, shared: bool, path: str
):
    point = JoinPoint(Network(), None)
    told: list[Joining] = []
    point.changed.connect(told.append)
    point.take_port(HostWelcome(1, 0, 1.0, 8765, None, shared))
    point.take_session(SESSION)
    assert told[-1].url.endswith(f":8765{path}")
    point.take_session(None)
    assert told[-1].url.endswith(":8765")
