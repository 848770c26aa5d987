"""The gaps that most units have in common: what is worth mending for all at once."""

import pandas as pd

from assessment.charts.chart import Chart
from assessment.charts.drawing import (
    BAR,
    GAP,
    INNER,
    MARGIN,
    NOTHING,
    SHUT,
    SMALL,
    SURE,
    Drawing,
)
from assessment.charts.units_rows import count, share, shared_period
from assessment.charts.words import NONE, Record, Table, records, text_alternative
from assessment.i18n import _
from assessment.suppression import MIN_GROUP
from assessment.wording import print_index


def chart_common_gaps(gaps: pd.DataFrame, most: int = 10, where: str = "") -> Chart:
    """Draw the share of sheets below the top level for the ``most`` largest gaps.

    ``gaps`` are the rows of one group of a roll-up's ``gaps``, the largest first. The share that
    misses the bar of a gate is marked. ``where`` stands below the title, by default the period.
    """
    title, place = _("Gaps in common"), where or shared_period(gaps)
    rows = records(gaps[gaps["gap"].notna() & gaps["gap"].gt(0).fillna(value=False)].head(most))
    drawing = Drawing(title, place)
    if not rows:
        reason = _why_none(gaps)
        drawing.paragraph(reason)
        return Chart(drawing.finish(), text_alternative(title, place, [reason]), [])
    _draw(drawing, rows)
    return Chart(
        drawing.finish(), text_alternative(title, place, map(_sentence, rows)), _rows(rows)
    )


def _why_none(gaps: pd.DataFrame) -> str:
    if gaps.empty:
        return _("There are no answers.")
    if gaps["gap"].isna().all():
        return _("Hidden: fewer than {least} sheets have a level.").format(least=MIN_GROUP)
    return _("Every answered item is at its top level.")


def _draw(drawing: Drawing, rows: list[Record]) -> None:
    entries = [(SURE, _("below the top level"))]
    if any(_misses(row) for row in rows):
        entries.append((SHUT, _("of these, below the bar of the gate")))
    drawing.legend(entries)
    drawing.paragraph(_("The whole bar stands for all sheets with a level."), size=SMALL)
    drawing.y += 0.6 * GAP
    for row in rows:
        drawing.paragraph(f"{row['item']} {row['text']}")
        top = drawing.y + 0.04
        drawing.boxes([(MARGIN, top, INNER, BAR)], NOTHING)
        drawing.boxes([(MARGIN, top, row["below_top"] * INNER, BAR)], SURE)
        if _misses(row):
            drawing.boxes([(MARGIN, top, row["misses_gate"] * INNER, BAR)], SHUT)
        drawing.y = top + BAR + 0.02
        for text in _told(row):
            drawing.paragraph(text, size=SMALL)
        drawing.y += 0.7 * GAP


def _misses(row: Record) -> bool:
    return not pd.isna(row["misses_gate"]) and row["misses_gate"] > 0


def _told(row: Record) -> list[str]:
    """Say the shares of an item and of how many sheets they are, then its gap."""
    sentence = _("{below} % of {n} sheets below the top level")
    texts = [sentence.format(below=share(row["below_top"]), n=count(row["n"]))]
    if _misses(row):
        text = _("{missing} % below the bar of the gate")
        texts.append(text.format(missing=share(row["misses_gate"])))
    texts.append(_("mean gap {gap}").format(gap=print_index(row["gap"])))
    return texts


def _sentence(row: Record) -> str:
    text = row["text"].rstrip(".")
    return _("{item}, “{text}”: {told}.").format(
        item=row["item"], text=text, told="; ".join(_told(row))
    )


def _rows(rows: list[Record]) -> Table:
    heading = [
        _("No."), _("Item"), _("Text"), _("Sheets with a level"), _("Below the top level (%)"),
        _("Below the bar of the gate (%)"), _("Mean gap"), _("Next step"),
    ]  # fmt: skip
    return [
        heading,
        *(
            [
                str(row["rank"]), row["item"], row["text"], count(row["n"]),
                share(row["below_top"]), share(row["misses_gate"]), print_index(row["gap"]),
                NONE if pd.isna(row["hint"]) else row["hint"],
            ]
            for row in rows
        ),
    ]  # fmt: skip
