"""The pictures of the unit's guide, taken from the real app: ``python -m tests.screenshots``."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from assessment.answers import Answer, AnswerSheet
from assessment.cycle import Action, Period, Unit
from assessment.lab import running_app
from assessment.store import Store, open_store
from tests.browser import ADVICE, find_browser

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "book" / "gambar"
MADE_UP = ROOT / "book" / "unit" / "data"
UNIT = "Kantor Pelayanan Contoh (data rekaan)"
EARLIER, LATER = "2026-1", "2026-2"
ROOM = {"width": 1000, "height": 900}
SECONDS = 40_000


def main() -> int:
    """Fill a store with the made-up unit, walk through the steps and take a picture of each."""
    browser = find_browser()
    if browser is None:
        print(ADVICE, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder) / "contoh.sqlite")
        os.environ["BERMAKNA_DATABASE_URL"] = f"sqlite:///{address}"
        store = open_store(address, who="Contoh")
        period = fill_store(store)
        shutil.copytree(ROOT / "notebooks", Path(folder) / "notebooks")
        with running_app(Path(folder), 18_899) as app, opened(browser, app.url) as page:
            take_pictures(page, store, period)
        store.close()
    return 0


@contextmanager
def opened(browser: str, url: str) -> Iterator[Page]:
    """Open the app in a browser of its own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = started.new_page(viewport=ROOM)
        page.set_default_timeout(SECONDS)
        page.goto(url)
        yield page
        started.close()


def take_pictures(page: Page, store: Store, period: Period) -> None:
    """Take the picture of each step, moving the period on in between."""
    show(page, 1)
    picture(page, "aplikasi-siapkan")
    show(page, 2)
    page.get_by_label("Nama samaran Anda").filter(visible=True).select_option("Penilai A")
    page.locator("[data-item]").first.wait_for()
    picture(page, "aplikasi-isi", "bermakna-checklist")
    period = store.periods.close(period)
    page.reload()
    show(page, 3)
    picture(page, "aplikasi-bandingkan")
    show(page, 4)
    picture(page, "aplikasi-sepakati")
    agree(store, period)
    page.reload()
    show(page, 5)
    picture(page, "aplikasi-rencanakan")
    show(page, 6)
    picture(page, "aplikasi-tinjau")


def show(page: Page, step: int) -> None:
    """Go to a step and wait until it is there."""
    page.get_by_role("tab", name=re.compile(rf"^{step}\.")).click()
    page.locator("h2").filter(visible=True).first.wait_for()
    page.wait_for_load_state("networkidle")


def picture(page: Page, name: str, top: str = ".bm-app") -> None:
    """Save what the window shows from ``top`` down, without the place of this store."""
    page.evaluate(
        """([folder, top]) => {
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                texts.currentNode.data = texts.currentNode.data.replace(folder, "…");
            }
            document.querySelector(top).scrollIntoView();
        }""",
        [str(Path(os.environ["BERMAKNA_DATABASE_URL"].removeprefix("sqlite:///")).parent), top],
    )
    page.screenshot(path=PICTURES / f"{name}.png")
    print(name, flush=True)


def fill_store(store: Store) -> Period:
    """Return the later period of the worked case, open; the earlier one is locked."""
    unit = store.units.add(UNIT)
    earlier = store.periods.close(_open(store, unit, EARLIER))
    agree(store, earlier)
    action = Action(
        "P6-3",
        "Pasang papan jawaban pengaduan",
        "Petugas pengaduan",
        date(2026, 10, 30),
        "Setiap pengaduan ditanggapi dalam 3 hari",
    )
    store.actions.save(earlier, action)
    store.periods.lock(earlier)
    return _open(store, unit, LATER)


def agree(store: Store, period: Period) -> None:
    """Agree on what the worked case agreed on."""
    agreed = store.sheets.begin_agreeing(period)
    kept = AnswerSheet.read(MADE_UP / f"{period.name}-kesepakatan.json")
    for item, answer in kept.answers.items():
        store.sheets.save_answer(agreed.sheet, item, Answer(), answer)


def _open(store: Store, unit: Unit, name: str) -> Period:
    period = store.periods.open(unit, name, "unit")
    files = sorted(MADE_UP.glob(f"{name}-penilai-*.json"))
    store.sheets.take_over(period, [AnswerSheet.read(file) for file in files])
    return period


if __name__ == "__main__":
    sys.exit(main())
