"""The report card: a reader gathers, keeps, compares and prints what all pages know."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from assessment.checklist.assets import STATIC as CHECKLIST
from assessment.checklist.assets import page_script, stylesheet
from assessment.checklist.form import render_form
from assessment.checklist.words import script_words
from assessment.gaps import gap_table, item_table
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.matrix import encode
from assessment.plan import compile_plan
from assessment.report_card.assets import (
    PARTS,
    SHARED,
    STATIC,
    report_module,
    report_script,
    report_stylesheet,
)
from assessment.report_card.form import STANDARDS, render_report
from assessment.report_card.words import all_words, report_words
from assessment.results import score
from assessment.standard import Standard
from assessment.wording import print_index
from tests.builders import answer_sets, make_standard
from tests.conftest import served, with_exports

PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Uji</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="bermakna.css"><link rel="stylesheet" href="rapor.css">
<script async src="{script}.js"></script></head>
<body><main><section><h1>Uji</h1>{form}</section></main></body></html>"""

NO_SCRIPT = (
    "The report card is worked out in this browser by a script. While none appears here, the "
    "script is switched off or has not come; these pages can be read and printed without it:"
)
UNIT, PRAKTIK = (load_standard(name) for name in STANDARDS)
GATE = "P2-2"
Choices = dict[str, Any]


def name_of(page: str) -> str:
    return f"{page.rpartition('/')[2]}.html"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two pages of checklists and the report card, as from a USB stick."""
    made = tmp_path_factory.mktemp("buku")
    pages = {
        "p2": ("bermakna", render_form(UNIT, "P2")),
        "b5": ("bermakna", render_form(PRAKTIK, "B5")),
        "rapor": ("rapor", render_report([UNIT, PRAKTIK], name_of)),
    }
    files = {
        f"{name}.html": PAGE.format(script=js, form=form) for name, (js, form) in pages.items()
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
def card(page: Page, address: str) -> Page:
    """The report card on a device without answers."""
    page.goto(f"{address}rapor.html")
    return page


def sheet(standard: Standard, answers: Choices, **more: Any) -> dict[str, Any]:
    """Return a sheet as a checklist saves it; ``answers`` are bare choices."""
    named = {"format": "bermakna-sheet", "standard": standard.id, "version": standard.version}
    whole = {item: {"choice": choice, "reason": "x"} for item, choice in answers.items()}
    return {**named, "answers": whole, **more}


def report(*given: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a report card as it is saved, of the given sheets."""
    named: dict[str, Any] = {"format": "bermakna-report", "version": 1, "sheets": list(given)}
    return {**named, "saved": "2026-08-01T02:00:00+00:00", "commitments": [], **more}


