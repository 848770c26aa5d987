"""The directive ``{picture}``: a drawing of this book, put into the page itself.

Inside the page it follows the light and dark theme, costs no request, and is found by a search.
"""

import re
from pathlib import Path
from typing import ClassVar
from xml.etree import ElementTree as ET

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from assessment.i18n import _

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = ("g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan")
# A colour, a font or a script has no place in a drawing: its classes say what a part means.
REFUSED = re.compile(r"style|fill|stroke|font.*|.*href|id|on.*")


class PictureDirective(SphinxDirective):
    """A file of SVG with ``:alt:``, the sentence that says the same; the content is the caption."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"alt": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return a figure with the drawing inside."""
        alt = " ".join(self.options.get("alt", "").split())
        if not alt:
            raise self.severe(_("a picture needs :alt:, a text that says what it shows"))
        name, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(name)
        try:
            drawing = inline_svg(Path(path), alt)
        except (OSError, ValueError, ET.ParseError) as error:
            raise self.severe(f"{name}: {error}") from error
        figure = nodes.figure("", nodes.raw("", drawing, format="html"), classes=["bm-picture"])
        if self.content:
            figure += nodes.caption("", "", *self.state.inline_text(" ".join(self.content), 0)[0])
        return [figure]


def inline_svg(path: Path, alt: str) -> str:
    """Return the drawing of a file as an element of HTML that is read out as ``alt``.

    Raises ``ValueError`` for what may not be in it, ``ParseError`` and ``OSError`` for a file
    that cannot be read.
    """
    root = ET.parse(path).getroot()  # noqa: S314, a file of this book
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        if element is not root and name not in SHAPES:
            raise ValueError(_("<{name}> is not allowed in a drawing").format(name=name))
        for attribute in filter(REFUSED.fullmatch, element.attrib):
            message = _("the attribute {attribute} of <{name}> is not allowed in a drawing")
            raise ValueError(message.format(attribute=attribute, name=name))
    root.set("role", "img")
    root.set("aria-label", alt)
    ET.register_namespace("", SVG.strip("{}"))
    return ET.tostring(root, encoding="unicode")
