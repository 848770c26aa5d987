"""The tables of units: a row a unit and period, and a row for each of its sections."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.indices import COMPLETE
from assessment.plan import ScoringPlan
from assessment.rollup.columns import UNIT_SECTIONS, UNITS
from assessment.rollup.figures import (
    Shut,
    gate_codes,
    gate_names,
    gates_of_sections,
    percent,
    shut_gates,
    spans,
)
from assessment.rollup.groups import occurring
from assessment.rollup.named import Names, categorical, frame
from assessment.rollup.sums import GroupSums
from assessment.scoring import Figures
from assessment.standard import Standard


def unit_table(
    plan: ScoringPlan, keys: Mapping[str, Any], shut: Shut, whole: Figures
) -> pd.DataFrame:
    """Return the columns of ``UNITS``; hidden groups have no figures in ``whole``.

    ``keys`` are the columns of ``KEYS``, ``shut`` those of ``shut_in``.
    """
    columns = {
        **keys,
        "index": percent(whole.score),
        "low": percent(whole.low),
        "high": percent(whole.high),
        "completeness": percent(whole.completeness),
        "band": _bands(plan, whole.band),
        "gates": gate_names(plan, shut, gates_of_sections(plan).sum(keepdims=True)),
        "complete": whole.completeness == COMPLETE,
    }
    return frame({name: columns[name] for name in UNITS})


def section_table(
    standard: Standard, plan: ScoringPlan, keys: Mapping[str, Any], shut: Shut, found: Figures
) -> pd.DataFrame:
    """Return the columns of ``UNIT_SECTIONS``; see ``unit_table``."""
    groups, sections = len(shut.places), len(plan.sections)
    place = np.tile(np.arange(sections, dtype=np.int8), groups)
    columns = {
        **{name: keys[name].repeat(sections) for name in ("unit", "period")},
        "section": categorical(place, [part.id for part in plan.sections]),
        "title": categorical(place, [str(part.title) for part in standard.sections]),
        "index": percent(found.score),
        "low": percent(found.low),
        "high": percent(found.high),
        "completeness": percent(found.completeness),
        "band": _bands(plan, found.band.ravel()),
        "gates": gate_names(plan, shut, gates_of_sections(plan)),
    }
    return frame({name: columns[name] for name in UNIT_SECTIONS})


def shut_in(sums: GroupSums, hidden: npt.NDArray[np.bool_]) -> Shut:
    """Return which gates are shut in every group; in hidden ones none is."""
    codes = np.zeros(len(sums), dtype=np.int64)
    for span in spans(len(sums)):
        codes[span] = gate_codes(shut_gates(sums, span))
    codes[hidden] = 0
    return Shut(*occurring(codes))


def _bands(plan: ScoringPlan, places: npt.NDArray[np.signedinteger]) -> Names:
    names = [band.id for band in plan.bands]
    return categorical(places.astype(np.int8), names, ordered=True)
