"""The colours of the handbook on white paper, from its own stylesheet."""

import re
from functools import cache

from assessment.handbook.style import STATIC

TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});")
VARIABLE = re.compile(r"var\(--([a-z-]+)\)")


@cache
def light_colours() -> dict[str, str]:
    """Return the colours of the light theme by name: ``{"accent": "#0d5e6d", ...}``."""
    tokens = (STATIC / "tokens.css").read_text(encoding="utf-8")
    light, _brace, _rest = tokens.partition("}")
    return dict(TOKEN.findall(light))


@cache
def drawing_style() -> str:
    """Return the stylesheet of the handbook's drawings, with the colours themselves in it."""
    style = (STATIC / "picture.css").read_text(encoding="utf-8")
    style, _media, _forced = style.partition("@media")
    return VARIABLE.sub(lambda found: light_colours().get(found[1], "inherit"), style)
