"""What has changed since the earlier period, on the items that both have."""

from collections.abc import Iterator
from typing import Any

from assessment.charts.sections import highest_index
from assessment.charts.words import records
from assessment.i18n import _
from assessment.periods import PeriodChange
from assessment.report.blocks import Block, Cell, Line, Part, Pictures, Table, plain, words
from assessment.report.change_chart import chart_change
from assessment.report.content import Earlier, ReportContent


def changed(content: ReportContent) -> Part:
    """Return the part about change, which without an earlier period says so."""
    title = _("Change since the earlier period")
    if content.change is None or content.earlier is None:
        return Part("change", title, (words(content.no_change),))
    blocks = tuple(_blocks(content, content.earlier, content.change))
    return Part("change", title, blocks, fresh=True)


def _blocks(content: ReportContent, earlier: Earlier, change: PeriodChange) -> Iterator[Block]:
    then, now = earlier.period.name, content.period.name
    still = change.compared and not change.items["change"].any()
    yield words(
        change.text,
        _same_rules(),
        _("No compared item has changed its level.") if still else "",
    )
    if change.compared:
        chart = chart_change(change, highest_index(content.standard))
        yield Pictures((chart,), _level_table(change, then, now))
    left = tuple(_left_out(change))
    if left:
        yield Table(_("Items that were not compared"), (_("Item"), _("Reason")), left, (60, 40))


def _same_rules() -> str:
    return _(
        "Both periods are counted on these items alone, so an index here may differ from the one "
        "of the whole sheet."
    )


def _level_table(change: PeriodChange, then: str, now: str) -> Table | None:
    moved = records(change.items[change.items["change"] != 0])
    if not moved:
        return None
    rows = tuple(
        (_about(row), plain(str(row["before"])), plain(str(row["after"])), plain(row["direction"]))
        for row in moved
    )
    heading = (_("Item"), then, now, _("Direction"))
    return Table(_("Items whose agreed level has changed"), heading, rows, (49, 17, 17, 17))


def _left_out(change: PeriodChange) -> Iterator[tuple[Cell, ...]]:
    for row in records(change.left_out):
        yield _about(row), plain(row["reason"])
    for frame, reason in (
        (change.new, _("new in this version of the standard")),
        (change.retired, _("no longer in this version of the standard")),
    ):
        for row in records(frame):
            yield _about(row), plain(reason)


def _about(row: dict[str, Any]) -> Cell:
    return Line(row["item"], "strong"), Line(row["text"])
