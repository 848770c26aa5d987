"""The analyst's app in a browser: from a folder to its files, by keys, without code in sight."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from assessment.answers import Answer, AnswerSheet
from assessment.i18n import _
from assessment.jupyter_server import JupyterServer
from assessment.lab import ROLLUP, running_app
from assessment.loading import load_standard
from tests.at_app import SECONDS, Person
from tests.conftest import ROOT
from tests.test_book_in_the_browser import barriers

STANDARD = load_standard("unit")
COLLECT, EXAMINE, LOOK, DOWNLOAD = range(1, 5)
PERIODS = ("2026-1", "2026-2")
UNITS = [f"Loket {number:02d}" for number in range(1, 13)]


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """What twelve units of two regions sent; one file is broken, one unit sent nothing once."""
    folder = tmp_path / "kiriman"
    folder.mkdir()
    for number, unit in enumerate(UNITS):
        for turn, period in enumerate(PERIODS):
            if (number, turn) != (3, 1):
                sheet_of(unit, period, (number + turn) % 3 + 1).write(
                    folder / f"{unit}-{period}.json"
                )
    rows = [f"{unit};Dinas;{'Utara' if unit < 'Loket 07' else 'Selatan'};loket" for unit in UNITS]
    heading = "unit;instansi;wilayah;jenis layanan"
    (folder / "daftar-unit.csv").write_text("\n".join([heading, *rows]), encoding="utf-8")
    (folder / "rusak.json").write_text("{", encoding="utf-8")
    return folder


def sheet_of(unit: str, period: str, level: int) -> AnswerSheet:
    answers = {item.id: Answer(choice=level, evidence="papan") for item in STANDARD.items}
    return AnswerSheet(
        standard=STANDARD.id, version=STANDARD.version, unit=unit, period=period, answers=answers
    )


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterServer]:
    """The app on the project's notebook."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    with pytest.MonkeyPatch.context() as environment:
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
            environment.setenv(name, str(tmp_path_factory.mktemp("jupyter")))
        with running_app(tmp_path, 18_848, ROLLUP) as running:
            yield running


@pytest.fixture
def analyst(page: Page, server: JupyterServer) -> Person:
    page.set_viewport_size({"width": 1440, "height": 900})
    return Person(page, server, _("Read"))


def collect(analyst: Person, sent: Path) -> None:
    """Name the folder, and read it."""
    analyst.field(_("Folder, or address of a database")).fill(str(sent))
    analyst.page.keyboard.press("Tab")
    there = _("The folder is there: {place}").format(place=sent)
    expect(analyst.page.get_by_text(there)).to_be_visible(timeout=SECONDS)
    counted = _("{units} units, {periods} periods, {sheets} sheets")
    analyst.press(_("Read"), then=counted.format(units=12, periods=2, sheets=23))
    expect(analyst.table().last).to_contain_text("rusak.json")
    assert barriers(analyst.page) == []


def selected(analyst: Person) -> Locator:
    return analyst.page.locator(".bm-selected")


def tick_by_keys(analyst: Person, name: str, value: str) -> None:
    """Unfold a list, and tick a value of it, without a mouse."""
    analyst.page.locator(".bm-ticks summary", has_text=name).focus()
    analyst.page.keyboard.press("Enter")
    box = analyst.page.get_by_role("checkbox", name=value)
    expect(box).to_be_visible()
    while not box.evaluate("box => box === document.activeElement"):
        analyst.page.keyboard.press("Tab")
    analyst.page.keyboard.press("Space")
    expect(selected(analyst)).to_contain_text(value, timeout=SECONDS)
    expect(box).to_be_focused()


def look(analyst: Person) -> None:
    """See every view of everything, and of one region, with a unit marked."""
    page = analyst.page
    analyst.field(_("Mark a unit")).fill(UNITS[1])
    page.keyboard.press("Enter")
    expect(page.locator(".bm-line")).to_contain_text(f"◆ {UNITS[1]}", timeout=SECONDS)
    for name in ("Heat map", "Trend", "Gaps", "Change", "Visits", "Distribution"):
        show(analyst, name)
    tick_by_keys(analyst, _("Region"), "Utara")
    show(analyst, "Units")
    names = page.locator(".bm-heat tbody th")
    expect(names).to_have_count(5, timeout=SECONDS)
    assert [text.removesuffix(" ◆") for text in names.all_inner_texts()] == [
        unit for unit in UNITS[:6] if unit != UNITS[3]
    ]
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert barriers(page) == []
    page.set_viewport_size({"width": 1440, "height": 900})


def show(analyst: Person, name: str) -> None:
    """Go to a view, wait for it, and meet no barrier there."""
    tab = analyst.page.get_by_role("tab", name=_(name), exact=True)
    tab.click()
    expect(tab).to_have_attribute("aria-selected", "true")
    shown = analyst.page.locator(".widget-tab .widget-tab .widget-html-content")
    expect(shown.filter(visible=True).first).to_be_visible(timeout=SECONDS)
    assert barriers(analyst.page) == []


def test_an_analyst_goes_from_a_folder_to_its_files(
    analyst: Person, sent: Path, tmp_path: Path
) -> None:
    page = analyst.page
    assert page.title() == "Rekap"
    before = sorted(sent.rglob("*"))
    collect(analyst, sent)
    analyst.step(EXAMINE, page.get_by_text(_("Missing, by region and period")))
    expect(analyst.table().nth(1)).to_contain_text(UNITS[3])
    analyst.step(LOOK, page.locator(".bm-line"))
    look(analyst)
    analyst.step(DOWNLOAD, analyst.button(_("Make the tables (CSV)")))
    analyst.press(_("Make the tables (CSV)"), then="rekap")
    expect(page.locator("a[download]")).to_have_attribute("download", re.compile(r"^rekap-unit-"))
    assert len([*(tmp_path / "notebooks" / "rekap").glob("*.zip")]) == 1
    assert barriers(page) == []
    assert sorted(sent.rglob("*")) == before
    assert analyst.strangers == []
