"""Search in Indonesian: a word and its forms share one key, in the index and in the query.

Snowball's stemmer (the algorithm of Tala, 2003) makes the stems; it needs no dictionary, so the
page reaches the same ones for words that the index has never seen. ``static/stemmer.js`` is the
same in the browser, and a test holds the two together.
"""

import json
from functools import cache
from pathlib import Path

import snowballstemmer
from sphinx.search import SearchLanguage

SCRIPT = Path(__file__).parent / "static" / "stemmer.js"

# What people type, and the word that formal Indonesian and so this book has for it.
SYNONYMS = {
    "antri": "antre",
    "antrian": "antrean",
    "bansos": "bantuan",
    "calo": "pungutan",
    "difabel": "disabilitas",
    "hp": "gawai",
    "ijin": "izin",
    "komplain": "keluhan",
    "korupsi": "suap",
    "lelet": "lambat",
    "marah-marah": "marah",
    "offline": "luring",
    "online": "daring",
    "password": "sandi",
    "pungli": "pungutan",
    "pondasi": "fondasi",
    "skor": "indeks",
    "sogok": "suap",
    "sogokan": "suap",
    "telat": "terlambat",
    "training": "pelatihan",
    "website": "laman",
}

STOP_WORDS = frozenset(
    # One a line would be six screens.
    """
    ada adalah agar akan anda apa apakah atau bagi bahwa bagaimana belum bila bisa boleh dalam dan
    dapat dari daripada di dia dengan hal hanya hingga ia ialah ini itu jadi jika juga kalau kami
    kapan karena ke kepada ketika kita lain lagi lalu maka mana masih mereka namun oleh pada para
    pun saat saja sambil sampai sang saya sebab sebagai sebuah secara sedang sehingga sejak selain
    semua seperti serta sesuatu setelah setiap siapa suatu sudah supaya tanpa telah tentang
    terhadap tetapi tiap tidak untuk walaupun yaitu yakni yang
    """.split()  # noqa: SIM905
)

LOST_IN_PREFIXES = "kpstn"
VOWELS = "aeiou"
LONG = 4


@cache
def search_key(word: str) -> str:
    """Return what all forms of a word have in common: ``olak`` for tolak, menolak, penolakan.

    It is no word: the first consonant is gone where a prefix would swallow it, and a last ``i``
    where it could be a suffix.
    """
    stem = SYNONYMS.get(word, word)
    while (shorter := _stemmer().stemWord(stem)) != stem:
        stem = shorter
    if len(stem) > LONG and stem.endswith("i"):
        stem = stem[:-1]
    if len(stem) >= LONG and stem[0] in LOST_IN_PREFIXES and stem[1] in VOWELS:
        stem = stem[1:]
    return stem


@cache
def _stemmer() -> snowballstemmer.indonesian_stemmer.IndonesianStemmer:
    return snowballstemmer.stemmer("indonesian")


class SearchIndonesian(SearchLanguage):
    """The language of the index; Sphinx has none for Indonesian."""

    lang = "id"
    language_name = "Indonesian"
    stopwords = set(STOP_WORDS)  # noqa: RUF012, Sphinx declares it so
    js_stemmer_code = SCRIPT.read_text(encoding="utf-8").replace(
        "{/* SYNONYMS */}", json.dumps(SYNONYMS)
    )

    def split(self, input: str) -> list[str]:  # noqa: A002, the name is Sphinx's
        """Return the words of a text but for stop words.

        They are left out here: a key may look like one (sapa has the key apa).
        """
        return [word for word in super().split(input) if word.lower() not in STOP_WORDS]

    def stem(self, word: str) -> str:
        """Return the key of one word."""
        return search_key(word.lower())

    def word_filter(self, word: str) -> bool:
        """Let every key in."""
        return bool(word)
