"""Columns that several sheets of the workbook share."""

from collections.abc import Iterator, Mapping

import pandas as pd

from assessment.i18n import _
from assessment.rollup_report.table import Column, Kind, Value, plain
from assessment.standard import Standard


def about_unit() -> dict[str, str]:
    """Return the headings of what groups units."""
    return {
        "unit": _("Unit"),
        "period": _("Period"),
        "ministry": _("Ministry"),
        "region": _("Region"),
        "service": _("Kind of service"),
    }


def keys(frame: pd.DataFrame) -> Iterator[Column]:
    """Yield the columns that say whose a row is, as far as the frame has them."""
    for name, heading in about_unit().items():
        if name in frame:
            yield Column(heading, plain(frame[name]))
    if "basis" in frame:
        yield basis(frame)


def basis(frame: pd.DataFrame) -> Column:
    """Return the column that says whose sheets figures are of."""
    words = {"agreed": _("Consensus"), "assessors": _("Assessors")}
    return Column(_("Basis"), plain(frame["basis"].astype(object).map(words)))


def of(frame: pd.DataFrame, headings: Mapping[str, str], kind: Kind = "text") -> Iterator[Column]:
    """Yield columns of one kind by their names and headings."""
    for name, heading in headings.items():
        yield Column(heading, plain(frame[name]), kind)


def parts(frame: pd.DataFrame) -> Iterator[Column]:
    """Yield the id and title of a part; the overall index belongs to no section."""
    ids: list[Value] = ["" if part == "overall" else str(part) for part in frame["section"]]
    yield Column(_("Section"), ids)
    yield Column(_("Title"), plain(frame["title"]))


def band_words(standard: Standard, bands: pd.Series) -> list[Value]:
    """Return the labels of bands by their ids."""
    labels = {band.id: str(band.label) for band in standard.bands}
    return [None if pd.isna(band) else labels[str(band)] for band in bands]
