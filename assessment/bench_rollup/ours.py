"""The summary in Bermakna: scored and grouped, what the peers find too, all of it or less."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd

from assessment import loops
from assessment.answer_matrix import AnswerMatrix
from assessment.answer_matrix.parquet import read_parquet
from assessment.bench_rollup.engines import Engine
from assessment.bench_rollup.findings import Findings
from assessment.plan import ScoringPlan
from assessment.rollup import RollUp, roll_up
from assessment.rollup.change import changes
from assessment.rollup.distribution import distribution
from assessment.rollup.named import frame
from assessment.rollup.quartiles import quartiles

Tables = dict[str, pd.DataFrame]


def load(path: Path, _plan: ScoringPlan) -> AnswerMatrix:
    """Read the file into the matrix."""
    return read_parquet(path).matrix


def name(path: Path, _plan: ScoringPlan) -> Path:
    """Load nothing: reading the file is part of the work."""
    return path


def score(matrix: AnswerMatrix, _plan: ScoringPlan) -> RollUp:
    """Score and group the sheets, without any frame."""
    rollup = roll_up(matrix)
    _ = rollup.hundredths
    return rollup


def summarise(matrix: AnswerMatrix, _plan: ScoringPlan) -> Tables:
    """Return the frames of a roll-up that hold what ``Findings`` does."""
    rollup = roll_up(matrix)
    return {**_spread(rollup), "sections": rollup.sections}


def spread(matrix: AnswerMatrix, _plan: ScoringPlan) -> Tables:
    """Return the same frames but for the one with a row a unit and section.

    A nation's has fifteen million rows; its sections are in the distribution.
    """
    return _spread(roll_up(matrix))


def _spread(rollup: RollUp) -> Tables:
    return {
        "units": rollup.units,
        "items": rollup.items,
        "alphas": rollup.alphas,
        "distribution": distribution(rollup),
        "changes": _changes(rollup),
    }


def summarise_plainly(matrix: AnswerMatrix, plan: ScoringPlan) -> Tables:
    """Return what ``summarise`` does, as where numba is not installed."""
    with _plain_loops():
        return summarise(matrix, plan)


def spread_plainly(matrix: AnswerMatrix, plan: ScoringPlan) -> Tables:
    """Return what ``spread`` does, as where numba is not installed."""
    with _plain_loops():
        return spread(matrix, plan)


@contextmanager
def _plain_loops() -> Iterator[None]:
    worth = loops.WORTH_COMPILING
    loops.WORTH_COMPILING = sys.maxsize
    try:
        yield
    finally:
        loops.WORTH_COMPILING = worth


def tabulate(matrix: AnswerMatrix, _plan: ScoringPlan) -> Tables:
    """Return every frame of a roll-up."""
    rollup = roll_up(matrix)
    earlier, later = rollup.keys["period"].cat.categories[-2:]
    return {
        "units": rollup.units,
        "sections": rollup.sections,
        "items": rollup.items,
        "gaps": rollup.gaps,
        "alphas": rollup.alphas,
        "distribution": distribution(rollup),
        "quartiles": quartiles(rollup),
        "changes": changes(matrix, earlier, later).units,
    }


def stream(path: Path, _plan: ScoringPlan) -> pd.DataFrame:
    """Return a row a unit and period, straight from the file and batch by batch."""
    return roll_up(path).units


def _changes(rollup: RollUp) -> pd.DataFrame:
    """Return the change of the overall index between the last two periods."""
    unit, period = (rollup.whose[name] for name in ("unit", "period"))
    index = np.full((len(unit.categories), len(period.categories)), np.nan)
    index[unit.codes, period.codes] = rollup.units["index"].array
    return frame({"unit": unit.categories.array, "change": index[:, -1] - index[:, -2]})


def findings(tables: Tables, _plan: ScoringPlan) -> Findings:
    """Return the frames in the common form."""
    keys = ["unit", "period"]
    figures = ["index", "low", "high", "completeness", "band"]
    whole = tables["units"].set_index(keys)[[*figures, "gates"]]
    whole = whole.rename(columns={name: f"{name}_overall" for name in figures})
    if "sections" in tables:
        sections = tables["sections"]
        wide = sections.pivot(index=keys, columns="section", values=figures)  # noqa: PD010 - unique
        wide.columns = wide.columns.map("_".join)
        whole = whole.join(wide)
    return Findings(
        groups=whole.reset_index(),
        items=tables["items"].drop(columns=["basis", "section", "text", "spread"]),
        distribution=tables["distribution"]
        .drop(columns="title")
        .rename(columns={"section": "part"}),
        alphas=tables["alphas"][["period", "section", "value", "n"]],
        changes=tables["changes"],
    )


KERNEL = Engine(load, score)
SUMMARY = Engine(load, summarise, findings)
SPREAD = Engine(load, spread, findings)
PLAIN = Engine(load, summarise_plainly, findings)
PLAIN_SPREAD = Engine(load, spread_plainly, findings)
EVERYTHING = Engine(load, tabulate)
STREAMED = Engine(name, stream)
