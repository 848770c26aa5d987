"""The address that phones go to, and whether answers are taken in there."""

import json
import os
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Thread
from typing import Literal
from urllib.parse import urlsplit

from assessment.collect.addresses import room_addresses
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.serving import HOST

ADDRESS = "BERMAKNA_COLLECT_URL"
PORT = 8000
SECONDS = 2

State = Literal["asking", "running", "elsewhere", "silent"]


def usual_address() -> str:
    """Return the address that the environment names, or a likely one."""
    return os.environ.get(ADDRESS, "").strip() or room_address(PORT)


def room_address(port: int) -> str:
    """Return the address under which the room most likely finds a port of this computer."""
    return f"http://{next(iter(room_addresses()), HOST)}:{port}"


def checked_address(typed: str) -> str:
    """Return an address without the slash at its end; raises ``BermaknaError`` for none."""
    address = typed.strip().rstrip("/")
    message = _("Write the address as http://name:port, for example {example}")
    try:
        parts = urlsplit(address)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        whole = None
    if not whole or " " in address:
        raise BermaknaError(message.format(example=f"http://192.168.1.10:{PORT}"))
    return address


class Reach:
    """Asks the service for a workshop, beside the work, one question at a time."""

    def __init__(self) -> None:
        self._asked: tuple[str, str] | None = None
        self._state: State = "asking"
        self._asking: Thread | None = None

    def look(self, address: str, code: str) -> State:
        """Return what was found last, and ask again unless an answer is still awaited."""
        if self._asked != (address, code):
            self._asked, self._state = (address, code), "asking"
        if self._asking is None or not self._asking.is_alive():
            self._asking = Thread(target=self._ask, args=(address, code), daemon=True)
            self._asking.start()
        return self._state

    def wait(self) -> None:
        """Wait for the answer to what was asked last."""
        if self._asking:
            self._asking.join()

    def _ask(self, address: str, code: str) -> None:
        found = ask(address, code)
        if found and self._asked == (address, code):
            self._state = found


def ask(address: str, code: str) -> State | None:
    """Ask the service whether it knows a workshop, for it may work on another store.

    Returns ``None`` when it has been asked too often to say.
    """
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(str(parts.hostname), parts.port, timeout=SECONDS)
    try:
        connection.request("GET", f"{parts.path}/api/workshops/{code}")
        response = connection.getresponse()
        body = json.loads(response.read(10_000))
    except (OSError, HTTPException, ValueError):
        return "silent"
    finally:
        connection.close()
    if not isinstance(body, dict):
        return "silent"
    if response.status == HTTPStatus.TOO_MANY_REQUESTS:
        return None
    if body.get("error") == "unknown_workshop":
        return "elsewhere"
    return "running" if response.status == HTTPStatus.OK else "silent"
