"""JupyterLab is started on its own port with its own secret, and always stopped again."""

import os
import socket
import sys
from pathlib import Path

import pytest

from assessment import jupyter_server
from assessment.errors import BermaknaError
from assessment.jupyter_server import JupyterServer
from assessment.lab import running_lab
from tests.projects import free_port, make_project

# Answers every request, and holds what it was started with in its log.
FAKE_LAB = """
import os, signal, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

if "STUBBORN" in os.environ:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
options = dict(word.split("=", 1) for word in sys.argv[1:] if "=" in word)
print(sys.argv, flush=True)

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(int(os.environ.get("STATUS", "200")))
        self.end_headers()

HTTPServer(("127.0.0.1", int(options["--ServerApp.port"])), Handler).serve_forever()
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project beside a JupyterLab that starts at once."""
    (tmp_path / "fake").mkdir()
    (tmp_path / "fake" / "jupyterlab.py").write_text(FAKE_LAB, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "fake"))
    monkeypatch.setenv("BERMAKNA_LANG", "en")
    return make_project(tmp_path / "project")


def ended(found: JupyterServer) -> bool:
    return found.process.poll() is not None


def test_it_listens_to_this_computer_alone_and_shows_the_notebooks(root: Path) -> None:
    with running_lab(root, free_port()) as found:
        said = found.log.read_text(encoding="utf-8")
    assert "'--ServerApp.ip=127.0.0.1'" in said
    assert f"'--ServerApp.root_dir={root / 'notebooks'}'" in said
    assert "'--no-browser'" in said


def test_it_asks_nothing_of_other_computers_when_it_starts(root: Path) -> None:
    with running_lab(root, free_port()) as found:
        said = found.log.read_text(encoding="utf-8")
    assert "news_url=None" in said
    assert "NeverCheckForUpdate" in said


def test_every_start_has_another_secret(root: Path) -> None:
    with running_lab(root, free_port()) as first, running_lab(root, free_port()) as second:
        assert first.token != second.token
        assert first.url.endswith(f":{first.port}/lab?token={first.token}")


def test_a_taken_port_gives_the_next_free_one(root: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with running_lab(root, taken) as found:
            assert found.port > taken


def test_it_ends_with_the_block(root: Path) -> None:
    with running_lab(root, free_port()) as found:
        assert not ended(found)
    assert ended(found)


def test_it_ends_when_the_block_fails(root: Path) -> None:
    kept = []

    def fail() -> None:
        with running_lab(root, free_port()) as found:
            kept.append(found)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert ended(kept[0])


@pytest.mark.skipif(os.name == "nt", reason="a process cannot refuse to end on Windows")
def test_one_that_does_not_want_to_end_is_ended(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUBBORN", "1")
    monkeypatch.setattr(jupyter_server, "SECONDS_TO_STOP", 0.2)
    with running_lab(root, free_port()) as found:
        pass
    assert ended(found)


@pytest.mark.parametrize("status", ["403", "500"])
def test_one_that_does_not_answer_in_time_is_one_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    monkeypatch.setenv("STATUS", status)
    monkeypatch.setattr(jupyter_server, "SECONDS_TO_START", 0.5)
    with (
        pytest.raises(BermaknaError, match=r"does not answer; \S+\.log says why$"),
        running_lab(root, free_port()),
    ):
        pytest.fail("it does not answer")


def test_a_project_without_notebooks_is_one_sentence(root: Path) -> None:
    (root / "notebooks").rename(root / "elsewhere")
    with pytest.raises(BermaknaError, match="there is no folder"), running_lab(root, free_port()):
        pytest.fail("there are no notebooks")


def test_the_program_is_the_one_of_this_python(root: Path) -> None:
    with running_lab(root, free_port()) as found:
        assert isinstance(found.process.args, list)
        assert found.process.args[0] == sys.executable
