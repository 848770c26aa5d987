"""The book as an EPUB 3: the pages as they are, for telephones and readers without a network."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from assessment import __version__
from assessment.i18n import language
from assessment.press.book import front, make_cover
from assessment.press.pages import PICTURE, Page
from assessment.press.palette import light_colours
from assessment.press.places import targets
from assessment.press.xhtml import body_of, file_name, picture_name
from assessment.templates import templates

TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
FOLDER = "buku/"


def make_epub(pages: Sequence[Page], author: str) -> bytes:
    """Return the EPUB of these pages, the cover first."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as epub:
        # The first file, not compressed: by it a reader knows what the archive is.
        epub.writestr("mimetype", "application/epub+zip", ZIP_STORED)
        epub.writestr("META-INF/container.xml", _fill("container.xml", folder=FOLDER))
        for name, content in _files(pages, author):
            epub.writestr(FOLDER + name, content)
    return archive.getvalue()


def _files(pages: Sequence[Page], author: str) -> Iterator[tuple[str, bytes | str]]:
    pictures = dict(_pictures(pages))
    about = front(pages, author)
    parts = [(part, list(inside)) for part, inside in groupby(pages, key=lambda page: page.part)]
    yield "cover.png", make_cover(pages, author)
    yield "epub.css", _fill("epub.css", colours=light_colours())
    yield "cover.xhtml", _fill("cover.xhtml", **about)
    yield "nav.xhtml", _fill("nav.xhtml", parts=parts, file_name=file_name)
    places = targets(pages)
    for page in pages:
        body = body_of(page, places)
        yield file_name(page.name), _fill("page.xhtml", title=page.title, body=body)
    yield from pictures.items()
    identifier = uuid5(NAMESPACE_URL, f"{about['title']} {__version__}").urn
    yield (
        "package.opf",
        _fill(
            "package.opf",
            **about,
            identifier=identifier,
            modified=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            files=[file_name(page.name) for page in pages],
            pictures={name: TYPES[name.rpartition(".")[2]] for name in pictures},
        ),
    )


def _pictures(pages: Sequence[Page]) -> Iterator[tuple[str, bytes]]:
    for page in pages:
        for image in page.body.find_all("img"):
            source = str(image["src"])
            number = re.match(r"\d+", source.removeprefix(PICTURE))
            if number:
                yield picture_name(page, source), page.pictures[int(number[0])]


def _fill(template: str, **values: object) -> str:
    chosen = templates("assessment.press", "templates/epub").get_template(template)
    return chosen.render(language=language(), **values)
