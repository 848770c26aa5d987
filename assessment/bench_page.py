"""What a reader of the published book waits for, measured in a headless browser."""

import shutil
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assessment.bench import Row
from assessment.building import HTML
from assessment.i18n import _
from assessment.project import find_root
from assessment.serving import open_server
from assessment.terminal import complain

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PAGE, SECOND = "book/prinsip/p1.html", "book/praktik/b1.html"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 93_750,
}
TICK = "document.querySelector('bermakna-checklist.bm-alive [data-choice] input')"
CLICK = """() => new Promise((done) => {
    const start = performance.now();
    document.querySelectorAll('[data-choice="2"] input')[0].click();
    const text = performance.now() - start;
    requestAnimationFrame(() => done([text, performance.now() - start]));
})"""


def page_rows() -> Iterator[Row]:
    """Measure a page; where a browser or Playwright is missing, say so and measure nothing."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        complain(_("no browser here: the page was not measured"))
        return
    root = find_root() / HTML
    with sync_playwright() as playwright, _served() as url:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield from _weights(browser, url)
        yield from _clicks(browser, url)
        for name, start, slow, limit in (
            (_("first tick, http"), url, False, 1_500.0),
            (_("first tick, slow 4G"), url, True, 1_500.0),
            (_("first tick, from a folder"), f"{root.as_uri()}/", False, 1_500.0),
        ):
            times = [_first_tick(browser, start + PAGE, slow=slow) for _run in range(3)]
            yield Row(name, statistics.median(times), "ms", _("limit"), limit)
        browser.close()


@contextmanager
def _served() -> Iterator[str]:
    """Serve the built book on a free port while the block runs."""
    with open_server(find_root() / HTML, 8_700) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.url
        server.shutdown()
        thread.join()


def _weights(browser: "Browser", url: str) -> Iterator[Row]:
    """Count the bytes over the wire of a first visit and of the next page."""
    page = browser.new_page()
    device = page.context.new_cdp_session(page)
    device.send("Network.enable")
    sizes: list[float] = []
    device.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(url + PAGE, wait_until="networkidle")
    yield Row(_("first visit"), sum(sizes) / 1_000, "KB", _("limit"), 320.0)
    yield Row(_("requests of a first visit"), len(sizes), "", _("limit"), 27)
    first = sum(sizes)
    sizes.clear()
    page.goto(url + SECOND, wait_until="networkidle")
    yield Row(_("second page"), sum(sizes) / 1_000, "KB", _("first visit"), first / 1_000)
    page.close()


def _clicks(browser: "Browser", url: str) -> Iterator[Row]:
    """Time the way from a click to the text, and to the next frame."""
    runs = []
    for _run in range(5):
        page = browser.new_page()
        page.goto(url + PAGE, wait_until="networkidle")
        runs.append(page.evaluate(CLICK))
        page.close()
    text, frame = (statistics.median(times) for times in zip(*runs, strict=True))
    yield Row(_("click to score"), text, "ms", _("one frame"), 1_000 / 60)
    yield Row(_("click to next frame"), frame, "ms", _("two frames"), 2_000 / 60)


def _first_tick(browser: "Browser", address: str, *, slow: bool) -> float:
    """Return the milliseconds from asking for the page to a tick that has changed the score."""
    context = browser.new_context()
    page: Page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("Network.enable")
    if slow:
        device.send("Network.emulateNetworkConditions", SLOW_4G)
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(f"() => {TICK} && ({TICK}.click(), true)", polling=10)
    waited = 1_000 * (time.perf_counter() - start)
    context.close()
    return waited
