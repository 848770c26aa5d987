"""The tables of items over many sheets: levels, gaps in common, internal consistency."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.agreement import cronbach_readings, say
from assessment.alphas import Agreement, Moments, alpha_of
from assessment.gaps import level_columns, repeated
from assessment.i18n import _
from assessment.matrix import LOWEST_LEVEL
from assessment.plan import ScoringPlan
from assessment.rollup.columns import ALPHAS, COMMON_GAPS
from assessment.rollup.moments import section_moments
from assessment.rollup.named import frame
from assessment.rollup.patterns import PatternCounts, level_counts
from assessment.standard import Standard
from assessment.suppression import MIN_GROUP, hidden_groups, suppressed
from assessment.tables import Integers, lowest_open

# Looking a type up by its name takes as long as making the column.
TEXT = pd.StringDtype()

# Where the gap stands in a row of ``_gap_rows``.
GAP = list(COMMON_GAPS).index("gap") - 1


def levels_table(standard: Standard, plan: ScoringPlan, found: PatternCounts) -> pd.DataFrame:
    """Return how sheets chose, a row a group and item; the figures of few are missing."""
    counts = level_counts(plan, found)
    few = counts[:, :, LOWEST_LEVEL:].sum(axis=2) < MIN_GROUP
    few |= _hidden(found)[:, None]
    return _beside(found, level_columns(standard, plan, counts, few))


def common_gaps(standard: Standard, plan: ScoringPlan, found: PatternCounts) -> pd.DataFrame:
    """Return the items that sheets are below the top of, in each group the widest gap first.

    ``gap`` is how many weighted points a sheet lacks on average.
    """
    rows: list[tuple[object, ...]] = []
    groups: list[int] = []
    counts = level_counts(plan, found)
    for group in np.flatnonzero(~_hidden(found)).tolist():
        gaps = [*_gap_rows(standard, plan, counts[group])]
        gaps.sort(key=lambda row: -row[GAP])
        rows += [(rank, *row) for rank, row in enumerate(gaps, start=1)]
        groups += [group] * len(gaps)
    table = pd.DataFrame(rows, columns=list(COMMON_GAPS)).astype(COMMON_GAPS)
    return pd.concat(
        [frame(_key_columns(found, np.array(groups, dtype=np.int64))), table], axis="columns"
    )


def _gap_rows(standard: Standard, plan: ScoringPlan, counts: Integers) -> Iterator[tuple[Any, ...]]:
    for column, item in enumerate(standard.items):
        planned = plan.items[column]
        chosen = counts[column, LOWEST_LEVEL : LOWEST_LEVEL + len(planned.levels)]
        n = int(chosen.sum())
        lacking = planned.points[-1] - np.array(planned.points)
        gap = planned.weight * int((chosen * lacking).sum())
        if suppressed(n) or not gap:
            continue
        below_bar = int(chosen[: lowest_open(planned) - LOWEST_LEVEL].sum())
        median = planned.levels[int((chosen.cumsum() >= (n + 1) // 2).argmax())]
        yield (
            plan.sections[planned.section].id, item.id, str(item.text), planned.weight, n,
            1 - int(chosen[-1]) / n, below_bar / n if planned.gate else np.nan, gap / n,
            str(item.hints.get(median, "")),
        )  # fmt: skip


def alpha_table(standard: Standard, plan: ScoringPlan, found: PatternCounts) -> pd.DataFrame:
    """Return Cronbach's alpha of each group and section, with what it means."""
    readings, groups = cronbach_readings(), len(found)
    by_group = zip(*section_moments(plan, found), strict=True)
    alphas = [_alpha(moments) for of_sections in by_group for moments in of_sections]
    lacking = np.array([alpha.value is None for alpha in alphas], dtype=bool)
    values = np.array([alpha.value or 0.0 for alpha in alphas])
    columns: dict[str, Any] = {
        "section": repeated((part.id for part in standard.sections), groups),
        "title": repeated((str(part.title) for part in standard.sections), groups),
        "value": pd.arrays.FloatingArray(values, lacking),
        "n": np.array([alpha.n for alpha in alphas], dtype=np.int64),
        "reason": repeated((alpha.reason for alpha in alphas), 1),
        "text": pd.array(say(alphas, readings), dtype=TEXT),
    }
    return _beside(found, {name: columns[name] for name in ALPHAS})


def _alpha(found: Moments | None) -> Agreement:
    if found is None:
        return Agreement(None, 0, _("the section has too many items to count their patterns"))
    alpha = alpha_of(found)
    if alpha.value is not None and suppressed(alpha.n):
        return Agreement(None, alpha.n, _("fewer than {n} sheets").format(n=MIN_GROUP))
    return alpha


def _hidden(found: PatternCounts) -> npt.NDArray[np.bool_]:
    """Mark the groups that are small, or would give away a small one beside the total.

    A total is that of a period and basis.
    """
    sheets = found.counts[0].sum(axis=1, dtype=np.int64)
    if (sheets >= MIN_GROUP).all():
        return np.zeros(len(sheets), dtype=bool)
    names = [found.keys[name].tolist() for name in ("period", "basis") if name in found.keys]
    totals = defaultdict(list)
    for group, total in enumerate(zip(*names, strict=True)):
        totals[total].append(group)
    hidden = np.zeros(len(sheets), dtype=bool)
    for groups in totals.values():
        hidden[groups] = hidden_groups(sheets[groups])
    return hidden


def _beside(found: PatternCounts, columns: Mapping[str, Any]) -> pd.DataFrame:
    """Put the keys of the groups before their rows, of which each has as many."""
    rows = len(next(iter(columns.values())))
    groups = np.arange(len(found)).repeat(rows // max(1, len(found)))
    return frame({**_key_columns(found, groups), **columns})


def _key_columns(found: PatternCounts, groups: Integers) -> dict[str, Any]:
    """Return the keys of groups as columns of texts."""
    columns = {}
    for name, column in found.keys.items():
        texts, codes = column.categories.tolist(), column.codes[groups].tolist()
        columns[name] = repeated((texts[code] for code in codes), 1)
    return columns
