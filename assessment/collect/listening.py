"""The port on which a server listens, and how many may come to it."""

import os
import socket

from assessment.serving import no_free_port, ports_from

try:
    import resource
except ImportError:
    # Windows, where a program may hold as many connections as it likes.
    resource = None  # type: ignore[assignment]

WAITING = 2048
MOST_CONNECTIONS = 10_000


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on ``port``, or on the next free one after it.

    Raises ``BermaknaError`` when none of the ports tried is free.
    """
    _allow_many()
    for candidate in ports_from(port):
        # Named as TCP, for else asyncio would let each answer wait for the phone (Nagle).
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        # On Windows the option would let two programs listen on one port.
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, candidate))
            # Who comes from now on waits until the server is ready.
            listening.listen(WAITING)
        except OSError:
            listening.close()
            continue
        return listening
    raise no_free_port(port)


def _allow_many() -> None:
    """Let a thousand phones hold connections; many systems allow a program 1,024 or 256 of them."""
    if resource is not None:
        soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wished = MOST_CONNECTIONS if most == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(wished, soft), most))
