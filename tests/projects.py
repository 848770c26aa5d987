"""Small projects on disk, programs run in them, and ports, for tests of the command line."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from assessment.project import PACKAGE_PARENT

PAGE = "<!doctype html><title>Buku</title><p>Isi buku, isi buku, isi buku.</p>\n"


def make_project(root: Path, *, built: bool = True, with_package: bool = False) -> Path:
    """Make a project with one page and one notebook; ``built`` gives it a finished book."""
    for folder in ("book", "notebooks/contoh", "assessment"):
        (root / folder).mkdir(parents=True)
    (root / "_config.yml").write_text("title: Buku\n", encoding="utf-8")
    (root / "_toc.yml").write_text("root: book/beranda\n", encoding="utf-8")
    (root / "requirements.txt").write_text("pandas==3\n", encoding="utf-8")
    (root / "book/beranda.md").write_text("# Beranda\n", encoding="utf-8")
    (root / "notebooks/awal.ipynb").write_text("{}\n", encoding="utf-8")
    (root / "notebooks/contoh/satu.json").write_text("{}\n", encoding="utf-8")
    (root / "assessment/kode.py").write_text("A = 1\n", encoding="utf-8")
    if built:
        write_book(root)
    if with_package:
        shutil.copytree(PACKAGE_PARENT / "assessment", root / "assessment", dirs_exist_ok=True)
    return root


def write_book(root: Path) -> int:
    """Play Jupyter Book: write a book of one page and succeed."""
    html = root / "_build" / "html"
    html.mkdir(parents=True, exist_ok=True)
    (html / "index.html").write_text(PAGE, encoding="utf-8")
    return 0


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which the program speaks English and has no screen."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "COLUMNS")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return {**kept, "BERMAKNA_LANG": "en", "PYTHONUNBUFFERED": "1", **more}


def bermakna(
    *arguments: str, cwd: Path | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m assessment`` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "assessment", *arguments],
        cwd=cwd,
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
