"""A reader fills in a checklist of the published page, over http and from a folder."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assessment.answers import AnswerSheet
from assessment.checklist.assets import page_script, stylesheet
from assessment.checklist.form import render_form
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.results import score
from tests.conftest import served

PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Uji</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="bermakna.css"><script async src="bermakna.js"></script></head>
<body><main><h1>Uji</h1>{form}</main></body></html>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pages as a reader may unpack it from a USB stick."""
    made = tmp_path_factory.mktemp("buku")
    (made / "bermakna.js").write_text(page_script(), encoding="utf-8")
    (made / "bermakna.css").write_text(stylesheet(), encoding="utf-8")
    pages = {
        "p2": ("unit", "P2"),
        "p3": ("unit", "P3"),
        "b5": ("praktik", "B5"),
        "unit": ("unit", None),
    }
    for name, (standard, section) in pages.items():
        form = render_form(load_standard(standard), section)
        (made / f"{name}.html").write_text(PAGE.format(form=form), encoding="utf-8")
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


def printed(page: Page) -> str:
    return page.locator(".bm-text").inner_text()


def expected(answers: dict[str, int | str | None], section: str = "P2") -> str:
    results = {part.id: part for part in score(load_standard("unit"), answers).sections}
    return results[section].text


def test_each_tick_updates_the_score_within_one_frame(p2: Page) -> None:
    text_after_frame = p2.evaluate(
        """() => new Promise((done) => {
            document.querySelector('[data-item="P2-1"] [data-choice="3"] input').click();
            requestAnimationFrame(() => done(document.querySelector(".bm-text").textContent));
        })"""
    )
    assert text_after_frame == expected({"P2-1": 3})


def test_answers_survive_a_reload_and_the_page_says_that_they_are_kept(p2: Page) -> None:
    tick(p2, "P2-1", 2)
    p2.locator('[data-item="P2-1"] .bm-evidence textarea').fill("Buku catatan <b>waktu</b> =1+1 😀")
    p2.reload()
    expect(p2.locator(".bm-saved")).to_contain_text(_("Saved on this device"))
    assert printed(p2) == expected({"P2-1": 2})
    field = p2.locator('[data-item="P2-1"] .bm-evidence textarea')
    assert field.input_value() == "Buku catatan <b>waktu</b> =1+1 😀"


def test_a_page_from_a_folder_scores_and_keeps_its_answers(page: Page, folder: Path) -> None:
    page.goto((folder / "p2.html").as_uri())
    tick(page, "P2-1", 2)
    assert printed(page) == expected({"P2-1": 2})
    page.reload()
    assert printed(page) == expected({"P2-1": 2})


def test_a_page_from_a_folder_asks_to_save_to_a_file_as_well(page: Page, folder: Path) -> None:
    page.goto((folder / "p2.html").as_uri())
    tick(page, "P2-1", 2)
    said = _("Saved on this device, for the book in this folder. Save to a file as well.")
    expect(page.locator(".bm-saved")).to_contain_text(said)


def test_a_tab_brings_back_what_the_device_has_lost(p2: Page, address: str) -> None:
    tick(p2, "P2-1", 2)
    p2.evaluate("localStorage.clear()")
    p2.reload()
    assert printed(p2) == expected({"P2-1": 2})
    second = p2.context.new_page()
    second.goto(f"{address}p2.html")
    assert printed(second) == expected({"P2-1": 2})


def test_answers_erased_in_one_window_do_not_come_back_from_another(p2: Page, address: str) -> None:
    second = p2.context.new_page()
    second.goto(f"{address}p2.html")
    tick(p2, "P2-1", 2)
    expect(second.locator(".bm-text")).to_have_text(expected({"P2-1": 2}))
    p2.get_by_role("button", name=_("Erase"), exact=True).click()
    expect(second.locator(".bm-saved")).to_contain_text(_("No answer yet"))
    tick(second, "P2-2", 1)
    assert printed(second) == expected({"P2-2": 1})
    second.reload()
    assert printed(second) == expected({"P2-2": 1})


def test_a_tab_that_was_elsewhere_brings_back_nothing_that_was_erased(
    p2: Page, address: str
) -> None:
    tick(p2, "P2-1", 2)
    p2.goto("about:blank")
    second = p2.context.new_page()
    second.goto(f"{address}p2.html")
    second.get_by_role("button", name=_("Erase"), exact=True).click()
    p2.goto(f"{address}p2.html")
    expect(p2.locator(".bm-saved")).to_contain_text(_("No answer yet"))
    p2.reload()
    expect(p2.locator(".bm-saved")).to_contain_text(_("No answer yet"))


