"""All answers to each item, and the items that are below their top level."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.coding import Counts
from assessment.columns import GAPS, ITEMS, share_columns, typed_frame
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, UNANSWERED, UNKNOWN, Codes
from assessment.plan import ScoringPlan
from assessment.standard import Item, Standard

# As many as a person can take in at once.
GAPS_SHOWN = 5


def item_table(standard: Standard, plan: ScoringPlan, codes: Codes) -> pd.DataFrame:
    """Return the frame ``items``: how the sheets chose, a row an item."""
    widest = LOWEST_LEVEL + max(len(item.levels) for item in plan.items)
    counts = np.stack([np.bincount(column, minlength=widest) for column in codes.T])
    chosen = counts[:, LOWEST_LEVEL:]
    n = chosen.sum(axis=1)
    places = np.arange(chosen.shape[1])
    middle = (chosen.cumsum(axis=1) >= (n[:, None] + 1) // 2).argmax(axis=1)
    highest = np.where(chosen > 0, places, -1).max(axis=1)
    lowest = np.where(chosen > 0, places, len(places)).min(axis=1)
    medians = [item.levels[place] for item, place in zip(plan.items, middle, strict=True)]
    columns: dict[str, object] = {
        "section": [plan.sections[item.section].id for item in plan.items],
        "item": [item.id for item in plan.items],
        "text": [str(item.text) for item in standard.items],
        "n": n,
        "median": pd.array(np.array(medians), dtype="Int8"),
        "spread": pd.array(highest - lowest, dtype="Int8"),
        "unknown": counts[:, UNKNOWN],
        "not_applicable": counts[:, NOT_APPLICABLE],
        "unanswered": counts[:, UNANSWERED],
    }
    shares = _level_shares(standard, plan, chosen)
    frame = typed_frame({**columns, **shares}, {**ITEMS, **dict.fromkeys(shares, "float64")})
    frame.loc[n == 0, ["median", "spread"]] = pd.NA
    return frame


def _level_shares(
    standard: Standard, plan: ScoringPlan, chosen: Counts
) -> dict[str, npt.NDArray[np.float64]]:
    """Return the shares by column; NaN for a level the item lacks, or without any answer."""
    shares = {}
    for name, digit in share_columns(standard).items():
        shares[name] = np.full(len(plan.items), np.nan)
        for row, item in enumerate(plan.items):
            if digit in item.levels and chosen[row].any():
                shares[name][row] = chosen[row, item.levels.index(digit)] / chosen[row].sum()
    return shares


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
