"""A participant takes part in a workshop on a phone, with a good network, a bad one and none."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from assessment.checklist.words import script_words
from assessment.collect.page_assets import assets
from assessment.collect.page_words import all_words, commitment_words, result_words, standing_words
from assessment.collect.pages import join_page
from assessment.exchange.share_code import read_share_codes
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.plan import compile_plan
from assessment.results import score_plan
from assessment.workshop import Phase, asked_items
from tests.phone_results import BOTH, FEW, ONE, TEXT
from tests.phone_room import CODE, WORKSHOP, Room, served_room

WORDS = all_words()
PLAN = compile_plan(load_standard(WORKSHOP.standard))
ASKED = [item.id for item in asked_items(PLAN, WORKSHOP.sections)]
MARKUP = '<img src=x onerror="window.ran=true">'
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("refused", "SecurityError"); },
});"""


@pytest.fixture
def room() -> Iterator[Room]:
    with served_room() as served:
        yield served


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 360, "height": 740})
    return page


@pytest.fixture
def joined(phone: Page, room: Room) -> Page:
    """A phone whose owner has agreed to take part."""
    enter(phone, room)
    begin(phone)
    return phone


def enter(page: Page, room: Room, query: str = "") -> None:
    page.goto(f"{room.url}/ikut/{CODE}{query}")


def begin(page: Page) -> None:
    page.get_by_role("button", name=_("Begin"), exact=True).click()


def choose(page: Page, item: str, choice: int | str) -> None:
    """Choose an answer, in a section that may be folded."""
    field = page.locator(f'[data-item="{item}"] [data-choice="{choice}"] input')
    section = page.locator(f'[data-section="{item.split("-", maxsplit=1)[0]}"]')
    if section.get_attribute("open") is None:
        section.locator("> summary").click()
    field.check()


def sent_line(page: Page) -> Locator:
    return page.locator(".ws-sent")


def expect_sent(page: Page) -> None:
    before, after = WORDS["sentAt"].split("{time}")
    expect(sent_line(page)).to_contain_text(re.compile(f"{before}.+{after}"))


def expect_phase(page: Page, words: str) -> None:
    """Let the page ask at once, as it does when the network is back, and wait for the phase."""
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator(".ws-phase")).to_contain_text(words, timeout=15_000)


def send_now(page: Page) -> None:
    page.locator(".ws-send").click()


def own_overall(page: Page) -> str:
    return page.locator(".bm-text").inner_text()


def test_the_page_asks_what_the_workshop_asks_and_nothing_confidential() -> None:
    html = join_page(WORKSHOP, CODE)
    assert re.findall(r'data-item="([^"]+)"', html) == ASKED
    assert "B5-1, B5-2" in html
    assert "/book/praktik/b5.html" in html


def test_no_text_of_a_workshop_becomes_markup() -> None:
    assert "<b>contoh</b>" not in join_page(WORKSHOP, CODE)
    assert MARKUP not in join_page(None, MARKUP)


def test_nothing_in_the_pages_is_inline_or_from_elsewhere() -> None:
    for html in (join_page(WORKSHOP, CODE), join_page(None, "1")):
        assert re.search(r"\sstyle=|<style|\son\w+=", html) is None
        assert re.findall(r"<script[^>]*>(.+?)</script>", html) == []
        assert re.findall(r'(?:src|href|action)="(?!/)[^"]*"', html) == []
    assert re.search(rb"url\((?!data:)|@import|https?:", assets()["ikut.css"]) is None


def test_the_words_of_the_page_shadow_no_other_words() -> None:
    own = [*standing_words(), *result_words(), *commitment_words()]
    assert len(own) == len(set(own))
    assert set(own) & set(script_words()) == set()


def test_a_code_is_typed_without_a_script(browser: Browser, room: Room) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{room.url}/ikut")
    page.get_by_label(_("Code of the workshop")).fill("4829 1730")
    with page.expect_request(lambda request: "kode=" in request.url) as asked:
        page.get_by_role("button", name=_("Continue")).click()
    assert urlsplit(asked.value.url).query in ("kode=4829+1730", "kode=4829%201730")
    context.close()


