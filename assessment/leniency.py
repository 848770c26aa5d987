"""Signs that a sheet was filled in leniently or in haste, as questions to its assessor.

They accuse nobody: a unit may be that good. A question names no one, so that it can be asked
to the whole room.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from assessment.columns import typed_frame
from assessment.i18n import _
from assessment.matrix import LOWEST_LEVEL
from assessment.panel import Panel

# Fewer answers may be alike by chance: who honestly gives 7 of 10 items the same level answers
# ten in a row alike less than 3 times in 100.
MIN_ANSWERS = 10

LENIENCY = {"assessor": "string", "sign": "string", "question": "string", "n": "int64"}


def questions() -> dict[str, str]:
    """Return the question of each sign."""
    return {
        "all_top": _(
            "All {n} answers are at the top level. Which evidence would convince someone from "
            "outside?"
        ),
        "straight_line": _(
            "All {n} answers are at the same level. Which items stand out from the others, up or "
            "down?"
        ),
        "no_evidence": _(
            "None of {n} levels has its evidence noted yet. Where can the evidence be seen?"
        ),
    }


def leniency_table(panel: Panel) -> pd.DataFrame:
    """Return the signs of all sheets with the columns of ``LENIENCY``.

    ``n`` counts the answers that a sign rests on, never fewer than ``MIN_ANSWERS``.
    """
    found = [(name, *sign) for row, name in enumerate(panel.names) for sign in _signs(panel, row)]
    asked = questions()
    rows = [(name, sign, asked[sign].format(n=n), n) for name, sign, n in found if n >= MIN_ANSWERS]
    columns = zip(*rows, strict=True) if rows else ()
    return typed_frame(dict(zip(LENIENCY, columns, strict=False)), LENIENCY)


def _signs(panel: Panel, row: int) -> Iterator[tuple[str, int]]:
    """Yield the signs of one sheet with the number of answers they rest on."""
    points = panel.points[row]
    chosen = points[~np.isnan(points)]
    if chosen.size and (chosen == panel.plan.points[1]).all():
        yield "all_top", chosen.size
    elif np.unique(chosen).size == 1:
        yield "straight_line", chosen.size
    claims = int((panel.codes[row] > LOWEST_LEVEL).sum())
    unsupported = int(panel.summary.overall["unsupported"].iloc[row])
    if claims == unsupported:
        yield "no_evidence", claims
