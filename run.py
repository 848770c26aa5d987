"""Set Bermakna up beside this file and start it: needs Python and nothing else.

An old Python must be able to read all of this to say that it is too old. So there is no syntax
newer than 3.6 here, and annotations with brackets stand in quotes.
"""

import argparse
import errno
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
import typing
from pathlib import Path

AGAIN = "lalu jalankan lagi perintah yang sama."
MESSAGES = {
    "help": """\
Pemakaian:
  python3 run.py [--port N] [--no-browser] [--no-lab]   siapkan dan jalankan Bermakna
  python3 run.py test [argumen pytest ...]              siapkan dan jalankan pengujian

  --port N      pakai porta N
  --no-browser  jangan buka peramban
  --no-lab      jangan jalankan JupyterLab

Contoh (di Windows tulis py sebagai ganti python3):
  python3 run.py
  python3 run.py --port 9000 --no-browser
  python3 run.py test -x tests/test_run.py
""",
    "venv": "Menyiapkan lingkungan Python (.venv) …",
    "libraries": "Memasang pustaka (pertama kali perlu beberapa menit) …",
    "project": "Memasang Bermakna …",
    "test_tools": "Memasang alat uji …",
    "done": "Selesai dalam {seconds} detik.",
    "made_anew": "Folder .venv tidak utuh, berpindah tempat, atau milik Python lain; dibuat ulang.",
    "too_old": "Bermakna memerlukan Python 3.11 atau lebih baru, sedangkan ini Python {found}.",
    "arguments": "Argumen tidak dikenal atau tidak lengkap; lihat python3 run.py --help.",
    "no_venv": "Modul venv atau ensurepip tidak ada; di Debian dan Ubuntu jalankan "
    "sudo apt install python3-venv, " + AGAIN,
    "no_file": "Berkas {name} tidak ditemukan; unduh Bermakna secara lengkap, " + AGAIN,
    "no_permission": "Tidak ada izin menulis pada {path}; tutup program yang memakainya atau "
    "pindahkan Bermakna ke folder milik Anda, " + AGAIN,
    "disk_full": "Ruang penyimpanan habis atau hampir habis; kosongkan sebagian, " + AGAIN,
    "venv_failed": "Folder .venv gagal dibuat (kode keluar {code}); baca pesan di atas, " + AGAIN,
    "pip_failed": "Pemasangan oleh pip gagal (kode keluar {code}); periksa jaringan, " + AGAIN,
    "system": "Sistem menolak ({reason}); hapus folder .venv, " + AGAIN,
    "stopped": "Dihentikan atas permintaan; untuk melanjutkan, jalankan lagi perintah yang sama.",
}

MINIMUM = (3, 11)
VERSION = "{}.{}".format(*sys.version_info)
LOW_DISK = 300 * 1024**2
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# Not sys.executable: in an activated .venv that is the Python which may have to be removed.
BASE_PYTHON = getattr(sys, "_base_executable", None) or sys.executable
# Lies in .venv while pip works. Where it was left behind, packages may be there by half, which
# pip would take for installed.
UNFINISHED = VENV / "bermakna-unfinished"
LOCK, TEST_LOCK = "requirements.txt", "tests/requirements.txt"
STAMPS = {LOCK: VENV / "bermakna-stamp", TEST_LOCK: VENV / "bermakna-test-stamp"}
# What pip installs when a lock has changed: the name of the message, and pip's arguments.
INSTALLS = {
    LOCK: [
        ("libraries", ["-r", LOCK]),
        ("project", ["--no-deps", "--no-build-isolation", "--editable", "."]),
    ],
    TEST_LOCK: [("test_tools", ["-r", TEST_LOCK])],
}
PIP = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]


class SetupError(Exception):
    """Something that the person can mend, in one sentence."""


class Arguments(argparse.ArgumentParser):
    """A parser that complains in Indonesian."""

    def error(self, message: str) -> "typing.NoReturn":
        """Say where the help is, in place of argparse's English ``message``."""
        raise SetupError(MESSAGES["arguments"]) from ValueError(message)


def main(arguments: "list[str]") -> int:
    """Run the command line and return the exit code; a failure is one sentence on stderr."""
    code = 1
    try:
        return start(arguments)
    except SetupError as error:
        sentence = str(error)
    except OSError as error:
        sentence = explain(error)
    except KeyboardInterrupt:
        code, sentence = 130, MESSAGES["stopped"]
    print(sentence, file=sys.stderr)
    return code


