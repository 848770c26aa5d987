"""The whole book as one PDF."""

from collections.abc import Sequence

from assessment import __version__
from assessment.handbook.style import mark
from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.press.content import content
from assessment.press.forms import form_words, printed_section, printed_standard
from assessment.press.pages import Page
from assessment.press.palette import light_colours
from assessment.press.places import targets
from assessment.press.typesetting import picture, typeset


def make_book(pages: Sequence[Page], author: str) -> bytes:
    """Return the book of these pages as PDF; the first page gives it its title."""
    places = targets(pages)
    return typeset(
        "book.typ",
        **front(pages, author),
        keywords=[*dict.fromkeys(page.part for page in pages if page.part)],
        words={**form_words(), "contents": _("Contents"), "page_short": _("p.")},
        standards={name: _standard(name) for name in standard_ids()},
        pages=[
            {
                "name": page.name,
                "part": page.part,
                "title": page.title,
                "content": content(page, places),
            }
            for page in pages
        ],
    )


def make_cover(pages: Sequence[Page], author: str) -> bytes:
    """Return the cover as PNG."""
    return picture("cover.typ", **front(pages, author), words={})


def front(pages: Sequence[Page], author: str) -> dict[str, str]:
    """Return what stands on the cover."""
    title, _colon, subtitle = pages[0].title.partition(": ")
    first = pages[0].body.select_one("p:not(.bm-meta)")
    return {
        "title": title,
        "subtitle": subtitle,
        "author": author,
        "description": first.get_text().strip() if first else "",
        "edition": _("version {version}").format(version=__version__),
        "mark": mark().replace("currentColor", light_colours()["accent"]),
    }


def _standard(standard_id: str) -> dict[str, object]:
    standard = load_standard(standard_id)
    sections = {section.id: printed_section(section) for section in standard.sections}
    return {**printed_standard(standard), "sections": sections}
