"""The share code in the page: the same as Python's, shown, copied, and kept off paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Locator, Page, expect

from assessment.answers import AnswerSheet
from assessment.checklist.assets import page_script, stylesheet
from assessment.checklist.form import render_form
from assessment.checklist.words import script_words
from assessment.exchange.share_code import read_share_codes, share_code
from assessment.loading import load_standard
from assessment.plan import compile_plan
from assessment.report_card.assets import report_script, report_stylesheet
from assessment.report_card.form import render_report
from tests.builders import answer_sets
from tests.conftest import served

PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Uji</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="bermakna.css"><link rel="stylesheet" href="rapor.css">
<script async src="{script}.js"></script></head>
<body><main><h1>Uji</h1>{form}</main></body></html>"""

UNIT, PRAKTIK = load_standard("unit"), load_standard("praktik")
WORDS = script_words()
NO_CLIPBOARD = 'Object.defineProperty(navigator, "clipboard", { value: undefined });'
NO_COPYING = f"{NO_CLIPBOARD} document.execCommand = () => false;"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with checklists and the report card, as from a USB stick."""
    made = tmp_path_factory.mktemp("buku")
    pages = {
        "p2": ("bermakna", render_form(UNIT, "P2")),
        "p3": ("bermakna", render_form(UNIT, "P3")),
        "b1": ("bermakna", render_form(PRAKTIK, "B1")),
        "b5": ("bermakna", render_form(PRAKTIK, "B5")),
        "rapor": ("rapor", render_report([UNIT, PRAKTIK], lambda name: f"{name[-2:]}.html")),
    }
    files = {
        f"{name}.html": PAGE.format(script=js, form=html) for name, (js, html) in pages.items()
    }
    files |= {"bermakna.js": page_script(), "bermakna.css": stylesheet()}
    files |= {"rapor.js": report_script(), "rapor.css": report_stylesheet()}
    for name, text in files.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The same pages, served."""
    with served(folder) as server:
        yield server.url


@pytest.fixture
def p2(page: Page, address: str) -> Page:
    page.goto(f"{address}p2.html")
    return page


def tick(page: Page, item: str, choice: int | str) -> None:
    page.locator(f'[data-item="{item}"] [data-choice="{choice}"] input').check()


def opener(page: Page) -> Locator:
    return page.get_by_role("button", name=WORDS["share"], exact=True)


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name=WORDS["share"], exact=True)


def copy(page: Page) -> Locator:
    return page.get_by_role("button", name=WORDS["copy"], exact=True)


def told(page: Page) -> Locator:
    return page.locator('.bm-share [role="status"]')


def shown(page: Page) -> dict[str, Any]:
    """Return the choices of the one code that the page shows."""
    (sheet,), problems = read_share_codes(field(page).input_value())
    assert problems == []
    return sheet.choices()


@pytest.mark.parametrize("standard", ["unit", "praktik"])
def test_the_page_makes_the_same_codes_as_python(evaluator: Page, standard: str) -> None:
    plan = compile_plan(load_standard(standard))
    whole = st.builds(
        lambda name, choices: AnswerSheet.model_validate(
            {
                "sheet": name,
                "standard": plan.standard,
                "version": plan.version,
                "answers": {item: {"choice": choices[item], "reason": "x"} for item in choices},
            }
        ),
        st.one_of(st.uuids().map(str), st.text()),
        answer_sets(plan),
    )

    @settings(max_examples=40)
    @given(sheets=st.lists(whole, min_size=5, max_size=20))
    def agree(sheets: list[AnswerSheet]) -> None:
        data = [sheet.model_dump() for sheet in sheets]
        run = "([plan, sheets]) => sheets.map((sheet) => shareCode(plan, sheet))"
        made = evaluator.evaluate(run, [plan.to_dict(), data])
        assert made == [share_code(sheet) for sheet in sheets]

    agree()


def test_a_reader_sees_the_code_of_what_is_ticked(p2: Page) -> None:
    tick(p2, "P2-1", 2)
    expect(field(p2)).to_be_hidden()
    opener(p2).click()
    expect(opener(p2)).to_have_attribute("aria-expanded", "true")
    assert shown(p2) == {"P2-1": 2}


def test_an_open_code_follows_the_answers(p2: Page) -> None:
    tick(p2, "P2-1", 2)
    opener(p2).click()
    tick(p2, "P2-2", "unknown")
    assert shown(p2) == {"P2-1": 2, "P2-2": "unknown"}


def test_the_code_of_a_section_carries_the_whole_standard_and_says_so(
    p2: Page, address: str
) -> None:
    tick(p2, "P2-1", 2)
    p2.goto(f"{address}p3.html")
    tick(p2, "P3-1", 1)
    opener(p2).click()
    assert shown(p2) == {"P2-1": 2, "P3-1": 1}
    progress = WORDS["progress"].format(done=2, all=len(UNIT.items))
    holds = WORDS["shareHolds"].format(progress=progress)
    expect(field(p2)).to_have_accessible_description(holds)


