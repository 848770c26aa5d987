"""A session in the terminal: the book, JupyterLab or both, until someone stops it."""

import os
import signal
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from assessment.building import HTML, build
from assessment.collect.addresses import room_addresses
from assessment.collect.server import EVERYWHERE, BookServer, open_server
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.jupyter_server import JupyterServer
from assessment.lab import APP, running_app, running_lab
from assessment.serving import HOST
from assessment.terminal import say

BOOK_PORT = 8000
LAB_PORT = 8888

# Ctrl+C, a stop from outside, and a closed terminal. Windows knows the first two.
STOP_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


def serve(
    root: Path,
    port: int,
    *,
    with_lab: bool,
    browser: bool,
    fresh: bool,
    lan: bool = False,
    workers: int = 1,
) -> None:
    """Serve the book of the project at ``root``, with JupyterLab if asked, until stopped.

    ``fresh`` builds what is stale first; ``browser`` opens the book; ``lan`` lets the phones of
    the room in. Raises ``BermaknaError``.
    """
    with until_stopped(), ExitStack() as running:
        if fresh:
            build(root)
        server = running.enter_context(running_book(root, port, lan=lan, workers=workers))
        lab = running.enter_context(running_lab(root, LAB_PORT)) if with_lab else None
        say(_("the book: {url}").format(url=server.url))
        if lan:
            announce_room(server.server_port)
        if lab:
            announce_lab(lab, LAB_PORT)
        if browser:
            open_browser(server.url)
        wait(server, lab)


def lab_alone(root: Path, port: int) -> None:
    """Run JupyterLab on the notebooks of the project at ``root`` until stopped."""
    with until_stopped(), running_lab(root, port) as lab:
        announce_lab(lab, port)
        wait(lab)


def app_alone(root: Path, port: int, *, browser: bool, name: str = APP) -> None:
    """Run an app of the project at ``root``, the notebook ``name``, until stopped.

    It is the unit's unless another one is named; ``browser`` opens it.
    """
    with until_stopped(), running_app(root, port, name) as app:
        announce_lab(app, port)
        if browser:
            open_browser(app.url)
        wait(app)


@contextmanager
def until_stopped() -> Iterator[None]:
    """Let Ctrl+C, a stop from outside or a closed terminal end the block without an error."""
    earlier = {number: signal.signal(number, _stop) for number in STOP_SIGNALS}
    try:
        yield
    except KeyboardInterrupt:
        say(_("stopped"))
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """End the block once; a second Ctrl+C does not disturb the stopping."""
    for other in STOP_SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def running_book(root: Path, port: int, *, lan: bool, workers: int) -> Iterator[BookServer]:
    """Serve the built book while the block runs; raises ``BermaknaError`` before it is built."""
    if not (root / HTML / "index.html").exists():
        raise BermaknaError(_("the book has not been built yet; run: bermakna build"))
    host = EVERYWHERE if lan else HOST
    with open_server(root / HTML, port, host=host, workers=workers) as server:
        _announce_port(port, server.server_port)
        yield server


def wait(*servers: BookServer | JupyterServer | None) -> None:
    """Wait for the signal that ends the session, as long as all its servers run."""
    say(_("stop with Ctrl+C"))
    while True:
        time.sleep(0.5)
        for server in servers:
            if server:
                server.require_running()


def announce_room(port: int) -> None:
    """Print what phones in the same network open."""
    found = room_addresses()
    if not found:
        say(_("no network: connect this computer to the room's network, or open a hotspot"))
    for address in found:
        url = f"http://{address}:{port}"
        say(_("for phones in the same network: {url}").format(url=f"{url}/ikut"))


def announce_lab(lab: JupyterServer, wished: int) -> None:
    """Print the address of a Jupyter server, and whether its port is not the wished one."""
    _announce_port(wished, lab.port)
    say(f"{lab.program.name}: {lab.url}")


def _announce_port(wished: int, used: int) -> None:
    if used != wished:
        message = _("port {wished} is taken; using {used}")
        say(message.format(wished=wished, used=used))


def open_browser(url: str) -> None:
    """Open a page in the browser, where there is one; the address stands in the terminal too."""
    has_screen = os.name == "nt" or sys.platform == "darwin" or _has_display()
    if has_screen and not os.environ.get("CI"):
        # In a thread: some browsers do not come back before they are closed.
        thread = threading.Thread(target=_try_browser, args=(url,), name="browser", daemon=True)
        thread.start()


def _has_display() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def _try_browser(url: str) -> None:
    try:
        webbrowser.open(url)
    except (webbrowser.Error, OSError):
        return
