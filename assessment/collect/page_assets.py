"""The script, the stylesheet and the mark of the phone's pages, put together from their parts."""

import json
import re
from pathlib import Path

from assessment.checklist.assets import SHARED
from assessment.checklist.assets import STATIC as CHECKLIST
from assessment.checklist.assets import stylesheet as checklist_stylesheet
from assessment.collect.page_words import all_words
from assessment.handbook.style import PICTURES
from assessment.handbook.style import STATIC as HANDBOOK
from assessment.i18n import language
from assessment.workshop import LONGEST_COMMITMENT

STATIC = Path(__file__).parent / "static"

# In the order in which they build on one another, after those of the checklist.
PARTS = (
    "kept.js",
    "tasks.js",
    "service.js",
    "sending.js",
    "following.js",
    "standing.js",
    "arrangement.js",
    "own_result.js",
    "group_result.js",
    "commitment.js",
    "workshop.js",
)
LOOK = ("tokens.css", "text.css", "frame.css", "print.css")


def assets() -> dict[str, bytes]:
    """Return what is served at ``/ikut/static/<name>``, by name: js, css and svg."""
    return {
        "ikut.js": script().encode(),
        "ikut.css": stylesheet().encode(),
        PICTURES[0].name: PICTURES[0].read_bytes(),
    }


def script() -> str:
    """Return the classic script of a workshop's page."""
    constants = {
        "WORDS": all_words(),
        "LANGUAGE": language(),
        "LONGEST": LONGEST_COMMITMENT,
    }
    head = [
        f"const {name} = {json.dumps(value, ensure_ascii=False)};"
        for name, value in constants.items()
    ]
    parts = [CHECKLIST / part for part in SHARED] + [STATIC / part for part in PARTS]
    body = "\n".join([*head, *(part.read_text(encoding="utf-8") for part in parts)])
    return f'(() => {{\n"use strict";\n{body}\nstartWorkshop();\n}})();\n'


def stylesheet() -> str:
    """Return the handbook's look, the checklist's, and what the phone's pages add to them."""
    look = [_by_system((HANDBOOK / part).read_text(encoding="utf-8")) for part in LOOK]
    own = (STATIC / "workshop.css").read_text(encoding="utf-8")
    return "\n".join([*look, checklist_stylesheet(), own])


def _by_system(css: str) -> str:
    """Let the system choose the dark colours: a switch would need a script in time."""
    dark = re.compile(r'html\[data-theme="dark"\] (\{[^}]*\})')
    return dark.sub(r"@media (prefers-color-scheme: dark) { :root \1 }", css)
