"""run.py sets up once, starts fast, stops cleanly and explains each failure in one sentence."""

import ast
import errno
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest

RUN_PY = Path(__file__).resolve().parents[1] / "run.py"
PIP = "-m pip install --disable-pip-version-check --no-input "
LIBRARIES = PIP + "-r requirements.txt"
PROJECT = PIP + "--no-deps --no-build-isolation --editable ."
TEST_TOOLS = PIP + "-r tests/requirements.txt"
SERVE = "-m assessment serve --lab"
BROWSER = "-m tests.browser"
OFFICE = "-m tests.office"
PYTEST = "-m pytest"

Damage = Callable[[Path], None]

posix = pytest.mark.skipif(os.name == "nt", reason="signals of a POSIX terminal")

SLOW_TO_STOP = """
import pathlib, signal, sys, time
asked = []
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda number, _: asked.append(number))
pathlib.Path("ready").touch()
while not asked:
    time.sleep(0.01)
time.sleep(0.8)
pathlib.Path("stopped").write_text(str(int(asked[0])))
sys.exit(3)
"""


class Commands:
    """Stands in for ``run`` of run.py: records the commands, and plays venv and failures."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        self.commands: list[str] = []
        self.failing: dict[str, int | BaseException] = {}

    def __call__(self, command: list[str]) -> int:
        """Record one command and return the exit code it is to have."""
        self.make_venv(command)
        self.commands.append(" ".join(command[1:]).replace(str(self.module.VENV), ".venv"))
        result = self.failing.get(self.commands[-1], 0)
        if isinstance(result, BaseException):
            raise result
        return result

    def make_venv(self, command: list[str]) -> None:
        """Leave what ``python -m venv`` leaves, but let nothing else run without it."""
        python = self.module.PYTHON
        if command[1:3] != ["-m", "venv"]:
            assert Path(command[0]) == python
            assert python.exists(), "used before it was made"
            return
        python.parent.mkdir(parents=True)
        python.touch()
        version = ".".join(map(str, sys.version_info[:3]))
        text = f"version = {version}\ncommand = python -m venv {command[3]}\n"
        (self.module.VENV / "pyvenv.cfg").write_text(text, encoding="utf-8")

    def of(self, *arguments: str) -> list[str]:
        """Return the commands of one more call of run.py, which has to succeed."""
        self.commands.clear()
        assert self.module.main(list(arguments)) == 0
        return list(self.commands)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with run.py and the files it reads; a name that breaks careless quoting."""
    folder = tmp_path / "Kantor Pélayanan ñ"
    (folder / "tests").mkdir(parents=True)
    shutil.copy(RUN_PY, folder)
    for name in ("requirements.txt", "tests/requirements.txt", "pyproject.toml"):
        (folder / name).write_text("# first\n", encoding="utf-8")
    return folder


