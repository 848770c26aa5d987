"""What has changed between two periods, on the items that can be compared."""

from dataclasses import dataclass

import pandas as pd

from assessment.answers import AnswerSheet, misfits
from assessment.errors import AnswerError, BermaknaError, Problem
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.pairing import pair_items
from assessment.period_tables import ABOUT, about, indices, left_out, side_by_side, with_change
from assessment.plan import compile_plan
from assessment.standard import Standard


@dataclass(frozen=True, eq=False)
class PeriodChange:
    """Two periods on the ``compared`` items: those that both have, with a level both times.

    ``items`` has a row a compared item: its levels ``before`` and ``after``, the ``change`` in
    steps of its scale and the ``direction`` in a word. ``sections`` and ``overall`` (one row)
    have the index 0..100 of the compared items and its change, ``NA`` where there are none.
    ``new`` and ``retired`` list the items of one version alone, ``left_out`` the others with
    the ``reason`` why they were not compared. ``text`` says how many were.
    """

    items: pd.DataFrame
    sections: pd.DataFrame
    overall: pd.DataFrame
    new: pd.DataFrame
    retired: pd.DataFrame
    left_out: pd.DataFrame
    compared: int
    text: str


def compare_periods(
    earlier: AnswerSheet,
    later: AnswerSheet,
    earlier_standard: Standard | None = None,
    later_standard: Standard | None = None,
) -> PeriodChange:
    """Compare two consensus sheets, each to its own version of one standard.

    A standard that is not given is the package's. Raises ``BermaknaError`` when a sheet is to
    another standard or version, and ``AnswerError`` when its answers do not fit.
    """
    before = _standard_of(earlier, earlier_standard or load_standard(earlier.standard))
    after = _standard_of(later, later_standard or load_standard(later.standard))
    if before.id != after.id:
        raise _other_standard(earlier, after)
    pairing = pair_items(before, after)
    levels = side_by_side(after, pairing, earlier.choices(), later.choices())
    known = levels.notna().all(axis="columns")
    items = with_change(after, levels[known])
    overall, sections = indices(after, items)
    return PeriodChange(
        items=items,
        sections=sections,
        overall=overall,
        new=about(after, pairing.new).astype(ABOUT),
        retired=about(before, pairing.retired).astype(ABOUT),
        left_out=left_out(after, pairing, levels[~known]),
        compared=len(items),
        text=_say(len(items), len(after.items)),
    )


def _standard_of(sheet: AnswerSheet, standard: Standard) -> Standard:
    """Return the standard when a sheet and its answers are to it."""
    if (sheet.standard, sheet.version) != (standard.id, standard.version):
        raise _other_standard(sheet, standard)
    wrong = list(misfits(compile_plan(standard), sheet.answers))
    if wrong:
        raise AnswerError([Problem(sheet.period, 0, place, message) for place, message in wrong])
    return standard


def _other_standard(sheet: AnswerSheet, standard: Standard) -> BermaknaError:
    message = _("these answers are to {found}, not to {standard} {version}")
    found = f"{sheet.standard} {sheet.version}"
    text = message.format(found=found, standard=standard.id, version=standard.version)
    return BermaknaError(text)


def _say(compared: int, items: int) -> str:
    message = _(
        "{compared} of {items} items were compared: those that both periods have, with a level "
        "both times."
    )
    return message.format(compared=compared, items=items)