def test_the_code_of_one_sheet_stays_one_sheet(p2: Page) -> None:
    codes = []
    opener(p2).click()
    for level in (1, 2):
        tick(p2, "P2-1", level)
        codes.append(field(p2).input_value())
    p2.reload()
    opener(p2).click()
    codes.append(field(p2).input_value())
    (sheet,), _problems = read_share_codes("\n".join(codes))
    assert sheet.choices() == {"P2-1": 2}


def test_without_an_answer_there_is_no_code(p2: Page) -> None:
    opener(p2).click()
    expect(p2.get_by_text(WORDS["shareNothing"], exact=True)).to_be_visible()
    expect(field(p2)).to_be_hidden()
    expect(copy(p2)).to_be_hidden()


@pytest.mark.parametrize("start", ["", "file"])
def test_the_code_is_copied_and_that_is_said(
    page: Page, address: str, folder: Path, start: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto((folder / "p2.html").as_uri() if start else f"{address}p2.html")
    tick(page, "P2-1", 2)
    opener(page).click()
    copy(page).click()
    expect(told(page)).to_have_text(WORDS["copied"])
    assert page.evaluate("navigator.clipboard.readText()") == field(page).input_value()


def test_a_page_of_a_plain_address_copies_too(page: Page, address: str) -> None:
    page.add_init_script(NO_CLIPBOARD)
    page.goto(f"{address}p2.html")
    tick(page, "P2-1", 2)
    opener(page).click()
    copy(page).click()
    expect(told(page)).to_have_text(WORDS["copied"])


def test_where_nothing_can_be_copied_the_code_is_selected(page: Page, address: str) -> None:
    page.add_init_script(NO_COPYING)
    page.goto(f"{address}p2.html")
    tick(page, "P2-1", 2)
    opener(page).click()
    copy(page).click()
    expect(told(page)).to_have_text(WORDS["copyYourself"])
    expect(field(page)).to_be_focused()
    assert page.evaluate("getSelection().toString()") == field(page).input_value()


def test_a_changed_code_is_not_called_copied(page: Page, address: str) -> None:
    page.add_init_script(NO_COPYING)
    page.goto(f"{address}p2.html")
    tick(page, "P2-1", 2)
    opener(page).click()
    copy(page).click()
    tick(page, "P2-1", 3)
    expect(told(page)).to_have_text("")


def test_the_keyboard_alone_opens_and_leaves_the_code(p2: Page) -> None:
    tick(p2, "P2-1", 2)
    opener(p2).focus()
    p2.keyboard.press("Enter")
    p2.keyboard.press("Tab")
    expect(field(p2)).to_be_focused()
    p2.keyboard.press("Tab")
    expect(copy(p2)).to_be_focused()
    opener(p2).focus()
    p2.keyboard.press("Space")
    expect(field(p2)).to_be_hidden()


def test_the_report_card_has_a_code_for_each_standard(page: Page, address: str) -> None:
    for name, item, level in (("p2", "P2-1", 3), ("b1", "B1-1", 2)):
        page.goto(f"{address}{name}.html")
        tick(page, item, level)
    page.goto(f"{address}rapor.html")
    for button in opener(page).all():
        button.click()
    text = "\n".join(box.input_value() for box in field(page).all())
    sheets, problems = read_share_codes(text)
    assert [sheet.choices() for sheet in sheets] == [{"P2-1": 3}, {"B1-1": 2}]
    assert problems == []


def test_answers_about_gifts_stay_on_the_device_and_that_is_said(page: Page, address: str) -> None:
    page.goto(f"{address}b5.html")
    tick(page, "B5-1", 2)
    opener(page).click()
    expect(field(page)).to_be_hidden()
    expect(page.get_by_text("B5-1, B5-2, B5-3, B5-4, B5-5, B8-5")).to_be_visible()


@pytest.mark.parametrize("name", ["p2", "rapor"])
def test_the_code_is_not_printed(p2: Page, address: str, name: str) -> None:
    tick(p2, "P2-1", 2)
    p2.goto(f"{address}{name}.html")
    opener(p2).first.click()
    p2.emulate_media(media="print")
    expect(p2.locator(".bm-share").first).to_be_hidden()


@pytest.mark.parametrize("name", ["p2", "rapor"])
def test_an_open_code_is_accessible_and_fits_a_small_screen(
    p2: Page, address: str, name: str
) -> None:
    tick(p2, "P2-1", 2)
    p2.set_viewport_size({"width": 320, "height": 800})
    p2.goto(f"{address}{name}.html")
    opener(p2).first.click()
    assert p2.evaluate("document.documentElement.scrollWidth") <= 320
    assert Axe().run(p2).response["violations"] == []
