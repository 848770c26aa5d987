"""What has changed between two periods, as sheets of the annex."""

from collections.abc import Iterator

import pandas as pd

from assessment.charts.words import records
from assessment.i18n import _
from assessment.periods import PeriodChange
from assessment.report.sheet import Sheet, Value, value_of


def changed_indices(change: PeriodChange) -> Sheet:
    """Return the indices of the compared items, the overall one first."""
    heading = (
        _("Section"), _("Title"), _("Items compared"), _("Earlier period"), _("This period"),
        _("Change"),
    )  # fmt: skip
    names = ("section", "title", "items", "before", "after", "change")
    # The overall index belongs to no section.
    overall = change.overall.assign(section="")
    frame = pd.concat([overall, change.sections])
    return Sheet(_("Change"), heading, tuple(_rows(frame, *names)))


def changed_levels(change: PeriodChange) -> Sheet:
    """Return the compared items with their levels in both periods."""
    heading = (
        _("Section"), _("Item"), _("Text"), _("Earlier period"), _("This period"), _("Change"),
        _("Direction"),
    )  # fmt: skip
    names = ("section", "item", "text", "before", "after", "change", "direction")
    return Sheet(_("Change of items"), heading, tuple(_rows(change.items, *names)))


def _rows(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Value, ...]]:
    for row in records(frame):
        yield tuple(value_of(row[name]) for name in names)
