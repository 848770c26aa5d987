"""Share codes: short, safe in a chat, found in any text, and never read as another sheet."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.answers import Answer, AnswerSheet
from assessment.errors import AnswerError, Problem
from assessment.exchange.code_numbers import ALPHABET, PRIME, length_of, pack
from assessment.exchange.share_code import read_share_codes, share_code
from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.matrix import Choice
from assessment.plan import compile_plan
from tests.builders import answer_sets, unit_item, unit_sheet

PLANS = {name: compile_plan(load_standard(name)) for name in standard_ids()}
HEAD = "BERMAKNA-UNIT-1-0-0-"
DIGITS_OF_A_PHONE_NUMBER = re.compile(r"\d(?:[-\s]?\d){6}")


@st.composite
def sheets(draw: st.DrawFn) -> AnswerSheet:
    """Draw sheets of all standards, with all that a code does not carry."""
    plan = PLANS[draw(st.sampled_from(sorted(PLANS)))]
    choices = draw(answer_sets(plan))
    text = "Bukti rahasia"
    return AnswerSheet.model_validate(
        {
            "sheet": str(draw(st.uuids())),
            "standard": plan.standard,
            "version": plan.version,
            "unit": text,
            "assessor": text,
            "answers": {
                item: {"choice": choice, "evidence": text, "note": text, "reason": text}
                for item, choice in choices.items()
            },
        }
    )


def given_choices(sheet: AnswerSheet) -> dict[str, Choice]:
    """Return the choices without the items that are not answered, or confidential."""
    shared = {item.id for item in PLANS[sheet.standard].items if not item.confidential}
    return {
        item: choice
        for item, choice in sheet.choices().items()
        if choice is not None and item in shared
    }


def found(text: str) -> list[dict[str, Choice]]:
    return [sheet.choices() for sheet in read_share_codes(text)[0]]


def refusals(text: str) -> list[Problem]:
    """Return the problems of a text in which no sheet is found."""
    read, problems = read_share_codes(text)
    assert read == []
    return problems


def same(letter: str) -> str:
    """Return the character as which a code reads a letter."""
    return {"O": "0", "I": "1", "L": "1"}.get(letter.upper(), letter.upper())


# What a code is


@given(sheets())
def test_a_code_is_read_as_the_sheet_it_was_made_from(sheet: AnswerSheet) -> None:
    (read,), problems = read_share_codes(share_code(sheet))
    assert problems == []
    assert (read.standard, read.version) == (sheet.standard, sheet.version)
    assert read.choices() == given_choices(sheet)
    assert read == AnswerSheet.from_data(read.model_dump(), "")


@given(sheets())
def test_a_code_carries_choices_and_nothing_else(sheet: AnswerSheet) -> None:
    (read,), _problems = read_share_codes(share_code(sheet))
    assert "rahasia" not in str(read.model_dump())
    bare = AnswerSheet.model_validate(
        {
            **sheet.model_dump(include={"sheet", "standard", "version"}),
            "answers": {
                item: {"choice": choice, "reason": "x"} for item, choice in sheet.choices().items()
            },
        }
    )
    assert share_code(bare) == share_code(sheet)


def test_not_applicable_gets_a_reason_that_says_where_it_comes_from() -> None:
    item = unit_item(not_applicable=True).id
    sheet = unit_sheet(answers={item: {"choice": "not_applicable", "reason": "Rahasia."}})
    (read,), _problems = read_share_codes(share_code(sheet))
    assert read.answers[item].reason == _("given with a share code")


@given(sheets())
def test_a_code_is_short_and_names_its_standard(sheet: AnswerSheet) -> None:
    code = share_code(sheet)
    head = f"BERMAKNA-{sheet.standard.upper()}-1-0-0"
    assert re.fullmatch(rf"{head}(?:-[{ALPHABET}]{{1,5}})+", code)
    assert len(code.removeprefix(head).replace("-", "")) <= 40


@given(sheets())
def test_no_part_of_a_code_is_a_phone_number_or_a_word_with_a_look_alike(
    sheet: AnswerSheet,
) -> None:
    groups = share_code(sheet).split("-")[5:]
    assert all(group[0].isalpha() for group in groups)
    assert not set("".join(groups)) & set("OILU")
    assert DIGITS_OF_A_PHONE_NUMBER.search(share_code(sheet)) is None


def test_a_sheet_that_does_not_fit_its_standard_gets_no_code() -> None:
    with pytest.raises(AnswerError, match="P99-1"):
        share_code(unit_sheet(answers={"P99-1": {"choice": 1}}))


# What a damaged code gets


def test_no_change_of_one_or_two_characters_leaves_the_remainder_as_it_was() -> None:
    assert max(map(length_of, PLANS.values())) <= 45
    weight, changed_at = 1, dict[int, int]()
    for place in range(45):
        radix = 32 if place % 5 else 22
        for step in range(1, radix):
            for change in (step * weight % PRIME, -step * weight % PRIME):
                assert change != 0
                assert changed_at.setdefault(change, place) == place
        weight *= radix


@settings(max_examples=15)
@given(sheet=sheets(), data=st.data())
def test_a_wrong_character_anywhere_is_refused_and_told(sheet: AnswerSheet, data: Any) -> None:
    code = share_code(sheet)
    other = data.draw(st.sampled_from(ALPHABET + "U"))
    for place, letter in enumerate(code):
        wrong = code[:place] + other + code[place + 1 :]
        if same(other) != letter and letter != "-":
            assert len(refusals(f"Ini kode saya: {wrong} Terima kasih.")) == 1, wrong


@settings(max_examples=15)
@given(sheet=sheets())
def test_two_characters_that_changed_places_are_refused(sheet: AnswerSheet) -> None:
    code = share_code(sheet)
    places = [place for place in range(code.index("-1-0-0-") + 7, len(code)) if code[place] != "-"]
    for one, other in ((a, b) for a in places for b in places if a < b and code[a] != code[b]):
        letters = [*code]
        letters[one], letters[other] = letters[other], letters[one]
        refusals("".join(letters))


@settings(max_examples=25)
@given(sheet=sheets(), after=st.sampled_from(["", " terima kasih", "\nBERMAKNA", " 123", "😀"]))
def test_a_lost_character_is_refused(sheet: AnswerSheet, after: str) -> None:
    code = share_code(sheet)
    for place in range(len(code) - 1):
        if code[place] != "-":
            refusals(code[:place] + code[place + 1 :] + after)


@settings(max_examples=25)
@given(sheet=sheets(), letter=st.sampled_from(ALPHABET))
def test_a_character_too_many_is_refused(sheet: AnswerSheet, letter: str) -> None:
    code = share_code(sheet)
    start = code.index("-1-0-0-") + 7
    for place in range(start, len(code)):
        longer = code[:place] + letter + code[place:]
        assert found(longer) in ([], [given_choices(sheet)])
        assert found(longer) == [] or longer.replace("-", "").startswith(code.replace("-", ""))


@settings(max_examples=25)
@given(sheets(), sheets())
def test_a_code_that_is_cut_off_is_told_and_hides_no_other(
    sheet: AnswerSheet, other: AnswerSheet
) -> None:
    code, whole = share_code(sheet), share_code(other)
    for end in range(code.index("-1-0-0-") + 8, len(code)):
        read, (problem,) = read_share_codes(f"{code[:end]}\n{whole}")
        assert [one.choices() for one in read] == [given_choices(other)]
        assert (problem.line, problem.message) == (1, _("is cut off; ask for the whole code"))


def test_any_other_text_in_the_place_of_a_code_is_refused() -> None:
    assert refusals(HEAD + "ABCDE-FGHJK-MNPQR-STVWX-YZ012-ABCDE-FGHJ") != []
    assert refusals(HEAD) != []


def test_an_unknown_standard_is_told_with_those_there_are() -> None:
    (problem,) = refusals("Halo\nBERMAKNA-SKM-1-0-0-ABCDE-FGHJK-MNPQR-STVWX-YZ012")
    assert problem.line == 2
    assert problem.place.startswith("BERMAKNA-SKM-1-0-0-")
    assert "praktik, unit" in problem.message


def test_another_version_is_told_with_the_one_there_is() -> None:
    (problem,) = refusals("BERMAKNA-UNIT-2-0-11-ABCDE-FGHJK-MNPQR-STVWX-YZ012")
    assert "1.0.0" in problem.message
    assert "unit" in problem.message


def test_a_number_that_no_sheet_gives_is_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    folds = {"forged": PRIME, HEAD.removesuffix("-"): 7}
    monkeypatch.setattr("assessment.exchange.code_numbers.fold", folds.__getitem__)
    (problem,) = refusals(HEAD + pack(PLANS["unit"], "forged", {}))
    assert problem.message == _("holds answers that no sheet can have; ask for the code again")


def test_a_problem_shows_the_beginning_of_the_code_and_not_its_answers() -> None:
    code = share_code(unit_sheet(answers={"P1-1": {"choice": 3}}))
    (problem,) = refusals(code[:-1] + ("A" if code[-1] != "A" else "B"))
    assert problem.place == f"{code[:26]}…"
    assert str(problem).startswith(f"{_('pasted text')}:1: ")


# Codes in a chat


def whatsapp(code: str) -> str:
    return f"[01/08/26 09.15.22] \u200eBudi S.: Ini kode saya ya \U0001f64f {code}. Terima kasih!"


def android(code: str) -> str:
    return f"8/1/26, 9:15\u202fAM - Ibu Ani: {code}\n8/1/26, 9:16\u202fAM - Ibu Ani: sudah ya bu"


def quoted(code: str) -> str:
    return f"> > {code[:24]}\n> > {code[24:41]}\n> {code[41:]}\nok"


CHATS: list[Callable[[str], str]] = [
    whatsapp,
    android,
    quoted,
    str.lower,
    lambda code: f"*{code}*",
    lambda code: f"_kode:_ `{code}`,ya",
    lambda code: code.replace("-", "\u2011"),
    lambda code: code.replace("-", " \u2013 "),
    lambda code: code.replace("-", "\u00ad-\u200b"),
    lambda code: "\ufeff" + "\u200d".join(code) + "\u200f",
    "\u00a0".join,
    lambda code: "\r\n".join(code[at : at + 7] for at in range(0, len(code), 7)),
    lambda code: code.replace("-", "-\n> "),
    lambda code: f"kodeku{code}ya",
    lambda code: HEAD[:20] + code.removeprefix(HEAD).replace("-", ""),
]


@pytest.mark.parametrize("chat", CHATS)
@given(answers=answer_sets(PLANS["unit"]))
def test_what_a_chat_does_to_a_code_does_no_harm(
    chat: Callable[[str], str], answers: dict[str, Any]
) -> None:
    sheet = unit_sheet(
        answers={item: {"choice": choice, "reason": "x"} for item, choice in answers.items()}
    )
    assert found(chat(share_code(sheet))) == [given_choices(sheet)]


def test_look_alikes_are_read_as_what_they_look_like() -> None:
    code = share_code(unit_sheet(sheet="a", answers={"P1-1": {"choice": 3}}))
    tail = code.removeprefix(HEAD)
    typed = tail.replace("0", "o").replace("1", "l")
    assert typed != tail
    assert found(HEAD + typed) == found(HEAD + typed.replace("l", "I")) == [{"P1-1": 3}]


SMALL_TALK = st.text(
    st.characters(exclude_characters="-", exclude_categories=("Cs", "Pd")), max_size=60
)


@settings(max_examples=25)
@given(
    sent=st.lists(sheets(), min_size=1, max_size=12, unique_by=lambda sheet: sheet.sheet),
    talk=st.lists(SMALL_TALK, min_size=13, max_size=13),
    data=st.data(),
)
def test_all_codes_in_small_talk_are_found_in_their_order(
    sent: list[AnswerSheet], talk: list[str], data: Any
) -> None:
    chats = data.draw(st.lists(st.sampled_from([whatsapp, android, str]), min_size=12, max_size=12))
    lines = [
        f"{words}\n{chat(share_code(sheet))}"
        for words, chat, sheet in zip(talk, chats, sent, strict=False)
    ]
    read, problems = read_share_codes("\n".join([*lines, talk[-1]]))
    assert [sheet.choices() for sheet in read] == [given_choices(sheet) for sheet in sent]
    assert problems == []


@given(st.text())
def test_small_talk_alone_holds_no_code(text: str) -> None:
    assert read_share_codes(text) == ([], [])


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    code = share_code(unit_sheet(answers={"P1-1": {"choice": 3}}))
    (problem,) = refusals(f"satu\r\ndua\rtiga\n\n{code[:-4]}\n")
    assert problem.line == 5


def test_a_code_that_stands_twice_counts_once_and_is_told() -> None:
    code = share_code(unit_sheet(answers={"P1-1": {"choice": 3}}))
    read, (problem,) = read_share_codes(f"{code}\n\n> {code.lower()}")
    assert [sheet.choices() for sheet in read] == [{"P1-1": 3}]
    assert problem.line == 3
    assert problem.message == _("is the same code as in line {line}; counted once").format(line=1)


def test_a_later_code_of_a_sheet_replaces_the_earlier() -> None:
    codes = [
        share_code(unit_sheet(sheet="sama", answers={"P1-1": {"choice": level}}))
        for level in (3, 1)
    ]
    read, (problem,) = read_share_codes("\n".join(codes))
    assert [sheet.choices() for sheet in read] == [{"P1-1": 1}]
    message = _("is replaced by the later code of the same sheet in line {line}")
    assert (problem.line, problem.message) == (1, message.format(line=2))


def test_sheets_with_the_same_answers_are_told_apart() -> None:
    codes = [share_code(unit_sheet(answers={"P1-1": {"choice": 3}})) for _time in range(40)]
    read, problems = read_share_codes("\n".join(codes))
    assert len({sheet.sheet for sheet in read}) == 40
    assert problems == []


def test_a_sheet_keeps_its_short_identity() -> None:
    ids = [
        read_share_codes(share_code(unit_sheet(sheet="sama", answers={"P1-1": {"choice": level}})))[
            0
        ][0].sheet
        for level in (1, 2)
    ]
    assert ids[0] == ids[1]
    assert re.fullmatch(r"share-[0-9a-f]{8}", ids[0])


def test_a_long_chat_is_read_fast() -> None:
    talk = whatsapp("sudah saya kirim-kirim ya, unit 1-0-0, lihat bermakna-unit")
    lines = [talk] * 470 + [
        share_code(unit_sheet(answers={"P1-1": {"choice": 2}})) for _n in [0] * 30
    ]
    began = time.perf_counter()
    read, _problems = read_share_codes("\n".join(lines))
    assert len(read) == 30
    assert time.perf_counter() - began < 1


def test_a_huge_hostile_text_is_read_in_time() -> None:
    began = time.perf_counter()
    read_share_codes((HEAD * 10_000) + "-" * 200_000 + "BERMAKNA-" * 20_000 + "ABCDE-" * 50_000)
    assert time.perf_counter() - began < 5


def test_a_confidential_item_is_in_no_code() -> None:
    plan = PLANS["praktik"]
    hidden = [item.id for item in plan.items if item.confidential]
    answers = {item.id: Answer(choice=2) for item in plan.items}
    sheet = AnswerSheet(standard="praktik", version=plan.version, answers=answers)
    (read,), problems = read_share_codes(share_code(sheet))
    assert problems == []
    assert hidden != []
    assert set(answers) - set(read.choices()) == set(hidden)
