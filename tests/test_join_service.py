"""A phone and the real service on a real store: from the typed code to the revealed results."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assessment.collect.page_words import all_words
from assessment.collect.server import open_server
from assessment.i18n import _
from assessment.store import Store, open_store
from assessment.workshop import Phase, Workshop
from tests.phones import make_book
from tests.projects import free_port
from tests.rooms import full, open_workshop, send

WORDS = all_words()


@pytest.fixture
def trainer(tmp_path: Path) -> Iterator[Store]:
    """The store as the trainer's notebook has it open, beside the service."""
    store = open_store(str(tmp_path / "unit.sqlite"), who="Pelatih")
    yield store
    store.close()


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    def opened() -> Store:
        return open_store(str(tmp_path / "unit.sqlite"), who="Layanan")

    with open_server(make_book(tmp_path), free_port(), open_store=opened) as server:
        yield server.url


def join(page: Page, url: str, workshop: Workshop) -> None:
    page.goto(f"{url}ikut")
    code = f"{workshop.code[:4]} {workshop.code[4:]}"
    page.get_by_label(_("Code of the workshop")).fill(code)
    page.get_by_role("button", name=_("Continue")).click()
    page.get_by_role("button", name=_("Begin"), exact=True).click()


def expect_sent(page: Page) -> None:
    expect(page.locator(".ws-sent")).to_contain_text(WORDS["sentAt"].split("{", maxsplit=1)[0])


def expect_phase(page: Page, words: str) -> None:
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator(".ws-phase")).to_contain_text(words)


def test_a_phone_whose_clock_is_years_off_takes_part_like_any_other(
    page: Page, url: str, trainer: Store
) -> None:
    page.add_init_script(
        """{
            const Right = Date, off = -5 * 365 * 86_400_000;
            window.Date = class extends Right {
                constructor(...given) {
                    given.length ? super(...given) : super(Right.now() + off);
                }
                static now() { return Right.now() + off; }
            };
        }"""
    )
    begun = trainer.workshops.begin("Lokakarya contoh", "praktik", ["B1"])
    workshop = trainer.workshops.open(begun, minutes=25)
    join(page, url, workshop)
    expect(page.locator(".ws-phase")).to_contain_text("24")
    page.locator('[data-item="B1-1"] [data-choice="2"] input').check()
    expect_sent(page)
    assert trainer.workshops.progress(workshop).people == 1


def test_a_room_answers_twice_and_sees_what_changed(page: Page, url: str, trainer: Store) -> None:
    shops = trainer.workshops
    workshop = open_workshop(trainer, rounds=2)
    join(page, url, workshop)
    for round_, level in ((1, 2), (2, 3)):
        page.locator(f'[data-item="B1-1"] [data-choice="{level}"] input').check()
        expect_sent(page)
        for number in range(1, 7):
            send(trainer, workshop, number, full(level), round_=round_)
        assert shops.progress(workshop).people == 7
        workshop = shops.close(workshop)
        expect_phase(page, WORDS["phaseClosed"])
        if round_ == 1:
            workshop = shops.open(shops.next_round(workshop))
            expect_phase(page, WORDS["phaseOpen"])
    shops.reveal(workshop)
    expect_phase(page, WORDS["phaseRevealed"])
    group = page.locator(".ws-group")
    expect(group.locator(".ws-part").first).to_have_text(WORDS["groupChange"])
    item = group.locator("li.ws-row", has=page.get_by_text("B1-1", exact=True))
    expect(item.locator(".ws-ours")).to_have_count(2)
    expect(item.locator(".ws-ours").last).to_contain_text(WORDS["percent"].format(share=100))


def test_what_is_withdrawn_is_no_longer_in_the_store(page: Page, url: str, trainer: Store) -> None:
    workshop = open_workshop(trainer)
    join(page, url, workshop)
    page.locator('[data-item="B1-1"] [data-choice="2"] input').check()
    expect_sent(page)
    page.locator(".ws-withdraw").click()
    expect(page.locator(".ws-sent")).to_contain_text(WORDS["withdrawn"])
    assert trainer.workshops.progress(workshop).completeness == 0
    page.locator(".ws-withdraw").click()
    expect_sent(page)
    assert trainer.workshops.progress(workshop).completeness > 0


def test_a_commitment_stands_on_the_wall_as_text(page: Page, url: str, trainer: Store) -> None:
    workshop = open_workshop(trainer)
    join(page, url, workshop)
    page.locator(".ws-promise textarea").fill("Menyapa <b>semua</b> 😀")
    page.locator(".ws-promise-send").click()
    expect(page.locator(".ws-promised")).to_contain_text("Menyapa <b>semua</b> 😀")
    (promised,) = trainer.workshops.commitments(workshop)
    assert promised.text == "Menyapa <b>semua</b> 😀"


def test_an_unknown_code_leads_back_to_the_field(page: Page, url: str) -> None:
    answer = page.goto(f"{url}ikut/11112222")
    assert answer
    assert answer.status == 404
    expect(page.get_by_label(_("Code of the workshop"))).to_have_value("11112222")


def test_an_erased_workshop_is_said_and_leaves_the_own_result(
    page: Page, url: str, trainer: Store
) -> None:
    workshop = open_workshop(trainer)
    assert workshop.phase is Phase.OPEN
    join(page, url, workshop)
    page.locator('[data-item="B1-1"] [data-choice="2"] input').check()
    expect_sent(page)
    trainer.workshops.erase(workshop)
    expect_phase(page, WORDS["phaseGone"])
    expect(page.locator(".ws-own")).to_be_visible()
