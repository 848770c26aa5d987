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
)
from assessment.rollup.sums import GroupSums
from assessment.scoring import Figures
from assessment.standard import Standard


def unit_table(
    plan: ScoringPlan, keys: pd.DataFrame, sums: GroupSums, whole: Figures
) -> pd.DataFrame:
    """Return the columns of ``UNITS``; hidden groups have no figures in ``whole``."""
    shut = shut_gates(sums, slice(None)) & ~keys["hidden"].to_numpy()
    columns = {
        **{str(name): column.array for name, column in keys.items()},
        "index": percent(whole.score),
        "low": percent(whole.low),
        "high": percent(whole.high),
        "completeness": percent(whole.completeness),
        "band": _bands(plan, whole.band),
        "gates": gate_names(plan, gate_codes(shut)),
        "complete": whole.completeness == COMPLETE,
    }
    return pd.DataFrame({name: columns[name] for name in UNITS}, copy=False)


def section_table(
    standard: Standard, plan: ScoringPlan, keys: pd.DataFrame, sums: GroupSums, found: Figures
) -> pd.DataFrame:
    """Return the columns of ``UNIT_SECTIONS``; hidden groups have no figures in ``found``."""
    shut = gate_codes(shut_gates(sums, slice(None)) & ~keys["hidden"].to_numpy())
    groups, sections = len(keys), len(plan.sections)
    place = np.tile(np.arange(sections, dtype=np.int8), groups)
    ids = pd.Categorical.from_codes(
        place, pd.Index([part.id for part in plan.sections]), validate=False
    )
    titles = pd.Categorical([str(section.title) for section in standard.sections])
    columns = {
        **{name: keys[name].array.repeat(sections) for name in ("unit", "period")},
        "section": ids,
        "title": titles.take(place),
        "index": percent(found.score.ravel()),
        "low": percent(found.low.ravel()),
        "high": percent(found.high.ravel()),
        "completeness": percent(found.completeness.ravel()),
        "band": _bands(plan, found.band.ravel()),
        "gates": gate_names(plan, (shut[:, None] & gates_of_sections(plan)).ravel()),
    }
    return pd.DataFrame({name: columns[name] for name in UNIT_SECTIONS}, copy=False)


def _bands(plan: ScoringPlan, places: npt.NDArray[np.signedinteger]) -> "pd.Categorical[str]":
    return pd.Categorical.from_codes(
        places.astype(np.int8),
        pd.Index([band.id for band in plan.bands]),
        ordered=True,
        validate=False,
    )
