"""The sheets about units: their figures, section by section, and where they stand."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.i18n import _
from assessment.rollup.quartiles import quartiles
from assessment.rollup.visits import visits
from assessment.rollup_report.content import RollUpContent
from assessment.rollup_report.table import Column, Table, Value, plain
from assessment.rollup_report.table_columns import about_unit, band_words, basis, keys, of

# Percent of a complete answer.
COMPLETE = 100


def units(content: RollUpContent) -> Table:
    """List every unit and period with its overall index and its quarter among all units."""
    frame, placed = content.rollup.units, quartiles(content.rollup)
    placed = placed[placed["section"] == "overall"].reset_index(drop=True)
    columns = [
        *keys(frame),
        *of(frame, {"sheets": _("Sheets")}, "count"),
        Column(_("Index"), plain(frame["index"]), "figure", _starred(frame)),
        *of(
            frame,
            {
                "low": _("Lowest"),
                "high": _("Highest"),
                "completeness": _("Filled in (%)"),
            },
            "figure",
        ),
        Column(_("Band"), band_words(content.rollup.standard, frame["band"])),
        Column(_("Gates that are shut"), plain(frame["gates"])),
        Column(_("Quarter"), _quarters(placed)),
        *of(placed, {"peers": _("Units compared")}, "count"),
        Column(_("Note"), _notes(frame)),
    ]
    about = _("every unit and period: overall index, bounds, band, and quarter among all units")
    return Table(_("Unit"), about, columns)


def _starred(frame: pd.DataFrame) -> list[bool]:
    return (frame["completeness"] < COMPLETE).tolist()


def _quarters(placed: pd.DataFrame) -> list[Value]:
    """Say in which quarter, or from which to which, each unit is."""
    word = _("Quarter {numbers}")
    ends = zip(plain(placed["quartile_from"]), plain(placed["quartile_to"]), strict=True)
    return [
        None if None in pair else word.format(numbers="–".join(dict.fromkeys(map(str, pair))))
        for pair in ends
    ]


def _notes(frame: pd.DataFrame) -> list[Value]:
    """Say which units are hidden, and why."""
    note = _("hidden: too few sheets")
    return [note if hidden else None for hidden in frame["hidden"]]


def units_by_section(content: RollUpContent) -> Table:
    """Put the indices of all sections of a unit and period into one row."""
    rollup = content.rollup
    index, filled = (_by_part(content, name) for name in ("index", "completeness"))
    titles = {section.id: f"{section.id} {section.title}" for section in rollup.standard.sections}
    figures = [
        Column(
            titles.get(part, _("Overall")),
            plain(pd.Series(index[:, place])),
            "figure",
            (filled[:, place] < COMPLETE).tolist(),
        )
        for place, part in enumerate(rollup.parts)
    ]
    about = _("every unit and period in one row, with the index of each section")
    return Table(_("Units by section"), about, [*_whose(content), *figures], shaded=True)


def _by_part(content: RollUpContent, name: str) -> npt.NDArray[np.float64]:
    """Return a figure of every group and part, shape (groups, parts), overall first."""
    overall = content.rollup.units[name].to_numpy()
    sections = content.rollup.sections[name].to_numpy()
    return np.column_stack([overall, sections.reshape(len(overall), -1)])


def _whose(content: RollUpContent) -> Iterator[Column]:
    frame = content.rollup.keys
    for name in ("unit", "period", *content.groupings):
        yield Column(about_unit()[name], plain(frame[name]))
    yield basis(frame)


def questions(content: RollUpContent) -> Table:
    """List the questions to units that deserve a visit."""
    frame = visits(content.rollup)
    columns = [
        *keys(frame),
        *of(frame, {"question": _("Question to the unit")}),
        *of(frame, {"value": _("Figure")}, "figure"),
    ]
    about = _(
        "questions to units whose figures stand out; a visit finds out why, and accuses nobody"
    )
    return Table(_("Visits"), about, columns)
