"""Where the servers of this computer listen."""

from assessment.errors import BermaknaError
from assessment.i18n import _

# This computer alone.
HOST = "127.0.0.1"
PORTS_TRIED = 50


def ports_from(port: int) -> range:
    """Return the ports to try: the one that is wished for and those after it."""
    return range(port, min(port + PORTS_TRIED, 65_536))


def no_free_port(port: int) -> BermaknaError:
    """Make the error of a computer whose ports are all taken."""
    message = _("no free port from {first} to {last}; name another one with --port")
    return BermaknaError(message.format(first=port, last=ports_from(port)[-1]))
