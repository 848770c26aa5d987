"""The rows that charts across units are drawn from, and their cells in words."""

from collections.abc import Iterable

import pandas as pd

from assessment.charts.words import NONE, Record
from assessment.i18n import _
from assessment.standard import Standard
from assessment.wording import print_count, print_index, print_percent

# How the part that is all sections together is called in a column ``section``.
OVERALL = "overall"


def part_rows(units: pd.DataFrame, sections: pd.DataFrame) -> pd.DataFrame:
    """Put the overall rows of a roll-up's ``units`` before those of its ``sections``.

    The result has a row a unit, period and part, with the figures that both frames have.
    """
    shared = [name for name in sections.columns if name in units.columns]
    overall = units[shared].assign(section=OVERALL, title=_("Overall"))
    parts = sections[[*shared, "section", "title"]].astype({"section": str, "title": str})
    return pd.concat([overall, parts], ignore_index=True)


def part_name(row: Record) -> str:
    """Return the id and title of a section, or what the whole is called."""
    return _("Overall") if row["section"] == OVERALL else f"{row['section']} {row['title']}"


def shared_period(rows: pd.DataFrame) -> str:
    """Return the period of all rows; nothing where there are several."""
    found = list(rows["period"].unique()) if "period" in rows else []
    return str(found[0]) if len(found) == 1 else ""


def index_ends(standard: Standard) -> tuple[int, int]:
    """Return the lowest and the highest value of the standard's index."""
    return standard.index.values  # noqa: PD011 - the values of an index, not of a frame


def figures(row: Record, names: Iterable[str]) -> list[str]:
    """Print figures of the index, a dash where one is hidden or missing."""
    return [NONE if pd.isna(row[name]) else print_index(row[name]) for name in names]


def share(value: object) -> str:
    """Print a share of 0..1 in percent with at most one decimal, a dash for none."""
    if pd.isna(value):  # type: ignore[call-overload]
        return NONE
    return print_percent(round(100 * float(value), 1))  # type: ignore[arg-type]


def count(value: object) -> str:
    """Print a count, a dash where it is hidden."""
    return NONE if pd.isna(value) else print_count(int(value))  # type: ignore[call-overload]


def bounds(low: float, high: float) -> str:
    """Print the one number of two equal bounds, or both."""
    return "–".join(dict.fromkeys((print_index(low), print_index(high))))
