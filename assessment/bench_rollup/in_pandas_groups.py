"""The figures of every unit and period in pandas, from the long table."""
# ruff: noqa: PD010 - of a small table, unstack is what a reader of pandas expects

import numpy as np
import pandas as pd

from assessment.bench_rollup.rules import EPSILON, Rules

GROUP = ["unit", "period"]


def group_table(answers: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Return the table ``groups`` of ``Findings``, by unit and period."""
    sums = _sums(answers)
    figures = half_up(pd.concat([_indices(sums, rules), _completeness(sums)], axis=1))
    shut = _shut(answers, rules).reindex(figures.index, fill_value=False)
    return figures.join(_bands(figures, sums, shut, rules)).assign(gates=_gates(shut))


def half_up(numbers: pd.DataFrame) -> pd.DataFrame:
    """Round to hundredths."""
    return (100 * numbers + 0.5 + EPSILON).apply(np.floor) / 100


def _sums(answers: pd.DataFrame) -> pd.DataFrame:
    """Sum weights and weighted points of every group's sections."""
    weight = answers["weight"]
    columns = {
        "points": weight * answers["level"],
        "answered": weight.where(answers["level"].notna(), 0),
        "applicable": weight.where(answers["applicable"], 0),
    }
    keys = [*GROUP, "section"]
    by_section = answers[keys].assign(**columns).groupby(keys, observed=True)
    return by_section.sum().astype("float64")


def _indices(sums: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Return index and bounds of all parts, not rounded; NaN where there are none."""
    missing = sums["applicable"] - sums["answered"]
    means = {
        "index": sums["points"] / sums["answered"],
        "low": sums["points"] / sums["applicable"],
        "high": (sums["points"] + rules.most * missing) / sums["applicable"],
    }
    weights = pd.Series(rules.weights)
    tables = []
    for name, mean in means.items():
        exact = (rules.lowest + rules.step * mean).unstack("section")
        overall = exact.mul(weights).sum(axis=1) / exact.notna().mul(weights).sum(axis=1)
        exact.insert(0, "overall", overall)
        tables.append(exact.add_prefix(f"{name}_"))
    return pd.concat(tables, axis=1)


def _completeness(sums: pd.DataFrame) -> pd.DataFrame:
    filled = (100 * sums["answered"] / sums["applicable"]).unstack("section")
    whole = sums.groupby(GROUP, observed=True).sum()
    filled.insert(0, "overall", 100 * whole["answered"] / whole["applicable"])
    return filled.add_prefix("completeness_")


def _shut(answers: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Tell of every group and gate whether at least half of the levels are below its bar."""
    chosen = answers.loc[
        answers["item"].isin(rules.gates) & answers["level"].notna(), [*GROUP, "item", "code"]
    ]
    bars = chosen["item"].map({item: gate.bar for item, gate in rules.gates.items()})
    below = (chosen["code"] < bars.astype("int8")).groupby(
        [chosen[name] for name in (*GROUP, "item")], observed=True
    )
    shut = below.mean().ge(0.5).unstack("item", fill_value=False)
    return shut.reindex(columns=list(rules.gates), fill_value=False)


def _bands(
    figures: pd.DataFrame, sums: pd.DataFrame, shut: pd.DataFrame, rules: Rules
) -> pd.DataFrame:
    """Return the band of each complete part: as its index says, no higher than gates allow."""
    complete = (sums["answered"] == sums["applicable"]).unstack("section")
    complete.insert(0, "overall", complete.all(axis=1))
    found = {}
    for part in rules.parts:
        index = figures[f"index_{part}"]
        edges = [*rules.bands.values(), np.inf]
        place = pd.cut(index, edges, right=False, labels=False)
        for item, gate in rules.gates_of(part).items():
            place = place.mask(shut[item], np.minimum(place, gate.cap))
        names = dict(enumerate(rules.bands))
        found[f"band_{part}"] = place.where(complete[part]).map(names).astype("category")
    return pd.DataFrame(found)


def _gates(shut: pd.DataFrame) -> "pd.Series[str]":
    """Name the shut gates; few sets of them occur."""
    sets = shut.groupby(list(shut)).ngroup()
    first = ~sets.duplicated()
    names = [", ".join(shut.columns[row]) for row in shut[first].to_numpy()]
    return sets.map(dict(zip(sets[first], names, strict=True)))