def test_two_pages_of_one_standard_keep_their_answers_in_one_sheet(p2: Page, address: str) -> None:
    tick(p2, "P2-1", 2)
    p2.goto(f"{address}p3.html")
    tick(p2, "P3-1", 1)
    p2.goto(f"{address}p2.html")
    assert printed(p2) == expected({"P2-1": 2})


def test_a_second_window_follows_the_first(p2: Page, address: str) -> None:
    second = p2.context.new_page()
    second.goto(f"{address}p2.html")
    tick(p2, "P2-4", 3)
    expect(second.locator(".bm-text")).to_have_text(expected({"P2-4": 3}))


def test_erasing_can_be_undone_and_leaves_nothing_on_the_device(p2: Page) -> None:
    tick(p2, "P2-1", 2)
    p2.get_by_role("button", name=_("Erase"), exact=True).click()
    assert p2.evaluate("localStorage.length + sessionStorage.length") == 0
    p2.get_by_role("button", name=_("Undo"), exact=True).click()
    assert printed(p2) == expected({"P2-1": 2})


def test_a_refused_storage_is_said_and_the_page_goes_on(page: Page, address: str) -> None:
    page.add_init_script(
        """Object.defineProperty(window, "localStorage", {
            get() { throw new DOMException("refused", "SecurityError"); },
        });"""
    )
    page.goto(f"{address}p2.html")
    tick(page, "P2-1", 3)
    tick(page, "P2-3", 1)
    assert printed(page) == expected({"P2-1": 3, "P2-3": 1})
    assert _("This browser does not allow saving.") in page.locator(".bm-saved").inner_text() or (
        page.locator(".bm-saved.bm-warning").count() == 1
    )


def test_not_applicable_counts_only_with_a_reason(p2: Page) -> None:
    tick(p2, "P2-1", 3)
    tick(p2, "P2-4", "not_applicable")
    assert printed(p2) == expected({"P2-1": 3})
    expect(p2.locator('[data-item="P2-4"] .bm-refusal')).to_be_visible()
    p2.locator('[data-item="P2-4"] .bm-reason textarea').fill("Hanya ada satu jenis permohonan.")
    assert printed(p2) == expected({"P2-1": 3, "P2-4": "not_applicable"})
    expect(p2.locator('[data-item="P2-4"] .bm-refusal')).to_be_hidden()


def test_an_item_that_always_applies_offers_no_way_out(p2: Page) -> None:
    gate = p2.locator('[data-item="P2-2"]')
    assert gate.locator('[data-choice="not_applicable"]').count() == 0
    assert gate.locator('[data-choice="unknown"]').count() == 1


def test_the_chosen_level_shows_its_own_hint(p2: Page) -> None:
    item = next(item for item in load_standard("unit").items if item.id == "P2-3")
    tick(p2, "P2-3", 1)
    expect(p2.locator('[data-item="P2-3"] .bm-hint')).to_contain_text(str(item.hints[1]))
    tick(p2, "P2-3", 3)
    expect(p2.locator('[data-item="P2-3"] .bm-hint')).to_be_hidden()


def test_a_saved_file_is_a_sheet_that_python_reads(p2: Page, tmp_path: Path) -> None:
    tick(p2, "P2-1", 2)
    tick(p2, "P2-2", "unknown")
    with p2.expect_download() as download:
        p2.get_by_role("button", name=_("Save to file")).click()
    download.value.save_as(tmp_path / "hasil.json")
    sheet = AnswerSheet.read(tmp_path / "hasil.json")
    assert sheet.choices() == {"P2-1": 2, "P2-2": "unknown"}


def test_a_file_from_python_opens_in_the_page(p2: Page, tmp_path: Path) -> None:
    sheet = AnswerSheet(standard="unit", version="1.0.0", answers={"P2-5": {"choice": 1}})
    p2.locator('input[type="file"]').set_input_files(sheet.write(tmp_path / "isi.json"))
    expect(p2.locator(".bm-text")).to_have_text(expected({"P2-5": 1}))


