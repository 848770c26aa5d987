"""The built pages of the book, in the order of ``_toc.yml``, with what paper cannot show taken out.

Read from the built site, so that numbers, notebooks and links are those that readers see there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import yaml
from bs4 import BeautifulSoup, Tag
from sphinx_external_toc.parsing import parse_toc_yaml

from assessment.building import HTML
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.press.palette import drawing_style

# The parser of HTML knows no difference between viewBox and viewbox: drawings are cut out first.
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
PICTURE = "picture:"
STYLE = "{http://www.w3.org/2000/svg}style"
# What a drawing has only to be a part of a page on a screen.
OF_THE_PAGE = ("aria-hidden", "focusable", "role", "style", "preserveAspectRatio")

# Controls, scripts, and what a script would have to fill.
UNPRINTABLE = (
    "script, style, template, button, input, dialog, .headerlink, [hidden], .bm-actions,"
    " .bm-end, .bm-lines, .bm.rc > :not(.rc-plain), .rc-plain > p:first-child, .toctree-wrapper"
)


@dataclass(frozen=True)
class Page:
    """One page: its name (``book/prinsip/p1``), its part of the book, its content as HTML.

    A picture is an ``<img src="picture:0.svg">``, which names its place in ``pictures``; a
    drawing is there as an SVG document that brings its colours along.
    """

    name: str
    part: str
    body: Tag
    pictures: tuple[bytes, ...]

    @property
    def title(self) -> str:
        """The heading of the page."""
        heading = self.body.find("h1")
        return heading.get_text() if heading else self.name


def read_pages(root: Path) -> list[Page]:
    """Read all pages of a built book; raises ``BermaknaError`` where one is missing."""
    return [_read(root / HTML, name, part) for name, part in contents(root)]


def author(root: Path) -> str:
    """Return who wrote the book, as _config.yml says."""
    settings = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    return str(settings.get("author", ""))


def contents(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages of ``_toc.yml`` with the captions of their parts; the first has none."""
    site_map = parse_toc_yaml(root / "_toc.yml")
    yield site_map.root.docname, ""
    for part in site_map.root.subtrees:
        for name in part.files():
            yield str(name), str(part.caption or "")


def _read(site: Path, name: str, part: str) -> Page:
    try:
        text = (site / f"{name}.html").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        message = _("{file} has not been built; build the handbook first")
        raise BermaknaError(message.format(file=f"{name}.html")) from error
    pictures: list[bytes] = []

    def keep(found: re.Match[str]) -> str:
        svg, alt = _standalone(found[0])
        pictures.append(svg)
        return f'<img src="{PICTURE}{len(pictures) - 1}.svg" alt="{alt}">'

    body = BeautifulSoup(DRAWING.sub(keep, text), "html.parser").find("article")
    if not isinstance(body, Tag):
        raise BermaknaError(_("{file} has no content").format(file=f"{name}.html"))
    _clean(body)
    for image in body.select(f'img:not([src^="{PICTURE}"])'):
        file = (site / name).parent / str(image["src"])
        pictures.append(file.read_bytes())
        image["src"] = f"{PICTURE}{len(pictures) - 1}{file.suffix}"
    return Page(name, part, body, tuple(pictures))


def _standalone(svg: str) -> tuple[bytes, str]:
    """Return a drawing as a document of its own, and the text that says the same."""
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    drawing = ET.fromstring(svg)  # noqa: S314, written by our own build
    for attribute in OF_THE_PAGE:
        drawing.attrib.pop(attribute, None)
    alt = drawing.attrib.pop("aria-label", "")
    # A chart is as big as what is drawn, not as the column of the page that it stood in.
    if "width" in drawing.attrib:
        *_corner, width, height = drawing.attrib["viewBox"].split()
        drawing.attrib.update(width=f"{width}pt", height=f"{height}pt")
    for style in drawing.findall(STYLE):
        drawing.remove(style)
    style = ET.Element(STYLE)
    style.text = drawing_style()
    drawing.insert(0, style)
    return ET.tostring(drawing), _quoted(alt)


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def _clean(body: Tag) -> None:
    """Take out what cannot be printed, and give each chart the words of its figure."""
    for element in body.select(UNPRINTABLE):
        element.decompose()
    for figure in body.select("figure[aria-label]"):
        for image in figure.find_all("img"):
            image["alt"] = figure["aria-label"]
