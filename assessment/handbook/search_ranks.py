"""Which pages say most about a word: Sphinx's index only knows where it stands at all.

Without this, all pages that name a word once would be equal, and sorted by their titles.
"""

import json
from collections import Counter
from collections.abc import Iterator
from math import sqrt
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from assessment.handbook.stemming import SearchIndonesian

SCRIPT = "search-ranks.js"
TITLE, HEADING = 12, 4
BEST_PAGES = 6
TEACHING = ("book/prinsip/", "book/praktik/", "book/rujukan/cara-skor", "book/unit/")
NAMES = tuple[str, ...]

# Sphinx's own score (up to 100, for an entry of the glossary) only parts what is equal here. Its
# scripts come after this one, and ask for the scores when the page is ready.
JAVASCRIPT = """\
document.addEventListener("DOMContentLoaded", () => {{
  const {{ pages, words }} = {ranks};
  const stemmer = new Stemmer();
  const query = new URLSearchParams(location.search).get("q") ?? "";
  const asked = splitQuery(query.toLowerCase()).map(stemmer.stemWord);
  Scorer.score = ([page, , , , score]) =>
    asked.reduce((sum, word) => sum + (words[word]?.[pages.indexOf(page)] ?? 0), score / 20);
}});
"""


def count_words(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Count the keys of one page; words of its title and headings count more."""
    if app.builder.format != "html":
        return
    counts: Counter[str] = Counter()
    for text in doctree.findall(nodes.Text):
        for key in _keys(text.astext()):
            counts[key] += _weight(text)
    _counted(app.env)[page] = counts


def write_ranks(app: Sphinx) -> Iterator[NAMES]:
    """Write the script that the search page loads; it adds no page."""
    folder = Path(app.outdir) / "_static"
    folder.mkdir(exist_ok=True)
    text = json.dumps(ranks(_counted(app.env)), ensure_ascii=False, separators=(",", ":"))
    (folder / SCRIPT).write_text(JAVASCRIPT.format(ranks=text), encoding="utf-8")
    return iter(())


def ranks(counts: dict[str, Counter[str]]) -> dict[str, object]:
    """Return the pages, and for each word its best pages by place, 100 for the best of all."""
    pages = sorted(counts)
    words: dict[str, dict[int, float]] = {}
    for place, page in enumerate(pages):
        # A long page says many words often, and one that lists them teaches none.
        length = sqrt(counts[page].total()) * (1 if page.startswith(TEACHING) else 3)
        for word, count in counts[page].items():
            words.setdefault(word, {})[place] = count / length
    return {"pages": pages, "words": {word: _best(found) for word, found in words.items()}}


def _best(found: dict[int, float]) -> dict[int, int]:
    top = max(found.values())
    best = sorted(found, key=lambda place: -found[place])[:BEST_PAGES]
    return {place: round(100 * found[place] / top) for place in best}


def _weight(text: nodes.Text) -> int:
    title = text.parent
    while title is not None and not isinstance(title, nodes.title):
        title = title.parent
    if title is None:
        return 1
    return TITLE if isinstance(title.parent.parent, nodes.document) else HEADING


def _keys(text: str) -> list[str]:
    language = SearchIndonesian({})
    return [language.stem(word) for word in language.split(text)]


def _counted(env: BuildEnvironment) -> dict[str, Counter[str]]:
    """Return the counts of all pages; Sphinx keeps them with all else it knows of the book."""
    counted: dict[str, Counter[str]] = env.__dict__.setdefault("bermakna_words", {})
    return counted
