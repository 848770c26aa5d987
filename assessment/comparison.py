"""Blind answers side by side: where assessors differ, and what to propose for the consensus."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from assessment.answers import AnswerSheet
from assessment.columns import UNSUPPORTED, share_columns, typed_frame
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.leniency import LENIENCY, leniency_table
from assessment.matrix import LOWEST_LEVEL, Codes
from assessment.panel import Panel, panel_of
from assessment.standard import Standard

# Steps of the scale between two answers that are a disagreement to talk about.
DISAGREEMENT = 2

ABOUT = {"section": "string", "item": "string", "text": "string"}
# Between the weight and n stands one string column ``by_<name>`` for every sheet.
WEIGHED = {**ABOUT, "weight": "int64"}
SPREADS = {
    "n": "int64",
    "median": "Int8",
    "lowest": "Int8",
    "highest": "Int8",
    "spread": "Int8",
    "discuss": "bool",
}
STATES = {"unknown": "int64", "not_applicable": "int64", "unanswered": "int64"}
UNANSWERED = {**WEIGHED, "unknown": "int64", "unanswered": "int64"}
# After these stands one float64 column ``share_<level>`` for every level of the standard.
PROPOSALS = {**ABOUT, "proposal": "Int8", "n": "int64", **STATES, "reason": "string"}


@dataclass(frozen=True, eq=False)
class Comparison:
    """What the blind answers to one unit and period look like beside each other.

    ``disagreements`` has a row an item, the widest spread first, then the heaviest: each
    sheet's level or state in words (``by_<name>``), ``n`` levels, their lower median, ends and
    ``spread`` in steps of the scale; ``discuss`` marks two steps or more. ``unanswered`` lists
    the items that nobody could answer, ``unsupported`` the claims without evidence, as in
    ``Summary``. ``leniency`` asks about signs of haste. ``proposals`` has the lower median as
    the opening proposal of the consensus, or the ``reason`` why there is none.

    Who answered what may be seen at the unit's own table; what leaves it goes through
    ``suppression``.
    """

    disagreements: pd.DataFrame
    unanswered: pd.DataFrame
    unsupported: pd.DataFrame
    leniency: pd.DataFrame
    proposals: pd.DataFrame


def compare(
    answers: pd.DataFrame | Sequence[AnswerSheet], standard: Standard | None = None
) -> Comparison:
    """Compare the blind sheets of one unit and period, without the consensus.

    ``answers`` is what ``summarise`` takes. Raises ``BermaknaError`` as it does, and for sheets
    about several units or periods, or of a standard that everybody answers about themselves.
    """
    panel = panel_of(answers, standard)
    if panel is None:
        return _empty(standard)
    _require_one_subject(panel)
    return Comparison(
        disagreements=_disagreements(panel),
        unanswered=_unanswered(panel),
        unsupported=panel.summary.unsupported,
        leniency=leniency_table(panel),
        proposals=_proposals(panel),
    )


def _empty(standard: Standard | None) -> Comparison:
    shares = dict.fromkeys(share_columns(standard) if standard else (), "float64")
    return Comparison(
        disagreements=typed_frame({}, {**WEIGHED, **SPREADS}),
        unanswered=typed_frame({}, UNANSWERED),
        unsupported=typed_frame({}, UNSUPPORTED),
        leniency=typed_frame({}, LENIENCY),
        proposals=typed_frame({}, {**PROPOSALS, **shares}),
    )


def _require_one_subject(panel: Panel) -> None:
    if panel.standard.respondent == "person":
        message = _("{standard} is answered about oneself; such sheets are not compared")
        raise BermaknaError(message.format(standard=panel.standard.id))
    if len(panel.groups) > 1:
        message = _("a comparison is of one unit and period; found: {found}")
        raise BermaknaError(message.format(found=", ".join(panel.groups)))


def _weighed(panel: Panel) -> pd.DataFrame:
    return panel.summary.items.assign(weight=[item.weight for item in panel.plan.items])


def _disagreements(panel: Panel) -> pd.DataFrame:
    by_sheet = {
        f"by_{name}": _in_words(panel, codes)
        for name, codes in zip(panel.names, panel.codes, strict=True)
    }
    items = _weighed(panel)
    discuss = items["spread"].ge(DISAGREEMENT).fillna(value=False)
    frame = items.assign(
        **by_sheet, lowest=_ends(panel, np.min), highest=_ends(panel, np.max), discuss=discuss
    )
    dtypes = {**WEIGHED, **dict.fromkeys(by_sheet, "string"), **SPREADS}
    # Sorting by two columns is stable: equal items stay in their order.
    order = frame.sort_values(["spread", "weight"], ascending=False, ignore_index=True)
    return order[list(dtypes)].astype(dtypes)


def _in_words(panel: Panel, codes: Codes) -> list[str]:
    """Say the levels and states of one sheet, item by item."""
    states = (_("Not answered"), _("Do not know"), _("Not applicable"))
    return [
        states[code] if code < LOWEST_LEVEL else str(item.levels[code - LOWEST_LEVEL])
        for item, code in zip(panel.plan.items, codes.tolist(), strict=True)
    ]


def _ends(panel: Panel, end: Callable[[Codes], int]) -> ExtensionArray:
    """Return the lowest or highest level that was chosen for each item."""
    chosen = [codes[codes >= LOWEST_LEVEL] for codes in panel.codes.T]
    levels = [
        item.levels[end(codes) - LOWEST_LEVEL] if codes.size else None
        for item, codes in zip(panel.plan.items, chosen, strict=True)
    ]
    return pd.array(levels, dtype="Int8")


def _unanswered(panel: Panel) -> pd.DataFrame:
    items = _weighed(panel)
    nobody = (items["unknown"] + items["unanswered"]) == len(panel.names)
    return items.loc[nobody, list(UNANSWERED)].reset_index(drop=True).astype(UNANSWERED)


def _proposals(panel: Panel) -> pd.DataFrame:
    items = panel.summary.items
    shares = dict.fromkeys(share_columns(panel.standard), "float64")
    reasons = pd.Series([_why_none(row) for row in items.itertuples()], dtype="string")
    dtypes = {**PROPOSALS, **shares}
    return items.assign(proposal=items["median"], reason=reasons)[list(dtypes)].astype(dtypes)


def _why_none(row: Any) -> str | None:
    """Say why an item has no proposal; ``row`` is one of ``Summary.items``."""
    if row.n:
        return None
    return _(
        "nobody chose a level; do not know: {unknown}, not applicable: {not_applicable}, "
        "not answered: {unanswered}"
    ).format(unknown=row.unknown, not_applicable=row.not_applicable, unanswered=row.unanswered)
