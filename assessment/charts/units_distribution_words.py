"""What a distribution over units says, in a line, a sentence and a table."""

import pandas as pd

from assessment.charts.units_own import Own
from assessment.charts.units_rows import count, figures, part_name
from assessment.charts.words import Record, Table
from assessment.i18n import _
from assessment.suppression import MIN_GROUP
from assessment.wording import print_index

FIGURES = ("mean", "p10", "q1", "median", "q3", "p90")


def few_units() -> str:
    """Say why nothing is shown."""
    return _("Hidden: fewer than {least} units.").format(least=MIN_GROUP)


def spread_text(row: Record) -> str:
    """Say the median, the middle half and the number of units, or why nothing is shown."""
    if pd.isna(row["median"]):
        return few_units()
    names = ("median", "q1", "q3")
    printed = {name: print_index(row[name]) for name in names}
    sentence = _("median {median}; half of the {units} units: {q1}–{q3}")
    return sentence.format(units=count(row["units"]), **printed)


def distribution_sentence(row: Record, own: Own | None) -> str:
    """Say a part as a sentence of the text alternative."""
    name = part_name(row)
    if pd.isna(row["median"]):
        return f"{name}: {few_units()}"
    text = f"{name}: {spread_text(row)}"
    figure = own.of(row) if own else None
    return f"{text}; {own.name}: {figure.text}." if own and figure else f"{text}."


def distribution_rows(rows: list[Record], own: Own | None) -> Table:
    """Return the table of a distribution; the last column is the own unit's."""
    heading = [
        _("Section"), _("Units"), _("Mean"), _("10 %"), _("Lower quartile"), _("Median"),
        _("Upper quartile"), _("90 %"), *([own.name] if own else []),
    ]  # fmt: skip
    return [
        heading,
        *(
            [part_name(row), count(row["units"]), *figures(row, FIGURES)]
            + ([own.said(row)] if own else [])
            for row in rows
        ),
    ]
