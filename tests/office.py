"""Find LibreOffice for tests of workbooks and slides, or install it: ``python -m tests.office``."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
# Debian's packages of Calc and Impress, each by the file it brings.
PACKAGES = {
    "libsclo.so": "libreoffice-calc-nogui",
    "libsdlo.so": "libreoffice-impress-nogui",
}
ADVICE = (
    "LibreOffice untuk pengujian tidak ada dan tidak dapat dipasang: di Debian dan Ubuntu jalankan "
    f"sudo apt install {' '.join(PACKAGES.values())}, di sistem lain pasang LibreOffice, lalu "
    "jalankan lagi; lokasi lain dapat disebut dalam BERMAKNA_SOFFICE."
)
PATIENCE = 120


def find_office() -> str | None:
    """Return the path of LibreOffice's ``soffice`` on this machine, or ``None``."""
    found = os.environ.get("BERMAKNA_SOFFICE") or shutil.which("soffice")
    return found or next((place for place in PLACES if Path(place).exists()), None)


def missing_packages() -> list[str]:
    """Return the packages that Debian's own LibreOffice lacks; another one comes whole."""
    found = find_office()
    if found is None:
        return list(PACKAGES.values())
    folder = Path(found).resolve().parent
    if folder != Path("/usr/lib/libreoffice/program"):
        return []
    return [package for file, package in PACKAGES.items() if not (folder / file).exists()]


def install_office(packages: list[str]) -> None:
    """Install Debian's own as root where there is apt; elsewhere a person has to."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        subprocess.run([*install, *packages], check=False)


def convert(file: Path, kind: str, folder: Path) -> Path:
    """Let LibreOffice open a file, compute it and save it as ``kind`` into ``folder``.

    It works with a profile of its own, and nothing of it runs on afterwards.
    """
    office = find_office()
    assert office, ADVICE
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = [profile, "--headless", "--norestore", "--convert-to", kind]
    command = [office, *options, "--outdir", str(folder), str(file)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as running:
        try:
            said, _nothing = running.communicate(timeout=PATIENCE)
        finally:
            _end(running)
    made = folder / f"{file.stem}.{kind}"
    assert made.exists(), said.decode(errors="replace")
    return made


def _end(running: "subprocess.Popen[bytes]") -> None:
    """End LibreOffice with all that it has started, if it has not ended by itself."""
    if running.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()


def main() -> int:
    """Make sure that there is LibreOffice; print what to do, and fail, when there is none."""
    if missing := missing_packages():
        print("Memasang LibreOffice untuk pengujian …", flush=True)
        install_office(missing)
    found = None if missing_packages() else find_office()
    print(
        f"LibreOffice pengujian: {found}" if found else ADVICE,
        file=sys.stdout if found else sys.stderr,
    )
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
