"""The summary in DuckDB: the wide table, in SQL.

The names that are put into the queries are those of a standard's items and sections.
"""
# ruff: noqa: S608 - see above

from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa

from assessment.bench_rollup.engines import Engine
from assessment.bench_rollup.findings import Findings
from assessment.bench_rollup.rules import EPSILON, Rules
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE
from assessment.plan import ScoringPlan

MACROS = f"""
CREATE MACRO points(code, weight) AS
    CASE WHEN code >= {LOWEST_LEVEL} THEN (code - {LOWEST_LEVEL}) * weight ELSE 0 END;
CREATE MACRO answered(code, weight) AS
    CASE WHEN code >= {LOWEST_LEVEL} THEN weight ELSE 0 END;
CREATE MACRO applicable(code, weight) AS
    CASE WHEN code <> {NOT_APPLICABLE} THEN weight ELSE 0 END;
CREATE MACRO half_up(number) AS floor(100 * number + 0.5 + {EPSILON}) / 100;
"""

QUARTILES = """
SELECT period, replace(part, 'index_', '') AS part, count(*) AS units,
    half_up(quantile_cont(value, 0.25)) AS q1,
    half_up(quantile_cont(value, 0.5)) AS median,
    half_up(quantile_cont(value, 0.75)) AS q3
FROM (UNPIVOT groups ON COLUMNS('index_.*') INTO NAME part VALUE value)
GROUP BY period, part
"""

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
    database.execute(f"CREATE OR REPLACE TEMP TABLE groups AS {_groups(rules)}")
    queries = {
        "groups": "FROM groups",
        "shares": _shares(rules),
        "quartiles": QUARTILES,
        "changes": CHANGES,
    }
    return {name: database.sql(query).to_arrow_table() for name, query in queries.items()}


def _groups(rules: Rules) -> str:
    """Write the query of the groups: sums, then exact indices, then rounded figures."""
    rounded = (f"half_up({number}) AS {name}" for name, number in _figures(rules).items())
    return (
        f"WITH sums AS (SELECT unit, period, {_listed(_sums(rules))} FROM sheets "
        f"GROUP BY unit, period), "
        f"exact AS (SELECT *, {_listed(_exact(rules))} FROM sums) "
        f"SELECT unit, period, {_listed(rounded)} FROM exact"
    )


def _sums(rules: Rules) -> Iterable[str]:
    for section, items in rules.items.items():
        for what in ("points", "answered", "applicable"):
            terms = (f'{what}("{item}", {weight})' for item, weight in items.items())
            yield f"sum({_added(terms)})::BIGINT AS {what}_{section}"


def _exact(rules: Rules) -> Iterable[str]:
    return (
        f"{rules.lowest} + {rules.step} * points_{section} / nullif(answered_{section}, 0) "
        f"AS index_{section}"
        for section in rules.items
    )


def _figures(rules: Rules) -> dict[str, str]:
    """Return every figure by its name; the overall index is the mean of those that exist."""
    whole = _added(
        f"{weight} * coalesce(index_{part}, 0)" for part, weight in rules.weights.items()
    )
    weights = _added(
        f"if(index_{part} IS NULL, 0, {weight})" for part, weight in rules.weights.items()
    )
    sums = {part: (f"answered_{part}", f"applicable_{part}") for part in rules.items}
    answered, applicable = (f"({_added(names)})" for names in zip(*sums.values(), strict=True))
    parts = {"overall": (answered, applicable), **sums}
    return {
        "index_overall": f"({whole}) / nullif({weights}, 0)",
        **{f"index_{part}": f"index_{part}" for part in rules.items},
        **{
            f"completeness_{part}": f"100 * {some} / nullif({every}, 0)"
            for part, (some, every) in parts.items()
        },
    }


def _shares(rules: Rules) -> str:
    """Write the query of the level shares: count the codes of every item, then the levels."""
    counted = " UNION ALL ".join(
        f"SELECT period, '{item}' AS item, \"{item}\" AS code, count(*) AS sheets "
        f"FROM sheets GROUP BY ALL"
        for items in rules.items.values()
        for item in items
    )
    shares = (
        f"coalesce(sum(sheets) FILTER (code = {code}), 0) / sum(sheets) AS share_{digit}"
        for code, digit in rules.digits.items()
    )
    return (
        f"SELECT period, item, sum(sheets)::BIGINT AS n, {_listed(shares)} FROM ({counted}) "
        f"WHERE code >= {LOWEST_LEVEL} GROUP BY period, item"
    )


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(columns)


def _added(terms: Iterable[str]) -> str:
    return " + ".join(terms)


def findings(tables: dict[str, pa.Table], _plan: ScoringPlan) -> Findings:
    """Return the tables as frames of pandas."""
    return Findings(**{name: table.to_pandas() for name, table in tables.items()})


DUCKDB = Engine(load, summarise, findings)
