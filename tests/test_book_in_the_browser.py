"""The built book as readers open it: over http and from a folder, and from no other host."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, Route, expect

from assessment.collect.server import BookServer
from assessment.loading import load_standard
from assessment.standard import Section
from tests.conftest import ROOT, served

SECTIONS = [part for name in ("unit", "praktik") for part in load_standard(name).sections]
each_section = pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)


def pages_of_toc() -> list[str]:
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [chapter["file"] for part in toc["parts"] for chapter in part["chapters"]]
    return [toc["root"], *chapters]


each_page = pytest.mark.parametrize("name", [*pages_of_toc(), "search"])


class Reader:
    """Someone with the book at ``start`` and no other host; what goes wrong is listed."""

    def __init__(self, context: BrowserContext, start: str) -> None:
        self.start = start
        self.strangers: list[str] = []
        self.failures: list[str] = []
        context.route(lambda url: not url.startswith(start), self._refuse)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))
        self.page.on("response", self._note)

    def open(self, name: str, query: str = "") -> Page:
        self.page.goto(f"{self.start}{name}.html{query}")
        return self.page

    def _refuse(self, route: Route, request: Request) -> None:
        self.strangers.append(request.url)
        route.abort()

    def _note(self, response: Response) -> None:
        if response.status >= 400:
            self.failures.append(f"{response.status} {response.url}")


@pytest.fixture(scope="module")
def server(book: Path) -> Iterator[BookServer]:
    with served(book) as opened:
        yield opened


@pytest.fixture
def online(browser: Browser, server: BookServer) -> Iterator[Reader]:
    """A reader of the served book; asking another host, or any error, fails the test."""
    yield from read(browser.new_context(), server.url)


@pytest.fixture
def offline(browser: Browser, book: Path) -> Iterator[Reader]:
    """A reader of the folder without a network."""
    yield from read(browser.new_context(offline=True), f"{book.as_uri()}/")


def read(context: BrowserContext, start: str) -> Iterator[Reader]:
    reader = Reader(context, start)
    yield reader
    context.close()
    assert (reader.strangers, reader.failures) == ([], [])


@pytest.fixture
def reader(request: pytest.FixtureRequest) -> Reader:
    opened: Reader = request.getfixturevalue(request.param)
    return opened


def tick(page: Page, section: Section) -> None:
    """Choose the lowest level of the first item: no score is its own, so the text changes."""
    page.locator(f'[data-item="{section.items[0].id}"] [data-choice] input').first.check()


@pytest.mark.parametrize("reader", ["online", "offline"], indirect=True)
@each_section
def test_a_first_tick_changes_the_score(reader: Reader, section: Section) -> None:
    page = reader.open(section.page)
    expect(page.locator("bermakna-checklist.bm-alive")).to_have_count(1)
    printed = page.locator("bermakna-checklist .bm-text")
    before = printed.inner_text()
    tick(page, section)
    assert printed.inner_text() != before


@pytest.mark.parametrize("reader", ["online", "offline"], indirect=True)
@each_section
def test_a_tick_is_kept_when_the_page_is_loaded_again(reader: Reader, section: Section) -> None:
    page = reader.open(section.page)
    printed = page.locator("bermakna-checklist .bm-text")
    tick(page, section)
    after = printed.inner_text()
    page.reload()
    expect(printed).to_have_text(after)


NOTEBOOKS = [name for name in pages_of_toc() if name.startswith("notebooks/")]
AXE = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", ["book/prinsip/p2", "book/praktik/b5", *NOTEBOOKS])
def test_a_page_with_a_checklist_bars_nobody(
    online: Reader, name: str, colours: str, width: int
) -> None:
    online.page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    online.page.set_viewport_size({"width": width, "height": 800})
    page = online.open(name)
    expect(page.locator("html")).to_have_attribute("data-theme", colours)
    show_everything(page)
    assert barriers(page) == []


# Every page once in each theme, the narrow one and the wide one.
@pytest.mark.parametrize(("colours", "width"), [("light", 360), ("dark", 1280)])
@each_page
def test_no_page_bars_anybody(online: Reader, name: str, colours: str, width: int) -> None:
    online.page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    online.page.set_viewport_size({"width": width, "height": 800})
    page = online.open(name)
    expect(page.locator("html")).to_have_attribute("data-theme", colours)
    assert barriers(page) == []


def barriers(page: Page) -> list[tuple[str, object]]:
    """Return what axe finds on a page, and where."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [(one["id"], node["target"]) for one in found for node in one["nodes"]]


def show_everything(page: Page) -> None:
    """Bring up what only some answers show: a hint, a claim, a refusal, all that unfolds."""
    page.locator('[data-choice="1"] input').first.check()
    page.locator('[data-choice="not_applicable"] input').first.check()
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")


@each_page
def test_headings_lead_down_step_by_step(offline: Reader, name: str) -> None:
    levels = offline.open(name).evaluate(
        """[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
            .filter((heading) => heading.checkVisibility())
            .map((heading) => Number(heading.tagName[1]))"""
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    steps = [below - above for above, below in pairwise(levels)]
    assert max(steps, default=0) <= 1


# CSS width and scale: a narrow phone, and windows of 640 and 1280 pixels zoomed to 200 %.
SIZES = [(320, 1), (320, 2), (640, 2)]


@each_page
def test_no_page_scrolls_sideways_on_a_phone_or_zoomed(offline: Reader, name: str) -> None:
    page = offline.open(name)
    device = page.context.new_cdp_session(page)
    for width, scale in SIZES:
        metrics = {"width": width, "height": 800, "deviceScaleFactor": scale, "mobile": False}
        device.send("Emulation.setDeviceMetricsOverride", metrics)
        assert page.evaluate("[innerWidth, devicePixelRatio]") == [width, scale]
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def word_of_the_checklist(section: Section) -> str:
    """Return a word that the page has from the texts of its items alone."""
    evidence = " ".join(str(example) for item in section.items for example in item.evidence)
    page = (ROOT / f"{section.page}.md").read_text(encoding="utf-8") + evidence
    words = re.findall(r"[a-z]{7,}", " ".join(str(item.text) for item in section.items))
    return next(word for word in words if word not in page.lower())


@pytest.mark.parametrize("section", [SECTIONS[1], SECTIONS[-1]], ids=lambda section: section.id)
def test_search_finds_a_page_by_a_word_of_its_checklist(online: Reader, section: Section) -> None:
    page = online.open("search", f"?q={word_of_the_checklist(section)}")
    results = page.locator("#search-results .search a")
    title = re.compile(re.escape(f"{section.id} {section.title}"))
    expect(results.filter(has_text=title).first).to_be_visible()


def test_paper_holds_the_whole_checklist_and_no_button(offline: Reader) -> None:
    section = SECTIONS[1]
    page = offline.open(section.page)
    tick(page, section)
    page.emulate_media(media="print")
    page.evaluate(
        """addEventListener("beforeprint", () => {
            window.printed = document.querySelector("main").innerText;
        })"""
    )
    assert page.pdf().startswith(b"%PDF")
    printed = " ".join(page.evaluate("window.printed").split())
    for item in section.items:
        texts = [item.text, *(item.levels or {}).values(), *item.criteria, *item.evidence]
        assert [text for text in map(str, texts) if " ".join(text.split()) not in printed] == []
    expect(page.locator(".bm-tools, .bm-clear").filter(visible=True)).to_have_count(0)
