"""A session shows its addresses, and ends cleanly however it is asked to."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from assessment import session
from tests.projects import environment, free_port, make_project

posix = pytest.mark.skipif(os.name == "nt", reason="signals of a POSIX terminal")

Start = Callable[..., subprocess.Popen[str]]

FAKE_LAB = """
import os, signal, sys, time
from http.server import BaseHTTPRequestHandler, HTTPServer

if os.environ.get("FAKE_LAB") == "broken":
    sys.exit("no such kernel")
if os.environ.get("FAKE_LAB") == "slow":
    signal.signal(signal.SIGTERM, lambda *_: (time.sleep(1), sys.exit()))
options = dict(word.split("=", 1) for word in sys.argv[1:] if "=" in word)
asked = f"token {os.environ['JUPYTER_TOKEN']}"

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.headers["Authorization"] == asked else 403)
        self.end_headers()
        if os.environ.get("FAKE_LAB") == "short":
            os._exit(1)

HTTPServer(("127.0.0.1", int(options["--ServerApp.port"])), Handler).serve_forever()
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a built project with a copy of the package, and a JupyterLab that starts at once."""
    root = make_project(tmp_path_factory.mktemp("project"), with_package=True)
    (root / "jupyterlab.py").write_text(FAKE_LAB, encoding="utf-8")
    return root


@pytest.fixture
def start(project: Path) -> Iterator[Start]:
    """Start the program in the project; what still runs at the end is asked to stop."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, **more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "assessment", *arguments],
            cwd=project,
            env=environment(PYTHONPATH=str(project), **more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        # Not killed: it would leave its JupyterLab behind.
        process.terminate()
        process.communicate(timeout=15)


def read_until(process: subprocess.Popen[str], end: str) -> str:
    """Return what the program prints, up to a line that starts with ``end``."""
    lines: list[str] = []
    assert process.stdout
    for line in process.stdout:
        lines.append(line)
        if line.startswith(end):
            break
    return "".join(lines)


def status(port: int) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        connection.request("GET", "/")
        return connection.getresponse().status


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def port_of(name: str, printed: str) -> int:
    found = re.search(rf"{name}: http://127\.0\.0\.1:(\d+)/", printed)
    assert found, printed
    return int(found[1])


@posix
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_session_with_the_lab_ends_cleanly_when_it_is_asked_to(start: Start, number: str) -> None:
    wished = free_port()
    process = start("serve", "--lab", "--no-build", "--no-browser", "--port", str(wished))
    printed = read_until(process, "stop with")
    book, lab = port_of("the book", printed), port_of("JupyterLab", printed)
    assert (book, status(book), listens(lab)) == (wished, 200, True)
    asked_at = time.monotonic()
    process.send_signal(getattr(signal, number))
    rest, _nothing = process.communicate(timeout=10)
    assert (process.returncode, rest.strip()) == (0, "stopped")
    assert time.monotonic() - asked_at < 5
    assert not listens(book)
    assert not listens(lab)


@posix
def test_an_impatient_second_ctrl_c_changes_nothing(start: Start) -> None:
    process = start(
        "serve", "--lab", "--no-build", "--no-browser", "--port", str(free_port()),
        FAKE_LAB="slow",
    )  # fmt: skip
    lab = port_of("JupyterLab", read_until(process, "stop with"))
    for _press in range(3):
        process.send_signal(signal.SIGINT)
        time.sleep(0.1)
    rest, _nothing = process.communicate(timeout=10)
    assert (process.returncode, rest.strip(), listens(lab)) == (0, "stopped", False)


@posix
def test_ctrl_c_works_where_a_shell_started_the_program_in_the_background(project: Path) -> None:
    # Such a shell has its jobs ignore Ctrl+C, and Python by itself would go on doing so.
    command = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN);"
        f"os.execv(sys.executable, [sys.executable, '-m', 'assessment', 'serve', '--no-build', "
        f"'--no-browser', '--port', '{free_port()}'])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", command],
        cwd=project, env=environment(), stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    read_until(process, "stop with")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode == 0


