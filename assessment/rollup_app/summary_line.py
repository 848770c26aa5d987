"""The line above the views: the units of the period in view, their mean and their median."""

import html

import pandas as pd

from assessment.i18n import _
from assessment.rollup_app.desk import Desk
from assessment.rollup_app.words import OVERALL, few_units
from assessment.wording import print_count, print_index


def summary_line(desk: Desk) -> str:
    """Say how many units have figures, their mean with its bounds, their median, the own unit."""
    rows = desk.in_view(desk.chosen.distribution)
    rows = rows[rows["section"] == OVERALL]
    said = _figures(rows.iloc[0]) if len(rows) and pd.notna(rows["mean"].iloc[0]) else few_units()
    own = f"<br>{html.escape(_own(desk))}" if desk.unit else ""
    period = html.escape(_("Period {period}").format(period=desk.period)) if desk.period else "–"
    return (
        f'<p role="status" class="bm-line"><strong>{period}</strong>: {html.escape(said)}{own}</p>'
    )


def _figures(row: "pd.Series[float]") -> str:
    message = _(
        "{units} units; mean {mean} (bounds {low} to {high}), median {median}; {complete} complete"
    )
    printed = {
        name: print_index(float(str(row[name]))) for name in ("mean", "low", "high", "median")
    }
    counted = {name: print_count(int(str(row[name]))) for name in ("units", "complete")}
    return message.format(**counted, **printed)


def _own(desk: Desk) -> str:
    rows = desk.in_view(desk.own())
    whole = rows[rows["section"] == OVERALL]
    if whole.empty or pd.isna(whole["low"].iloc[0]):
        return _("{unit} has no figure to show in this period.").format(unit=desk.unit)
    low, high = (float(whole[name].iloc[0]) for name in ("low", "high"))
    ends = "–".join(dict.fromkeys((print_index(low), print_index(high))))
    return f"◆ {desk.unit}: {ends}"
