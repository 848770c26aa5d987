"""Build the book when something it is made of has changed, and say at once when nothing has."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from assessment.errors import BermaknaError
from assessment.i18n import DEFAULT_LANGUAGE, _

BUILD = "_build"
HTML = Path(BUILD, "html")
CACHE = Path(BUILD, ".jupyter_cache")
FINGERPRINT = Path(BUILD, ".fingerprint")

# What a page shows, in two parts. Outputs of notebooks are kept in the Jupyter cache under their
# cells alone: it does not see that the code they call, or a file they read, has changed.
CODE = ("assessment/**/*", "requirements.txt", "notebooks/contoh/**/*", "book/**/*.json")
PAGES = ("book/**/*", "notebooks/**/*.ipynb", "notebooks/**/*.md", "_config.yml", "_toc.yml")

IGNORED = {"__pycache__", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db"}

Builder = Callable[[Path], int]
Fingerprint = dict[str, str]


def fingerprint(root: Path) -> Fingerprint:
    """Return the SHA-256 of the book's inputs, as ``{"code": ..., "pages": ...}``."""
    return {"code": _digest(root, CODE), "pages": _digest(root, PAGES)}


def is_stale(root: Path) -> bool:
    """Tell whether the built book is missing or older than its inputs."""
    return not (root / HTML / "index.html").exists() or _stored(root) != fingerprint(root)


def build(root: Path, *, force: bool = False, run: Builder | None = None) -> bool:
    """Build the book into ``_build/html`` if it is stale; return whether that was needed.

    ``force`` builds in any case and runs all notebooks again. ``run`` builds the project at a
    folder and returns an exit status, by default Jupyter Book with warnings as errors. Raises
    ``BermaknaError`` when it fails; the next call then builds again.
    """
    if not force and not is_stale(root):
        return False
    # Taken before the build: what changes while it runs is built the next time.
    found = fingerprint(root)
    if force or _stored(root).get("code") != found["code"]:
        _empty(root / CACHE)
    _store(root, {"code": found["code"]})
    if (run or _run_jupyter_book)(root) != 0:
        raise BermaknaError(_("the book was not built; the lines above say why"))
    _store(root, found)
    return True


def _run_jupyter_book(root: Path) -> int:
    """Run Jupyter Book over all pages, its output in the terminal, and return its status.

    All pages every time: Sphinx repeats no warning of a page it does not read again, and does
    not update the contents list of the others.
    """
    start = "from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", start, "build", str(root), "--all", "-W", "-n", "--keep-going"]
    # The book is in one language, whatever this terminal speaks.
    environment = {**os.environ, "PYTHONUTF8": "1", "BERMAKNA_LANG": DEFAULT_LANGUAGE}
    sys.stdout.flush()
    done = subprocess.run(  # noqa: S603, every word of the command is ours
        command, cwd=root, env=environment, stdin=subprocess.DEVNULL, check=False
    )
    return done.returncode


def _empty(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _store(root: Path, found: Fingerprint) -> None:
    """Note what the Jupyter cache (``code``) and, after a success, the pages were made from."""
    path = root / FINGERPRINT
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(found), encoding="utf-8")


def _stored(root: Path) -> Fingerprint:
    try:
        stored = json.loads((root / FINGERPRINT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _digest(root: Path, patterns: tuple[str, ...]) -> str:
    """Hash the names and contents of the files that match."""
    whole = sha256()
    for path in sorted(set(_files(root, patterns))):
        content = sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(root).as_posix()}\0{content}\n".encode())
    return whole.hexdigest()


def _files(root: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        for path in root.glob(pattern):
            if path.is_file() and IGNORED.isdisjoint(path.relative_to(root).parts):
                yield path
