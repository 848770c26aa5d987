"""The list of regulations: every one of them, once, with its standing, certainty and items."""

import re
from html import unescape
from pathlib import Path

import pytest

from assessment.handbook.citations import CHECK_THE_TEXT, cite_article
from assessment.handbook.law_pages import (
    LawsDirective,
    certainty_words,
    items_resting_on,
    units_first,
)
from assessment.laws import Law
from assessment.loading import load_laws, load_standard, standard_ids
from tests.conftest import ROOT
from tests.one_page import Made, make_page

LAWS = load_laws().root
STANDARDS = units_first(map(load_standard, standard_ids()))
TEXT = "# Dasar hukum\n\n## Semua\n\n```{{laws}}\n{laws}\n```\n"

each_law = pytest.mark.parametrize("law_id", LAWS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    text = TEXT.format(laws="\n".join(LAWS))
    return make_page(tmp_path_factory.mktemp("buku"), text, "laws", LawsDirective)


def chapter(made: Made, law_id: str) -> str:
    """Return the HTML of one regulation."""
    start = made.html.index(f'<section id="{law_id}">')
    return made.html[start : made.html.index("</section>", start)]


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_the_page_is_made_without_a_warning(made: Made) -> None:
    assert made.reported == ""


def test_the_page_of_the_book_lists_every_regulation_once() -> None:
    page = (ROOT / "book/rujukan/dasar-hukum.md").read_text(encoding="utf-8")
    listed = " ".join(re.findall(r"```\{laws\}\n(.*?)```", page, re.DOTALL)).split()
    assert sorted(listed) == sorted(LAWS)


@each_law
def test_a_regulation_has_name_standing_certainty_and_note(made: Made, law_id: str) -> None:
    law = LAWS[law_id]
    text = text_of(chapter(made, law_id))
    assert f"{law.name} tentang {law.about}" in text
    for shown in (law.short, law.status, certainty_words(law.certainty), law.note or ""):
        assert " ".join(shown.split()) in text


@each_law
def test_an_article_has_its_certainty_and_its_items(made: Made, law_id: str) -> None:
    entries = re.split(r"<li>", chapter(made, law_id))[1:]
    assert len(entries) == len(LAWS[law_id].articles)
    for entry, (key, article) in zip(entries, LAWS[law_id].articles.items(), strict=True):
        text = text_of(entry.partition("</ul>")[0])
        assert text.startswith(
            f"{cite_article(key)}: {article.about} ({certainty_words(article.certainty)})"
        )
        items = items_resting_on(STANDARDS, law_id, key)
        assert re.findall(r"\b[PB]\d-\d\b", text) == [item.id for item in items]


@each_law
def test_every_item_that_cites_a_regulation_is_linked_to_its_page(made: Made, law_id: str) -> None:
    html = chapter(made, law_id)
    linked = set(re.findall(r'href="\.\./(\S+?)\.html"[^>]*><span[^>]*>([PB]\d-\d)<', html))
    assert linked == {
        (section.page.removeprefix("book/"), item.id)
        for standard in STANDARDS
        for section in standard.sections
        for item in section.items
        if any(cited.law == law_id for cited in item.laws)
    }


def test_principles_stand_before_practices(made: Made) -> None:
    codes = re.findall(r"\b[PB]\d-\d\b", text_of(chapter(made, "pp-94-2021")))
    assert [code[0] for code in codes[:2]] == ["P", "P"]


def test_what_is_known_from_memory_sends_the_reader_to_the_text(made: Made) -> None:
    unsure = [law_id for law_id, law in LAWS.items() if "memory" in certainties(law)]
    assert unsure
    for law_id in LAWS:
        text = text_of(chapter(made, law_id)).replace(LAWS[law_id].note or "\0", "")
        assert text.count(CHECK_THE_TEXT) == certainties(LAWS[law_id]).count("memory")


def certainties(law: Law) -> list[str]:
    return [law.certainty, *(article.certainty for article in law.articles.values())]


def test_an_anchor_is_the_id_and_can_be_referred_to(tmp_path: Path) -> None:
    text = TEXT.format(laws="uu-25-2009") + "\nLihat [undang-undang](#uu-25-2009).\n"
    made = make_page(tmp_path, text, "laws", LawsDirective)
    assert made.reported == ""
    assert 'href="#uu-25-2009"' in made.html


@pytest.mark.parametrize(
    ("laws", "message"),
    [("uu-25-2009\nuu-9-9999", "uu-9-9999"), ("pp-42-2004\npp-42-2004", "pp-42-2004")],
    ids=["unknown", "twice"],
)
def test_a_wrong_list_is_reported_with_its_file(tmp_path: Path, laws: str, message: str) -> None:
    made = make_page(tmp_path, TEXT.format(laws=laws), "laws", LawsDirective)
    assert "halaman.md:5:" in made.reported
    assert message in made.reported