def test_a_code_that_no_workshop_has_is_said_and_stands_in_the_field(
    page: Page, room: Room
) -> None:
    page.goto(f"{room.url}/ikut/11112222")
    wrong = _("No workshop has the code {code}. Read it again on the screen.")
    expect(page.get_by_role("alert")).to_have_text(wrong.format(code="11112222"))
    expect(page.get_by_label(_("Code of the workshop"))).to_have_value("11112222")


def test_without_a_script_the_page_says_so_and_has_no_dead_control(
    browser: Browser, room: Room
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, room)
    expect(page.locator(".ws-plain")).to_be_visible()
    assert page.locator("button:visible, input:visible, textarea:visible").count() == 0
    context.close()


def test_nothing_is_sent_or_kept_before_the_participant_agrees(phone: Page, room: Room) -> None:
    enter(phone, room)
    expect(phone.locator(".ws-notice")).to_have_attribute("open", "")
    expect(phone.locator(".ws-answers")).to_be_hidden()
    assert phone.evaluate("localStorage.length + sessionStorage.length") == 0
    assert room.asked == []


def test_an_answer_is_sent_once_with_nothing_but_levels(joined: Page, room: Room) -> None:
    choose(joined, "B1-1", 3)
    choose(joined, "B8-1", "not_applicable")
    joined.locator('[data-item="B8-1"] .bm-reason textarea').fill("Rahasia kami")
    expect_sent(joined)
    (body,) = room.sent()[-1:]
    assert body.pop("sheet").count("-") == 4
    assert body == {
        "round": 1,
        "revision": 2,
        "standard": "praktik",
        "version": WORKSHOP.version,
        "choices": {"B1-1": 3, "B8-1": "not_applicable"},
    }
    (token,) = {asked.token for asked in room.asked}
    assert re.fullmatch(r"Bearer [\w-]{43}", token)
    assert len({sent["revision"] for sent in room.sent()}) == len(room.sent())


def test_a_reason_that_is_changed_sends_nothing(joined: Page, room: Room) -> None:
    choose(joined, "B8-1", "not_applicable")
    reason = joined.locator('[data-item="B8-1"] .bm-reason textarea')
    reason.fill("Sebab")
    expect_sent(joined)
    reason.fill("Sebab lain")
    choose(joined, "B1-1", 1)
    expect_sent(joined)
    assert room.sent()[-1]["revision"] == 2


def test_the_own_result_is_that_of_the_asked_items(joined: Page) -> None:
    choices = dict.fromkeys(ASKED[:5], 3)
    for item, level in choices.items():
        choose(joined, item, level)
    shown = joined.locator(".ws-own").inner_text()
    sections = {part.id: part.text for part in score_plan(PLAN, choices).sections}
    assert sections["B1"] in shown
    assert own_overall(joined) in shown
    assert own_overall(joined) == asked_overall(choices)


def asked_overall(choices: dict[str, int]) -> str:
    """Return the result of the asked items alone, as Python reckons it."""
    items = [item for item in PLAN.items if item.id in ASKED]
    named = sorted({item.section for item in items})
    plan = replace(
        PLAN,
        sections=tuple(PLAN.sections[place] for place in named),
        items=tuple(replace(item, section=named.index(item.section)) for item in items),
    )
    return score_plan(plan, choices).overall.text


def test_without_a_network_answers_wait_and_arrive_when_it_is_back(
    joined: Page, room: Room
) -> None:
    choose(joined, "B1-1", 2)
    expect_sent(joined)
    joined.context.set_offline(True)
    choose(joined, "B1-1", 3)
    expect(sent_line(joined)).to_contain_text(WORDS["waiting"])
    expect(sent_line(joined)).to_contain_text(WORDS["kept"])
    joined.context.set_offline(False)
    expect_sent(joined)
    assert room.sent()[-1]["choices"] == {"B1-1": 3}


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_in_trouble_is_asked_again(joined: Page, room: Room, status: int) -> None:
    room.faults = [(status, {"error": "x", "message": "Cakram penuh."}, {})]
    choose(joined, "B1-1", 2)
    expect(sent_line(joined)).to_contain_text("Cakram penuh.")
    expect_sent(joined)
    assert [sent["revision"] for sent in room.sent()] == [1, 1]


