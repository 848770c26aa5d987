"""The summary in polars: the wide table, lazily."""

from pathlib import Path

import polars as pl

from assessment.bench_rollup.engines import Engine
from assessment.bench_rollup.findings import Findings
from assessment.bench_rollup.in_polars_groups import group_table, half_up
from assessment.bench_rollup.in_polars_items import alpha_table, count_patterns, item_table
from assessment.bench_rollup.rules import FULL, QUANTILES, Rules
from assessment.plan import ScoringPlan

FIGURES = ("index", "low", "high", "completeness")
Tables = dict[str, pl.DataFrame]


def load(path: Path, _plan: ScoringPlan) -> pl.DataFrame:
    """Read the file; items stay small integers, names become categories."""
    return pl.read_parquet(path)


def summarise(sheets: pl.DataFrame, plan: ScoringPlan) -> Tables:
    """Return the tables of ``Findings``."""
    rules = Rules.of(plan)
    groups = group_table(sheets, rules)
    patterns = count_patterns(sheets, rules)
    return {
        "groups": groups,
        "items": item_table(patterns, rules),
        "distribution": _distribution(groups, rules),
        "alphas": alpha_table(patterns, rules),
        "changes": _changes(groups),
    }


def _distribution(groups: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Return how the units are spread, a row a period and part."""
    parts = (
        groups.lazy().select("period", part=pl.lit(part), **{f: f"{f}_{part}" for f in FIGURES})
        for part in rules.parts
    )
    index, mean = pl.col("index"), pl.col(FIGURES).mean()
    quantiles = {name: index.quantile(share, "linear") for name, share in QUANTILES.items()}
    complete = (pl.col("completeness") == FULL).sum()
    return (
        pl.concat(parts)
        .drop_nulls("index")
        .group_by("period", "part")
        .agg(mean, units=pl.len(), complete=complete, **quantiles)
        .with_columns(half_up(pl.col(*FIGURES, *QUANTILES)))
        .rename({"index": "mean"})
        .collect()
    )


def _changes(groups: pl.DataFrame) -> pl.DataFrame:
    """Return the change of the overall index between the last two periods."""
    earlier, later = groups["period"].cast(pl.String).unique().sort().tail(2)
    before, after = (
        groups.filter(pl.col("period") == period).select("unit", "index_overall")
        for period in (earlier, later)
    )
    both = after.join(before, on="unit", suffix="_before")
    return both.select("unit", change=pl.col("index_overall") - pl.col("index_overall_before"))


def findings(tables: Tables, _plan: ScoringPlan) -> Findings:
    """Return the tables as frames of pandas."""
    return Findings(**{name: table.to_pandas() for name, table in tables.items()})


POLARS = Engine(load, summarise, findings)
