"""A Jupyter server of this computer's user alone, started and stopped with the program."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.serving import HOST, no_free_port, ports_from

SECONDS_TO_START = 90.0
SECONDS_TO_STOP = 10.0

# What ``start_new_session`` is on other systems.
OWN_GROUP: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


@dataclass(frozen=True)
class Program:
    """A server that is run as a module: how it is called, and the addresses it answers at.

    ``options`` make the words after the module's name from a port; ``alive`` answers with 200
    when it is ready, ``start`` is where a person begins.
    """

    name: str
    module: str
    options: Callable[[int], Sequence[str]]
    alive: str
    start: str


@dataclass(frozen=True)
class JupyterServer:
    """A running server: its process, port and secret, and the file it writes its log to."""

    program: Program
    process: subprocess.Popen[bytes]
    port: int
    token: str
    log: Path

    @property
    def url(self) -> str:
        """The address with the token, for the person who started it."""
        return f"http://{HOST}:{self.port}{self.program.start}?token={self.token}"

    def require_running(self) -> None:
        """Raise ``BermaknaError`` when it has ended without being asked to."""
        if self.process.poll() is not None:
            message = _("{program} has stopped; {log} says why")
            raise BermaknaError(message.format(program=self.program.name, log=self.log))


@contextmanager
def running_server(program: Program, port: int, logs: Path) -> Iterator[JupyterServer]:
    """Run a server until the block ends.

    It listens on ``port`` or the next free one, on this computer alone. Raises
    ``BermaknaError`` when it does not start.
    """
    free = _free_port(port)
    log = logs / f"{program.module}-{free}.log"
    log.parent.mkdir(exist_ok=True)
    token = secrets.token_hex(24)
    with log.open("wb") as output:
        process = _start([program.module, *program.options(free)], token, output)
    try:
        server = JupyterServer(program, process, free, token, log)
        _wait(server)
        yield server
    finally:
        _stop(process)


def _start(words: Sequence[str], token: str, output: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the process in a group of its own, so that Ctrl+C reaches only this program."""
    command = [sys.executable, "-m", *words]
    # In the environment, because everyone on this computer can read a command line.
    environment = {**os.environ, "JUPYTER_TOKEN": token}
    return subprocess.Popen(  # noqa: S603, every word of the command is ours
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        creationflags=OWN_GROUP,
    )


def _wait(server: JupyterServer) -> None:
    """Return when the server answers; raise ``BermaknaError`` when it does not."""
    last_moment = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < last_moment:
        server.require_running()
        if _answers(server):
            return
        time.sleep(0.1)
    message = _("{program} does not answer; {log} says why")
    raise BermaknaError(message.format(program=server.program.name, log=server.log))


def _answers(server: JupyterServer) -> bool:
    """Ask the server for its state; past any proxy, as this is the same computer."""
    connection = HTTPConnection(HOST, server.port, timeout=5)
    secret = {"Authorization": f"token {server.token}"}
    try:
        connection.request("GET", server.program.alive, headers=secret)
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a server to end, which ends its kernels too, and insist when it takes too long."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port(port: int) -> int:
    for candidate in ports_from(port):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, candidate))
            except OSError:
                continue
            return candidate
    raise no_free_port(port)
