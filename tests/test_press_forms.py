"""The forms to fill in by hand: one page a section, with all that one must read to answer."""

import re
import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from assessment.errors import BermaknaError
from assessment.loading import load_standard, standard_ids
from assessment.press.forms import form_names, form_words, make_form
from assessment.press.typesetting import typeset
from assessment.standard import Standard

SECTIONS = [(standard, section) for standard, section, _file in form_names() if section]
LEAST_SIZE = 8.5


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def plain(text: object) -> str:
    """Return a text without its spaces: where lines end is no matter of what they say."""
    return "".join(str(text).split())


def text_of(reader: PdfReader) -> str:
    return plain("".join(page.extract_text() for page in reader.pages))


@pytest.fixture(scope="module")
def forms() -> dict[tuple[str, str], PdfReader]:
    return {(name, part): read(make_form(load_standard(name), part)) for name, part in SECTIONS}


def with_item(standard: Standard, **changed: object) -> Standard:
    """Copy a standard whose first item is another one."""
    first, *others = standard.sections
    item, *rest = first.items
    items = (item.model_copy(update=changed), *rest)
    return standard.model_copy(
        update={"sections": (first.model_copy(update={"items": items}), *others)}
    )


@pytest.mark.parametrize("form", SECTIONS)
def test_a_section_is_one_page_of_a4(
    forms: dict[tuple[str, str], PdfReader], form: tuple[str, str]
) -> None:
    (page,) = forms[form].pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]


@pytest.mark.parametrize("form", SECTIONS)
def test_a_section_holds_every_item_and_every_level_whole(
    forms: dict[tuple[str, str], PdfReader], form: tuple[str, str]
) -> None:
    standard, text = load_standard(form[0]), text_of(forms[form])
    for item in standard.section(form[1]).items:
        assert plain(f"{item.id}{item.text}") in text
        for level in standard.scales[item.scale]:
            own = (item.levels or {}).get(level.level, "")
            assert plain(f"{level.level}{level.label}") in text
            assert plain(own or level.description) in text


@pytest.mark.parametrize("form", SECTIONS)
def test_a_form_asks_for_no_name(
    forms: dict[tuple[str, str], PdfReader], form: tuple[str, str]
) -> None:
    words = form_words()
    asked = plain("".join(words[name] for name in ("unit", "period", "alias", "date")))
    assert asked in text_of(forms[form])


@pytest.mark.parametrize("form", SECTIONS)
def test_no_line_of_a_form_begins_with_what_parts_two_words(
    forms: dict[tuple[str, str], PdfReader], form: tuple[str, str]
) -> None:
    (page,) = forms[form].pages
    assert [line for line in page.extract_text().splitlines() if line.strip().startswith("·")] == []


@pytest.mark.parametrize("form", SECTIONS)
def test_every_item_has_two_lines_to_write_on(
    forms: dict[tuple[str, str], PdfReader], form: tuple[str, str]
) -> None:
    (page,) = forms[form].pages
    content = page.get_contents()
    assert content is not None
    strokes = content.get_data().count(b"\nS\n")
    items = load_standard(form[0]).section(form[1]).items
    boxes = sum(1 + len(load_standard(form[0]).scales[item.scale]) for item in items)
    reasons = sum(item.not_applicable == "allowed" for item in items)
    # Beside the boxes: the rule below the title, four blanks, and a blank for each reason.
    assert strokes >= boxes + 2 * reasons + 5 + 2 * len(items)


@pytest.mark.parametrize("form", SECTIONS)
def test_no_letter_is_too_small_to_read(
    forms: dict[tuple[str, str], PdfReader], form: tuple[str, str]
) -> None:
    (page,) = forms[form].pages
    content = page.get_contents()
    assert content is not None
    sizes = {float(size) for size in re.findall(rb"/\S+ ([\d.]+) Tf", content.get_data())}
    assert min(sizes) >= LEAST_SIZE


@pytest.mark.parametrize("name", standard_ids())
def test_a_standard_is_a_short_table_of_all_its_items(name: str) -> None:
    standard = load_standard(name)
    reader = read(make_form(standard))
    text = text_of(reader)
    assert len(reader.pages) <= 3
    assert plain(reader.pages[-1].extract_text()).count(plain(form_words()["weight"])) >= 5
    assert [item.id for item in standard.items if plain(f"{item.id}{item.text}") not in text] == []


@pytest.mark.parametrize("name", standard_ids())
def test_in_the_short_table_a_section_begins_and_goes_on_below_its_title(name: str) -> None:
    standard = load_standard(name)
    for page in read(make_form(standard)).pages:
        text = plain(page.extract_text())
        for section in standard.sections:
            title = text.find(plain(f"{section.id} {section.title}"))
            items = [
                at
                for item in section.items
                if (at := text.find(plain(f"{item.id}{item.text}"))) >= 0
            ]
            assert bool(items) == (title >= 0), section.id
            assert all(title < at for at in items), section.id


def test_a_section_that_does_not_fit_one_page_is_refused_by_name() -> None:
    standard = load_standard("unit")
    long = with_item(standard, text="Petugas menjelaskan. " * 200)
    with pytest.raises(BermaknaError, match=str(standard.sections[0].title)):
        make_form(long, standard.sections[0].id)


def test_a_text_is_set_as_it_is_and_never_read_as_markup() -> None:
    code = '#panic("x") *tebal* $x$ <label> @rujukan \\ //'
    standard = with_item(load_standard("unit"), text=code)
    assert plain(code) in text_of(read(make_form(standard, standard.sections[0].id)))


def test_a_letter_that_no_font_has_is_refused() -> None:
    standard = with_item(load_standard("unit"), text="Petugas 漢")
    with pytest.raises(BermaknaError, match=r"form\.typ"):
        make_form(standard, standard.sections[0].id)


def test_a_form_is_tagged_and_names_its_language() -> None:
    catalogue = read(make_form(load_standard("unit"), "P1")).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "id"


def test_without_typst_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(BermaknaError, match=r"pip install -r requirements.txt") as caught:
        typeset("form.typ")
    assert "\n" not in str(caught.value)
