"""The trainer's app in a browser: a whole workshop without code, on both databases."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Locator, Page, expect

from assessment.collect.server import open_server
from assessment.exchange.share_code import share_code
from assessment.i18n import _
from assessment.jupyter_server import JupyterServer
from assessment.lab import WORKSHOP, running_app
from assessment.loading import load_standard
from assessment.serving import HOST
from assessment.store import Store, open_store
from assessment.workshop import Phase, Workshop
from assessment.workshop_app.reaching import ADDRESS
from tests.at_app import SECONDS, Person
from tests.conftest import ROOT
from tests.panels import blind_sheet
from tests.projects import free_port
from tests.rooms import ITEMS, PLAN, full, phone, send
from tests.test_book_in_the_browser import barriers

OPEN, COLLECT, REVEAL, TALK, KEEP = range(1, 6)
PEOPLE = 6


@pytest.fixture
def service(address: str, tmp_path: Path) -> Iterator[str]:
    """The service that the phones go to, on the same store; its address."""
    with open_server(tmp_path, free_port(), open_store=lambda: open_store(address)) as server:
        yield f"http://{HOST}:{server.server_port}"


@pytest.fixture
def server(
    address: str, service: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[JupyterServer]:
    """The app on the project's notebook and an empty store."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BERMAKNA_DATABASE_URL", address)
        environment.setenv(ADDRESS, service)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
            environment.setenv(name, str(tmp_path_factory.mktemp("jupyter")))
        with running_app(tmp_path, 18_877, WORKSHOP) as running:
            yield running


@pytest.fixture
def trainer(page: Page, server: JupyterServer) -> Person:
    page.set_viewport_size({"width": 1440, "height": 900})
    return Person(page, server, _("Begin the workshop"))


def begin(trainer: Person, store: Store, service: str) -> Workshop:
    """Begin a workshop on two sections, and show the room how to join."""
    trainer.field(_("Title")).fill("Lokakarya contoh")
    for section in ("B1", "B3"):
        trainer.page.get_by_role("checkbox", name=section).check()
    begun = _("The workshop is kept until {day}. Show the room how to join, then go to step 2.")
    trainer.press(_("Begin the workshop"), then=begun.partition("{day}")[0])
    (workshop,) = store.workshops.all()
    running = _("Answers are taken in: phones in the same network can join.")
    expect(trainer.page.get_by_text(running)).to_be_visible(timeout=SECONDS)
    assert barriers(trainer.page) == []
    trainer.button(_("Show it to the room")).click()
    slide = trainer.page.get_by_role("dialog")
    expect(slide).to_be_visible()
    made = segno.make(f"{service}/ikut/{workshop.code}", error="m", boost_error=False)
    drawn = slide.locator(".bm-qr path").evaluate_all(
        "paths => paths.map((path) => path.getAttribute('d'))"
    )
    assert any(line in made.svg_inline(border=4, omitsize=True) for line in drawn)
    assert barriers(trainer.page) == []
    trainer.page.keyboard.press("Escape")
    expect(slide).to_be_hidden()
    expect(trainer.button(_("Show it to the room"))).to_be_focused()
    return workshop


def cell(trainer: Person, form: int, item: str) -> Locator:
    return trainer.page.get_by_label(_("Form {number}, {item}").format(number=form, item=item))


