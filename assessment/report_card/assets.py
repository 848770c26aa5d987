"""The script and the stylesheet of the report card, put together from their parts."""

import json
from pathlib import Path

from assessment.checklist.assets import STATIC as CHECKLIST
from assessment.gaps import GAPS_SHOWN
from assessment.i18n import language
from assessment.report_card.form import COMMITMENTS, LONGEST
from assessment.report_card.words import all_words

STATIC = Path(__file__).parent / "static"

# In the order in which they build on one another; the shared ones are the checklist's own.
SHARED = ("score.js", "sheet.js", "device.js", "elements.js", "share_code.js", "share_box.js")
PARTS = (
    "gaps.js",
    "comparison.js",
    "commitments.js",
    "report_file.js",
    "rows.js",
    "view.js",
    "tools.js",
    "report_card.js",
)


def _body() -> str:
    constants = {
        "WORDS": all_words(),
        "LANGUAGE": language(),
        "COMMITMENTS": COMMITMENTS,
        "LONGEST": LONGEST,
        "SHOWN_GAPS": GAPS_SHOWN,
    }
    head = [
        f"const {name} = {json.dumps(value, ensure_ascii=False)};"
        for name, value in constants.items()
    ]
    parts = [CHECKLIST / part for part in SHARED] + [STATIC / part for part in PARTS]
    return "\n".join([*head, *(part.read_text(encoding="utf-8") for part in parts)])


def report_script() -> str:
    """Return the classic script of the page, which also runs from ``file://``."""
    return f'(() => {{\n"use strict";\n{_body()}\nstartWhenWhole();\n}})();\n'


def report_module() -> str:
    """Return the same code as an ES module of what others check: gaps, files and comparison."""
    return f"{_body()}\nexport {{ compareSheets, gapsOf, parseReport, parseSheet, scorePlan }};\n"


def report_stylesheet() -> str:
    """Return the stylesheet; it stands on that of the checklist."""
    return (STATIC / "report_card.css").read_text(encoding="utf-8")
