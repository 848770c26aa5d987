"""Items and sections over all sheets in pandas."""
# ruff: noqa: PD010 - of a small table, unstack is what a reader of pandas expects

import numpy as np
import pandas as pd

from assessment.alphas import FEWEST
from assessment.bench_rollup.rules import Rules
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, UNANSWERED, UNKNOWN

STATES = {UNKNOWN: "unknown", NOT_APPLICABLE: "not_applicable", UNANSWERED: "unanswered"}


def item_table(answers: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Return the table ``items`` of ``Findings``."""
    keys = ["period", "item", "code"]
    codes = [*STATES, *rules.digits]
    counts = answers.groupby(keys, observed=True).size().unstack(fill_value=0)
    counts = counts.reindex(columns=codes, fill_value=0)
    levels = counts[list(rules.digits)].rename(columns=rules.digits)
    n = levels.sum(axis=1)
    # The first level that half of the levels do not exceed.
    median = (2 * levels.cumsum(axis=1)).ge(n, axis=0).idxmax(axis=1)
    shares = levels.div(n, axis=0).add_prefix("share_")
    states = counts[list(STATES)].rename(columns=STATES)
    return states.join(shares).assign(n=n, median=median).reset_index()


def alpha_table(sheets: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Return the table ``alphas`` of ``Findings``."""
    rows = [
        (period, section, *_alpha(found[list(items)]))
        for period, found in sheets.groupby("period", observed=True)
        for section, items in rules.items.items()
    ]
    return pd.DataFrame(rows, columns=["period", "section", "value", "n"])


def _alpha(codes: pd.DataFrame) -> tuple[float, int]:
    """Return alpha and how many sheets it is of: those with all items that anybody answered."""
    has_level = codes >= LOWEST_LEVEL
    used = has_level.columns[has_level.any()]
    levels = codes.loc[has_level[used].all(axis=1), used]
    whole = levels.sum(axis=1).var()
    if len(used) < FEWEST or not whole > 0:
        return np.nan, len(levels)
    return len(used) / (len(used) - 1) * (1 - levels.var().sum() / whole), len(levels)
