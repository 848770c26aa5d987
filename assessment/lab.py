"""JupyterLab on the project's notebooks, started and stopped with the program."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO

from assessment.building import BUILD
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.serving import HOST, no_free_port, ports_from

NOTEBOOKS = "notebooks"
SECONDS_TO_START = 90.0
SECONDS_TO_STOP = 10.0

# What ``start_new_session`` is on other systems.
OWN_GROUP: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)

# No question about news, and no request to other computers when it starts.
QUIET = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its process, port and secret, and the file it writes its log to."""

    process: subprocess.Popen[bytes]
    port: int
    token: str
    log: Path

    @property
    def url(self) -> str:
        """The address with the token, for the person who started it."""
        return f"http://{HOST}:{self.port}/lab?token={self.token}"

    def require_running(self) -> None:
        """Raise ``BermaknaError`` when it has ended without being asked to."""
        if self.process.poll() is not None:
            message = _("JupyterLab has stopped; {log} says why").format(log=self.log)
            raise BermaknaError(message)


@contextmanager
def running_lab(root: Path, port: int) -> Iterator[Lab]:
    """Run JupyterLab on the notebooks of the project at ``root`` until the block ends.

    It listens on ``port`` or the next free one, on this computer alone. Raises
    ``BermaknaError`` when there are no notebooks or it does not start.
    """
    notebooks = root / NOTEBOOKS
    if not notebooks.is_dir():
        message = _("there is no folder {folder}").format(folder=notebooks)
        raise BermaknaError(message)
    free = _free_port(port)
    log = root / BUILD / f"jupyterlab-{free}.log"
    log.parent.mkdir(exist_ok=True)
    token = secrets.token_hex(24)
    with log.open("wb") as output:
        process = _start(notebooks, free, token, output)
    try:
        lab = Lab(process, free, token, log)
        _wait(lab)
        yield lab
    finally:
        _stop(process)


def _start(notebooks: Path, port: int, token: str, output: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the process in a group of its own, so that Ctrl+C reaches only this program."""
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", *QUIET),
        f"--ServerApp.root_dir={notebooks}",
        f"--ServerApp.ip={HOST}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        # Containers run as root; Jupyter's warning against it is about shared machines.
        f"--ServerApp.allow_root={_is_root()}",
    ]
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


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _wait(lab: Lab) -> None:
    """Return when JupyterLab answers; raise ``BermaknaError`` when it does not."""
    last_moment = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < last_moment:
        lab.require_running()
        if _answers(lab):
            return
        time.sleep(0.1)
    raise BermaknaError(_("JupyterLab does not answer; {log} says why").format(log=lab.log))


def _answers(lab: Lab) -> bool:
    """Ask JupyterLab for its state; past any proxy, as this is the same computer."""
    connection = HTTPConnection(HOST, lab.port, timeout=5)
    try:
        connection.request("GET", "/api/status", headers={"Authorization": f"token {lab.token}"})
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask JupyterLab to end, which ends its kernels too, and insist when it takes too long."""
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
