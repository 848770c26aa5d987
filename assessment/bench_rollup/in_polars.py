"""The summary in polars: the wide table, lazily."""

from pathlib import Path

import polars as pl

from assessment.bench_rollup.engines import Engine
from assessment.bench_rollup.findings import Findings
from assessment.bench_rollup.rules import EPSILON, Rules
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE
from assessment.plan import ScoringPlan

KEYS = ("unit", "period")
Tables = dict[str, pl.DataFrame]


def load(path: Path, _plan: ScoringPlan) -> pl.DataFrame:
    """Read the file; items stay small integers, names become categories."""
    return pl.read_parquet(path)


def summarise(sheets: pl.DataFrame, plan: ScoringPlan) -> Tables:
    """Return the tables of ``Findings``."""
    rules = Rules.of(plan)
    groups = (
        sheets.lazy()
        .group_by(KEYS)
        .agg(_sums(rules))
        .select(*KEYS, *_exact(rules), *_completeness(rules))
        .with_columns(_overall(rules))
        .with_columns(_half_up(pl.exclude(KEYS)))
        .collect()
    )
    shares = _shares(sheets, rules)
    return {
        "groups": groups,
        "shares": shares,
        "quartiles": _quartiles(groups),
        "changes": _changes(groups),
    }


def _sums(rules: Rules) -> list[pl.Expr]:
    """Sum weights and weighted points over a group's sheets, a section at a time."""
    sums = []
    for section, items in rules.items.items():
        has_level = {item: pl.col(item) >= LOWEST_LEVEL for item in items}
        points = (
            pl.when(has_level[item]).then((pl.col(item) - LOWEST_LEVEL) * weight).otherwise(0)
            for item, weight in items.items()
        )
        answered = (has_level[item].cast(pl.UInt8) * weight for item, weight in items.items())
        applicable = (
            (pl.col(item) != NOT_APPLICABLE).cast(pl.UInt8) * weight
            for item, weight in items.items()
        )
        sums += [
            pl.sum_horizontal(points).sum().alias(f"points_{section}"),
            pl.sum_horizontal(answered).sum().alias(f"answered_{section}"),
            pl.sum_horizontal(applicable).sum().alias(f"applicable_{section}"),
        ]
    return sums


def _exact(rules: Rules) -> list[pl.Expr]:
    """Return the index of every section, not rounded; null where nothing has a level."""
    return [
        pl.when(pl.col(f"answered_{section}") > 0)
        .then(
            rules.lowest + rules.step * pl.col(f"points_{section}") / pl.col(f"answered_{section}")
        )
        .alias(f"index_{section}")
        for section in rules.items
    ]


def _completeness(rules: Rules) -> list[pl.Expr]:
    sums = {
        section: (pl.col(f"answered_{section}"), pl.col(f"applicable_{section}"))
        for section in rules.items
    }
    answered, applicable = (
        pl.sum_horizontal(columns) for columns in zip(*sums.values(), strict=True)
    )
    parts = {"overall": (answered, applicable), **sums}
    return [
        pl.when(whole > 0).then(100 * some / whole).alias(f"completeness_{part}")
        for part, (some, whole) in parts.items()
    ]


def _overall(rules: Rules) -> pl.Expr:
    """Return the weighted mean of the sections' indices."""
    whole = pl.sum_horizontal(
        pl.col(f"index_{section}") * weight for section, weight in rules.weights.items()
    )
    weights = pl.sum_horizontal(
        pl.col(f"index_{section}").is_not_null().cast(pl.Int64) * weight
        for section, weight in rules.weights.items()
    )
    return pl.when(weights > 0).then(whole / weights).alias("index_overall")


def _half_up(number: pl.Expr) -> pl.Expr:
    return (number * 100 + 0.5 + EPSILON).floor() / 100


def _shares(sheets: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Count the codes of every item, then take those that are levels."""
    items = [item for items in rules.items.values() for item in items]
    counted = (
        sheets.lazy().group_by("period").agg(pl.col(items).value_counts(name="count")).collect()
    )
    counts = pl.concat(
        counted.select("period", item=pl.lit(item), found=item)
        .explode("found")
        .with_columns(pl.col("found").struct.rename_fields(["code", "count"]))
        .unnest("found")
        for item in items
    )
    levels = counts.filter(pl.col("code") >= LOWEST_LEVEL)
    chosen = {
        f"share_{digit}": pl.col("count").filter(pl.col("code") == code).sum()
        for code, digit in rules.digits.items()
    }
    return (
        levels.group_by("period", "item")
        .agg(n=pl.col("count").sum(), **chosen)
        .with_columns(pl.col(list(chosen)) / pl.col("n"))
    )


def _quartiles(groups: pl.DataFrame) -> pl.DataFrame:
    """Return the quartiles across units of every part."""
    quarters = {"q1": 0.25, "median": 0.5, "q3": 0.75}
    value = pl.col("value")
    return (
        groups.lazy()
        .unpivot(pl.selectors.starts_with("index_"), index="period", variable_name="part")
        .drop_nulls()
        .group_by("period", "part")
        .agg(
            pl.len().alias("units"),
            *(value.quantile(part, "linear").alias(name) for name, part in quarters.items()),
        )
        .with_columns(_half_up(pl.col(list(quarters))), pl.col("part").str.strip_prefix("index_"))
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