def give(page: Page, content: object, *, to: str = "open", name: str = "isi.json") -> None:
    """Choose a file for the button ``to``; what is not text becomes JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    file = FilePayload(name=name, mimeType="application/json", buffer=text.encode())
    page.set_input_files(f'[data-file="{to}"]', file)


def press(page: Page, name: str) -> None:
    page.locator(".rc").get_by_role("button", name=name, exact=True).click()


def row(page: Page, section: str, standard: str = "unit") -> Locator:
    return page.locator(f'[data-standard="{standard}"] [data-row="{section}"]')


def now(page: Page, section: str, standard: str = "unit") -> Locator:
    return row(page, section, standard).locator(".rc-now")


def said(standard: Standard, answers: Choices, section: str) -> str:
    results = score(standard, answers)
    texts = {part.id: part.text for part in (results.overall, *results.sections)}
    return texts[section]


def answered(standard: Standard, level: int) -> Choices:
    """Return the same level for every item."""
    return {item.id: level for item in standard.items}


# What the page says


def test_answers_of_two_pages_meet_on_the_report_card(page: Page, address: str) -> None:
    for name, item, choice in (("p2", "P2-1", 3), ("b5", "B5-1", 2)):
        page.goto(f"{address}{name}.html")
        page.locator(f'[data-item="{item}"] [data-choice="{choice}"] input').check()
    page.goto(f"{address}rapor.html")
    for section in ("P2", "overall"):
        expect(now(page, section)).to_have_text(said(UNIT, {"P2-1": 3}, section))
    for section in ("B5", "overall"):
        text = said(PRAKTIK, {"B5-1": 2}, section)
        expect(now(page, section, "praktik")).to_have_text(text)
    expect(page.locator(".rc-state")).to_contain_text(_("Saved on this device"))


def test_a_complete_standard_shows_its_index_and_band(card: Page) -> None:
    answers = answered(UNIT, 2)
    give(card, sheet(UNIT, answers))
    expect(now(card, "overall")).to_have_text(said(UNIT, answers, "overall"))
    assert print_index(score(UNIT, answers).overall.score or 0) in now(card, "overall").inner_text()
    expect(row(card, "overall").locator(".bm-mark").first).to_be_visible()


def test_the_bar_spans_the_bounds(card: Page) -> None:
    answers = {"P2-1": 3}
    give(card, sheet(UNIT, answers))
    bounds = next(part for part in score(UNIT, answers).sections if part.id == "P2")
    assert bounds.low is not None
    assert bounds.high is not None
    style = row(card, "P2").locator(".bm-range").first
    left, width = style.evaluate("(bar) => [bar.style.left, bar.style.width].map(parseFloat)")
    assert left == pytest.approx(bounds.low)
    assert left + width == pytest.approx(bounds.high)
    expect(card.locator(".rc-bar").first).to_have_attribute("aria-hidden", "true")


def test_items_that_do_not_apply_are_not_counted(card: Page) -> None:
    item = next(item for item in UNIT.items if item.not_applicable == "allowed")
    answers = sheet(UNIT, {})
    answers["answers"][item.id] = {"choice": "not_applicable", "reason": "Tidak ada."}
    give(card, answers)
    section = item.id.partition("-")[0]
    count = _("{done} of {all} items have a level")
    left = len(UNIT.section(section).items) - 1
    expect(row(card, section).locator(".rc-count")).to_have_text(count.format(done=0, all=left))


def test_a_shut_gate_is_named_with_what_it_asks_for(card: Page) -> None:
    give(card, sheet(UNIT, {GATE: 1}))
    gates = card.locator('[data-standard="unit"] .rc-gates')
    item = next(item for item in UNIT.items if item.id == GATE)
    assert item.gate is not None
    band = next(band for band in UNIT.bands if band.id == item.gate.caps_at)
    for words in (item.id, item.text, UNIT.scales[item.scale][item.gate.below].label, band.label):
        expect(gates).to_contain_text(str(words))
    give(card, sheet(UNIT, {GATE: 3}))
    press(card, _("Replace"))
    expect(gates).to_be_hidden()


def test_the_five_largest_gaps_have_their_hints_and_pages(card: Page) -> None:
    answers = answered(UNIT, 1)
    give(card, sheet(UNIT, answers))
    gaps = card.locator('[data-standard="unit"] .rc-gaps li')
    expected = gaps_in_python(UNIT, answers)[:5]
    expect(gaps).to_have_count(5)
    for place, (item_id, *_rest) in enumerate(expected):
        item = next(item for item in UNIT.items if item.id == item_id)
        page = UNIT.section(item_id.partition("-")[0]).page
        expect(gaps.nth(place)).to_contain_text(f"{item_id} {item.text}")
        expect(gaps.nth(place).locator(".rc-hint")).to_contain_text(str(item.hints[1]))
        expect(gaps.nth(place).locator("a")).to_have_attribute("href", name_of(page))


def test_without_gaps_the_page_says_so(card: Page) -> None:
    give(card, sheet(UNIT, {"P2-1": 3}))
    none = card.locator('[data-standard="unit"] .rc-none')
    expect(none).to_have_text(_("Every answered item is at its top level."))


def gaps_in_python(standard: Standard, answers: Choices) -> list[tuple[str, int, bool]]:
    plan = compile_plan(standard)
    table = gap_table(standard, item_table(standard, plan, encode(plan, [answers])))
    found = zip(table["item"], table["gap"], table["gate"], strict=True)
    return [(str(item), int(gap), bool(gate)) for item, gap, gate in found]


@pytest.fixture
def module(page: Page) -> Page:
    """A page on which what the report card's script exports is global."""
    return with_exports(page, report_module())


