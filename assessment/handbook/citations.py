"""References to laws in the form in which Indonesian law is cited; nothing else writes one.

A citation keeps the language of the law, whatever the language of the interface.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessment.laws import Law, Laws
from assessment.standard import Item

ARTICLE = re.compile(
    r"(?P<first>\d+[A-Z]*)(?:-(?P<last>\d+[A-Z]*))?(?:\((?P<paragraph>\d+[a-z]?)\))?"
)
CHECK_THE_TEXT = "periksa teks resmi di JDIH"


@dataclass(frozen=True)
class CitedArticle:
    """One article as it is printed: ``Pasal 8 ayat (2) huruf b``, and what it is about."""

    name: str
    about: str
    remark: str


@dataclass(frozen=True)
class CitedLaw:
    """One regulation as it is printed, with the articles that are cited of it."""

    short: str
    about: str
    status: str
    remark: str
    articles: tuple[CitedArticle, ...]


def cite_article(article: str, letters: Iterable[str] = ()) -> str:
    """Return ``Pasal 34 huruf b dan l`` for ``34`` and its letters; raises ``ValueError``.

    ``article`` is a key of laws.yml: a number (``12B``), a paragraph (``8(2)``) or a run of
    articles (``5-13``).
    """
    found = ARTICLE.fullmatch(article)
    if found is None:
        message = f"{article!r} is not an article, a paragraph or a run of articles"
        raise ValueError(message)
    parts = [f"Pasal {found['first']}"]
    if found["last"]:
        parts.append(f"sampai dengan Pasal {found['last']}")
    if found["paragraph"]:
        parts.append(f"ayat ({found['paragraph']})")
    if listed := sorted(set(letters)):
        parts.append(f"huruf {_enumerate(listed)}")
    return " ".join(parts)


def cited_laws(items: Iterable[Item], laws: Laws) -> list[CitedLaw]:
    """Return the laws that ``items`` rest on, and their articles, in the order of ``laws``."""
    letters: dict[str, dict[str, set[str]]] = {}
    for reference in (reference for item in items for reference in item.laws):
        articles = letters.setdefault(reference.law, {})
        if reference.article is not None:
            articles.setdefault(reference.article, set()).update(reference.letters)
    return [_cite(law, letters[key]) for key, law in laws.root.items() if key in letters]


def _cite(law: Law, letters: dict[str, set[str]]) -> CitedLaw:
    articles = tuple(
        CitedArticle(cite_article(key, letters[key]), article.about, _remark(article.certainty))
        for key, article in law.articles.items()
        if key in letters
    )
    return CitedLaw(law.short, law.about, law.status, _remark(law.certainty), articles)


def _remark(certainty: str) -> str:
    return CHECK_THE_TEXT if certainty == "memory" else ""


def _enumerate(words: Sequence[str]) -> str:
    """Return ``b``, ``b dan l`` or ``b, d, dan l``."""
    *most, last = words
    if not most:
        return last
    return f"{', '.join(most)}{',' if len(most) > 1 else ''} dan {last}"
