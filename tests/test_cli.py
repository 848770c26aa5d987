"""The command line as a person and as another program meet it."""

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment import __version__, cli, working_verbs
from assessment.errors import BermaknaError
from tests.builders import unit_sheet
from tests.projects import bermakna, environment, make_project

VERBS = ["build", "serve", "lab", "score", "check"]
# What --help must not wait for.
HEAVY = {"pandas", "numpy", "sphinx", "jupyter_book", "jupyterlab", "ipywidgets", "rich",
         "pydantic", "matplotlib", "http.server"}  # fmt: skip


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    return str(
        unit_sheet(unit="Kecamatan", answers={"P1-1": {"choice": 2}}).write(tmp_path / "a.json")
    )


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    done = bermakna(*filter(None, [verb]), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(rf"^  bermakna {verb}", done.stdout, re.MULTILINE)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from assessment.cli import make_parser; make_parser().format_help();"
    done = subprocess.run(
        [sys.executable, "-c", f"{code} print(*sys.modules)"],
        capture_output=True, encoding="utf-8", env=environment(), check=True,
    )  # fmt: skip
    assert HEAVY.isdisjoint(done.stdout.split())


def test_the_version_is_that_of_the_package() -> None:
    done = bermakna("--version")
    assert (done.returncode, done.stdout) == (0, f"bermakna {__version__}\n")


def test_without_a_verb_the_help_is_shown_as_an_error() -> None:
    done = bermakna()
    assert (done.returncode, done.stdout) == (2, "")
    assert "bermakna build" in done.stderr


@pytest.mark.parametrize("arguments", [["bangun"], ["score"], ["serve", "--port", "x"], ["--x"]])
def test_wrong_usage_ends_with_status_2(arguments: list[str]) -> None:
    done = bermakna(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: ")
    assert "Traceback" not in done.stderr


def test_scoring_prints_the_result(sheet: str) -> None:
    done = bermakna("score", sheet)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Kecamatan: " in done.stdout


def test_scoring_what_cannot_be_read_ends_with_status_1(sheet: str) -> None:
    done = bermakna("score", sheet, "tidak-ada.json")
    assert done.returncode == 1
    assert done.stderr.startswith("tidak-ada.json: ")
    assert done.stderr.count("\n") == 1


def test_json_stands_alone_on_the_output(sheet: str) -> None:
    done = bermakna("score", sheet, "tidak-ada.json", "--json")
    assert len(json.loads(done.stdout)["sheets"]) == 1


def test_checking_a_broken_standard_ends_with_status_1(tmp_path: Path) -> None:
    (tmp_path / "rusak.yml").write_text("id: unit\n", encoding="utf-8")
    done = bermakna("check", str(tmp_path / "rusak.yml"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["score {sheet} --trace", "--help"])
def test_a_reader_that_has_gone_is_no_error_worth_a_word(sheet: str, command: str) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        [sys.executable, "-m", "assessment", *command.format(sheet=sheet).split()],
        stdout=write_end, stderr=subprocess.PIPE, encoding="utf-8",
        env=environment(PYTHONUNBUFFERED=""), check=False,
    )  # fmt: skip
    os.close(write_end)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_one_sentence(sheet: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "assessment", "score", sheet],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", env=environment(), check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "the disk is full; make room and try again\n")


def test_the_language_of_the_system_does_not_disturb_the_output(sheet: str) -> None:
    done = bermakna("score", sheet, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert done.returncode == 0
    assert "→" in done.stdout


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], int]:
    """Run a command that fails with the given error, in this process."""

    def run(error: BaseException) -> int:
        def fail(_options: object) -> int:
            raise error

        monkeypatch.setattr(working_verbs, "_check", fail)
        monkeypatch.setattr(cli, "abandon_output", lambda: None)
        return cli.main(["check"])

    monkeypatch.setenv("BERMAKNA_LANG", "en")
    return run


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (BermaknaError("rusak"), "rusak"),
        (PermissionError(errno.EACCES, "Permission denied", "a.csv"), "a.csv: not allowed"),
        (
            OSError(errno.ENOSPC, "No space left", "a.csv"),
            "the disk is full; make room and try again",
        ),
        (IsADirectoryError(errno.EISDIR, "Is a directory", "x"), "x: is a folder, not a file"),
    ],
)
def test_a_failure_is_one_sentence_and_status_1(
    failing: Callable[[BaseException], int],
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    sentence: str,
) -> None:
    assert failing(error) == 1
    assert capsys.readouterr().err == sentence + "\n"


def test_ctrl_c_says_nothing_and_has_its_usual_status(
    failing: Callable[[BaseException], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert failing(KeyboardInterrupt()) == 130
    assert capsys.readouterr() == ("", "")


def test_a_mistake_of_ours_is_not_hidden(failing: Callable[[BaseException], int]) -> None:
    with pytest.raises(ZeroDivisionError):
        failing(ZeroDivisionError())


@pytest.mark.parametrize("verb", ["build", "serve", "lab"])
def test_verbs_that_need_the_project_say_so_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    monkeypatch.setattr("assessment.project.PACKAGE_PARENT", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert cli.main([verb]) == 1
    assert capsys.readouterr().err.count("\n") == 1


FAKE_JUPYTER_BOOK = """
import pathlib, sys

def main():
    if pathlib.Path("broken").exists():
        sys.exit("WARNING: a page is missing")
    html = pathlib.Path("_build/html")
    html.mkdir(parents=True)
    (html / "index.html").touch()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project that is not built, with a copy of the package and a quick Jupyter Book."""
    root = make_project(tmp_path / "project", built=False, with_package=True)
    fake = root / "jupyter_book" / "cli"
    fake.mkdir(parents=True)
    (fake.parent / "__init__.py").touch()
    (fake / "__init__.py").touch()
    (fake / "main.py").write_text(FAKE_JUPYTER_BOOK, encoding="utf-8")
    return root


def test_building_twice_builds_once(project: Path) -> None:
    first = bermakna("build", cwd=project)
    assert (first.returncode, first.stdout) == (0, "the handbook has been built\n")
    second = bermakna("build", cwd=project)
    assert (second.returncode, second.stdout) == (0, "the handbook is up to date\n")


def test_a_failed_build_shows_its_output_and_ends_with_a_sentence(project: Path) -> None:
    (project / "broken").touch()
    done = bermakna("build", cwd=project)
    assert done.returncode == 1
    first, last = done.stderr.splitlines()
    assert first == "WARNING: a page is missing"
    assert last == "the book was not built; the lines above say why"