def test_a_busy_server_is_left_alone_for_as_long_as_it_says(joined: Page, room: Room) -> None:
    room.faults = [(429, {"error": "too_many", "message": "Tunggu."}, {"Retry-After": "60"})]
    choose(joined, "B1-1", 2)
    expect(sent_line(joined)).to_contain_text("Tunggu.")
    choose(joined, "B1-1", 3)
    with joined.expect_response(lambda response: response.url.endswith(CODE), timeout=15_000):
        send_now(joined)
    assert len(room.sent()) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, "no_token"), (404, "unknown_workshop"), (409, "other_sheet"), (413, "too_large")],
)
def test_a_refusal_is_said_in_the_servers_words_and_not_repeated(
    joined: Page, room: Room, status: int, kind: str
) -> None:
    room.faults = [(status, {"error": kind, "message": "Tidak diterima <b>."}, {})]
    choose(joined, "B1-1", 2)
    expect(sent_line(joined)).to_contain_text("Tidak diterima <b>.")
    with joined.expect_response(lambda response: response.url.endswith(CODE), timeout=15_000):
        pass
    assert len(room.sent()) == 1
    send_now(joined)
    expect_sent(joined)


def test_a_misfit_names_what_does_not_fit(joined: Page, room: Room) -> None:
    problem = {"place": "B1-1", "message": "9 tidak diizinkan"}
    body = {"error": "misfit", "message": "Tidak sesuai.", "problems": [problem]}
    room.faults = [(422, body, {})]
    choose(joined, "B1-1", 2)
    expect(sent_line(joined)).to_contain_text("Tidak sesuai. B1-1: 9 tidak diizinkan")
    choose(joined, "B1-1", 3)
    expect_sent(joined)


def test_a_page_in_the_place_of_an_answer_is_no_arrival(joined: Page) -> None:
    login = "<html>Masuk dahulu</html>"
    joined.route("**/sheet", lambda route: route.fulfill(status=200, body=login))
    choose(joined, "B1-1", 2)
    expect(sent_line(joined)).to_contain_text(WORDS["waiting"])


def test_what_came_too_late_stays_and_the_page_says_what_to_do(joined: Page, room: Room) -> None:
    choose(joined, "B1-1", 2)
    expect_sent(joined)
    joined.context.set_offline(True)
    choose(joined, "B1-2", 3)
    room.turn(phase=Phase.CLOSED)
    joined.context.set_offline(False)
    expect(joined.locator(".ws-behind")).to_have_text(WORDS["leftBehind"], timeout=15_000)
    expect(sent_line(joined)).to_contain_text(WORDS["unsentAtClose"])
    expect(joined.locator('[data-item="B1-2"] [data-choice="3"] input')).to_be_disabled()
    assert shared(joined) == {"B1-1": 2, "B1-2": 3}
    room.turn(phase=Phase.OPEN)
    expect_phase(joined, WORDS["phaseOpen"])
    expect_sent(joined)
    assert room.sent()[-1]["choices"] == {"B1-1": 2, "B1-2": 3}


def shared(page: Page) -> dict[str, object]:
    """Return what the share code under “No network?” holds."""
    if page.locator(".ws-offline").get_attribute("open") is None:
        page.locator(".ws-offline > summary").click()
    page.get_by_role("button", name=WORDS["share"], exact=True).click()
    text = page.get_by_role("textbox", name=WORDS["share"], exact=True).input_value()
    (sheet,), problems = read_share_codes(text)
    assert problems == []
    return dict(sheet.choices())


