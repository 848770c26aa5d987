"""Find a Chromium for the browser tests, or install one; ``python -m tests.browser`` does it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from assessment.bench_page import BROWSERS

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
ADVICE = (
    "Peramban untuk pengujian tidak ada dan tidak dapat dipasang: pasang Chromium atau Google "
    "Chrome, lalu jalankan lagi; lokasi lain dapat disebut dalam BERMAKNA_CHROMIUM."
)


def find_browser() -> str | None:
    """Return the path of a Chromium or Chrome on this machine, or ``None``."""
    named = os.environ.get("BERMAKNA_CHROMIUM")
    if named:
        return named
    on_path = (shutil.which(command) for command in BROWSERS)
    return next(filter(None, on_path), None) or _at_known_place() or _playwright_own()


def _at_known_place() -> str | None:
    return next((place for place in PLACES if Path(place).exists()), None)


def _playwright_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_browser() -> None:
    """Install a browser: Debian's own as root where there is apt, else Playwright's."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        if subprocess.run(install, check=False).returncode == 0 and find_browser():
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Make sure that there is a browser; print what to do, and fail, when there is none."""
    if find_browser() is None:
        print("Memasang Chromium untuk pengujian …", flush=True)
        install_browser()
    found = find_browser()
    print(
        f"Peramban pengujian: {found}" if found else ADVICE,
        file=sys.stdout if found else sys.stderr,
    )
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
