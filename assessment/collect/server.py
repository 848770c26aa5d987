"""The running server: which port it has, how it is started, and how it ends."""

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from fastapi import FastAPI
from uvicorn import Config, Server
from uvicorn.supervisors.multiprocess import SIGNALS, Multiprocess

from assessment.collect.app import make_app
from assessment.collect.connection import PunctualConnection
from assessment.collect.listening import WAITING, listen
from assessment.collect.workers import FACTORY, FOLDER
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.serving import HOST
from assessment.store import Store, open_store

EVERYWHERE = "0.0.0.0"  # noqa: S104, only for who asks for it with --lan

# The addresses of the proxies whose word on a phone's address counts, with commas between them.
PROXY = "BERMAKNA_PROXY"
SECONDS_TO_FINISH = 3
# Longer than a phone pauses between two questions: else the server would often hang up in the very
# moment in which the phone sends.
SECONDS_BETWEEN_REQUESTS = 20


class BookServer:
    """A server of a book and its workshops; it runs, in a thread, while its block does."""

    def __init__(
        self, listening: socket.socket, run: Callable[[], None], stop: Callable[[], None]
    ) -> None:
        self._listening = listening
        self._stop = stop
        self._thread = threading.Thread(target=run, name="book", daemon=True)
        self.host, self.server_port = listening.getsockname()

    @property
    def url(self) -> str:
        """The address of the book's start, on this computer."""
        return f"http://{HOST}:{self.server_port}/"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop()
        self._thread.join()
        self._listening.close()

    def require_running(self) -> None:
        """Raise ``BermaknaError`` when it has ended without being asked to."""
        if not self._thread.is_alive():
            raise BermaknaError(_("the server of the book has stopped"))


def open_server(
    folder: Path,
    port: int,
    *,
    host: str = HOST,
    workers: int = 1,
    open_store: Callable[[], Store] = open_store,
) -> BookServer:
    """Return a server of ``folder`` on ``port``, or on the next free one after it.

    Several ``workers`` are processes, which open the store that the environment names. Raises
    ``BermaknaError`` when none of the ports tried is free.
    """
    if workers == 1:
        return open_app(make_app(folder, open_store), port, host=host)
    os.environ[FOLDER] = str(folder)
    listening = listen(host, port)
    with _own_signals():
        many = Multiprocess(_config(FACTORY, factory=True, workers=workers), [listening])
    return BookServer(listening, many.run, many.should_exit.set)


def open_app(app: FastAPI, port: int, *, host: str = HOST) -> BookServer:
    """Return a server of an app in this process; see ``open_server``."""
    listening = listen(host, port)
    server = Server(_config(app))

    def stop() -> None:
        server.should_exit = True

    return BookServer(listening, lambda: server.run([listening]), stop)


def _config(app: Any, **more: Any) -> Config:
    """Return how uvicorn runs: no name, no log of who came, and no words about bad requests."""
    proxies = os.environ.get(PROXY)
    return Config(
        app,
        http=PunctualConnection,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        backlog=WAITING,
        timeout_keep_alive=SECONDS_BETWEEN_REQUESTS,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        **more,
    )


@contextmanager
def _own_signals() -> Iterator[None]:
    """Keep the signals of this program, which uvicorn takes for itself."""
    earlier = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in earlier.items():
            if handler is not None:
                signal.signal(number, handler)
