"""Forms of one word share a key, and Python and the browser agree on every key."""

import json
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from assessment.handbook.stemming import STOP_WORDS, SYNONYMS, SearchIndonesian, search_key

Keys = Callable[[list[str]], list[str]]

FAMILIES = [
    "melayani pelayanan dilayani layanan pelayan",
    "tolak menolak penolakan ditolak",
    "aduan pengaduan mengadukan diadukan mengadu",
    "sapa menyapa sapaan disapa",
    "nilai menilai penilaian dinilai",
    "kirim mengirim pengiriman dikirimkan",
    "periksa memeriksa pemeriksaan diperiksa",
    "teliti ketelitian",
    "izin perizinan diizinkan",
    "syarat persyaratan syaratnya",
    "antre antrean mengantre antri antrian",
    "daring online",
]

# All prefixes and suffixes of the rules, around syllables: every branch is taken.
PARTS = """
    di ke me mem men meng meny pem pen peng peny ter be ber bel pe per pel ajar er kah lah pun nya
    ku mu kan an i s k a u ba ka pa ta sa la ng ny r
"""
invented = st.lists(st.sampled_from(PARTS.split()), max_size=7).map("".join)


@pytest.fixture
def browser_keys(page: Page) -> Keys:
    page.add_script_tag(content=SearchIndonesian.js_stemmer_code)

    def keys(words: list[str]) -> list[str]:
        found: list[str] = page.evaluate(
            "(words) => { const stemmer = new Stemmer(); return words.map(stemmer.stemWord); }",
            words,
        )
        return found

    return keys


@pytest.mark.parametrize("family", FAMILIES)
def test_the_forms_of_a_word_share_one_key(family: str) -> None:
    assert len({search_key(word) for word in family.split()}) == 1


def test_words_of_other_families_keep_apart() -> None:
    keys = {search_key(family.split()[0]) for family in FAMILIES}
    assert len(keys) == len(FAMILIES)


@given(invented)
def test_a_key_has_no_shorter_key_before_it_loses_its_first_letter(word: str) -> None:
    assert search_key(word) == search_key(word)
    assert len(search_key(word)) <= len(word)


def test_the_browser_reaches_the_same_keys_for_invented_words(browser_keys: Keys) -> None:
    words = sorted({*_invented(4_000), *STOP_WORDS, *SYNONYMS, *" ".join(FAMILIES).split()})
    expected = [search_key(word) for word in words]
    wrong = [
        (word, here, there)
        for word, here, there in zip(words, expected, browser_keys(words), strict=True)
        if here != there
    ]
    assert wrong == []


def test_a_synonym_leads_to_a_word_that_is_no_synonym_itself() -> None:
    assert SYNONYMS.keys().isdisjoint(SYNONYMS.values())
    assert json.dumps(SYNONYMS) in SearchIndonesian.js_stemmer_code


def test_stop_words_are_left_out_but_not_words_whose_key_looks_like_one() -> None:
    language = SearchIndonesian({})
    assert language.split("Apa yang disapa") == ["disapa"]
    assert search_key("disapa") == "apa"
    assert language.word_filter("apa")


def _invented(count: int) -> set[str]:
    """Return words of up to six parts, the same at every run."""
    chance = Random(1)  # noqa: S311, nothing secret
    parts = PARTS.split()
    return {"".join(chance.choices(parts, k=chance.randint(1, 6))) for _word in range(count)}