def start(arguments: "list[str]") -> int:
    """Choose between the tests, the help and Bermakna itself."""
    if sys.version_info < MINIMUM:
        raise SetupError(MESSAGES["too_old"].format(found=VERSION))
    if arguments[:1] == ["test"]:
        return test(arguments[1:])
    parser = Arguments(add_help=False, allow_abbrev=False)
    parser.add_argument("--port", type=int)
    for flag in ("--no-browser", "--no-lab", "--help"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args(arguments)
    if options.help:
        print(MESSAGES["help"], end="")
        return 0
    return serve(options)


def serve(options: argparse.Namespace) -> int:
    """Set up and serve Bermakna until the person stops it, which is no failure."""
    set_up([LOCK])
    lab = [] if options.no_lab else ["--lab"]
    port = [] if options.port is None else ["--port", str(options.port)]
    browser = ["--no-browser"] if options.no_browser else []
    try:
        return run([str(PYTHON), "-m", "assessment", "serve", *lab, *port, *browser])
    except KeyboardInterrupt:
        return 0


def test(arguments: "list[str]") -> int:
    """Set up with the test tools, make sure of a browser and of LibreOffice, and run pytest."""
    set_up([LOCK, TEST_LOCK])
    for tool in ("tests.browser", "tests.office"):
        missing = run([str(PYTHON), "-m", tool])
        if missing:
            return missing
    return run([str(PYTHON), "-m", "pytest", *arguments])


def set_up(locks: "list[str]") -> None:
    """Install the locks whose stamp is missing or old; stamp them when all has succeeded."""
    wanted = {lock: digest(lock) for lock in locks}
    whole = usable()
    due = [lock for lock in locks if not (whole and is_stamped(lock, wanted[lock]))]
    if not due:
        return
    steps = [(name, PIP + rest) for lock in due for name, rest in INSTALLS[lock]]
    if not whole:
        make_room()
        steps.insert(0, ("venv", [BASE_PYTHON, "-m", "venv", str(VENV)]))
    UNFINISHED.touch()  # Shows now, not after minutes, whether the folder can be written.
    carry_out(steps)
    for lock in due:
        STAMPS[lock].write_bytes(wanted[lock])
    UNFINISHED.unlink()


def digest(lock: str) -> bytes:
    """Return the SHA-256 over all that decides what a lock installs."""
    total = hashlib.sha256(VERSION.encode())
    for name in ("pyproject.toml", LOCK, lock):
        if not (ROOT / name).is_file():
            raise SetupError(MESSAGES["no_file"].format(name=name))
        total.update(hashlib.sha256((ROOT / name).read_bytes()).digest())
    return total.hexdigest().encode()


def is_stamped(lock: str, wanted: bytes) -> bool:
    """Tell whether the lock was installed from the files as they are now."""
    return STAMPS[lock].is_file() and STAMPS[lock].read_bytes() == wanted


def usable() -> bool:
    """Tell whether ``.venv`` is whole, of this Python, and where it was made.

    Its programs hold their own path: in a folder that was moved they no longer start.
    """
    config = VENV / "pyvenv.cfg"
    if UNFINISHED.exists() or not PYTHON.exists() or not config.is_file():
        return False
    text = config.read_text(encoding="utf-8", errors="replace").casefold()
    return f"version = {VERSION}." in text and str(VENV).casefold() in text


def make_room() -> None:
    """Leave an empty ``.venv``, where there was none or one of no use."""
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        raise SetupError(MESSAGES["no_venv"])
    if VENV.exists():
        print(MESSAGES["made_anew"], flush=True)
        shutil.rmtree(VENV)
    VENV.mkdir()


def carry_out(steps: "list[tuple[str, list[str]]]") -> None:
    """Run the steps one after the other, showing each and its time; stop at a failure."""
    for number, (name, command) in enumerate(steps, 1):
        counter = f"[{number}/{len(steps)}]"
        print(counter, MESSAGES[name], flush=True)
        began = time.monotonic()
        code = run(command)
        if code:
            raise SetupError(reason(name).format(code=code))
        seconds = f"{time.monotonic() - began:.1f}".replace(".", ",")
        print(counter, MESSAGES["done"].format(seconds=seconds), flush=True)


def reason(step: str) -> str:
    """Say why a step failed; a full disk can be seen here, all else only in its output."""
    if shutil.disk_usage(ROOT).free < LOW_DISK:
        return MESSAGES["disk_full"]
    return MESSAGES["venv_failed" if step == "venv" else "pip_failed"]


def explain(error: OSError) -> str:
    """Put an error of the operating system into words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return MESSAGES["disk_full"]
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return MESSAGES["no_permission"].format(path=error.filename or ROOT)
    return MESSAGES["system"].format(reason=error.strerror or error)


def run(command: "list[str]") -> int:
    """Run a command in the project's folder, wait for its end and return its exit code.

    Ctrl+C goes from the terminal to the command as well: it tidies up in its own time, and only
    then is the interruption raised here. SIGTERM comes to this process alone: it is handed on.
    """
    interrupts: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))
    try:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"})
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        code = process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if interrupts:
        raise KeyboardInterrupt
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