@pytest.fixture
def commands(project: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Return run.py of the project with recorded commands, called from another folder."""
    monkeypatch.chdir(project.parent)
    return record(load(project), monkeypatch)


def record(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Commands:
    commands = Commands(module)
    monkeypatch.setattr(module, "run", commands)
    monkeypatch.setattr(module, "LOW_DISK", 0)
    return commands


def load(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_py", folder / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def change(path: Path) -> None:
    path.write_text("# second\n", encoding="utf-8")


def the_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one sentence that was said on stderr."""
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.endswith(".\n")
    return said


def test_the_first_start_makes_the_venv_then_installs_then_serves(commands: Commands) -> None:
    assert commands.of() == ["-m venv .venv", LIBRARIES, PROJECT, SERVE]


def test_the_steps_are_counted_and_timed(
    commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.of()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "[1/3] Menyiapkan lingkungan Python (.venv) …"
    assert re.fullmatch(r"\[1/3\] Selesai dalam \d+,\d detik\.", lines[1])
    assert [line[:5] for line in lines[2:]] == ["[2/3]", "[2/3]", "[3/3]", "[3/3]"]


def test_the_second_start_installs_nothing_and_says_nothing(
    commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.of()
    capsys.readouterr()
    assert commands.of() == [SERVE]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_file_installs_again_into_the_same_venv(
    commands: Commands, project: Path, name: str
) -> None:
    commands.of()
    change(project / name)
    assert commands.of() == [LIBRARIES, PROJECT, SERVE]
    assert commands.of() == [SERVE]


def test_flags_pass_through(commands: Commands) -> None:
    commands.of()
    assert commands.of("--port", "9000", "--no-browser") == [f"{SERVE} --port 9000 --no-browser"]
    assert commands.of("--no-lab") == ["-m assessment serve"]


def test_the_exit_code_of_the_server_is_passed_on(commands: Commands) -> None:
    commands.failing[SERVE] = 7
    assert commands.module.main([]) == 7


@pytest.mark.parametrize(
    "arguments", [["--no-b"], ["--port"], ["--port", "x"], ["--no-lab", "test"]]
)
def test_wrong_arguments_point_at_the_help_and_start_nothing(
    commands: Commands, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert commands.module.main(arguments) == 1
    assert "python3 run.py --help" in the_sentence(capsys)
    assert commands.commands == []


def test_the_help_shows_examples_and_starts_nothing(
    commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.of("--help") == []
    said = capsys.readouterr().out
    assert "python3 run.py --port 9000 --no-browser" in said
    assert "python3 run.py test" in said


def test_the_test_command_adds_the_test_lock_and_passes_arguments_to_pytest(
    commands: Commands,
) -> None:
    installed = ["-m venv .venv", LIBRARIES, PROJECT, TEST_TOOLS]
    assert commands.of("test", "-x", "--help") == [
        *installed, BROWSER, OFFICE, f"{PYTEST} -x --help",
    ]  # fmt: skip


def test_serving_and_testing_do_not_undo_each_other(commands: Commands) -> None:
    commands.of("test")
    assert commands.of() == [SERVE]
    assert commands.of("test") == [BROWSER, OFFICE, PYTEST]


def test_testing_after_serving_installs_the_test_tools_alone(commands: Commands) -> None:
    commands.of()
    assert commands.of("test") == [TEST_TOOLS, BROWSER, OFFICE, PYTEST]


def test_a_changed_test_lock_concerns_the_tests_alone(commands: Commands, project: Path) -> None:
    commands.of("test")
    change(project / "tests/requirements.txt")
    assert commands.of() == [SERVE]
    assert commands.of("test") == [TEST_TOOLS, BROWSER, OFFICE, PYTEST]


def test_the_test_tools_follow_a_change_of_the_libraries(commands: Commands, project: Path) -> None:
    commands.of("test")
    change(project / "requirements.txt")
    commands.of()
    assert commands.of("test") == [TEST_TOOLS, BROWSER, OFFICE, PYTEST]


@pytest.mark.parametrize("needed", [BROWSER, OFFICE])
def test_without_a_browser_or_an_office_pytest_does_not_start(
    commands: Commands, needed: str
) -> None:
    commands.failing[needed] = 4
    assert commands.module.main(["test"]) == 4
    assert commands.commands[-1] == needed


def test_failing_tests_fail_the_command(commands: Commands) -> None:
    commands.failing[PYTEST] = 1
    assert commands.module.main(["test"]) == 1


@pytest.mark.parametrize("step", [LIBRARIES, PROJECT])
def test_a_failed_pip_leaves_no_stamp_and_says_what_to_do(
    commands: Commands, capsys: pytest.CaptureFixture[str], step: str
) -> None:
    commands.failing[step] = 23
    assert commands.module.main([]) == 1
    sentence = the_sentence(capsys)
    assert "kode keluar 23" in sentence
    assert "periksa jaringan" in sentence
    assert commands.commands[-1] == step
    assert not commands.module.STAMPS["requirements.txt"].exists()


@pytest.mark.parametrize("step", ["-m venv .venv", LIBRARIES, PROJECT])
def test_an_interrupted_installation_is_made_anew(
    commands: Commands, capsys: pytest.CaptureFixture[str], step: str
) -> None:
    commands.failing[step] = KeyboardInterrupt()
    assert commands.module.main([]) == 130
    assert "Dihentikan" in the_sentence(capsys)
    commands.failing.clear()
    assert commands.of() == ["-m venv .venv", LIBRARIES, PROJECT, SERVE]
    assert "dibuat ulang" in capsys.readouterr().out


def test_an_interrupted_update_does_not_count_as_the_old_state(
    commands: Commands, project: Path
) -> None:
    old = (project / "requirements.txt").read_bytes()
    commands.of()
    change(project / "requirements.txt")
    commands.failing[LIBRARIES] = KeyboardInterrupt()
    commands.module.main([])
    (project / "requirements.txt").write_bytes(old)
    commands.failing.clear()
    assert commands.of() == ["-m venv .venv", LIBRARIES, PROJECT, SERVE]


def break_python(folder: Path) -> None:
    shutil.rmtree(load(folder).PYTHON.parent)


def make_older(folder: Path) -> None:
    config = folder / ".venv/pyvenv.cfg"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("version = 3.", "version = 2."), encoding="utf-8")


def lose_config(folder: Path) -> None:
    (folder / ".venv/pyvenv.cfg").unlink()


@pytest.mark.parametrize("damage", [break_python, make_older, lose_config])
def test_a_broken_or_foreign_venv_is_made_anew_and_the_person_told(
    commands: Commands, project: Path, capsys: pytest.CaptureFixture[str], damage: Damage
) -> None:
    commands.of()
    stray = project / ".venv/stray"
    stray.touch()
    damage(project)
    assert commands.of() == ["-m venv .venv", LIBRARIES, PROJECT, SERVE]
    assert "dibuat ulang" in capsys.readouterr().out
    assert not stray.exists()


def test_a_moved_folder_gets_a_new_venv(
    commands: Commands, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands.of()
    moved = project.rename(project.parent / "Pindah")
    there = record(load(moved), monkeypatch)
    assert there.of() == ["-m venv .venv", LIBRARIES, PROJECT, SERVE]


def test_in_an_activated_venv_the_python_below_it_makes_the_new_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_base_executable", "below")
    used: list[str] = []

    def fail(command: list[str]) -> int:
        used.append(command[0])
        return 1

    module = load(project)
    monkeypatch.setattr(module, "run", fail)
    assert module.main([]) == 1
    assert used == ["below"]


def test_a_real_venv_of_this_python_is_usable_as_it_is(project: Path) -> None:
    module = load(project)
    venv.create(module.VENV, with_pip=False, symlinks=os.name != "nt")
    assert module.usable()
    assert module.run([str(module.PYTHON), "-c", "pass"]) == 0


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 99)])
def test_an_old_python_gets_one_sentence(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    version: tuple[int, int, int],
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    module = load(project)
    code = module.main([])
    monkeypatch.undo()
    assert code == 1
    sentence = the_sentence(capsys)
    assert "3.11" in sentence
    assert f"{version[0]}.{version[1]}" in sentence
    assert not module.VENV.exists()


def test_an_old_python_can_read_the_file() -> None:
    tree = ast.parse(RUN_PY.read_text(encoding="utf-8"), feature_version=(3, 6))
    assert not any(isinstance(node, ast.Match) for node in ast.walk(tree))
    assert not list(evaluated_brackets(tree))


def evaluated_brackets(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the annotations of functions that an old Python would evaluate and not know."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    annotations = [function.returns for function in functions]
    annotations += [argument.annotation for f in functions for argument in f.args.args]
    yield from (node for node in annotations if isinstance(node, ast.Subscript | ast.BinOp))


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_names_the_debian_package(
    commands: Commands,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    missing: str,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name != missing or None)
    code = commands.module.main([])
    monkeypatch.undo()
    assert code == 1
    assert "apt install python3-venv" in the_sentence(capsys)
    assert not commands.module.VENV.exists()


def test_a_failed_venv_is_told_from_a_failed_pip(
    commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.failing["-m venv .venv"] = 5
    assert commands.module.main([]) == 1
    assert "Folder .venv gagal dibuat (kode keluar 5)" in the_sentence(capsys)
    assert commands.commands == ["-m venv .venv"]


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ([], "requirements.txt"),
        ([], "pyproject.toml"),
        (["test"], "tests/requirements.txt"),
    ],
)
def test_a_missing_file_is_named(
    commands: Commands,
    project: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    name: str,
) -> None:
    (project / name).unlink()
    assert commands.module.main(arguments) == 1
    assert f"Berkas {name} tidak ditemukan" in the_sentence(capsys)
    assert commands.commands == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "Tidak ada izin menulis"),
        (errno.EROFS, "Tidak ada izin menulis"),
        (errno.EDQUOT, "Ruang penyimpanan habis"),
        (errno.ENOSPC, "Ruang penyimpanan habis"),
        (errno.ELOOP, "Sistem menolak"),
    ],
)
def test_a_folder_that_cannot_be_written_is_explained(
    commands: Commands,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
    words: str,
) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    code = commands.module.main([])
    monkeypatch.undo()
    assert code == 1
    assert words in the_sentence(capsys)
    assert commands.commands == []