def test_a_reload_keeps_the_answers_and_sends_none_again(joined: Page, room: Room) -> None:
    choose(joined, "B1-1", 2)
    expect_sent(joined)
    joined.reload()
    expect(joined.locator('[data-item="B1-1"] [data-choice="2"] input')).to_be_checked()
    expect_sent(joined)
    choose(joined, "B1-2", 1)
    expect(joined.locator(".bm-saved")).to_contain_text("2")
    expect_sent(joined)
    assert [sent["revision"] for sent in room.sent()] == [1, 2]
    assert len({sent["sheet"] for sent in room.sent()}) == 1
    assert len({asked.token for asked in room.asked}) == 1


def test_two_tabs_of_a_phone_share_one_sheet(joined: Page, room: Room) -> None:
    second = joined.context.new_page()
    enter(second, room)
    choose(joined, "B1-1", 2)
    expect(second.locator('[data-item="B1-1"] [data-choice="2"] input')).to_be_checked()
    choose(second, "B1-2", 3)
    expect(joined.locator('[data-item="B1-2"] [data-choice="3"] input')).to_be_checked()
    expect_sent(second)
    expect_sent(joined)
    assert room.sent()[-1]["choices"] == {"B1-1": 2, "B1-2": 3}
    assert len({asked.token for asked in room.asked}) == 1


def test_what_another_tab_left_unsent_is_sent_by_this_one(joined: Page, room: Room) -> None:
    second = joined.context.new_page()
    enter(second, room)
    second.route("**/sheet", lambda route: route.abort())
    choose(second, "B1-2", 3)
    second.close()
    expect(sent_line(joined)).to_contain_text(WORDS["sentAt"].split("{")[0], timeout=15_000)
    assert room.sent()[-1]["choices"] == {"B1-2": 3}


def test_where_nothing_can_be_kept_it_is_said_and_answers_are_sent(phone: Page, room: Room) -> None:
    phone.add_init_script(NO_STORAGE)
    enter(phone, room)
    begin(phone)
    choose(phone, "B1-1", 2)
    expect(sent_line(phone)).to_contain_text(WORDS["notStored"])
    expect_sent(phone)
    assert room.sent()[-1]["choices"] == {"B1-1": 2}


def test_what_this_page_has_not_written_is_set_aside(joined: Page, room: Room) -> None:
    key = f"bermakna:workshop:{CODE}"
    joined.evaluate(f"localStorage.setItem('{key}', '{{\"token\": 1}}')")
    joined.reload()
    expect(joined.get_by_role("button", name=_("Begin"), exact=True)).to_be_visible()
    assert room.asked == []


def test_a_newer_sheet_of_which_the_phone_knows_nothing_is_replaced(
    joined: Page, room: Room
) -> None:
    room.faults = [(200, {"revision": 7, "phase": "open", "round": 1}, {})]
    choose(joined, "B1-1", 2)
    expect_sent(joined)
    assert [sent["revision"] for sent in room.sent()] == [1, 8]


def test_before_the_opening_the_page_waits_and_opens_by_itself(phone: Page, room: Room) -> None:
    room.turn(phase=Phase.CLOSED)
    enter(phone, room)
    begin(phone)
    waiting = phone.locator(".ws-waiting")
    expect(waiting).to_have_text(WORDS["waitForOpening"])
    expect(waiting).to_be_focused()
    room.turn(phase=Phase.OPEN)
    expect(phone.locator(".ws-phase")).to_contain_text(WORDS["phaseOpen"], timeout=15_000)
    choose(phone, "B1-1", 2)
    expect_sent(phone)


def test_the_time_that_is_left_is_the_servers(phone: Page, room: Room) -> None:
    room.seconds_left = 605
    phone.add_init_script("Date.now = () => 0;")
    enter(phone, room)
    expect_phase(phone, WORDS["minutesLeft"].format(minutes=10))


