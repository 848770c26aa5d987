"""The tables of units: a row a unit and period, and a row for each of its sections."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.plan import ScoringPlan
from assessment.rollup.columns import UNIT_SECTIONS, UNITS
from assessment.rollup.figures import (
    GroupFigures,
    figures_by_section,
    gate_names,
    percent,
    shut_gates,
)
from assessment.rollup.packed import packed
from assessment.rollup.sums import GroupSums
from assessment.scoring import NONE
from assessment.standard import Standard

COMPLETE = 10_000


def unit_table(
    plan: ScoringPlan, keys: pd.DataFrame, found: GroupFigures, sums: GroupSums
) -> pd.DataFrame:
    """Return the columns of ``UNITS``."""
    whole, hidden = found.overall, keys["hidden"].to_numpy()
    shut = shut_gates(sums, slice(None)) & ~hidden
    columns = {
        **{name: keys[name] for name in keys},
        "index": percent(found.index[:, 0]),
        "low": percent(whole.low),
        "high": percent(whole.high),
        "completeness": percent(whole.completeness),
        "band": _bands(plan, whole.band),
        "gates": gate_names(plan, shut),
        "complete": whole.completeness == COMPLETE,
    }
    return pd.DataFrame(columns, columns=list(UNITS))


def section_table(
    standard: Standard, plan: ScoringPlan, keys: pd.DataFrame, sums: GroupSums
) -> pd.DataFrame:
    """Return the columns of ``UNIT_SECTIONS``."""
    found, hidden = figures_by_section(plan, sums), keys["hidden"].to_numpy()
    for figures in vars(found).values():
        figures[hidden] = NONE
    groups, sections = len(keys), len(plan.sections)
    place = np.tile(np.arange(sections, dtype=np.int8), groups)
    titles = pd.Index([str(section.title) for section in standard.sections])
    columns = {
        **{name: keys[name].array.repeat(sections) for name in ("unit", "period")},
        "section": pd.Categorical.from_codes(place, pd.Index([part.id for part in plan.sections])),
        "title": titles.astype("category").take(place),
        "index": percent(found.score).ravel(),
        "low": percent(found.low).ravel(),
        "high": percent(found.high).ravel(),
        "completeness": percent(found.completeness).ravel(),
        "band": _bands(plan, found.band.ravel()),
        "gates": _section_gates(plan, shut_gates(sums, slice(None)) & ~hidden),
    }
    return pd.DataFrame(columns, columns=list(UNIT_SECTIONS))


def _bands(plan: ScoringPlan, places: npt.NDArray[np.signedinteger]) -> "pd.Categorical[str]":
    return pd.Categorical.from_codes(
        places.astype(np.int8), pd.Index([band.id for band in plan.bands]), ordered=True
    )


def _section_gates(plan: ScoringPlan, shut: npt.NDArray[np.bool_]) -> "pd.Categorical[str]":
    """Return the shut gates of each group's sections, one after the other."""
    sections = np.array([plan.items[column].section for column in packed(plan).gates], dtype=int)
    mine = sections == np.arange(len(plan.sections))[:, None]  # shape (sections, gates)
    spread = shut[:, :, None] & mine.T[:, None, :]  # shape (gates, groups, sections)
    return gate_names(plan, spread.reshape(len(sections), -1))
