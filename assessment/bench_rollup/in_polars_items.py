"""Items and sections over all sheets in polars.

The answer patterns of a section are counted once: they are few, and tell all the rest.
"""

import polars as pl

from assessment.bench_rollup.rules import Rules
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, UNANSWERED, UNKNOWN

STATES = {"unknown": UNKNOWN, "not_applicable": NOT_APPLICABLE, "unanswered": UNANSWERED}
Patterns = dict[str, pl.DataFrame]


def count_patterns(sheets: pl.DataFrame, rules: Rules) -> Patterns:
    """Count the ``sheets`` of every period and answer pattern, section by section."""
    counted = pl.collect_all(
        sheets.lazy().group_by("period", *items).agg(sheets=pl.len().cast(pl.Int64))
        for items in rules.items.values()
    )
    return dict(zip(rules.items, counted, strict=True))


def item_table(patterns: Patterns, rules: Rules) -> pl.DataFrame:
    """Return the table ``items`` of ``Findings``."""
    names = {"variable_name": "item", "value_name": "code"}
    codes = (
        found.lazy().unpivot(list(rules.items[section]), index=["period", "sheets"], **names)
        for section, found in patterns.items()
    )
    sheets, code = pl.col("sheets"), pl.col("code")
    levels = {f"share_{digit}": level for level, digit in rules.digits.items()}
    return (
        pl.concat(codes)
        .group_by("period", "item")
        .agg(
            sheets.filter(code == which).sum().alias(name)
            for name, which in {**STATES, **levels}.items()
        )
        .with_columns(n=pl.sum_horizontal(list(levels)))
        .with_columns(_median(rules), pl.col(list(levels)) / pl.col("n"))
        .collect()
    )


def _median(rules: Rules) -> pl.Expr:
    """Return the lowest level that half of the levels do not exceed."""
    shares = [f"share_{digit}" for digit in rules.digits.values()]
    reached = (
        pl.when(2 * pl.sum_horizontal(shares[: place + 1]) >= pl.col("n")).then(pl.lit(digit))
        for place, digit in enumerate(rules.digits.values())
    )
    return pl.coalesce(*reached).alias("median")


def alpha_table(patterns: Patterns, rules: Rules) -> pl.DataFrame:
    """Return the table ``alphas`` of ``Findings``."""
    alphas = (_alphas(found, section, rules) for section, found in patterns.items())
    return pl.concat(pl.collect_all(alphas))


def _alphas(patterns: pl.DataFrame, section: str, rules: Rules) -> pl.LazyFrame:
    """Return a section's alphas: of its items that anybody answered, and sheets with all these."""
    names = list(rules.items[section])
    items = pl.col(names)
    has_level = items >= LOWEST_LEVEL
    used = patterns.lazy().group_by("period").agg(has_level.any().name.suffix("_used"))
    whole = ((pl.col(name) >= LOWEST_LEVEL) | ~pl.col(f"{name}_used") for name in names)
    level = pl.when(has_level).then(items - LOWEST_LEVEL).cast(pl.Int64)
    answered = pl.col("answered")
    alpha = answered / (answered - 1) * (1 - pl.col("parts") / pl.col("whole"))
    return (
        patterns.lazy()
        .join(used, on="period")
        .filter(*whole)
        .select("period", "sheets", level)
        .with_columns(total=pl.sum_horizontal(items))
        .group_by("period")
        .agg(
            n=pl.col("sheets").sum(),
            answered=pl.sum_horizontal(items.is_not_null().any().cast(pl.Int64)),
            parts=pl.sum_horizontal(_deviations(items)),
            whole=_deviations(pl.col("total")),
        )
        .select(
            "period",
            "n",
            section=pl.lit(section),
            value=pl.when((answered > 1) & (pl.col("whole") > 0)).then(alpha),
        )
    )


def _deviations(level: pl.Expr) -> pl.Expr:
    """Return the squared deviations of levels times the number of sheets, in whole numbers."""
    sheets = pl.col("sheets")
    return sheets.sum() * (sheets * level**2).sum() - (sheets * level).sum() ** 2