def test_the_second_round_begins_empty_under_the_same_sheet(joined: Page, room: Room) -> None:
    choose(joined, "B1-1", 1)
    expect_sent(joined)
    room.turn(phase=Phase.CLOSED, round=2)
    expect_phase(joined, WORDS["phaseBefore"])
    room.turn(phase=Phase.OPEN)
    expect_phase(joined, WORDS["phaseOpen"])
    expect(joined.locator(".bm-choices input:checked")).to_have_count(0)
    choose(joined, "B1-1", 4)
    expect_sent(joined)
    first, second = room.sent()
    assert (first["round"], second["round"]) == (1, 2)
    assert first["sheet"] == second["sheet"]
    assert (first["choices"], second["choices"]) == ({"B1-1": 1}, {"B1-1": 4})
    own = joined.locator(".ws-own .ws-row").first
    expect(own).to_contain_text(WORDS["ofRound1"].split("{")[0])
    expect(own).to_contain_text(WORDS["ofRound2"].split("{")[0])


def test_answers_are_withdrawn_and_can_be_sent_again(joined: Page, room: Room) -> None:
    choose(joined, "B1-1", 2)
    expect_sent(joined)
    withdraw = joined.locator(".ws-withdraw")
    withdraw.click()
    expect(sent_line(joined)).to_contain_text(WORDS["withdrawn"])
    assert room.asked[-1].verb == "DELETE /sheet?round=1"
    assert room.asked[-1].token == room.asked[0].token
    choose(joined, "B1-2", 3)
    joined.reload()
    expect(sent_line(joined)).to_contain_text(WORDS["withdrawn"])
    assert len(room.sent()) == 1
    expect(withdraw).to_have_text(WORDS["sendAgain"])
    withdraw.click()
    expect_sent(joined)
    assert room.sent()[-1]["choices"] == {"B1-1": 2, "B1-2": 3}
    assert room.sent()[-1]["revision"] > room.sent()[0]["revision"]


def test_a_withdrawal_waits_for_the_network_too(joined: Page, room: Room) -> None:
    choose(joined, "B1-1", 2)
    expect_sent(joined)
    joined.context.set_offline(True)
    joined.locator(".ws-withdraw").click()
    expect(sent_line(joined)).to_contain_text(WORDS["withdrawing"])
    joined.context.set_offline(False)
    expect(sent_line(joined)).to_contain_text(WORDS["withdrawn"])
    assert len(room.sent("DELETE /sheet?round=1")) == 1


def test_a_borrowed_phone_forgets_everything_and_can_take_it_back(joined: Page, room: Room) -> None:
    choose(joined, "B1-1", 2)
    expect_sent(joined)
    forget = joined.locator(".ws-forget button")
    forget.click()
    assert joined.evaluate("localStorage.length + sessionStorage.length") == 0
    expect(joined.locator(".ws-answers")).to_be_hidden()
    forget.click()
    expect(joined.locator('[data-item="B1-1"] [data-choice="2"] input')).to_be_checked()
    expect_sent(joined)
    assert len(room.sent()) == 1


def test_a_commitment_is_sent_only_by_its_button_and_is_text(joined: Page, room: Room) -> None:
    area = joined.locator(".ws-promise textarea")
    area.fill(f"Saya  menyapa\n{MARKUP}")
    expect(joined.locator(".ws-promised")).to_have_text(WORDS["commitmentDraft"])
    joined.reload()
    expect(area).to_have_value(f"Saya  menyapa\n{MARKUP}")
    assert room.sent("PUT /commitment") == []
    joined.locator(".ws-promise-send").click()
    text = f"Saya menyapa {MARKUP}"
    expect(joined.locator(".ws-promised")).to_have_text(WORDS["commitmentSent"].format(text=text))
    assert room.sent("PUT /commitment") == [{"revision": 1, "text": text}]
    letters = WORDS["letters"].format(count=len(text), most=200)
    expect(joined.locator(".ws-letters")).to_have_text(letters)
    assert joined.evaluate("window.ran") is None


