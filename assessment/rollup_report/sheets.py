"""The sheets of the workbook, in their order."""

from collections.abc import Iterator

import pandas as pd

from assessment.columns import share_columns
from assessment.i18n import _
from assessment.rollup.distribution import distribution
from assessment.rollup_report.content import RollUpContent
from assessment.rollup_report.table import Column, Table, Value
from assessment.rollup_report.table_columns import about_unit, keys, of, parts
from assessment.rollup_report.unit_sheets import questions, units, units_by_section


def sheets(content: RollUpContent) -> Iterator[Table]:
    """Yield all sheets after the summary."""
    yield units(content)
    yield _distribution(content)
    yield units_by_section(content)
    yield _items(content)
    yield _gaps(content)
    if content.changes:
        yield _mean_changes(content)
        yield _unit_changes(content)
    yield questions(content)
    if content.missing is not None:
        yield _missing(content.missing)
    yield _left_out(content)


def _distribution(content: RollUpContent) -> Table:
    """Put the distribution over all units before those by ministry, region and service."""
    frames = [distribution(content.rollup).assign(grouping=_("All units"), group="")]
    for name in content.groupings:
        found = distribution(content.rollup, (name,))
        frames.append(found.assign(grouping=about_unit()[name], group=found[name].astype(str)))
    frame = pd.concat(frames, ignore_index=True)
    quantiles = {
        "mean": _("Mean"), "p10": _("10 %"), "q1": _("Lower quartile"), "median": _("Median"),
        "q3": _("Upper quartile"), "p90": _("90 %"), "low": _("Lowest (mean)"),
        "high": _("Highest (mean)"), "completeness": _("Filled in (%)"),
    }  # fmt: skip
    columns = [
        *of(frame, {"period": _("Period"), "grouping": _("Grouped by"), "group": _("Group")}),
        *parts(frame),
        *of(frame, {"units": _("Units")}, "count"),
        *of(frame, quantiles, "figure"),
        *of(frame, {"complete": _("Units filled in completely")}, "count"),
    ]
    about = _("mean and quantiles of the index over all units, without anybody's name")
    return Table(_("Sections"), about, columns)


def _items(content: RollUpContent) -> Table:
    frame = content.rollup.items
    counted = {
        "n": _("Sheets with a level"), "median": _("Median"), "spread": _("Spread"),
        "unknown": _("Do not know"), "not_applicable": _("Not applicable"),
        "unanswered": _("Not answered"),
    }  # fmt: skip
    shares = {
        name: _("Level {level}").format(level=digit)
        for name, digit in share_columns(content.rollup.standard).items()
    }
    columns = [
        *keys(frame),
        *of(frame, {"section": _("Section"), "item": _("Item"), "text": _("Text")}),
        *of(frame, counted, "count"),
        *of(frame, shares, "share"),
    ]
    return Table(_("Items"), _("how the sheets chose, item by item"), columns)


def _gaps(content: RollUpContent) -> Table:
    frame = content.rollup.gaps
    columns = [
        *keys(frame),
        *of(frame, {"rank": _("No.")}, "count"),
        *of(frame, {"section": _("Section"), "item": _("Item"), "text": _("Text")}),
        *of(frame, {"weight": _("Weight"), "n": _("Sheets with a level")}, "count"),
        *of(
            frame,
            {
                "below_top": _("Below the top level"),
                "misses_gate": _("Below the bar of the gate"),
            },
            "share",
        ),
        *of(frame, {"gap": _("Mean gap")}, "figure"),
        *of(frame, {"hint": _("Next step")}),
    ]
    about = _("items that most sheets are below the top of, the widest gap first")
    return Table(_("Gaps"), about, columns)


def _mean_changes(content: RollUpContent) -> Table:
    found = [
        change.means.assign(earlier=earlier, later=later)
        for earlier, later, change in content.changes
    ]
    frame = pd.concat(found, ignore_index=True)
    columns = [
        *of(frame, {"earlier": _("Earlier period"), "later": _("Later period")}),
        *parts(frame),
        *of(frame, {"units": _("Units")}, "count"),
        *of(frame, {"before": _("Before"), "after": _("After")}, "figure"),
        *of(frame, {"change": _("Change")}, "change"),
        *of(frame, {"up": _("Went up"), "same": _("Unchanged"), "down": _("Went down")}, "share"),
    ]
    about = _(
        "means over the units that have both periods, on the items that both have a level for"
    )
    return Table(_("Changes"), about, columns)


def _unit_changes(content: RollUpContent) -> Table:
    found = [change.units for _earlier, _later, change in content.changes]
    frame = pd.concat([part[part["section"] == "overall"] for part in found], ignore_index=True)
    columns = [
        *of(frame, {"unit": _("Unit"), "earlier": _("Earlier period"), "later": _("Later period")}),
        *of(frame, {"items": _("Items compared")}, "count"),
        *of(frame, {"before": _("Before"), "after": _("After")}, "figure"),
        *of(frame, {"change": _("Change")}, "change"),
    ]
    about = _("the overall index of each unit on the items that it has a level for both times")
    return Table(_("Changes by unit"), about, columns)


def _missing(frame: pd.DataFrame) -> Table:
    columns = [*keys(frame), *of(frame, {"reason": _("Reason")})]
    return Table(_("Not in yet"), _("units without a sheet that counts, by period"), columns)


def _left_out(content: RollUpContent) -> Table:
    problems = content.left_out
    rows: list[Value] = [problem.line or None for problem in problems]
    columns = [
        Column(_("File"), [problem.file for problem in problems]),
        Column(_("Row"), rows, "count"),
        Column(_("Place"), [problem.place for problem in problems]),
        Column(_("What is wrong, and what to do"), [problem.message for problem in problems]),
    ]
    return Table(_("Left out"), _("what could not be used, by file and row"), columns)
