"""The summary in idiomatic pandas: the long table, a row an answer, with categoricals."""
# ruff: noqa: PD010 - of a small table, unstack is what a reader of pandas expects

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from assessment.bench_rollup.engines import Engine
from assessment.bench_rollup.findings import Findings
from assessment.bench_rollup.in_pandas_groups import GROUP, group_table, half_up
from assessment.bench_rollup.in_pandas_items import alpha_table, item_table
from assessment.bench_rollup.rules import FULL, QUANTILES, Rules
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE
from assessment.plan import ScoringPlan

FIGURES = ("index", "low", "high", "completeness")


@dataclass(frozen=True, eq=False)
class Loaded:
    """The ``answers`` as a long table, and the ``sheets`` of codes as a wide one beside it."""

    answers: pd.DataFrame
    sheets: pd.DataFrame


def load(path: Path, plan: ScoringPlan) -> Loaded:
    """Read the file and make a row an answer, with the weight and the section of its item."""
    rules = Rules.of(plan)
    weights = {item: weight for items in rules.items.values() for item, weight in items.items()}
    sections = {item: section for section, items in rules.items.items() for item in items}
    wide = pd.read_parquet(path, columns=[*GROUP, *weights])
    long = wide.melt(id_vars=GROUP, var_name="item", value_name="code")
    item, code = long["item"].astype("category"), long["code"]
    answers = long.assign(
        item=item,
        section=item.map(sections).astype("category"),
        weight=item.map(weights).astype("int8"),
        level=code.where(code >= LOWEST_LEVEL).astype("float32") - LOWEST_LEVEL,
        applicable=code != NOT_APPLICABLE,
    )
    return Loaded(answers, wide.drop(columns="unit"))


def summarise(loaded: Loaded, plan: ScoringPlan) -> dict[str, pd.DataFrame]:
    """Return the tables of ``Findings``."""
    rules = Rules.of(plan)
    groups = group_table(loaded.answers, rules)
    return {
        "groups": groups.reset_index(),
        "items": item_table(loaded.answers, rules),
        "distribution": _distribution(groups, rules),
        "alphas": alpha_table(loaded.sheets, rules),
        "changes": _changes(groups),
    }


def _distribution(groups: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Return how the units are spread, a row a period and part."""
    tables = {}
    for part in rules.parts:
        figures = groups[[f"{name}_{part}" for name in FIGURES]].set_axis(FIGURES, axis=1)
        by_period = figures.dropna(subset="index").groupby("period", observed=True)
        quantiles = by_period["index"].quantile(np.array([*QUANTILES.values()])).unstack()
        complete = figures["completeness"].eq(FULL) & figures["index"].notna()
        tables[part] = half_up(
            by_period.mean()
            .rename(columns={"index": "mean"})
            .join(quantiles.set_axis(list(QUANTILES), axis=1))
        ).assign(
            units=by_period.size(),
            complete=complete.groupby("period", observed=True).sum(),
        )
    return pd.concat(tables, names=["part"]).reset_index()


def _changes(groups: pd.DataFrame) -> pd.DataFrame:
    by_period = groups["index_overall"].unstack("period").sort_index(axis=1)
    change = by_period.iloc[:, -1] - by_period.iloc[:, -2]
    return change.dropna().rename("change").reset_index()


def findings(tables: dict[str, pd.DataFrame], _plan: ScoringPlan) -> Findings:
    """Return the tables; they are frames already."""
    return Findings(**tables)


PANDAS = Engine(load, summarise, findings)