@posix
def test_a_taken_port_is_announced_and_another_one_used(start: Start) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        process = start("serve", "--no-build", "--no-browser", "--port", str(taken))
        printed = read_until(process, "stop with")
        book = port_of("the book", printed)
        assert f"port {taken} is taken; using {book}" in printed
        assert status(book) == 200


@posix
def test_the_lab_alone_serves_no_book(start: Start) -> None:
    process = start("lab", "--port", str(free_port()))
    printed = read_until(process, "stop with")
    assert listens(port_of("JupyterLab", printed))
    assert "the book" not in printed
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    assert process.returncode == 0


@posix
def test_the_secret_of_the_lab_stands_in_its_address_and_in_no_command_line(
    start: Start, project: Path
) -> None:
    process = start("lab", "--port", str(free_port()))
    printed = read_until(process, "stop with")
    found = re.search(r"token=(\w{32,})", printed)
    assert found
    commands = subprocess.run(["ps", "axww", "-o", "args"], capture_output=True, check=True)
    assert str(project / "notebooks") in commands.stdout.decode()
    assert found[1] not in commands.stdout.decode()


def test_a_lab_that_does_not_start_is_one_sentence_and_names_its_log(start: Start) -> None:
    process = start("lab", "--port", str(free_port()), FAKE_LAB="broken")
    printed, _nothing = process.communicate(timeout=10)
    log = re.search(r"\S+\.log", printed)
    assert process.returncode == 1
    assert printed.count("\n") == 1
    assert log
    assert "no such kernel" in Path(log[0]).read_text(encoding="utf-8")


def test_a_lab_that_ends_by_itself_ends_the_session_with_a_sentence(start: Start) -> None:
    process = start(
        "serve", "--lab", "--no-build", "--no-browser", "--port", str(free_port()),
        FAKE_LAB="short",
    )  # fmt: skip
    printed, _nothing = process.communicate(timeout=10)
    assert process.returncode == 1
    assert "JupyterLab has stopped" in printed
    assert "Traceback" not in printed


def test_serving_what_was_never_built_is_one_sentence(start: Start, project: Path) -> None:
    built = project / "_build"
    away = built.rename(project / "away")
    process = start("serve", "--no-build", "--no-browser")
    printed, _nothing = process.communicate(timeout=10)
    away.rename(built)
    assert (process.returncode, printed.count("\n")) == (1, 1)


def test_the_earlier_signal_handlers_come_back() -> None:
    earlier = signal.getsignal(signal.SIGINT)
    with session.until_stopped():
        assert signal.getsignal(signal.SIGINT) is not earlier
    assert signal.getsignal(signal.SIGINT) is earlier


def test_a_stop_is_no_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BERMAKNA_LANG", "en")
    with session.until_stopped():
        signal.raise_signal(signal.SIGINT)
    assert capsys.readouterr().out == "stopped\n"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the pages that would be opened, on a computer with a screen."""
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    return addresses


def wait_for_browser() -> None:
    for thread in threading.enumerate():
        if thread.name == "browser":
            thread.join(5)


def test_the_browser_is_opened_where_there_is_a_screen(opened: list[str]) -> None:
    session.open_browser("http://127.0.0.1:8000/")
    wait_for_browser()
    assert opened == ["http://127.0.0.1:8000/"]


def test_no_browser_is_opened_by_machines(
    opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    session.open_browser("http://127.0.0.1:8000/")
    wait_for_browser()
    assert opened == []


@pytest.mark.usefixtures("opened")
def test_a_browser_that_fails_disturbs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(address: str) -> None:
        raise webbrowser.Error(address)

    monkeypatch.setattr(webbrowser, "open", fail)
    session.open_browser("http://127.0.0.1:8000/")
    wait_for_browser()
