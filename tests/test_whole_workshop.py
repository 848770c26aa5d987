"""A whole workshop: the trainer's notebook, eight phones and a sheet of paper, before and after."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from assessment.collect.page_words import all_words
from assessment.collect.server import open_server
from assessment.i18n import _
from assessment.jupyter_server import JupyterServer
from assessment.lab import WORKSHOP, running_app
from assessment.serving import HOST
from assessment.store import Store, open_store
from assessment.workshop import Progress, Workshop
from assessment.workshop_app.reaching import ADDRESS
from tests.at_app import SECONDS, Person
from tests.conftest import ROOT
from tests.phones import make_book
from tests.projects import free_port
from tests.rooms import ITEMS

WORDS = all_words()
PHONES = 8
CUT_OFF, SILENT = 6, 7
EVERYONE = PHONES + 1
PAPER = 1


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "unit.sqlite")


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def service(database: str, tmp_path: Path) -> Iterator[str]:
    """The service that the phones go to; its address."""
    folder = make_book(tmp_path)
    with open_server(folder, free_port(), open_store=lambda: open_store(database)) as server:
        yield f"http://{HOST}:{server.server_port}"


@pytest.fixture
def server(
    database: str, service: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[JupyterServer]:
    """The trainer's notebook as an app."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    monkeypatch.setenv("BERMAKNA_DATABASE_URL", database)
    monkeypatch.setenv(ADDRESS, service)
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    with running_app(tmp_path, 18_858, WORKSHOP) as running:
        yield running


@pytest.fixture
def trainer(page: Page, server: JupyterServer) -> Person:
    page.set_viewport_size({"width": 1440, "height": 900})
    return Person(page, server, _("Begin the workshop"))


@contextmanager
def phones(browser: Browser, address: str) -> Iterator[list[Page]]:
    """Eight phones at the page of a workshop, whose owners have agreed to take part."""
    with ExitStack() as open_contexts:
        opened = []
        for _number in range(PHONES):
            context = browser.new_context(
                viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True
            )
            open_contexts.callback(context.close)
            phone = context.new_page()
            phone.set_default_timeout(SECONDS)
            phone.goto(address)
            phone.get_by_role("button", name=_("Begin"), exact=True).tap()
            opened.append(phone)
        yield opened


def answer(phone: Page, choices: Mapping[str, int]) -> None:
    """Tap an answer to each item, in sections that may be folded."""
    for item, level in choices.items():
        section = phone.locator(f'[data-section="{item.partition("-")[0]}"]')
        if section.get_attribute("open") is None:
            section.locator("> summary").tap()
        phone.locator(f'[data-item="{item}"] [data-choice="{level}"] input').check()


def answers_of(number: int, round_: int) -> dict[str, int]:
    """Return what a phone answers: low before and higher after, and apart from each other."""
    apart = {ITEMS[0]: 1 + number % 4}
    return {**dict.fromkeys(ITEMS, 1 + round_), **apart}


def expect_sent(phone: Page) -> None:
    expect(phone.locator(".ws-sent")).to_contain_text(WORDS["sentAt"].partition("{")[0])


def expect_phase(phone: Page, words: str) -> None:
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    expect(phone.locator(".ws-phase")).to_contain_text(words, timeout=SECONDS)


def all_answer(opened: list[Page], round_: int) -> None:
    """Everyone answers; one is cut off in the middle, and in the first round one stays so."""
    half = len(ITEMS) // 2
    for number, phone in enumerate(opened):
        choices = answers_of(number, round_)
        answer(phone, dict(list(choices.items())[:half]))
        cut = number == CUT_OFF or (number == SILENT and round_ == 1)
        if cut:
            phone.context.set_offline(True)
        answer(phone, dict(list(choices.items())[half:]))
        if cut:
            expect(phone.locator(".ws-sent")).to_contain_text(WORDS["waiting"])
        else:
            expect_sent(phone)
    opened[CUT_OFF].context.set_offline(False)
    expect_sent(opened[CUT_OFF])


def share_code_of(phone: Page) -> str:
    """Return the code that a phone without a network shows."""
    phone.locator(".ws-offline > summary").tap()
    phone.get_by_role("button", name=WORDS["share"], exact=True).tap()
    return phone.get_by_label(WORDS["share"], exact=True).locator("visible=true").input_value()


