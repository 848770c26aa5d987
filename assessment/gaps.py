"""All answers to each item, and the items that are below their top level."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.coding import Counts
from assessment.columns import GAPS, ITEMS, share_columns
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, UNANSWERED, UNKNOWN, Codes
from assessment.plan import ScoringPlan
from assessment.standard import Item, Standard

# As many as a person can take in at once.
GAPS_SHOWN = 5


def item_table(standard: Standard, plan: ScoringPlan, codes: Codes) -> pd.DataFrame:
    """Return the frame ``items``: how the sheets chose, a row an item."""
    widest = LOWEST_LEVEL + max(len(item.levels) for item in plan.items)
    counts = np.stack([np.bincount(column, minlength=widest) for column in codes.T])[None]
    few = np.zeros((1, len(plan.items)), dtype=bool)
    table = pd.DataFrame(level_columns(standard, plan, counts, few))
    return table.astype({name: dtype for name, dtype in ITEMS.items() if dtype == "int64"})


def level_columns(
    standard: Standard, plan: ScoringPlan, counts: Counts, few: npt.NDArray[np.bool_]
) -> dict[str, Any]:
    """Return the columns of ``items`` of groups one after the other, a row a group and item.

    ``counts`` says how often each code was chosen, shape (groups, items, codes), and ``few``
    which items of which groups have no figures, for there are few behind them.
    """
    groups = len(counts)
    chosen = counts[:, :, LOWEST_LEVEL:]
    n = chosen.sum(axis=2)
    places = np.arange(chosen.shape[2])
    highest = np.where(chosen > 0, places, -1).max(axis=2)
    lowest = np.where(chosen > 0, places, len(places)).min(axis=2)
    medians = _digits(plan)[np.arange(len(plan.items)), _middle(chosen)]
    none = few | (n == 0)
    return {
        "section": repeated((plan.sections[item.section].id for item in plan.items), groups),
        "item": repeated((item.id for item in plan.items), groups),
        "text": repeated((str(item.text) for item in standard.items), groups),
        "n": _whole(n, np.zeros_like(few)),
        "median": _whole(medians.astype(np.int8), none),
        "spread": _whole((highest - lowest).astype(np.int8), none),
        "unknown": _whole(counts[:, :, UNKNOWN], few),
        "not_applicable": _whole(counts[:, :, NOT_APPLICABLE], few),
        "unanswered": _whole(counts[:, :, UNANSWERED], few),
        **_level_shares(standard, plan, chosen, none),
    }


def repeated(texts: Iterable[str | None], groups: int) -> pd.api.extensions.ExtensionArray:
    """Return a column with all the texts, once for each group; ``None`` is missing."""
    return _repeated(tuple(texts), groups).copy()


# The texts of a standard are asked for again and again, and take longer than its numbers.
@lru_cache(maxsize=64)
def _repeated(texts: tuple[str | None, ...], groups: int) -> pd.api.extensions.ExtensionArray:
    return pd.array(list(texts) * groups, dtype="string")


def _whole(
    values: npt.NDArray[np.signedinteger], missing: npt.NDArray[np.bool_]
) -> pd.arrays.IntegerArray:
    """Return whole numbers of all groups and items, some of which may be missing."""
    return pd.arrays.IntegerArray(values.ravel(), missing.ravel())


def _middle(chosen: Counts) -> Counts:
    """Return the place of the lower median level, shape (groups, items)."""
    half = (chosen.sum(axis=2, keepdims=True) + 1) // 2
    return np.asarray((chosen.cumsum(axis=2) >= half).argmax(axis=2))


@lru_cache(maxsize=32)
def _digits(plan: ScoringPlan) -> Counts:
    """Return the level digits of each item by their place, shape (items, levels)."""
    digits = np.zeros((len(plan.items), max(len(item.levels) for item in plan.items)), np.int64)
    for row, item in enumerate(plan.items):
        digits[row, : len(item.levels)] = item.levels
    return digits


def _level_shares(
    standard: Standard, plan: ScoringPlan, chosen: Counts, none: npt.NDArray[np.bool_]
) -> dict[str, npt.NDArray[np.float64]]:
    """Return the shares by column; NaN for a level the item lacks, or without any answer."""
    places, items = chosen.shape[2], np.arange(len(plan.items))
    shares = np.full((*chosen.shape[:2], places + 1), np.nan)
    np.divide(chosen, chosen.sum(axis=2, keepdims=True), out=shares[:, :, :places],
              where=~none[:, :, None])  # fmt: skip
    found = {}
    for name, digit in share_columns(standard).items():
        # The place past the last level is that of all digits an item lacks.
        where = [item.levels.index(digit) if digit in item.levels else places
                 for item in plan.items]  # fmt: skip
        found[name] = shares[:, items, where].ravel()
    return found


def gap_table(standard: Standard, items: pd.DataFrame) -> pd.DataFrame:
    """Return the frame ``gaps``: the items below their top level, the first to mend first."""
    columns = [name for name in GAPS if name != "rank"]
    found = pd.DataFrame(_gap_rows(standard, items), columns=columns)
    # Sorting by two columns is stable: equal gaps stay in the order of the items.
    ranked = found.sort_values(["gate", "gap"], ascending=False, ignore_index=True)
    ranked.insert(0, "rank", range(1, len(ranked) + 1))
    return ranked.astype(GAPS)


def _gap_rows(standard: Standard, items: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """Yield the items whose median is below the top of their scale, in item order."""
    for item, section, median in zip(
        standard.items, items["section"], items["median"], strict=True
    ):
        if pd.isna(median):
            continue
        level = int(median)
        points = {step.level: step.points for step in standard.scales[item.scale]}
        gap = item.weight * (max(points.values()) - points[level])
        if gap:
            misses = _misses_its_bar(item, level)
            text, hint = str(item.text), str(item.hints[level])
            yield section, item.id, text, item.weight, level, gap, misses, hint


def _misses_its_bar(item: Item, level: int) -> bool:
    return item.gate is not None and level < item.gate.below
