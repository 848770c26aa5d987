"""What a reader of the published book waits for, measured in a headless browser."""

import json
import os
import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assessment.bench import Row
from assessment.bench_app import app_rows
from assessment.building import HTML, is_stale
from assessment.checklist.assets import widget_module
from assessment.collect.server import open_server
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.plan import compile_plan
from assessment.project import find_root
from assessment.terminal import complain

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PAGE, SECOND = "book/prinsip/p1.html", "book/praktik/b1.html"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 93_750,
}
# Runs in the page itself, so that no message between browser and Python is counted: the moment
# the form is alive it chooses a level, and notes when the printed score has changed.
FIRST_TICK = """new MutationObserver((_changes, watch) => {
    const form = document.querySelector("bermakna-checklist.bm-alive");
    if (!form) return;
    watch.disconnect();
    const printed = form.querySelector(".bm-text");
    const before = printed.textContent;
    form.querySelector("[data-choice] input").click();
    if (printed.textContent !== before) window.firstTick = performance.now();
}).observe(document, { attributeFilter: ["class"], subtree: true });"""
CLICK = """() => new Promise((done) => {
    const start = performance.now();
    document.querySelectorAll('[data-choice="2"] input')[0].click();
    const text = performance.now() - start;
    requestAnimationFrame(() => done([text, performance.now() - start]));
})"""
SCORE = """([plan, choices, runs]) => {
    const work = () => scorePlan(plan, choices);
    for (let run = 0; run < runs; run++) work();
    const start = performance.now();
    for (let run = 0; run < runs; run++) work();
    return (performance.now() - start) / runs;
}"""


def page_rows() -> Iterator[Row]:
    """Measure a page and the browser's evaluator; what is missing for it is said."""
    path = _chromium()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        complain(_("pages are not measured: Playwright is missing, one of the test tools"))
        return
    if path is None:
        complain(_("pages are not measured: no Chromium found; BERMAKNA_CHROMIUM may name one"))
        return
    if is_stale(find_root()):
        complain(_("pages are not measured: run bermakna build first"))
        return
    with sync_playwright() as playwright, _served() as url:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield _one_sheet(browser)
        yield from _weights(browser, url)
        yield from _clicks(browser, url)
        yield from _first_ticks(browser, url)
        yield from app_rows(browser)
        browser.close()


def _chromium() -> str | None:
    named = os.environ.get("BERMAKNA_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def _served() -> Iterator[str]:
    """Serve the built book on a free port while the block runs."""
    with open_server(find_root() / HTML, 8_700) as server:
        yield server.url


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


def _first_ticks(browser: "Browser", url: str) -> Iterator[Row]:
    folder = f"{(find_root() / HTML).as_uri()}/"
    for name, start, slow in (
        (_("first tick, http"), url, False),
        (_("first tick, slow 4G"), url, True),
        (_("first tick, from a folder"), folder, False),
    ):
        times = [_first_tick(browser, start + PAGE, slow=slow) for _run in range(3)]
        yield Row(name, statistics.median(times), "ms", _("limit"), 1_500.0)


def _first_tick(browser: "Browser", address: str, *, slow: bool) -> float:
    """Return the milliseconds from asking for the page to a tick that has changed the score."""
    context = browser.new_context()
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("Network.enable")
    if slow:
        device.send("Network.emulateNetworkConditions", SLOW_4G)
    page.add_init_script(FIRST_TICK)
    page.goto(address, wait_until="commit")
    waited: float = page.wait_for_function("window.firstTick").json_value()
    context.close()
    return waited


def _one_sheet(browser: "Browser") -> Row:
    """Time the evaluator on one whole sheet, as a page has it after each tick."""
    plan = compile_plan(load_standard("unit"))
    choices = {item.id: 2 for item in plan.items}
    page = browser.new_page()
    script = f"{widget_module()}\nwindow.scorePlan = scorePlan;"
    page.add_script_tag(content=script, type="module")
    page.wait_for_function("Boolean(window.scorePlan)")
    whole = json.loads(json.dumps(plan.to_dict()))
    value: float = page.evaluate(SCORE, [whole, choices, 200])
    page.close()
    return Row(_("one sheet scored in the browser"), value, "ms", _("limit"), 1.0)
