"""Someone at an app in a browser: presses, fills in, and reads what the app says."""

import re
from contextlib import suppress
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLate

from assessment.i18n import _
from assessment.jupyter_server import JupyterServer
from tests.test_book_in_the_browser import barriers

SECONDS = 40_000


class Person:
    """Someone at an app that shows the button ``first`` when it is there."""

    def __init__(self, page: Page, server: JupyterServer, first: str) -> None:
        self.page = page
        self.strangers: list[str] = []
        own = (f"http://127.0.0.1:{server.port}/", "data:", "blob:")
        page.on("request", lambda asked: self._note(asked.url, own))
        page.set_default_timeout(SECONDS)
        self._open(server, first)

    def _open(self, server: JupyterServer, first: str) -> None:
        """Open the app until it shows something.

        Once in many runs on a busy machine Voilà showed nothing; a person would load it again.
        """
        for _attempt in range(3):
            self.page.goto(server.url)
            with suppress(TooLate):
                self.button(first).wait_for(timeout=SECONDS / 2)
                return
        shown = self.page.locator("body").inner_text()
        pytest.fail(f"no app appeared; the log is {server.log}, and the page shows:\n{shown}")

    def _note(self, url: str, own: tuple[str, ...]) -> None:
        if not url.startswith(own):
            self.strangers.append(url)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True).filter(visible=True)

    def field(self, label: str) -> Locator:
        fields = self.page.locator("input, select, textarea").filter(visible=True)
        return self.page.get_by_label(label, exact=True).and_(fields)

    def press(self, name: str, *, then: str) -> None:
        """Press a button and wait until the app says something."""
        self.button(name).click()
        self.hears(then)

    def agrees(self, question: str, *, then: str) -> None:
        """Press a button that asks, and say yes."""
        self.button(question).click()
        self.press(_("Yes"), then=then)

    def hears(self, text: str) -> None:
        line = self.page.locator(".bm-messages [role=status]")
        expect(line).to_contain_text(text, timeout=SECONDS)

    def step(self, number: int, sees: Locator) -> None:
        """Go to a step, wait for what it shows, and meet no barrier there, light or dark."""
        self.page.get_by_role("tab", name=re.compile(rf"^{number}\.")).click()
        expect(sees.first).to_be_visible(timeout=SECONDS)
        schemes: tuple[Literal["dark", "light"], ...] = ("dark", "light")
        for colours in schemes:
            self.in_colours(colours)
            assert barriers(self.page) == [], colours
            self.is_light_on_paper()

    def in_colours(self, colours: Literal["light", "dark"]) -> None:
        """Use a system of these colours, which the app follows."""
        self.page.emulate_media(color_scheme=colours)
        expect(self.page.locator("body")).to_have_css("color-scheme", colours)

    def is_light_on_paper(self) -> None:
        """Print in the colours of a light system, whichever this is."""
        self.page.emulate_media(media="print")
        for part in ("body", ".bm-app"):
            expect(self.page.locator(part).first).to_have_css("color-scheme", "light")
        self.page.emulate_media(media="screen")

    def table(self) -> Locator:
        return self.page.locator(".bm-scroll").filter(visible=True)
