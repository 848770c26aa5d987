"""Scores as a person reads them in a terminal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from assessment.answers import AnswerSheet
from assessment.gaps import GAPS_SHOWN
from assessment.i18n import _
from assessment.results import Result, SheetScore
from assessment.standard import Standard
from assessment.terminal import printable
from assessment.wording import print_index, print_percent

if TYPE_CHECKING:
    import pandas as pd

    from assessment.summary import Summary

NONE = "–"


def make_console() -> Console:
    """Return a console for the standard output that takes texts as they are."""
    return Console(markup=False, highlight=False, emoji=False)


def print_score(
    console: Console,
    sheet: AnswerSheet,
    standard: Standard,
    result: SheetScore,
    summary: "Summary",
) -> None:
    """Print one sheet: who, the sentence, the sections, the largest gaps, unproven claims.

    ``summary`` is that of the sheet alone.
    """
    console.print(printable(heading(sheet, standard)), style="bold")
    console.print(_("overall: {text}").format(text=result.overall.text))
    console.print(_table(standard, result))
    if len(summary.gaps):
        console.print(_("largest gaps, and the next step:"))
        console.print(_gap_table(summary.gaps.head(GAPS_SHOWN)))
    if standard.evidence_asked:
        console.print(_("claims without evidence: {count}").format(count=len(summary.unsupported)))


def print_lines(console: Console, lines: Iterable[str]) -> None:
    """Print lines whole, however narrow the terminal is."""
    for line in lines:
        console.print(printable(line), soft_wrap=True)


def heading(sheet: AnswerSheet, standard: Standard) -> str:
    """Name a sheet by its unit, period and alias, or by its number when it has none of them."""
    parts = [part.strip() for part in (sheet.unit, sheet.period, sheet.assessor)]
    who = " · ".join(part for part in parts if part) or sheet.sheet
    return f"{who}: {standard.title} ({standard.id} {standard.version})"


def _table(standard: Standard, result: SheetScore) -> Table:
    table = Table()
    table.add_column(_("section"), overflow="fold")
    for title in (_("index"), _("lowest"), _("highest"), _("filled in")):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column(_("band"), overflow="fold")
    bands = {band.id: str(band.label) for band in standard.bands}
    for section, part in zip(standard.sections, result.sections, strict=True):
        table.add_row(f"{section.id} {section.title}", *_figures(part), _band(part, bands))
    return table


def _figures(part: Result) -> tuple[str, str, str, str]:
    """Print index, bounds and progress; the index only when every item counts in it."""
    if part.low is None or part.high is None or part.completeness is None:
        return NONE, NONE, NONE, NONE
    index = NONE if part.band is None or part.score is None else print_index(part.score)
    filled_in = f"{print_percent(part.completeness)} %"
    return index, print_index(part.low), print_index(part.high), filled_in


def _band(part: Result, bands: dict[str, str]) -> str:
    """Name the band, and the items that hold it back."""
    band = bands[part.band] if part.band else NONE
    if not part.shut:
        return band
    return _("{band}; held back by {gates}").format(band=band, gates=", ".join(part.shut))


def _gap_table(gaps: "pd.DataFrame") -> Table:
    """Lay the gaps out so that long texts stay in their column."""
    table = Table.grid(padding=(0, 1))
    for gap in gaps.itertuples():
        level = _("level {level}").format(level=gap.level)
        table.add_row(f"{gap.rank}.", f"{gap.item} {gap.text} ({level})")
        table.add_row("", f"→ {gap.hint}")
    return table
