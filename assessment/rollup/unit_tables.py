"""The tables of units: a row a unit and period, and a row for each of its sections."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.indices import COMPLETE
from assessment.plan import ScoringPlan
from assessment.rollup.columns import UNIT_SECTIONS, UNITS
from assessment.rollup.figures import (
    gate_codes,
    gate_names,
    gates_of_sections,
    percent,
    shut_gates,
    spans,
)
from assessment.rollup.named import Names, categorical
from assessment.rollup.sums import GroupSums
from assessment.scoring import Figures
from assessment.standard import Standard
from assessment.tables import Integers


def unit_table(
    plan: ScoringPlan, keys: pd.DataFrame, sums: GroupSums, whole: Figures
) -> pd.DataFrame:
    """Return the columns of ``UNITS``; hidden groups have no figures in ``whole``."""
    columns = {
        **{str(name): column.array for name, column in keys.items()},
        "index": percent(whole.score),
        "low": percent(whole.low),
        "high": percent(whole.high),
        "completeness": percent(whole.completeness),
        "band": _bands(plan, whole.band),
        "gates": gate_names(plan, _shut(keys, sums), gates_of_sections(plan).sum(keepdims=True)),
        "complete": whole.completeness == COMPLETE,
    }
    return pd.DataFrame({name: columns[name] for name in UNITS}, copy=False)


def section_table(
    standard: Standard, plan: ScoringPlan, keys: pd.DataFrame, sums: GroupSums, found: Figures
) -> pd.DataFrame:
    """Return the columns of ``UNIT_SECTIONS``; hidden groups have no figures in ``found``."""
    groups, sections = len(keys), len(plan.sections)
    place = np.tile(np.arange(sections, dtype=np.int8), groups)
    columns = {
        **{name: keys[name].array.repeat(sections) for name in ("unit", "period")},
        "section": categorical(place, [part.id for part in plan.sections]),
        "title": categorical(place, [str(part.title) for part in standard.sections]),
        "index": percent(found.score.ravel()),
        "low": percent(found.low.ravel()),
        "high": percent(found.high.ravel()),
        "completeness": percent(found.completeness.ravel()),
        "band": _bands(plan, found.band.ravel()),
        "gates": gate_names(plan, _shut(keys, sums), gates_of_sections(plan)),
    }
    return pd.DataFrame({name: columns[name] for name in UNIT_SECTIONS}, copy=False)


def _shut(keys: pd.DataFrame, sums: GroupSums) -> Integers:
    """Return which gates are shut, as codes of gates; none of hidden groups."""
    codes = np.zeros(len(keys), dtype=np.int64)
    for span in spans(len(keys)):
        codes[span] = gate_codes(shut_gates(sums, span))
    codes[keys["hidden"].to_numpy()] = 0
    return codes


def _bands(plan: ScoringPlan, places: npt.NDArray[np.signedinteger]) -> Names:
    names = [band.id for band in plan.bands]
    return categorical(places.astype(np.int8), names, ordered=True)
