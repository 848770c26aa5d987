"""JupyterLab on the project's notebooks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assessment.building import BUILD
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.jupyter_server import JupyterServer, Program, running_server
from assessment.serving import HOST

NOTEBOOKS = "notebooks"

# No question about news, and no request to other computers when it starts.
QUIET = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)


@contextmanager
def running_lab(root: Path, port: int) -> Iterator[JupyterServer]:
    """Run JupyterLab on the notebooks of the project at ``root`` until the block ends.

    Raises ``BermaknaError`` when there are no notebooks or it does not start.
    """
    notebooks = _notebooks(root)

    def options(free: int) -> list[str]:
        return [
            *("--no-browser", *QUIET),
            f"--ServerApp.root_dir={notebooks}",
            f"--ServerApp.ip={HOST}",
            f"--ServerApp.port={free}",
            "--ServerApp.port_retries=0",
            # Containers run as root; Jupyter's warning against it is about shared machines.
            f"--ServerApp.allow_root={_is_root()}",
        ]

    lab = Program("JupyterLab", "jupyterlab", options, alive="/api/status", start="/lab")
    with running_server(lab, port, root / BUILD) as server:
        yield server


def _notebooks(root: Path) -> Path:
    notebooks = root / NOTEBOOKS
    if not notebooks.is_dir():
        message = _("there is no folder {folder}").format(folder=notebooks)
        raise BermaknaError(message)
    return notebooks


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
