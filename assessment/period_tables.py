"""The tables of two periods: levels side by side, indices of the compared items, the rest.

The scores come from ``results.score_plan`` by a plan of the compared items alone, on which both
sheets are complete: the later version's weights and sections for both periods, so that only
answers make a difference.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from assessment.i18n import _
from assessment.matrix import Choice
from assessment.pairing import Pairing
from assessment.plan import compile_plan
from assessment.results import Result, score_plan
from assessment.standard import Standard

ABOUT = {"section": "string", "item": "string", "text": "string"}
CHANGED = {**ABOUT, "before": "Int8", "after": "Int8", "change": "Int8", "direction": "string"}
LEFT_OUT = {**ABOUT, "reason": "string"}
INDICES = {
    "section": "string",
    "title": "string",
    "items": "int64",
    "before": "Float64",
    "after": "Float64",
    "change": "Float64",
}


def about(standard: Standard, ids: Collection[str]) -> pd.DataFrame:
    """Return the columns of ``ABOUT`` for some items, in the order of the standard."""
    rows = [
        (section.id, item.id, str(item.text))
        for section in standard.sections
        for item in section.items
        if item.id in ids
    ]
    return pd.DataFrame(rows, columns=list(ABOUT))


def side_by_side(
    standard: Standard, pairing: Pairing, then: Mapping[str, Choice], now: Mapping[str, Choice]
) -> pd.DataFrame:
    """Return the shared items with their levels before and after, ``NA`` for other answers."""
    frame = about(standard, pairing.shared)
    return frame.assign(
        before=_only_levels(then.get(pairing.shared[item]) for item in frame["item"]),
        after=_only_levels(now.get(item) for item in frame["item"]),
    )


def _only_levels(choices: Iterable[Choice]) -> "pd.Series[int]":
    levels = [choice if isinstance(choice, int) else None for choice in choices]
    return pd.Series(levels, dtype="Int8")


def with_change(standard: Standard, levels: pd.DataFrame) -> pd.DataFrame:
    """Return the compared items with the columns of ``CHANGED``."""
    place = {item.id: item.levels.index for item in compile_plan(standard).items}
    pairs = levels[["item", "before", "after"]].itertuples(index=False)
    steps = [place[item](after) - place[item](before) for item, before, after in pairs]
    words = {-1: _("down"), 0: _("unchanged"), 1: _("up")}
    directions = [words[int(np.sign(step))] for step in steps]
    rows = levels.reset_index(drop=True)
    return rows.assign(change=steps, direction=directions).astype(CHANGED)


def indices(standard: Standard, items: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the frames ``overall`` and ``sections``, scored by a plan of the compared items."""
    plan = compile_plan(standard)
    compared = set(items["item"])
    shared = replace(plan, items=tuple(item for item in plan.items if item.id in compared))
    then, now = (
        score_plan(shared, dict(zip(items["item"], items[period].tolist(), strict=True)))
        for period in ("before", "after")
    )
    counts = items["section"].value_counts()
    whole = [("overall", _("Overall"), len(items), *_change(then.overall, now.overall))]
    parts = [
        (section.id, str(section.title), counts.get(section.id, 0), *_change(was, now_is))
        for section, was, now_is in zip(standard.sections, then.sections, now.sections, strict=True)
    ]
    return _index_frame(whole), _index_frame(parts)


def _index_frame(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(INDICES)).astype(INDICES)


def _change(was: Result, now_is: Result) -> tuple[float | None, float | None, float | None]:
    """Return both indices, and what a reader gets by subtracting them as they are printed."""
    if was.score is None or now_is.score is None:
        return None, None, None
    change = (round(100 * now_is.score) - round(100 * was.score)) / 100
    return was.score, now_is.score, change


def left_out(standard: Standard, pairing: Pairing, levels: pd.DataFrame) -> pd.DataFrame:
    """Return the items that both versions know and that were not compared, with the reason."""
    reasons = {
        (True, False): _("no level in the earlier period"),
        (False, True): _("no level in the later period"),
        (True, True): _("no level in either period"),
    }
    lacking = zip(levels["before"].isna(), levels["after"].isna(), strict=True)
    missing = [reasons[pair] for pair in lacking]
    why = {**pairing.changed, **dict(zip(levels["item"], missing, strict=True))}
    frame = about(standard, why)
    return frame.assign(reason=[why[item] for item in frame["item"]]).astype(LEFT_OUT)