BAD_FILES = {
    "not json": ("ini bukan json", ""),
    "no sheet": ('{"nama": 1}', "bermakna-sheet"),
    "other standard": ({"standard": "praktik"}, "praktik"),
    "other version": ({"version": "9.0.0"}, "9.0.0"),
    "unknown item": ({"answers": {"P2-99": {"choice": 1}}}, "P2-99"),
    "level out of range": ({"answers": {"P2-1": {"choice": 7}}}, "0, 1, 2, 3"),
    "item that always applies": (
        {"answers": {"P2-2": {"choice": "not_applicable", "reason": "x"}}},
        "P2-2",
    ),
    "no reason": ({"answers": {"P2-4": {"choice": "not_applicable"}}}, "P2-4"),
    "evidence that is no text": ({"answers": {"P2-1": {"choice": 1, "evidence": 7}}}, "evidence"),
    "unit that is no text": ({"unit": ["Contoh"]}, "unit"),
}


@pytest.mark.parametrize(("content", "named"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_file_that_does_not_fit_is_refused_and_changes_nothing(
    p2: Page, tmp_path: Path, content: str | dict[str, object], named: str
) -> None:
    tick(p2, "P2-1", 2)
    path = tmp_path / "buruk.json"
    if isinstance(content, dict):
        sheet = {"format": "bermakna-sheet", "standard": "unit", "version": "1.0.0", "answers": {}}
        content = json.dumps({**sheet, **content})
    path.write_text(content, encoding="utf-8")
    p2.locator('input[type="file"]').set_input_files(path)
    message = p2.locator(".bm-message")
    expect(message).to_contain_text("buruk.json")
    expect(message).to_contain_text(named)
    assert printed(p2) == expected({"P2-1": 2})


def test_markup_in_a_file_is_shown_as_text_and_never_run(p2: Page, tmp_path: Path) -> None:
    evil = '<img src=x onerror="window.ran=true"><script>window.ran=true</script>' + "x" * 10_000
    sheet = AnswerSheet(
        standard="unit", version="1.0.0", unit=evil, answers={"P2-1": {"choice": 1, "note": evil}}
    )
    p2.locator('input[type="file"]').set_input_files(sheet.write(tmp_path / "isi.json"))
    expect(p2.locator(".bm-text")).to_have_text(expected({"P2-1": 1}))
    assert p2.locator('[data-item="P2-1"] .bm-note textarea').input_value() == evil
    assert p2.evaluate("window.ran") is None


def test_the_whole_standard_shows_progress_for_each_section(page: Page, address: str) -> None:
    page.goto(f"{address}unit.html")
    tick(page, "P1-1", 2)
    progress = page.locator('[data-section="P1"] .bm-progress')
    expect(progress).to_contain_text(expected({"P1-1": 2}, "P1"))
    assert page.locator(".bm-progress").count() == 9
    overall = score(load_standard("unit"), {"P1-1": 2}).overall
    assert printed(page) == overall.text


def test_the_keyboard_alone_is_enough(p2: Page) -> None:
    p2.locator('[data-item="P2-1"] input').first.focus()
    p2.keyboard.press("Space")
    p2.keyboard.press("ArrowDown")
    p2.keyboard.press("ArrowDown")
    assert printed(p2) == expected({"P2-1": 2})


def test_an_answer_can_be_taken_back(p2: Page) -> None:
    tick(p2, "P2-1", 2)
    p2.locator('[data-item="P2-1"] .bm-clear').click()
    assert printed(p2) == expected({})
    assert p2.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.fixture
def without_script(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{address}p2.html")
    yield opened
    context.close()


def test_without_javascript_the_form_is_whole_and_has_no_dead_control(without_script: Page) -> None:
    text = without_script.locator("body").inner_text()
    for item in load_standard("unit").section("P2").items:
        assert str(item.text) in text
        for level in (item.levels or {}).values():
            assert str(level) in text
    assert without_script.locator("input, button, textarea, select").count() == 0


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_runs_out_of_the_page_sideways(p2: Page, width: int) -> None:
    p2.set_viewport_size({"width": width, "height": 800})
    tick(p2, "P2-1", 3)
    assert p2.evaluate("document.documentElement.scrollWidth") <= width


def test_printing_shows_the_form_without_its_buttons(p2: Page) -> None:
    tick(p2, "P2-1", 3)
    p2.emulate_media(media="print")
    expect(p2.locator(".bm-tools")).to_be_hidden()
    expect(p2.locator('[data-item="P2-5"]')).to_be_visible()


def test_an_unreadable_sheet_on_the_device_is_set_aside_and_not_lost(p2: Page) -> None:
    p2.evaluate("localStorage.setItem('bermakna:unit@1.0.0', '{rusak')")
    p2.reload()
    assert printed(p2) == expected({})
    kept = p2.evaluate("Object.values({...localStorage})")
    assert kept == ["{rusak"]
