"""The one script and the one stylesheet, put together from their parts."""

import json
from pathlib import Path

from assessment.checklist.words import script_words
from assessment.i18n import language

STATIC = Path(__file__).parent / "static"

# In the order in which they build on one another; the shared ones serve a workshop's page too.
SHARED = (
    "score.js",
    "sheet.js",
    "device.js",
    "elements.js",
    "share_code.js",
    "share_box.js",
    "view.js",
    "result.js",
    "mounting.js",
)
PARTS = (*SHARED, "tools.js", "checklist.js")


def _body() -> str:
    words = json.dumps(script_words(), ensure_ascii=False)
    head = f"const WORDS = {words};\nconst LANGUAGE = {json.dumps(language())};\n"
    return head + "\n".join((STATIC / part).read_text(encoding="utf-8") for part in PARTS)


def page_script() -> str:
    """Return the classic script of the published page, which also runs from ``file://``."""
    return f'(() => {{\n"use strict";\n{_body()}\ndefineElement();\n}})();\n'


def widget_module() -> str:
    """Return the ES module of the Jupyter widget: the same code, rendered on a model.

    It also exports the evaluator, the file reader and the maker of share codes, so that others
    can check them.
    """
    exports = (
        "export default { render: renderWidget };\nexport { parseSheet, scorePlan, shareCode };\n"
    )
    return f"{_body()}\n{exports}"


def stylesheet() -> str:
    """Return the stylesheet, the same in Jupyter and in the page."""
    return (STATIC / "checklist.css").read_text(encoding="utf-8")