def test_a_read_only_venv_that_is_up_to_date_still_starts(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "read-only", str(path))

    commands.of()
    for write in ("mkdir", "touch", "unlink", "write_bytes"):
        monkeypatch.setattr(Path, write, refuse)
    started = commands.of()
    monkeypatch.undo()
    assert started == [SERVE]


def test_a_step_that_fails_on_a_full_disk_says_so(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands.module, "LOW_DISK", sys.maxsize)
    commands.failing[LIBRARIES] = 1
    assert commands.module.main([]) == 1
    assert "Ruang penyimpanan habis" in the_sentence(capsys)


def test_a_command_runs_in_the_project_with_utf8_and_its_exit_code_is_returned(
    project: Path,
) -> None:
    script = "import os, sys; open('here', 'w').close(); sys.exit(20 + sys.flags.utf8_mode)"
    assert load(project).run([sys.executable, "-c", script]) == 21
    assert (project / "here").exists()


@posix
def test_a_command_that_was_killed_has_the_exit_code_of_a_shell(project: Path) -> None:
    script = "import os; os.kill(os.getpid(), 9)"
    assert load(project).run([sys.executable, "-c", script]) == 128 + signal.SIGKILL


@pytest.fixture
def started(commands: Commands, project: Path) -> Iterator[subprocess.Popen[str]]:
    """Start run.py for real, as a shell does, with a server that takes its time to stop."""
    commands.of()
    commands.module.PYTHON.unlink()
    commands.module.PYTHON.symlink_to(sys.executable)
    (project / "assessment.py").write_text(SLOW_TO_STOP, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, project / "run.py"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            wait_for(project / "ready")
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} did not appear"
        time.sleep(0.01)


def said_by(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.read()


@posix
def test_ctrl_c_waits_until_the_server_has_stopped(
    started: subprocess.Popen[str], project: Path
) -> None:
    os.killpg(started.pid, signal.SIGINT)
    time.sleep(0.1)
    os.killpg(started.pid, signal.SIGINT)
    assert started.wait(timeout=20) == 0
    assert (project / "stopped").read_text() == str(int(signal.SIGINT))
    assert said_by(started) == ""


@posix
def test_sigterm_stops_the_server_and_waits_for_it(
    started: subprocess.Popen[str], project: Path
) -> None:
    started.terminate()
    assert started.wait(timeout=20) == 3
    assert (project / "stopped").read_text() == str(int(signal.SIGTERM))
    assert said_by(started) == ""
