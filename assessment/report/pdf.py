"""The report as a tagged PDF of A4 pages."""

from dataclasses import asdict
from typing import Any

from assessment.i18n import _
from assessment.press.typesetting import typeset
from assessment.report.blocks import Block, Part, Pictures
from assessment.report.content import ReportContent
from assessment.report.parts import about, notice, parts, title, unit_name


def report_pdf(content: ReportContent) -> bytes:
    """Return the report as PDF; raises ``BermaknaError`` when Typst is not installed."""
    return typeset(
        "report.typ",
        words={"page": _("page {page} of {pages}")},
        title=title(),
        unit=unit_name(content),
        period=content.period.name,
        line=_("Period {period}").format(period=content.period.name),
        made=[content.made.year, content.made.month, content.made.day],
        notice=notice(content),
        about=str(content.standard.about),
        facts=asdict(about(content)),
        parts=[part_data(part) for part in parts(content)],
        keywords=[content.standard.id, content.standard.version],
    )


def part_data(part: Part) -> dict[str, Any]:
    """Return a part as the plain data that the template sets."""
    return {"title": part.title, "fresh": part.fresh, "blocks": [*map(_block, part.blocks)]}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Pictures):
        charts = [{"svg": chart.svg(), "alt": chart.alt} for chart in block.charts]
        table = asdict(block.table) if block.table else None
        return {"kind": block.kind, "charts": charts, "table": table}
    return asdict(block)
