"""The summary in DuckDB: the wide table, in SQL.

The names that are put into the queries are those of a standard's items and sections.
"""
# ruff: noqa: S608 - see above

from pathlib import Path

import duckdb
import pyarrow as pa

from assessment.bench_rollup.engines import Engine
from assessment.bench_rollup.findings import Findings
from assessment.bench_rollup.in_duckdb_groups import MACROS, group_query
from assessment.bench_rollup.in_duckdb_items import alpha_query, item_query, pattern_queries
from assessment.bench_rollup.rules import FULL, QUANTILES, Rules
from assessment.plan import ScoringPlan

FIGURES = ("index", "low", "high", "completeness")
CHANGES = """
WITH ends AS (SELECT DISTINCT period FROM groups ORDER BY period DESC LIMIT 2)
SELECT unit, after.index_overall - before.index_overall AS change
FROM groups AS after JOIN groups AS before USING (unit)
WHERE after.period = (SELECT max(period) FROM ends)
    AND before.period = (SELECT min(period) FROM ends)
"""


def load(path: Path, _plan: ScoringPlan) -> duckdb.DuckDBPyConnection:
    """Read the file into a table of a database in memory."""
    database = duckdb.connect()
    database.execute(MACROS)
    database.execute("CREATE TABLE sheets AS SELECT * FROM read_parquet(?)", [str(path)])
    return database


def summarise(database: duckdb.DuckDBPyConnection, plan: ScoringPlan) -> dict[str, pa.Table]:
    """Return the tables of ``Findings``."""
    rules = Rules.of(plan)
    for name, query in {"groups": group_query(rules), **pattern_queries(rules)}.items():
        database.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")
    queries = {
        "groups": "FROM groups",
        "items": item_query(rules),
        "distribution": _distribution(rules),
        "alphas": alpha_query(rules),
        "changes": CHANGES,
    }
    return {name: database.sql(query).to_arrow_table() for name, query in queries.items()}


def _distribution(rules: Rules) -> str:
    """Write the query of how the units are spread, a row a period and part."""
    parts = " UNION ALL ".join(
        f"SELECT period, '{part}' AS part, {_of(part)} FROM groups" for part in rules.parts
    )
    means = ", ".join(f"half_up(avg({name})) AS mean_{name}" for name in FIGURES)
    places = {name: place for place, name in enumerate(QUANTILES, start=1)}
    quantiles = ", ".join(f"half_up(found[{place}]) AS {name}" for name, place in places.items())
    return (
        f"SELECT * EXCLUDE found RENAME (mean_index AS mean, mean_low AS low, mean_high AS high, "
        f"mean_completeness AS completeness), {quantiles} FROM (SELECT period, part, "
        f"count(*) AS units, count(*) FILTER (completeness = {FULL}) AS complete, {means}, "
        f"quantile_cont(index, {[*QUANTILES.values()]}) AS found "
        f"FROM ({parts}) WHERE index IS NOT NULL GROUP BY period, part)"
    )


def _of(part: str) -> str:
    return ", ".join(f"{name}_{part} AS {name}" for name in FIGURES)


def findings(tables: dict[str, pa.Table], _plan: ScoringPlan) -> Findings:
    """Return the tables as frames of pandas."""
    return Findings(**{name: table.to_pandas() for name, table in tables.items()})


DUCKDB = Engine(load, summarise, findings)