def gaps_in_the_page(page: Page, standard: Standard, sheets: list[Choices]) -> list[Any]:
    run = """([plan, sheets]) => sheets.map((sheet) =>
        gapsOf(plan, sheet).map(({ item, gap, gate }) => [item, gap, gate]))"""
    found: list[Any] = page.evaluate(run, [compile_plan(standard).to_dict(), sheets])
    return found


@st.composite
def standards(draw: st.DrawFn) -> Standard:
    """Draw small standards of several scales, weights and gates."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=1, max_size=3))
    items = [f"A{part}-{n}" for part, size in enumerate(sizes, 1) for n in range(1, size + 1)]
    scale = draw(st.sampled_from([(0, 1, 2, 3), (1, 2, 3, 4), (0, 1, 3), (0, 4), (2, 3, 7, 8)]))
    levels = range(scale[0] + 1, scale[0] + len(scale))
    gates = st.tuples(st.sampled_from(levels), st.just("low"))
    return make_standard(
        items_per_section=sizes,
        scale=scale,
        weights=draw(st.dictionaries(st.sampled_from(items), st.integers(1, 3))),
        gates=draw(st.dictionaries(st.sampled_from(items), gates)),
    )


@settings(max_examples=60)
@given(data=st.data())
def test_gaps_stand_in_the_same_order_in_python_and_on_the_page(module: Page, data: Any) -> None:
    standard = data.draw(st.one_of(standards(), st.sampled_from([UNIT, PRAKTIK])))
    sheets = data.draw(st.lists(answer_sets(compile_plan(standard)), min_size=3, max_size=8))
    expected = [[list(gap) for gap in gaps_in_python(standard, one)] for one in sheets]
    assert gaps_in_the_page(module, standard, sheets) == expected


# Empty, refused, and without a script


def test_an_empty_device_shows_what_to_do_and_where(card: Page) -> None:
    nothing = _("There are no answers and no commitments on this device yet.")
    expect(card.locator(".rc-state")).to_have_text(nothing)
    links = card.locator(".rc-empty a").filter(visible=True)
    expect(links).to_have_count(len(UNIT.sections) + len(PRAKTIK.sections))
    expect(card.locator(".rc-result").filter(visible=True)).to_have_count(0)
    links.filter(has_text="P2").click()
    expect(card.locator("bermakna-checklist")).to_be_visible()


def test_a_refused_storage_is_said_and_files_still_work(page: Page, address: str) -> None:
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"]) {
            Object.defineProperty(window, name, {
                get() { throw new DOMException("refused", "SecurityError"); },
            });
        }"""
    )
    page.goto(f"{address}rapor.html")
    expect(page.locator(".rc-state.bm-warning")).to_contain_text(all_words()["notGathered"])
    give(page, sheet(UNIT, {"P2-1": 2}))
    give(page, sheet(PRAKTIK, {"B5-1": 2}))
    expect(now(page, "P2")).to_have_text(said(UNIT, {"P2-1": 2}, "P2"))
    expect(now(page, "B5", "praktik")).to_have_text(said(PRAKTIK, {"B5-1": 2}, "B5"))


