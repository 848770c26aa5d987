"""What a trend over units says, in a line, a sentence and a table."""

from collections.abc import Iterable

import pandas as pd

from assessment.charts.units_distribution_words import few_units
from assessment.charts.units_own import Own
from assessment.charts.units_rows import count, figures, part_name
from assessment.charts.words import Record, Table
from assessment.i18n import _
from assessment.wording import print_index


def runs(part: list[Record]) -> list[list[Record]]:
    """Return the periods of a part in runs without a hidden one between them."""
    found: list[list[Record]] = [[]]
    for row in part:
        if pd.isna(row["median"]):
            found.append([])
        else:
            found[-1].append(row)
    return [run for run in found if run]


def trend_text(part: list[Record]) -> str:
    """Say the first and the last median that are shown, and the periods that are hidden."""
    shown = [row for row in part if not pd.isna(row["median"])]
    if not shown:
        return few_units()
    hidden = [str(row["period"]) for row in part if pd.isna(row["median"])]
    told = [_first_and_last(shown[0], shown[-1])]
    if hidden:
        told.append(_("hidden: {periods}").format(periods=", ".join(hidden)))
    return "; ".join(told)


def _first_and_last(first: Record, last: Record) -> str:
    if first is last:
        return _("median {median} in {period}").format(**_named(first))
    medians = {"before": print_index(first["median"]), "after": print_index(last["median"])}
    sentence = _("median {before} in {first}, {after} in {last}")
    return sentence.format(first=first["period"], last=last["period"], **medians)


def _named(row: Record) -> dict[str, str]:
    return {"median": print_index(row["median"]), "period": str(row["period"])}


def trend_sentence(part: list[Record], own: Own | None) -> str:
    """Say the medians of a part, and the own unit's figures, period by period."""
    return f"{part_name(part[0])}: {'; '.join(_periods(part, own))}."


def _periods(part: list[Record], own: Own | None) -> Iterable[str]:
    for row in part:
        if pd.isna(row["median"]):
            text = f"{row['period']}: {few_units().rstrip('.')}"
        else:
            text = _("median {median} in {period}").format(**_named(row))
        figure = own.of(row) if own else None
        yield f"{text} ({own.name}: {figure.text})" if own and figure else text


def trend_rows(parts: list[list[Record]], own: Own | None) -> Table:
    """Return the table of a trend, a row a part and period."""
    heading = [
        _("Section"), _("Period"), _("Units"), _("Lower quartile"), _("Median"),
        _("Upper quartile"), *([own.name] if own else []),
    ]  # fmt: skip
    return [
        heading,
        *(
            [part_name(row), str(row["period"]), count(row["units"])]
            + figures(row, ("q1", "median", "q3"))
            + ([own.said(row)] if own else [])
            for part in parts
            for row in part
        ),
    ]
