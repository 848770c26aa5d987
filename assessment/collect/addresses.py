"""The addresses under which the phones of a room find this computer."""

import socket
from ipaddress import IPv4Address

import psutil


def room_addresses() -> list[str]:
    """Return the IPv4 addresses of this computer in its networks, the likeliest one first.

    The one that the system itself would use comes first, then private ones. Addresses that
    nobody else can reach are left out; the list is empty without a network.
    """
    states = psutil.net_if_stats()
    found = [
        IPv4Address(one.address)
        for name, own in psutil.net_if_addrs().items()
        for one in own
        if one.family == socket.AF_INET and name in states and states[name].isup
    ]
    usual = _usual()
    reachable = [one for one in found if not (one.is_loopback or one.is_link_local)]
    reachable.sort(key=lambda one: (str(one) != usual, not one.is_private))
    return [str(one) for one in reachable]


def _usual() -> str:
    """Return the address from which this computer would call another; nothing is sent for it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))
        except OSError:
            return ""
        address: str = probe.getsockname()[0]
        return address
