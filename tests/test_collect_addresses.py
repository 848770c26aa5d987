"""The address on the screen is one that the phones of the room can reach."""

import socket
from types import SimpleNamespace

import psutil
import pytest

from assessment.collect import addresses


def network(
    monkeypatch: pytest.MonkeyPatch, usual: str = "", down: tuple[str, ...] = (), **own: str
) -> list[str]:
    """Return the addresses of a computer with one IPv4 address on each of its adapters."""
    found = {
        name: [
            SimpleNamespace(family=socket.AF_INET6, address="fe80::1"),
            SimpleNamespace(family=socket.AF_INET, address=address),
        ]
        for name, address in own.items()
    }
    states = {name: SimpleNamespace(isup=name not in down) for name in own}
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: found)
    monkeypatch.setattr(psutil, "net_if_stats", lambda: states)
    monkeypatch.setattr(addresses, "_usual", lambda: usual)
    return addresses.room_addresses()


def test_what_only_this_computer_reaches_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    found = network(monkeypatch, lo="127.0.0.1", wlan="192.168.1.5", lost="169.254.3.4")
    assert found == ["192.168.1.5"]


def test_an_adapter_that_is_down_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    found = network(monkeypatch, down=("lan",), lan="10.0.0.7", wlan="192.168.1.5")
    assert found == ["192.168.1.5"]


def test_private_addresses_come_before_public_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    found = network(monkeypatch, lan="8.8.4.4", wlan="10.1.2.3")
    assert found == ["10.1.2.3", "8.8.4.4"]


def test_the_address_in_use_comes_before_those_of_virtual_machines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = network(
        monkeypatch, usual="192.168.1.5", docker0="172.17.0.1", vbox="192.168.56.1",
        wlan="192.168.1.5",
    )  # fmt: skip
    assert found == ["192.168.1.5", "172.17.0.1", "192.168.56.1"]


def test_no_network_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert network(monkeypatch, lo="127.0.0.1") == []


def test_this_computer_is_asked_without_an_error() -> None:
    found = addresses.room_addresses()
    assert all(socket.inet_aton(one) for one in found)
    assert "127.0.0.1" not in found