def begin(trainer: Person, store: Store) -> Workshop:
    """Begin a workshop about B1 and B3 with answers before and after."""
    trainer.field(_("Title")).fill("Lokakarya contoh")
    for section in ("B1", "B3"):
        trainer.page.get_by_role("checkbox", name=section).check()
    trainer.page.get_by_label(_("two rounds: before and after"), exact=True).check()
    begun = _("The workshop is kept until {day}. Show the room how to join, then go to step 2.")
    trainer.press(_("Begin the workshop"), then=begun.partition("{day}")[0])
    (workshop,) = store.workshops.all()
    return workshop


def open_round(trainer: Person) -> None:
    opened = _("The round is open. Close it when all are done; you can open it again.")
    trainer.press(_("Open the round"), then=opened)


def type_paper(trainer: Person, level: int) -> None:
    """Type the sheet of paper with the number 1."""
    first = _("Form {number}, {item}").format(number=PAPER, item=ITEMS[0])
    trainer.page.get_by_label(first).click()
    trainer.page.keyboard.type(str(level) * len(ITEMS))
    stored = _("New forms: {new}. Replaced: {again}. Not stored: {left_out}.")
    trainer.press(_("Store the forms"), then=stored.format(new=1, again=0, left_out=0))


def close_round(trainer: Person, store: Store, workshop: Workshop, *, then: str) -> None:
    assert store.workshops.progress(workshop) == Progress(EVERYONE, EVERYONE, 1.0)
    trainer.press(_("Close the round"), then=then)


def make_files(trainer: Person, folder: Path) -> None:
    """Make all three files, and look into them."""
    trainer.step(5, trainer.button(_("Make the workbook (Excel)")))
    kinds = {
        "xlsx": _("Make the workbook (Excel)"),
        "pdf": _("Make the report (PDF)"),
        "pptx": _("Make the slides (PowerPoint)"),
    }
    for kind, name in kinds.items():
        trainer.press(name, then=f"Lokakarya-contoh.{kind}")
    assert len(load_workbook(folder / "Lokakarya-contoh.xlsx").sheetnames) > 3
    pages = PdfReader(folder / "Lokakarya-contoh.pdf").pages
    assert "Lokakarya contoh" in pages[0].extract_text().replace("\n", " ")
    assert len(Presentation(str(folder / "Lokakarya-contoh.pptx")).slides) > 3


def test_a_room_answers_before_and_after_and_nothing_is_lost(
    trainer: Person, browser: Browser, store: Store, service: str, tmp_path: Path
) -> None:
    workshop = begin(trainer, store)
    trainer.step(2, trainer.button(_("Open the round")))
    open_round(trainer)
    with phones(browser, f"{service}/ikut/{workshop.code}") as opened:
        all_answer(opened, 1)
        code = share_code_of(opened[SILENT])
        trainer.field(_("The chat, or the codes alone")).fill(f"Budi: {code}\nsampai nanti")
        taken = _("New: {new}. Known already: {again}. Not taken in: {left_out}.")
        trainer.press(_("Take the codes in"), then=taken.partition("{again}")[0].format(new=1))
        type_paper(trainer, 2)
        onward = _("The round is closed. Do the activities, then go on to the round after.")
        close_round(trainer, store, workshop, then=onward)
        go_on = _("Go on to the round after")
        trainer.agrees(go_on, then=_("The round after can be opened now."))
        open_round(trainer)
        (workshop,) = store.workshops.all()
        opened[SILENT].context.set_offline(False)
        for phone in opened:
            expect_phase(phone, WORDS["phaseOpen"])
        all_answer(opened, 2)
        type_paper(trainer, 3)
        reveal = _("The round is closed. Show the answers in step 3, or open it again.")
        close_round(trainer, store, workshop, then=reveal)
        trainer.step(3, trainer.button(_("Reveal the answers")))
        revealed = _("The answers are revealed, on the phones too. Talk about them: step 4.")
        trainer.agrees(_("Reveal the answers"), then=revealed)
        for phone in opened:
            expect_phase(phone, WORDS["phaseRevealed"])
            expect(phone.locator(".ws-group")).to_contain_text(WORDS["groupChange"])
    answers = store.workshops.answers(store.workshops.find(workshop.code))
    assert [len(sheets) for sheets in answers.values()] == [EVERYONE, EVERYONE]
    assert {sheet.sheet for sheet in answers[1]} == {sheet.sheet for sheet in answers[2]}
    expected = [answers_of(number, 2) for number in range(PHONES)] + [dict.fromkeys(ITEMS, 3)]
    found = [sheet.choices() for sheet in answers[2]]
    assert sorted(map(str, found)) == sorted(map(str, expected))
    make_files(trainer, tmp_path / "notebooks" / "lokakarya")
    assert trainer.strangers == []