def test_a_commitment_can_be_taken_back(joined: Page, room: Room) -> None:
    joined.locator(".ws-promise textarea").fill("Menyapa")
    joined.locator(".ws-promise-send").click()
    joined.locator(".ws-promise-back").click()
    expect(joined.locator(".ws-promised")).to_have_text(WORDS["commitmentGone"])
    assert room.sent("PUT /commitment")[-1] == {"revision": 2, "text": ""}


def test_a_commitment_that_is_refused_says_why_and_stops_no_answer(
    joined: Page, room: Room
) -> None:
    room.faults = [(422, {"error": "misfit", "message": "Tidak dapat disimpan."}, {})]
    joined.locator(".ws-promise textarea").fill("Menyapa")
    joined.locator(".ws-promise-send").click()
    expect(joined.locator(".ws-promised")).to_contain_text("Tidak dapat disimpan.")
    choose(joined, "B1-1", 2)
    expect_sent(joined)


def reveal(page: Page, room: Room, results: dict[str, object]) -> Locator:
    room.results = results
    room.turn(phase=Phase.REVEALED, round=WORKSHOP.rounds)
    expect_phase(page, WORDS["phaseRevealed"])
    return page.locator(".ws-group")


def test_after_the_reveal_the_group_stands_beside_the_own_answer(joined: Page, room: Room) -> None:
    choose(joined, "B1-1", 2)
    choose(joined, "B1-2", "unknown")
    expect_sent(joined)
    group = reveal(joined, room, BOTH)
    expect(group).to_contain_text(TEXT)
    expect(group).to_contain_text("naik 5 poin")
    expect(group).to_contain_text("Butir <i>B1-1</i>")
    own = group.locator(".ws-ours")
    expect(own).to_have_count(1)
    expect(own).to_contain_text(re.compile(r"60 %.*" + WORDS["yours"]))
    item = group.locator("li.ws-row", has_text="Butir <i>B1-2</i>")
    counted = WORDS["unknownCount"].format(count=2)
    expect(item).to_contain_text(WORDS["countWithYours"].format(text=counted))
    few = group.locator("li.ws-row", has_text="Butir <i>B1-3</i>")
    expect(few).to_contain_text(WORDS["tooFewForItem"])


def test_who_comes_after_the_reveal_sees_the_group_alone(phone: Page, room: Room) -> None:
    room.results = ONE
    room.turn(phase=Phase.REVEALED, rounds=1)
    enter(phone, room)
    expect(phone.locator(".ws-group")).to_contain_text(TEXT)
    expect(phone.locator(".ws-answers")).to_be_hidden()
    assert room.asked == []


def test_a_small_group_is_not_shown(joined: Page, room: Room) -> None:
    group = reveal(joined, room, FEW)
    expect(group).to_contain_text(WORDS["tooFew"])
    expect(group.locator(".ws-shares")).to_have_count(0)


def test_after_the_end_the_group_is_gone_and_the_own_result_stays(joined: Page, room: Room) -> None:
    choose(joined, "B1-1", 2)
    expect_sent(joined)
    room.turn(phase=Phase.ENDED)
    expect_phase(joined, WORDS["phaseEnded"])
    expect(joined.locator(".ws-group")).to_be_hidden()
    expect(joined.locator(".ws-own")).to_be_visible()
    room.gone = True
    expect_phase(joined, WORDS["phaseGone"])
    expect(joined.locator(".ws-own")).to_be_visible()


def test_a_preview_keeps_and_sends_nothing(phone: Page, room: Room) -> None:
    room.turn(phase=Phase.CLOSED)
    calls: list[str] = []
    phone.on("request", lambda request: calls.append(urlsplit(request.url).path))
    enter(phone, room, "?pratinjau")
    expect(sent_line(phone)).to_have_text(WORDS["preview"])
    begin(phone)
    choose(phone, "B1-1", 2)
    phone.locator(".ws-promise textarea").fill("Menyapa")
    phone.locator(".ws-promise-send").click()
    expect(phone.locator(".ws-promised")).to_have_text(WORDS["preview"])
    assert own_overall(phone) == asked_overall({"B1-1": 2})
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    assert phone.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [path for path in calls if path.startswith("/api/")] == []


