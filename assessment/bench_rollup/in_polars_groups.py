"""The figures of every unit and period in polars: sums, exact figures, then printed ones."""

from collections.abc import Iterator

import polars as pl

from assessment.bench_rollup.rules import BOUNDS, EPSILON, Rules
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE

KEYS = ("unit", "period")
SUMS = ("points", "answered", "applicable")


def group_table(sheets: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Return the table ``groups`` of ``Findings``."""
    figures = [f"{name}_{part}" for name in (*BOUNDS, "completeness") for part in rules.parts]
    return (
        sheets.lazy()
        .group_by(KEYS)
        .agg(*_sums(rules), *_shut(rules))
        .with_columns(pl.sum_horizontal(f"^{name}_.*$").alias(f"{name}_overall") for name in SUMS)
        .with_columns(*_indices(rules), *_completeness(rules))
        .with_columns(_overall(rules, name) for name in BOUNDS)
        .with_columns(half_up(pl.col(figures)))
        .select(*KEYS, *figures, *(_band(rules, part) for part in rules.parts), _gates(rules))
        .collect()
    )


def half_up(number: pl.Expr) -> pl.Expr:
    """Round to hundredths."""
    return (number * 100 + 0.5 + EPSILON).floor() / 100


def _sums(rules: Rules) -> Iterator[pl.Expr]:
    """Sum weights and weighted points over a group's sheets, a section at a time."""
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
        for name, terms in zip(SUMS, (points, answered, applicable), strict=True):
            yield pl.sum_horizontal(terms).sum().cast(pl.Int64).alias(f"{name}_{section}")


def _shut(rules: Rules) -> Iterator[pl.Expr]:
    """Tell of every gate whether at least half of the levels are below its bar."""
    for item, gate in rules.gates.items():
        chosen = (pl.col(item) >= LOWEST_LEVEL).sum()
        below = pl.col(item).is_between(LOWEST_LEVEL, gate.bar, closed="left").sum()
        yield ((chosen > 0) & (2 * below >= chosen)).alias(f"shut_{item}")


def _indices(rules: Rules) -> Iterator[pl.Expr]:
    """Return index and bounds of the sections, not rounded; null where there are none."""
    for section in rules.items:
        points, answered, applicable = (pl.col(f"{name}_{section}") for name in SUMS)
        most = points + rules.most * (applicable - answered)
        means = ((points, answered), (points, applicable), (most, applicable))
        for name, (total, weight) in zip(BOUNDS, means, strict=True):
            index = rules.lowest + rules.step * total / weight
            yield pl.when(weight > 0).then(index).alias(f"{name}_{section}")


def _completeness(rules: Rules) -> Iterator[pl.Expr]:
    for part in rules.parts:
        answered, applicable = pl.col(f"answered_{part}"), pl.col(f"applicable_{part}")
        share = 100 * answered / applicable
        yield pl.when(applicable > 0).then(share).alias(f"completeness_{part}")


def _overall(rules: Rules, name: str) -> pl.Expr:
    """Return the weighted mean of a figure of the sections."""
    whole = pl.sum_horizontal(
        pl.col(f"{name}_{section}") * weight for section, weight in rules.weights.items()
    )
    weights = pl.sum_horizontal(
        pl.col(f"{name}_{section}").is_not_null().cast(pl.Int64) * weight
        for section, weight in rules.weights.items()
    )
    return pl.when(weights > 0).then(whole / weights).alias(f"{name}_overall")


def _band(rules: Rules, part: str) -> pl.Expr:
    """Return the band of a complete part: as its index says, and no higher than gates allow."""
    _first, *others = rules.bands.values()
    reached = pl.sum_horizontal(
        (pl.col(f"index_{part}") >= lowest).cast(pl.UInt8) for lowest in others
    )
    caps = (
        pl.when(f"shut_{item}").then(pl.lit(gate.cap, pl.UInt8))
        for item, gate in rules.gates_of(part).items()
    )
    answered, applicable = pl.col(f"answered_{part}"), pl.col(f"applicable_{part}")
    band = pl.min_horizontal(reached, *caps).cast(pl.UInt8).cat.to(pl.Enum(list(rules.bands)))
    complete = (answered == applicable) & (applicable > 0)
    return pl.when(complete).then(band).alias(f"band_{part}")


def _gates(rules: Rules) -> pl.Expr:
    names = (pl.when(f"shut_{item}").then(pl.lit(item)) for item in rules.gates)
    return pl.concat_str(names, separator=", ", ignore_nulls=True).alias("gates")