def type_forms(trainer: Person) -> None:
    """Type two paper forms: one by keys, with a slip, and one from Excel."""
    cell(trainer, 1, ITEMS[0]).click()
    trainer.page.keyboard.type("9")
    expect(trainer.page.locator(".bm-paper-said")).to_contain_text("1, 2, 3, 4, t")
    trainer.page.keyboard.type("3t 4")
    trainer.page.keyboard.press("ArrowLeft")
    trainer.page.keyboard.press("Backspace")
    trainer.page.keyboard.type("2" * (len(ITEMS) - 3))
    expect(cell(trainer, 2, ITEMS[0])).to_be_focused()
    trainer.page.evaluate(
        """(text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const event = { clipboardData: data, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        "\t".join(["7", *["4"] * len(ITEMS)]) + "\r\n",
    )
    expect(cell(trainer, 7, ITEMS[-1])).to_have_value("4")
    stored = _("New forms: {new}. Replaced: {again}. Not stored: {left_out}.")
    said = stored.format(new=2, again=0, left_out=0)
    trainer.press(_("Store the forms"), then=said)
    expect(cell(trainer, 7, ITEMS[-1])).to_have_count(0)


def collect(trainer: Person, store: Store, workshop: Workshop) -> None:
    """Take answers in from phones, paper and the chat."""
    trainer.step(COLLECT, trainer.button(_("Open the round")))
    opened = _("The round is open. Close it when all are done; you can open it again.")
    trainer.press(_("Open the round"), then=opened)
    for number in range(PEOPLE):
        choices = {**full(2), ITEMS[1]: 1 + 3 * (number % 2)}
        send(store, workshop, number, choices)
    counted = _("Sheets: {people}. Complete: {complete}.")
    seen = counted.format(people=PEOPLE, complete=PEOPLE)
    expect(trainer.page.get_by_text(seen)).to_be_visible(timeout=SECONDS)
    type_forms(trainer)
    sheet = blind_sheet(load_standard(PLAN.standard), full(3), sheet=phone(20)[1])
    trainer.field(_("The chat, or the codes alone")).fill(f"Ani: {share_code(sheet)}\nterima kasih")
    taken = _("New: {new}. Known already: {again}. Not taken in: {left_out}.")
    trainer.press(_("Take the codes in"), then=taken.format(new=1, again=0, left_out=0))
    assert barriers(trainer.page) == []
    closed = _("The round is closed. Show the answers in step 3, or open it again.")
    trainer.press(_("Close the round"), then=closed)


def test_a_workshop_goes_from_the_qr_code_to_its_files(
    trainer: Person, address: str, service: str, tmp_path: Path
) -> None:
    page, store = trainer.page, open_store(address)
    assert page.title() == "Lokakarya"
    workshop = begin(trainer, store, service)
    collect(trainer, store, workshop)
    trainer.step(REVEAL, trainer.button(_("Reveal the answers")))
    revealed = _("The answers are revealed, on the phones too. Talk about them: step 4.")
    trainer.agrees(_("Reveal the answers"), then=revealed)
    expect(page.locator("ol.bm-rows > li").first).to_contain_text(ITEMS[1])
    assert barriers(page) == []
    store.workshops.promise(workshop.code, phone(1)[0], 1, "Menyapa lebih dahulu")
    trainer.step(TALK, page.get_by_text("Menyapa lebih dahulu"))
    trainer.button(_("Show {item} to the room").format(item=ITEMS[1])).click()
    expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_contain_text(ITEMS[1])
    assert barriers(page) == []
    page.keyboard.press("Escape")
    trainer.step(KEEP, trainer.button(_("Make the workbook (Excel)")))
    trainer.press(_("Make the workbook (Excel)"), then="lokakarya")
    expect(page.locator("a[download]")).to_have_count(1)
    assert (tmp_path / "notebooks" / "lokakarya" / "Lokakarya-contoh.xlsx").exists()
    assert barriers(page) == []
    assert trainer.strangers == []
    found = store.workshops.find(workshop.code)
    answers = {one.sheet: one.choices() for one in store.workshops.answers(found)[1]}
    typed = dict(zip(ITEMS, [3, "unknown", None, *[2] * (len(ITEMS) - 3)], strict=True))
    assert found.phase is Phase.REVEALED
    assert len(answers) == PEOPLE + 3
    assert answers["paper-1"] == {item: sign for item, sign in typed.items() if sign is not None}
    assert answers["paper-7"] == full(4)
    store.close()
