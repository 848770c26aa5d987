"""The built book without a mouse: what Tab reaches, in which order, and how it shows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from assessment.i18n import _
from tests.conftest import served

# One page of each kind, on a desk and on a phone.
PAGES = [
    "book/beranda",
    "book/prinsip/p1",
    "book/rapor",
    "search",
    "notebooks/01-penilaian",
    "book/rujukan/padanan",
]
DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=360, height=740)

# What Tab should reach, in the order of the page: of radio buttons that belong together and are
# all empty, the first.
STOPS = """() => {
    const named = "a[href], button, input, textarea, select, summary, [tabindex='0']";
    const groups = new Set();
    return [...document.querySelectorAll(named)].filter((one) => {
        if (one.disabled || !one.checkVisibility({visibilityProperty: true})) return false;
        if (one.type !== "radio") return true;
        return !groups.has(one.name) && groups.add(one.name);
    }).map((one) => [...document.querySelectorAll("*")].indexOf(one));
}"""
# The element with the focus: its place in the page, its name, whether it can be seen, and its mark.
FOCUSED = """() => {
    const one = document.activeElement;
    if (one === document.body) return null;
    const within = (value, end) => Math.min(Math.max(value, 1), end - 1);
    const [box] = one.getClientRects();
    const x = within(box.x + box.width / 2, innerWidth);
    const y = within(box.y + Math.min(box.height, innerHeight) / 2, innerHeight);
    const top = document.elementFromPoint(x, y);
    const inside = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    const styles = [one, one.closest("form") ?? one].map((part) => getComputedStyle(part));
    return {
        place: [...document.querySelectorAll("*")].indexOf(one),
        name: `${one.tagName} ${one.ariaLabel ?? one.textContent}`.trim().slice(0, 60),
        seen: inside && (top.contains(one) || one.contains(top)) && top !== document.body,
        marked: styles.some((style) => style.boxShadow !== "none" ||
            (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)),
    };
}"""


@pytest.fixture(scope="module")
def address(book: Path) -> Iterator[str]:
    """Where the book is served."""
    with served(book) as server:
        yield server.url


@pytest.fixture(params=PAGES)
def opened(page: Page, address: str, request: pytest.FixtureRequest) -> Page:
    """A page of each kind; the search page with what it has found."""
    return visit(page, address, request.param)


@pytest.fixture
def section(page: Page, address: str) -> Page:
    return visit(page, address, "book/prinsip/p1")


@pytest.fixture
def card(page: Page, address: str) -> Page:
    return visit(page, address, "book/rapor")


def visit(page: Page, address: str, name: str) -> Page:
    page.set_viewport_size(DESK)
    found = name == "search"
    page.goto(f"{address}{name}.html{'?q=gratifikasi' if found else ''}", wait_until="load")
    if found:
        expect(page.locator("#search-results .search li").first).to_be_visible()
        expect(page.locator(".search-summary")).not_to_have_text("")
        # Each page that was found is fetched for its excerpt, which moves what comes after it.
        page.wait_for_load_state("networkidle")
    if page.locator(".bm-text").count():
        expect(page.locator(".bm-alive").first).to_be_visible()
    return page


def walk(page: Page, most: int) -> list[dict[str, Any]]:
    """Press Tab until the focus leaves the page or comes back; one entry for each element."""
    stops: list[dict[str, Any]] = []
    for _press in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or (len(stops) > 1 and stop["place"] == stops[0]["place"]):
            return stops
        if stops and stops[-1]["place"] == stop["place"]:
            # A date has several stops inside.
            stops[-1]["marked"] &= stop["marked"]
        else:
            stops.append(stop)
    pytest.fail(f"no way out of {stops[-1]['name']!r} after {most} presses")


def test_the_first_stop_leads_past_the_frame(opened: Page) -> None:
    opened.keyboard.press("Tab")
    expect(opened.locator(".skip-link a")).to_be_focused()
    expect(opened.locator(".skip-link a")).to_be_in_viewport()
    opened.keyboard.press("Enter")
    expect(opened.locator("main")).to_be_focused()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_tab_reaches_all_that_is_shown_in_order_in_view_and_marked(
    opened: Page, size: ViewportSize
) -> None:
    opened.set_viewport_size(size)
    wanted = opened.evaluate(STOPS)
    stops = walk(opened, most=2 * len(wanted) + 50)
    places = [stop["place"] for stop in stops]
    assert places == sorted(places)
    assert set(wanted) - set(places) == set()
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] for stop in stops if not stop["marked"]] == []


def test_a_level_is_chosen_with_space_and_arrow_keys_and_changes_the_score(section: Page) -> None:
    score, item = section.locator(".bm-text"), section.locator(".bm-item").first
    empty = score.inner_text()
    item.locator("input").first.focus()
    section.keyboard.press("Space")
    expect(item.locator("input").nth(0)).to_be_checked()
    expect(score).not_to_have_text(empty)
    lowest = score.inner_text()
    section.keyboard.press("ArrowDown")
    expect(item.locator("input").nth(1)).to_be_checked()
    expect(score).not_to_have_text(lowest)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_theme_is_switched(section: Page, key: str) -> None:
    modes = []
    section.locator(".theme-switch-button").focus()
    for _press in range(3):
        section.keyboard.press(key)
        modes.append(section.locator("html").get_attribute("data-mode"))
    assert sorted(map(str, modes)) == ["auto", "dark", "light"]


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("name", ["primary", "secondary"])
def test_a_list_opens_on_a_phone_and_escape_gives_the_focus_back(
    section: Page, name: str, key: str
) -> None:
    section.set_viewport_size(PHONE)
    button = section.locator(f".{name}-toggle")
    dialog = section.locator(f"#pst-{name}-sidebar-modal")
    opens(section, button, key, dialog)
    section.keyboard.press("Tab")
    expect(dialog.locator(":focus")).to_have_count(1)
    closes(section, button, dialog)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_search_box_opens_leads_to_results_and_escape_gives_the_focus_back(
    section: Page, key: str
) -> None:
    button = section.locator(".search-button__button")
    dialog = section.locator("#pst-search-dialog")
    opens(section, button, key, dialog)
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    closes(section, button, dialog)
    opens(section, button, key, dialog)
    section.keyboard.type("gratifikasi")
    section.keyboard.press("Enter")
    expect(section.locator("#search-results .search li").first).to_be_visible()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_report_card_saves_opens_and_compares(card: Page, key: str) -> None:
    with card.expect_download():
        press(card, card.get_by_role("button", name=_("Save to file"), exact=True), key)
    for do in ("open", "compare"):
        with card.expect_file_chooser():
            press(card, card.locator(f'[data-do="{do}"]'), key)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_report_card_prints(card: Page, key: str) -> None:
    card.evaluate("window.print = () => document.body.dataset.printed = 'yes'")
    press(card, card.locator('[data-do="print"]'), key)
    expect(card.locator("body[data-printed]")).to_have_count(1)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_escape_leaves_the_question_of_the_report_card(card: Page, key: str) -> None:
    button, dialog = card.locator('[data-do="erase"]'), card.locator(".rc dialog")
    opens(card, button, key, dialog)
    closes(card, button, dialog)


def press(page: Page, button: Locator, key: str) -> None:
    button.focus()
    page.keyboard.press(key)


def opens(page: Page, button: Locator, key: str, dialog: Locator) -> None:
    press(page, button, key)
    expect(dialog).to_be_visible()


def closes(page: Page, button: Locator, dialog: Locator) -> None:
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
