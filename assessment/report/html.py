"""The report as one HTML file: no script, no other file, readable from a folder."""

import re
from functools import cache
from pathlib import Path

from assessment.handbook.style import STATIC
from assessment.i18n import language
from assessment.report.content import ReportContent
from assessment.report.parts import about, notice, parts, title, unit_name
from assessment.templates import templates

STYLE = Path(__file__).parent / "templates" / "report.css"
RULE = re.compile(r"\{([^}]*)\}")


def report_html(content: ReportContent) -> bytes:
    """Return the report as one HTML file in UTF-8."""
    page = templates("assessment.report").get_template("report.html")
    text = page.render(
        language=language(),
        style=stylesheet(),
        title=title(),
        unit=unit_name(content),
        period=content.period.name,
        notice=notice(content),
        about=str(content.standard.about),
        facts=about(content),
        parts=parts(content),
    )
    return text.encode()


@cache
def stylesheet() -> str:
    """Return the style of the report: the handbook's colours, dark where the reader likes it."""
    tokens = (STATIC / "tokens.css").read_text(encoding="utf-8")
    light, dark, names = RULE.findall(tokens)[:3]
    screen = f"@media screen and (prefers-color-scheme: dark) {{ :root {{{dark}}} }}"
    colours = f":root {{{light}{names}}}\n{screen}\n"
    return colours + STYLE.read_text(encoding="utf-8")
