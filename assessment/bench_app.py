"""How long a person waits for the unit's app: from the address to the first tick that is kept."""

import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.bench import Row
from assessment.i18n import _
from assessment.lab import running_app
from assessment.project import find_root
from assessment.store import open_store
from assessment.store.database import ADDRESS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PORT = 8_790
PATIENCE = 60_000

# Runs in the page itself: the moment the checklist is alive it chooses a level, and notes when the
# line below says that everything is saved.
FIRST_TICK = """(level) => new Promise((done) => {
    const start = performance.now();
    const form = document.querySelector(".bm-alive");
    const saved = form.querySelector(".bm-saved");
    const state = () => saved.textContent.split("·").pop();
    const before = state();
    let left = false;
    new MutationObserver(() => {
        left = left || state() !== before;
        if (left && state() === before) done(performance.now() - start);
    }).observe(saved, { childList: true, characterData: true, subtree: true });
    form.querySelector(`[data-choice="${level}"] input`).click();
})"""


def app_rows(browser: "Browser") -> Iterator[Row]:
    """Measure the app with an empty sheet in a store of its own."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _store(Path(folder)) as alias,
        running_app(find_root(), PORT) as app,
    ):
        # Another level each time: a level that is chosen already is no change.
        visits = [_visit(browser.new_page(), app.url, alias, level) for level in (1, 2, 3)]
    opened, saved = zip(*visits, strict=True)
    yield Row(_("the app in the browser"), statistics.median(opened), "ms", _("limit"), 5_000.0)
    yield Row(_("a tick in the app until saved"), statistics.median(saved), "ms", _("limit"), 100.0)


@contextmanager
def _store(folder: Path) -> Iterator[str]:
    """Let programs started in the block find a store with one assessor; yield the alias."""
    address = str(folder / "bench.sqlite")
    store = open_store(address)
    period = store.periods.open(store.units.add("Contoh"), "1", "unit")
    store.sheets.add(period, "A")
    store.close()
    earlier = os.environ.get(ADDRESS)
    os.environ[ADDRESS] = f"sqlite:///{address}"
    try:
        yield "A"
    finally:
        os.environ.pop(ADDRESS)
        if earlier is not None:
            os.environ[ADDRESS] = earlier


def _visit(page: "Page", url: str, alias: str, level: int) -> tuple[float, float]:
    """Return the times until the app stands there, and from a tick until it is saved."""
    page.set_default_timeout(PATIENCE)
    page.goto(url, wait_until="commit")
    page.locator(".bm-app [role=tab]").nth(1).wait_for()
    opened: float = page.evaluate("performance.now()")
    page.locator(".bm-app [role=tab]").nth(1).click()
    page.get_by_label(_("Your alias")).filter(visible=True).select_option(alias)
    page.locator(".bm-alive").wait_for()
    saved: float = page.evaluate(FIRST_TICK, level)
    page.close()
    return opened, saved
