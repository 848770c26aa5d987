"""What all tests share: Hypothesis profiles, a browser, the built book, a store to fill."""

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, sync_playwright

from assessment.building import build
from assessment.checklist.assets import widget_module
from assessment.collect.server import BookServer, open_server
from assessment.store import Store, open_store
from tests.browser import ADVICE, find_browser
from tests.databases import Databases, postgres_server
from tests.projects import free_port

ROOT = Path(__file__).parent.parent

# A busy machine must not fail a property: examples have no deadline, and are derandomised in CI
# so that a red run can be repeated.
settings.register_profile(
    "bermakna",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("bermakna")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the session."""
    path = find_browser()
    assert path, ADVICE
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=quiet)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page with its own storage; an error of a script on it fails the test."""
    context = browser.new_context()
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def evaluator(page: Page) -> Page:
    """A page on which ``window.scorePlan`` and ``window.parseSheet`` are the widget's own."""
    return with_exports(page, widget_module())


def with_exports(page: Page, module: str) -> Page:
    """Make what an ES module exports global on a page."""
    source = base64.b64encode(module.encode()).decode()
    page.evaluate(
        """async (source) => {
            const module = await import(`data:text/javascript;base64,${source}`);
            Object.assign(window, module);
        }""",
        source,
    )
    return page


@contextmanager
def served(folder: Path) -> Iterator[BookServer]:
    """Serve a folder on a free port while the block runs."""
    with open_server(folder, free_port()) as server:
        yield server


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built book; several workers build it once."""
    with FileLock(str(tmp_path_factory.getbasetemp().parent / "book.lock")):
        build(ROOT)
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """A real PostgreSQL server, started when the first test asks for it."""
    with postgres_server(tmp_path_factory) as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path, databases: Databases) -> str:
    """The address of a new, empty database of each kind."""
    return databases.new() if request.param == "postgresql" else str(tmp_path / "unit.sqlite")


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An open, empty store on each kind of database."""
    opened = open_store(address, who="Penguji")
    yield opened
    opened.close()
