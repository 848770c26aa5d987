"""The first use of a term or a law on a page leads to its entry; the second one does not."""

import re
from pathlib import Path

import pytest

from assessment.handbook.linking import GLOSSARY, LAW_PAGE
from assessment.standard import Section
from tests.test_handbook import SECTIONS, pages_of_toc


def links(book: Path, page: str) -> list[str]:
    text = (book / f"{page}.html").read_text(encoding="utf-8")
    tags = re.findall(r"<a\s[^>]*>", text)
    return [
        re.search(r'href="([^"]+)"', tag)[1]  # type: ignore[index]
        for tag in tags
        if re.search(r'class="[^"]*\bbm-(?:term|law)\b', tag)
    ]


@pytest.mark.parametrize("page", pages_of_toc())
def test_no_word_of_a_page_is_linked_twice(book: Path, page: str) -> None:
    found = links(book, page)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_a_section_leads_to_the_entries_of_the_laws_it_rests_on(
    book: Path, section: Section
) -> None:
    page = section.page
    laws = [address for address in links(book, page) if LAW_PAGE.split("/")[-1] in address]
    assert laws
    entries = (book / f"{LAW_PAGE}.html").read_text(encoding="utf-8")
    assert all(f'id="{address.partition("#")[2]}"' in entries for address in laws)


def test_a_term_leads_to_the_glossary_where_it_is_first_used(book: Path) -> None:
    text = (book / "book/praktik/b5.html").read_text(encoding="utf-8")
    anchor = re.search(
        rf'{GLOSSARY.split("/")[-1]}\.html#([^"]+)"[^>]*><span>gratifikasi', text, re.IGNORECASE
    )
    assert anchor
    glossary = (book / f"{GLOSSARY}.html").read_text(encoding="utf-8")
    assert f'id="{anchor[1]}"' in glossary


def test_the_glossary_leads_nowhere_by_itself(book: Path) -> None:
    assert not [address for address in links(book, GLOSSARY) if GLOSSARY.split("/")[-1] in address]
