"""JupyterLab on the project's notebooks, and their apps without any code in sight."""

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
APP = "02-penilaian-unit.ipynb"
WORKSHOP = "03-lokakarya.ipynb"
ROLLUP = "04-rekap.ipynb"

# Where Jupyter finds the frame of the app, which loads nothing from elsewhere.
FRAME = Path(__file__).parent / "panels" / "frame"

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


@contextmanager
def running_app(root: Path, port: int, name: str = APP) -> Iterator[JupyterServer]:
    """Run the app of a notebook, by default the unit's, until the block ends.

    Raises ``BermaknaError`` as ``running_lab``.
    """
    notebook = _notebooks(root) / name

    def options(free: int) -> list[str]:
        return [
            *(str(notebook), "--no-browser", "--template=bermakna"),
            f"--Voila.ip={HOST}",
            f"--port={free}",
            "--Voila.port_retries=0",
            # The secret of the environment, not one of Voilà's own.
            "--Voila.auto_token=True",
        ]

    alive = "/voila/static/favicons/favicon.ico"
    app = Program(_("the app"), "voila", options, alive=alive, start="/")
    with _found_by_jupyter(FRAME), running_server(app, port, root / BUILD) as server:
        yield server


@contextmanager
def _found_by_jupyter(folder: Path) -> Iterator[None]:
    """Let programs that are started in the block look into a folder first."""
    earlier = os.environ.get("JUPYTER_PATH")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (str(folder), earlier)))
    try:
        yield
    finally:
        if earlier is None:
            del os.environ["JUPYTER_PATH"]
        else:
            os.environ["JUPYTER_PATH"] = earlier


def _notebooks(root: Path) -> Path:
    notebooks = root / NOTEBOOKS
    if not notebooks.is_dir():
        message = _("there is no folder {folder}").format(folder=notebooks)
        raise BermaknaError(message)
    return notebooks


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
