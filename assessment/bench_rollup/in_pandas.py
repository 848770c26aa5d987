"""The summary in idiomatic pandas: the long table, a row an answer, with categoricals."""
# ruff: noqa: PD010, PD013 - of a small table, unstack is what a reader of pandas expects

from pathlib import Path

import numpy as np
import pandas as pd

from assessment.bench_rollup.engines import Engine
from assessment.bench_rollup.findings import Findings
from assessment.bench_rollup.rules import EPSILON, Rules
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE
from assessment.plan import ScoringPlan

GROUP = ["unit", "period"]


def load(path: Path, plan: ScoringPlan) -> pd.DataFrame:
    """Read the file and make a row an answer, with the weight and the section of its item."""
    rules = Rules.of(plan)
    weights = {item: weight for items in rules.items.values() for item, weight in items.items()}
    sections = {item: section for section, items in rules.items.items() for item in items}
    wide = pd.read_parquet(path, columns=[*GROUP, *weights])
    long = wide.melt(id_vars=GROUP, var_name="item", value_name="code")
    item = long["item"].astype("category")
    code = long.pop("code")
    return long.assign(
        item=item,
        section=item.map(sections).astype("category"),
        weight=item.map(weights).astype("int8"),
        level=code.where(code >= LOWEST_LEVEL).astype("float32") - LOWEST_LEVEL,
        applicable=code != NOT_APPLICABLE,
    )


def summarise(answers: pd.DataFrame, plan: ScoringPlan) -> dict[str, pd.DataFrame]:
    """Return the tables of ``Findings``."""
    rules = Rules.of(plan)
    groups = _groups(answers, rules)
    return {
        "groups": groups.reset_index(),
        "shares": _shares(answers, rules),
        "quartiles": _quartiles(groups),
        "changes": _changes(groups),
    }


def _groups(answers: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Return the indices and the completeness of every group."""
    weight = answers["weight"]
    columns = {
        "points": weight * answers["level"],
        "answered": weight.where(answers["level"].notna(), 0),
        "applicable": weight.where(answers["applicable"], 0),
    }
    by_section = (
        answers[[*GROUP, "section"]].assign(**columns).groupby([*GROUP, "section"], observed=True)
    )
    sums = by_section.sum().astype("float64")
    answered = sums["answered"].where(sums["answered"] > 0)
    exact = (rules.lowest + rules.step * sums["points"] / answered).unstack("section")
    weights = pd.Series(rules.weights)
    exact.insert(
        0, "overall", exact.mul(weights).sum(axis=1) / exact.notna().mul(weights).sum(axis=1)
    )
    filled = (100 * sums["answered"] / sums["applicable"]).unstack("section")
    whole = sums.groupby(GROUP, observed=True).sum()
    filled.insert(0, "overall", 100 * whole["answered"] / whole["applicable"])
    return _half_up(
        pd.concat([exact.add_prefix("index_"), filled.add_prefix("completeness_")], axis=1)
    )


def _half_up(numbers: pd.DataFrame) -> pd.DataFrame:
    return (100 * numbers + 0.5 + EPSILON).apply(np.floor) / 100


def _shares(answers: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    keys = ["period", "item", "level"]
    counts = answers.groupby(keys, observed=True).size().unstack(fill_value=0)
    n = counts.sum(axis=1)
    names = {code - LOWEST_LEVEL: f"share_{digit}" for code, digit in rules.digits.items()}
    shares = counts.div(n, axis=0).rename(columns=names)
    return shares.assign(n=n).reset_index()


def _quartiles(groups: pd.DataFrame) -> pd.DataFrame:
    indices = groups.filter(like="index_").rename(columns=lambda name: name.removeprefix("index_"))
    by_period = indices.groupby("period", observed=True)
    quarters = {"q1": 0.25, "median": 0.5, "q3": 0.75}
    columns = {name: by_period.quantile(share).stack() for name, share in quarters.items()}
    table = _half_up(pd.DataFrame({"units": by_period.count().stack(), **columns}))
    return table.rename_axis(["period", "part"]).reset_index()


def _changes(groups: pd.DataFrame) -> pd.DataFrame:
    by_period = groups["index_overall"].unstack("period").sort_index(axis=1)
    change = by_period.iloc[:, -1] - by_period.iloc[:, -2]
    return change.dropna().rename("change").reset_index()


def findings(tables: dict[str, pd.DataFrame], _plan: ScoringPlan) -> Findings:
    """Return the tables; they are frames already."""
    return Findings(**tables)


PANDAS = Engine(load, summarise, findings)