@pytest.fixture
def without_script(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{address}rapor.html")
    yield opened
    context.close()


def test_without_javascript_the_page_says_so_and_has_links_but_no_control(
    without_script: Page,
) -> None:
    words = " ".join(without_script.locator(".rc-plain > p").first.inner_text().split())
    assert words == _(NO_SCRIPT)
    for section in (*UNIT.sections, *PRAKTIK.sections):
        link = without_script.get_by_role("link", name=str(section.title))
        expect(link).to_have_attribute("href", name_of(section.page))
    assert without_script.locator("input, button, textarea, select, dialog").count() == 0


# What the reader keeps


def commit(page: Page, place: int, text: str, day: str = "", *, done: bool = False) -> None:
    box = page.locator(".rc-commitment").nth(place)
    box.get_by_label(_("What we will do")).fill(text)
    box.get_by_label(_("Date")).fill(day)
    box.get_by_label(_("Done")).set_checked(done)


def committed(page: Page, place: int) -> list[Any]:
    box = page.locator(".rc-commitment").nth(place)
    text = box.get_by_label(_("What we will do")).input_value()
    day = box.get_by_label(_("Date")).input_value()
    return [text, day, box.get_by_label(_("Done")).is_checked()]


def test_commitments_survive_a_reload_as_they_were_written(card: Page) -> None:
    evil = '<img src=x onerror="window.ran=true"> "kutipan" 😀'
    commit(card, 0, evil, "2026-12-15")
    commit(card, 2, "Uji petik", done=True)
    card.reload()
    assert committed(card, 0) == [evil, "2026-12-15", False]
    assert committed(card, 1) == ["", "", False]
    assert committed(card, 2) == ["Uji petik", "", True]
    assert card.evaluate("window.ran") is None


def test_unreadable_commitments_are_set_aside_and_not_lost(card: Page) -> None:
    card.evaluate("localStorage.setItem('bermakna:commitments', '{rusak')")
    card.reload()
    assert committed(card, 0) == ["", "", False]
    assert card.evaluate("Object.values({...localStorage})") == ["{rusak"]


def test_a_second_window_follows_answers_and_commitments(card: Page, address: str) -> None:
    other = card.context.new_page()
    other.goto(f"{address}p2.html")
    other.locator('[data-item="P2-1"] [data-choice="2"] input').check()
    expect(now(card, "P2")).to_have_text(said(UNIT, {"P2-1": 2}, "P2"))
    expect(card.locator(".bm-message")).to_have_text(all_words()["followed"])
    other.goto(f"{address}rapor.html")
    commit(other, 1, "Papan jadwal", "2026-12-01")
    expect(card.locator(".rc-commitment textarea").nth(1)).to_have_value("Papan jadwal")


def test_what_is_saved_comes_back_on_another_device(
    browser: Browser, card: Page, address: str, tmp_path: Path
) -> None:
    give(card, sheet(UNIT, {"P2-1": 2, GATE: "unknown"}))
    give(card, sheet(PRAKTIK, {"B5-1": 4}))
    commit(card, 0, "Papan jadwal", "2026-12-01")
    with card.expect_download() as download:
        press(card, _("Save to file"))
    assert re.fullmatch(r"bermakna-rapor-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    download.value.save_as(tmp_path / "rapor.json")
    context = browser.new_context()
    other = context.new_page()
    other.goto(f"{address}rapor.html")
    other.set_input_files('[data-file="open"]', tmp_path / "rapor.json")
    expect(now(other, "P2")).to_have_text(said(UNIT, {"P2-1": 2, GATE: "unknown"}, "P2"))
    expect(now(other, "B5", "praktik")).to_have_text(said(PRAKTIK, {"B5-1": 4}, "B5"))
    assert committed(other, 0) == ["Papan jadwal", "2026-12-01", False]
    context.close()


def test_nothing_is_replaced_without_asking_and_every_replacement_can_be_undone(
    card: Page,
) -> None:
    first, second = {"P2-1": 3}, {"P2-1": 1}
    give(card, sheet(UNIT, first))
    give(card, sheet(UNIT, second))
    expect(card.get_by_role("dialog")).to_contain_text(str(UNIT.title))
    press(card, _("Cancel"))
    expect(now(card, "P2")).to_have_text(said(UNIT, first, "P2"))
    give(card, sheet(UNIT, second))
    press(card, _("Replace"))
    expect(now(card, "P2")).to_have_text(said(UNIT, second, "P2"))
    press(card, _("Undo"))
    expect(now(card, "P2")).to_have_text(said(UNIT, first, "P2"))
    press(card, _("Undo"))
    expect(now(card, "P2")).to_have_text(said(UNIT, second, "P2"))


def test_a_single_sheet_leaves_the_other_standard_and_the_commitments_alone(card: Page) -> None:
    give(card, sheet(PRAKTIK, {"B5-1": 3}))
    commit(card, 0, "Papan jadwal")
    give(card, sheet(UNIT, {"P2-1": 3}))
    expect(now(card, "P2")).to_have_text(said(UNIT, {"P2-1": 3}, "P2"))
    expect(now(card, "B5", "praktik")).to_have_text(said(PRAKTIK, {"B5-1": 3}, "B5"))
    assert committed(card, 0)[0] == "Papan jadwal"


def test_erasing_asks_leaves_nothing_on_the_device_and_can_be_undone(card: Page) -> None:
    give(card, sheet(UNIT, {"P2-1": 3}))
    commit(card, 0, "Papan jadwal")
    press(card, _("Erase"))
    card.keyboard.press("Escape")
    expect(now(card, "P2")).to_be_visible()
    press(card, _("Erase"))
    card.get_by_role("dialog").get_by_role("button", name=_("Erase")).click()
    expect(card.locator(".bm-message")).to_have_text(all_words()["erasedReport"])
    assert card.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert committed(card, 0) == ["", "", False]
    press(card, _("Undo"))
    expect(now(card, "P2")).to_have_text(said(UNIT, {"P2-1": 3}, "P2"))
    assert committed(card, 0)[0] == "Papan jadwal"


BAD_FILES = {
    "not json": ("ini bukan json", [_("It is not a JSON file of answers.")]),
    "another format": ({"format": "lain"}, ['"lain"', "bermakna-report", "bermakna-sheet"]),
    "no object": ("null", ["bermakna-report"]),
    "newer version": (report(version=2), ['"version"', "2", "1"]),
    "no list of sheets": (report(sheets={"unit": 1}), ['"sheets"']),
    "one standard twice": (report(sheet(UNIT, {}), sheet(UNIT, {})), ['"sheets"']),
    "unknown standard": (report({**sheet(UNIT, {}), "standard": "skm"}), ["skm", "unit, praktik"]),
    "a sheet with an unknown item": (sheet(UNIT, {"P2-99": 1}), ["P2-99"]),
    "other version of a standard": (sheet(UNIT, {}, version="9.0.0"), ["9.0.0", UNIT.version]),
    "unknown item": (report(sheet(UNIT, {"P2-99": 1})), ["P2-99"]),
    "level out of range": (report(sheet(UNIT, {"P2-1": 7})), ["P2-1", "7", "0, 1, 2, 3"]),
    "two wrong sheets": (
        report(sheet(UNIT, {"P2-1": 7}), sheet(PRAKTIK, {"B5-1": 0})),
        ["P2-1", "B5-1", "1, 2, 3, 4"],
    ),
    "no commitments": (report(commitments=None), ["commitments", "null", "3"]),
    "too many commitments": (report(commitments=[{}] * 4), ["commitments", "3"]),
    "text that is none": (report(commitments=[{}, {"text": 5}]), ["commitments[2].text", "5"]),
    "a long text": (report(commitments=[{"text": "x" * 301}]), ["commitments[1].text", "300"]),
    "no day": (report(commitments=[{"date": "2026-02-30"}]), ["commitments[1].date", "2026-02-30"]),
    "no yes or no": (report(commitments=[{"done": "ya"}]), ["commitments[1].done", '"ya"']),
}


@pytest.mark.parametrize("to", ["open", "compare"])
@pytest.mark.parametrize(("content", "named"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_file_that_does_not_fit_is_refused_with_its_reasons_and_changes_nothing(
    card: Page, content: object, named: list[str], to: str
) -> None:
    give(card, sheet(UNIT, {"P2-1": 2}))
    before = card.evaluate("({...localStorage})")
    give(card, content, to=to, name="buruk.json")
    message = card.locator(".bm-message")
    expect(message).to_contain_text("buruk.json")
    for words in named:
        expect(message).to_contain_text(words)
    expect(card.get_by_role("dialog")).to_be_hidden()
    assert card.evaluate("({...localStorage})") == before


# Comparing


def test_comparing_shows_both_bounds_and_the_change_on_shared_items(card: Page) -> None:
    before, after = {"P2-1": 1, "P2-3": 0, "P3-1": 2}, {"P2-1": 3, "P2-4": 2, "P3-2": 2}
    give(card, sheet(UNIT, after))
    kept = card.evaluate("({...localStorage})")
    give(card, report(sheet(UNIT, before)), to="compare", name="lama.json")
    expect(card.locator(".rc-with")).to_have_text(
        _("Compared with {file}, saved on {day}.").format(file="lama.json", day="1 Agustus 2026")
    )
    expect(now(card, "P2")).to_have_text(said(UNIT, after, "P2"))
    expect(row(card, "P2").locator(".rc-before")).to_have_text(said(UNIT, before, "P2"))
    expect(row(card, "P2").locator(".rc-change")).to_have_text(change("rise", 67, 1, "P2"))
    expect(row(card, "P3").locator(".rc-change")).to_have_text(all_words()["noChange"])
    assert card.evaluate("({...localStorage})") == kept
    press(card, _("End the comparison"))
    expect(card.locator(".rc-compared").filter(visible=True)).to_have_count(0)


def change(way: str, points: int, shared: int, section: str) -> str:
    """Return the printed change of a section by whole points."""
    words = all_words()
    moved = words[way].format(points=points)
    return words["change"].format(change=moved, shared=shared, all=len(UNIT.section(section).items))


def test_a_standard_that_the_file_lacks_is_said(card: Page) -> None:
    give(card, sheet(PRAKTIK, {"B5-1": 3}))
    give(card, sheet(UNIT, {"P2-1": 2}), to="compare", name="lama.json")
    missing = card.locator('[data-standard="praktik"] .rc-not-in-file')
    expect(missing).to_have_text(all_words()["notInFile"].format(file="lama.json"))
    expect(row(card, "P2").locator(".rc-before")).to_have_text(said(UNIT, {"P2-1": 2}, "P2"))


@settings(max_examples=40)
@given(data=st.data())
def test_a_change_is_the_difference_of_the_scores_on_the_shared_items(
    module: Page, data: Any
) -> None:
    standard = data.draw(st.sampled_from([UNIT, PRAKTIK]))
    plan = compile_plan(standard)
    then, after = data.draw(answer_sets(plan)), data.draw(answer_sets(plan))
    sheets = [sheet(standard, one) for one in (then, after)]
    found = module.evaluate(
        "([plan, then, now]) => compareSheets(plan, then, now)", [plan.to_dict(), *sheets]
    )
    shared = [
        item.id
        for item in plan.items
        if {type(then.get(item.id)), type(after.get(item.id))} == {int}
    ]
    was, is_now = (score(standard, {item: one[item] for item in shared}) for one in (then, after))
    parts = zip((was.overall, *was.sections), (is_now.overall, *is_now.sections), strict=True)
    expected = [difference(one.score, other.score) for one, other in parts]
    assert [found["overall"]["change"], *(part["change"] for part in found["sections"])] == expected
    assert found["overall"]["shared"] == len(shared)


def difference(was: float | None, is_now: float | None) -> int | None:
    return None if was is None or is_now is None else round(100 * is_now) - round(100 * was)


# From a folder, on paper, for everyone


def test_a_report_card_from_a_folder_keeps_what_it_is_given(page: Page, folder: Path) -> None:
    page.goto((folder / "rapor.html").as_uri())
    give(page, report(sheet(UNIT, {"P2-1": 3}), commitments=[{"text": "Papan jadwal"}]))
    expect(now(page, "P2")).to_have_text(said(UNIT, {"P2-1": 3}, "P2"))
    page.reload()
    expect(now(page, "P2")).to_have_text(said(UNIT, {"P2-1": 3}, "P2"))
    assert committed(page, 0)[0] == "Papan jadwal"


def whole_report() -> dict[str, Any]:
    commitments = [{"text": "Papan jadwal", "date": "2026-12-15", "done": True}]
    sheets = sheet(UNIT, answered(UNIT, 1), unit="Dinas Contoh"), sheet(PRAKTIK, {"B5-3": 2})
    return report(*sheets, commitments=commitments)


def test_paper_holds_the_report_card_on_two_sides_without_controls(card: Page) -> None:
    give(card, whole_report())
    expect(now(card, "P2")).to_be_visible()
    pages = re.findall(rb"/Type\s*/Page\b", card.pdf(prefer_css_page_size=True))
    assert len(pages) <= 2
    card.emulate_media(media="print")
    controls = card.locator(":is(button, input, textarea, dialog)").filter(visible=True)
    expect(controls).to_have_count(0)
    paper = card.locator(".rc-paper").first
    expect(paper).to_have_text(f"☑ Papan jadwal ({_('by {day}').format(day='15 Desember 2026')})")
    expect(card.locator('[data-standard="unit"] .rc-about')).to_contain_text("Dinas Contoh")


def test_notes_and_evidence_stay_in_the_checklists(card: Page) -> None:
    private = {"evidence": "rahasia satu", "note": "rahasia dua"}
    one = sheet(UNIT, {}, assessor="Melati")
    one["answers"] = {"P2-1": {"choice": 1, **private}}
    give(card, one)
    expect(now(card, "P2")).to_be_visible()
    text = card.locator("body").inner_text()
    assert "rahasia" not in text
    assert "Melati" not in text


def test_nothing_is_asked_for_after_the_page_has_come(card: Page) -> None:
    asked: list[str] = []
    card.on("request", lambda request: asked.append(request.url))
    give(card, whole_report())
    commit(card, 0, "Papan jadwal")
    give(card, whole_report(), to="compare")
    expect(card.locator(".rc-comparison")).to_be_visible()
    assert asked == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_runs_out_of_the_page_sideways(card: Page, width: int) -> None:
    card.set_viewport_size({"width": width, "height": 800})
    give(card, whole_report())
    give(card, whole_report(), to="compare")
    expect(card.locator(".rc-comparison")).to_be_visible()
    assert card.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_alone_is_enough(card: Page) -> None:
    give(card, sheet(UNIT, {"P2-1": 3}))
    card.get_by_role("button", name=_("Erase"), exact=True).focus()
    card.keyboard.press("Enter")
    dialog = card.get_by_role("dialog")
    expect(dialog.get_by_role("button", name=_("Cancel"))).to_be_focused()
    card.keyboard.press("Shift+Tab")
    card.keyboard.press("Enter")
    expect(card.locator(".rc-result").filter(visible=True)).to_have_count(0)
    expect(card.get_by_role("button", name=_("Erase"), exact=True)).to_be_focused()


AXE = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_page_of_the_book_bars_nobody(page: Page, book: Path, colours: str) -> None:
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto((book / "book" / "rapor.html").as_uri())
    expect(page.locator("html")).to_have_attribute("data-theme", colours)
    assert barriers(page) == []
    give(page, whole_report())
    give(page, whole_report(), to="compare")
    expect(page.locator(".rc-comparison")).to_be_visible()
    assert barriers(page) == []
    press(page, _("Erase"))
    assert barriers(page) == []


def barriers(page: Page) -> list[tuple[str, Any]]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [(one["id"], node["target"]) for one in found for node in one["nodes"]]


def test_the_page_of_the_book_leads_to_pages_that_exist(book: Path) -> None:
    page = book / "book" / "rapor.html"
    links = re.findall(r'class="rc-links">(.*?)</ul>', page.read_text(encoding="utf-8"), re.DOTALL)
    addresses = re.findall(r'href="([^"]+)"', "".join(links))
    assert len(set(addresses)) == len(UNIT.sections) + len(PRAKTIK.sections)
    assert [one for one in addresses if not (page.parent / one).is_file()] == []


# Words


def test_the_script_uses_every_word_it_adds_and_knows_every_word_it_uses() -> None:
    own = "".join((STATIC / part).read_text(encoding="utf-8") for part in PARTS)
    shared = "".join((CHECKLIST / part).read_text(encoding="utf-8") for part in SHARED)
    named = set(re.findall(r"\bWORDS\.(\w+)", own))
    assert set(report_words()) <= named
    assert named | set(re.findall(r"\bWORDS\.(\w+)", shared)) <= set(all_words())
    assert set(report_words()).isdisjoint(script_words())
