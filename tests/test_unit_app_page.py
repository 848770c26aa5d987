"""The app as a unit sees it: the whole cycle in a browser, without code, on both databases."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assessment.answers import Answer, AnswerSheet
from assessment.cycle import PeriodState
from assessment.exchange.workbook import workbook_of
from assessment.i18n import _
from assessment.jupyter_server import JupyterServer
from assessment.lab import running_app
from assessment.loading import load_standard
from assessment.store import open_store
from tests.at_app import SECONDS, Person
from tests.conftest import ROOT
from tests.test_book_in_the_browser import barriers

STANDARD = load_standard("unit")
PREPARE, FILL, COMPARE, AGREE, PLAN, REVIEW = range(1, 7)


@pytest.fixture
def server(
    address: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[JupyterServer]:
    """The app on the project's notebook and an empty store."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BERMAKNA_DATABASE_URL", address)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
            environment.setenv(name, str(tmp_path_factory.mktemp("jupyter")))
        with running_app(tmp_path, 18_866) as running:
            yield running


@pytest.fixture
def person(page: Page, server: JupyterServer) -> Person:
    page.set_viewport_size({"width": 1366, "height": 900})
    return Person(page, server, _("Open period"))


def sheet_of(alias: str, level: int) -> AnswerSheet:
    answers = {item.id: Answer(choice=level, evidence="papan") for item in STANDARD.items}
    return AnswerSheet(standard="unit", version=STANDARD.version, assessor=alias, answers=answers)


def prepare(person: Person, period: str) -> None:
    person.field(_("New period")).fill(period)
    person.press(_("Open period"), then=_("Period {period} is open.").format(period=period))
    alias = _("Assessor {n}").format(n=1)
    expect(person.field(_("Alias"))).to_have_value(alias, timeout=SECONDS)
    person.press(_("Add assessor"), then=_("{alias} takes part.").format(alias=alias))


def fill_in(person: Person) -> None:
    """One fills in here, one a page, one a spreadsheet; then all is revealed."""
    person.step(FILL, person.field(_("Your alias")))
    person.button(_("Make a spreadsheet to hand out")).click()
    expect(person.page.locator("a[download]")).to_be_visible(timeout=SECONDS)
    person.field(_("Your alias")).select_option(_("Assessor {n}").format(n=1))
    person.page.locator('[data-item="P1-1"] [data-choice="2"] input').check()
    expect(person.page.locator(".bm-saved")).to_contain_text(_("Saved"), timeout=SECONDS)
    person.button(_("Put my sheet away")).click()
    page_file = sheet_of("Penilai B", 1).model_dump_json().encode()
    person.page.locator(".bm-drop input").set_input_files(
        [
            {"name": "jawaban.json", "mimeType": "application/json", "buffer": page_file},
            {"name": "isian.xlsx", "mimeType": "", "buffer": workbook_of(sheet_of("C", 3))},
            {"name": "foto.png", "mimeType": "image/png", "buffer": b"PNG"},
        ]
    )
    expect(person.page.get_by_text("foto.png:")).to_be_visible(timeout=SECONDS)
    assert barriers(person.page) == []
    person.press(_("Take over"), then=_("{taken} sheets taken over.").format(taken=2))
    close(person)


def close(person: Person) -> None:
    done = _("Filling in is closed; compare the answers now (step 3).")
    person.agrees(_("Close filling in and reveal"), then=done)


def agree_on(person: Person, item: str) -> None:
    """Agree on level 2 of one item."""
    choice = person.field(_("Item"))
    value = choice.locator("option").filter(has_text=re.compile(rf"{item}\b")).first
    choice.select_option(value.get_attribute("value"))
    expect(person.page.get_by_role("heading", name=re.compile(rf"^{item}\b"))).to_be_visible()
    person.page.get_by_role("radio", name=re.compile(r"^2 ")).check()
    person.field(_("Why this level")).fill("terlihat di loket")
    person.press(_("Agree and go on"), then=_("{item} is saved.").format(item=item))


def plan(person: Person) -> None:
    person.step(PLAN, person.table())
    person.field(_("Item")).select_option(index=1)
    expect(person.field(_("Action"))).not_to_have_value("", timeout=SECONDS)
    person.field(_("Action")).fill("Pasang papan")
    person.field(_("Due")).fill("2026-06-30")
    person.press(_("Save action"), then=_("The action is in the plan."))


def test_three_assessors_go_through_a_period_and_compare_the_next_with_it(
    person: Person, address: str
) -> None:
    page = person.page
    assert (page.title(), page.locator("html").get_attribute("lang")) == ("Penilaian unit", "id")
    assert page.locator(".jp-InputArea-editor, .jp-RenderedText pre").count() == 0
    assert barriers(page) == []
    person.field(_("New unit")).fill("Kantor Contoh")
    person.press(_("Add unit"), then="Kantor Contoh")
    prepare(person, "2026-1")
    fill_in(person)
    person.step(COMPARE, person.table())
    expect(person.table().first).to_contain_text("Penilai B")
    person.step(AGREE, person.button(_("Agree and go on")))
    for item in ("P1-1", "P1-2"):
        agree_on(person, item)
    plan(person)
    person.step(REVIEW, person.button(_("Lock the period")))
    locked = _("Period {period} is locked.").format(period="2026-1")
    person.agrees(_("Lock the period"), then=locked)
    person.step(PREPARE, person.field(_("New period")))
    prepare(person, "2026-2")
    person.step(FILL, person.field(_("Your alias")))
    close(person)
    person.step(AGREE, person.button(_("Agree and go on")))
    agree_on(person, "P1-1")
    person.step(REVIEW, person.table())
    expect(person.table().filter(has_text="Pasang papan")).to_be_visible()
    expect(page.get_by_text(_("The change of each item"))).to_be_visible()
    assert person.strangers == []
    with_store(address)


def with_store(address: str) -> None:
    """What was seen on the screen is in the store."""
    store = open_store(address)
    first, second = store.periods.of(store.units.all()[0])
    assert (first.state, second.state) == (PeriodState.LOCKED, PeriodState.CLOSED)
    sheets = {sheet.assessor: sheet for sheet in store.sheets.revealed(first)}
    here = _("Assessor {n}").format(n=1)
    assert {alias: sheet.choices().get("P1-1") for alias, sheet in sheets.items()} == {
        here: 2, "Penilai B": 1, "C": 3,
    }  # fmt: skip
    agreed = store.sheets.agreed(second)
    assert agreed
    assert agreed.answers["P1-1"] == Answer(choice=2, reason="terlihat di loket")
    assert [action.text for action in store.actions.of(first)] == ["Pasang papan"]
    store.close()