def test_the_phone_asks_no_other_host(phone: Page, room: Room) -> None:
    hosts: set[str] = set()
    phone.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    enter(phone, room)
    begin(phone)
    choose(phone, "B1-1", 2)
    expect_sent(phone)
    assert hosts == {urlsplit(room.url).netloc}


def test_the_keyboard_alone_is_enough(phone: Page, room: Room) -> None:
    enter(phone, room)
    phone.get_by_role("button", name=_("Begin"), exact=True).focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#jawaban")).to_be_focused()
    for key in ("Tab", "Tab", "Space", "ArrowDown"):
        phone.keyboard.press(key)
    expect_sent(phone)
    assert room.sent()[-1]["choices"] == {"B1-1": 2}


def test_what_has_the_focus_is_not_covered(joined: Page) -> None:
    for item in ASKED[:4]:
        choose(joined, item, 4)
        clear = joined.locator(f'[data-item="{item}"] .bm-clear')
        clear.focus()
        covering = clear.evaluate(
            """(button) => {
                const { left, top, height } = button.getBoundingClientRect();
                return document.elementFromPoint(left + 8, top + height / 2) === button;
            }"""
        )
        assert covering, item


def test_a_screen_reader_hears_what_is_new_and_no_clock(joined: Page, room: Room) -> None:
    joined.evaluate(
        """() => {
            window.heard = [];
            const said = document.querySelector(".ws-said");
            new MutationObserver(() => heard.push(said.textContent))
                .observe(said, { childList: true, characterData: true, subtree: true });
        }"""
    )
    for level in (1, 2, 3):
        choose(joined, "B1-1", level)
        expect_sent(joined)
    room.seconds_left = 605
    expect_phase(joined, WORDS["minutesLeft"].format(minutes=10))
    heard = joined.evaluate("heard")
    assert len(heard) == 1
    assert heard[0].startswith(WORDS["sentAt"].split("{")[0])


STATES = ["code", "start", "waiting", "answering", "offline", "closed", "revealed", "ended"]


def into(page: Page, room: Room, state: str) -> None:
    """Bring a phone into a state of the workshop."""
    if state == "code":
        page.goto(f"{room.url}/ikut/1")
        return
    if state == "waiting":
        room.turn(phase=Phase.CLOSED)
    enter(page, room)
    if state == "start":
        return
    begin(page)
    if state == "waiting":
        return
    choose(page, "B1-1", 2)
    choose(page, "B8-1", "not_applicable")
    page.locator(".ws-promise textarea").fill("Menyapa")
    expect_sent(page)
    if state == "offline":
        page.context.set_offline(True)
        choose(page, "B1-2", 3)
        expect(sent_line(page)).to_contain_text(WORDS["waiting"])
        shared(page)
    elif state == "closed":
        room.turn(phase=Phase.CLOSED)
        expect_phase(page, WORDS["phaseClosed"])
    elif state == "revealed":
        reveal(page, room, BOTH)
        expect(page.locator(".ws-shares").first).to_be_visible()
    elif state == "ended":
        room.turn(phase=Phase.ENDED)
        expect_phase(page, WORDS["phaseEnded"])


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible_and_fits_a_small_screen(
    phone: Page, room: Room, state: str
) -> None:
    into(phone, room, state)
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        found = Axe().run(phone).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], scheme
    phone.set_viewport_size({"width": 320, "height": 740})
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_paper_stand_the_results_and_no_controls(joined: Page) -> None:
    choose(joined, "B1-1", 2)
    joined.emulate_media(media="print")
    expect(joined.locator(".ws-own .ws-row").first).to_be_visible()
    for name in (".ws-standing", ".ws-promise", ".ws-offline", ".ws-print"):
        expect(joined.locator(name)).to_be_hidden()
