"""What a report may say of the assessors' own answers: never so much that one can be read off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from assessment.agreement import agreement_table
from assessment.answers import AnswerSheet
from assessment.columns import share_columns
from assessment.comparison import compare
from assessment.report.cleaning import nameless
from assessment.standard import Standard
from assessment.summary import Summary, summarise
from assessment.suppression import suppressed

# What ``Comparison.disagreements`` says without telling who answered what.
SPREADS = ("section", "item", "text", "weight", "n", "median", "lowest", "highest", "spread")


@dataclass(frozen=True, eq=False)
class BlindAnswers:
    """The assessors' own answers, as far as they may leave the unit.

    ``assessors`` counts the sheets that hold an answer. Of fewer than five, all else is empty and
    ``summary`` is ``None``. ``hidden`` names the items that fewer than five answered: nothing is
    said of them. ``disagreements`` has the columns of ``SPREADS``.
    """

    assessors: int
    agreement: str
    summary: Summary | None
    hidden: frozenset[str]
    disagreements: pd.DataFrame


def blind_answers(standard: Standard, blind: Sequence[AnswerSheet]) -> BlindAnswers:
    """Take from blind sheets of one unit and period what may be shown.

    Raises ``BermaknaError`` as ``compare`` does.
    """
    sheets = [sheet for sheet in blind if any(_is_given(sheet, item) for item in sheet.answers)]
    found = compare(sheets, standard).disagreements
    if suppressed(len(sheets)):
        return BlindAnswers(len(sheets), "", None, frozenset(), found.iloc[:0][list(SPREADS)])
    shown = [nameless(sheet) for sheet in sheets]
    summary = summarise(shown, standard)
    hidden = _answered_by_few(summary.items)
    wide = found[found["discuss"] & ~found["item"].isin(hidden)]
    return BlindAnswers(
        assessors=len(sheets),
        agreement=str(agreement_table(shown, standard)["text"].iloc[0]),
        summary=_without(summary, hidden),
        hidden=hidden,
        disagreements=wide[list(SPREADS)].reset_index(drop=True),
    )


def _is_given(sheet: AnswerSheet, item: str) -> bool:
    return sheet.answers[item].choice is not None


def _answered_by_few(items: pd.DataFrame) -> frozenset[str]:
    """Name the items whose group, all who gave any answer, is too small to be shown."""
    groups = items["n"] + items["unknown"] + items["not_applicable"]
    few = [suppressed(group) for group in groups]
    return frozenset(items.loc[few, "item"])


def _without(summary: Summary, hidden: frozenset[str]) -> Summary:
    """Return a summary whose table of items says nothing of the hidden ones."""
    if summary.standard is None:
        return summary
    items = summary.items.copy()
    masked = items["item"].isin(hidden)
    items.loc[masked, ["n", "unknown", "not_applicable", "unanswered"]] = 0
    items.loc[masked, ["median", "spread"]] = pd.NA
    items.loc[masked, list(share_columns(summary.standard))] = float("nan")
    return replace(summary, items=items)
