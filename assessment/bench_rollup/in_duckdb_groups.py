"""The query of every unit's and period's figures: sums, exact figures, then printed ones."""
# ruff: noqa: S608 - the names are those of a standard's items and sections

from collections.abc import Iterable, Iterator

from assessment.bench_rollup.rules import BOUNDS, EPSILON, Rules
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE

SUMS = ("points", "answered", "applicable")
# A sheet's sums of a section fit one byte, and are added up much faster so.
MACROS = f"""
CREATE MACRO points(code, weight) AS
    CASE WHEN code >= {LOWEST_LEVEL} THEN (code - {LOWEST_LEVEL}) * weight::UTINYINT
    ELSE 0::UTINYINT END;
CREATE MACRO answered(code, weight) AS
    CASE WHEN code >= {LOWEST_LEVEL} THEN weight::UTINYINT ELSE 0::UTINYINT END;
CREATE MACRO applicable(code, weight) AS
    CASE WHEN code <> {NOT_APPLICABLE} THEN weight::UTINYINT ELSE 0::UTINYINT END;
CREATE MACRO half_up(number) AS floor(100 * number + 0.5 + {EPSILON}) / 100;
"""


def group_query(rules: Rules) -> str:
    """Return the query of the table ``groups`` of ``Findings``."""
    rounded = (
        f"half_up({name}_{part}) AS {name}_{part}"
        for name in (*BOUNDS, "completeness")
        for part in rules.parts
    )
    return (
        f"WITH sums AS (SELECT unit, period, {_listed([*_sums(rules), *_shut(rules)])} "
        f"FROM sheets GROUP BY unit, period), "
        f"whole AS (SELECT *, {_listed(_whole(rules))} FROM sums), "
        f"exact AS (SELECT *, {_listed([*_indices(rules), *_completeness(rules)])} FROM whole), "
        f"every AS (SELECT *, {_listed(_overall(rules, name) for name in BOUNDS)} FROM exact), "
        f"printed AS (SELECT * REPLACE ({_listed(rounded)}) FROM every) "
        f"SELECT unit, period, COLUMNS('^({'|'.join(BOUNDS)}|completeness)_'), "
        f"{_listed([*_bands(rules), _gates(rules)])} FROM printed"
    )


def _sums(rules: Rules) -> Iterator[str]:
    for section, items in rules.items.items():
        for what in SUMS:
            terms = (f'{what}("{item}", {weight})' for item, weight in items.items())
            yield f"sum({_added(terms)})::BIGINT AS {what}_{section}"


def _shut(rules: Rules) -> Iterator[str]:
    """Tell of every gate whether at least half of the levels are below its bar."""
    for item, gate in rules.gates.items():
        chosen = f'count(*) FILTER ("{item}" >= {LOWEST_LEVEL})'
        below = f'count(*) FILTER ("{item}" >= {LOWEST_LEVEL} AND "{item}" < {gate.bar})'
        yield f'{chosen} > 0 AND 2 * {below} >= {chosen} AS "shut_{item}"'


def _whole(rules: Rules) -> Iterator[str]:
    for name in SUMS:
        yield f"{_added(f'{name}_{section}' for section in rules.items)} AS {name}_overall"


def _indices(rules: Rules) -> Iterator[str]:
    """Write index and bounds of the sections, not rounded; null where there are none."""
    for part in rules.items:
        most = f"points_{part} + {rules.most} * (applicable_{part} - answered_{part})"
        means = (
            (f"points_{part}", f"answered_{part}"),
            (f"points_{part}", f"applicable_{part}"),
            (most, f"applicable_{part}"),
        )
        for name, (total, weight) in zip(BOUNDS, means, strict=True):
            index = f"{rules.lowest} + {rules.step} * ({total}) / nullif({weight}, 0)"
            yield f"{index} AS {name}_{part}"


def _completeness(rules: Rules) -> Iterator[str]:
    for part in rules.parts:
        yield f"100 * answered_{part} / nullif(applicable_{part}, 0) AS completeness_{part}"


def _overall(rules: Rules, name: str) -> str:
    """Write the weighted mean of a figure of the sections that have it."""
    whole = _added(
        f"{weight} * coalesce({name}_{part}, 0)" for part, weight in rules.weights.items()
    )
    weights = _added(
        f"if({name}_{part} IS NULL, 0, {weight})" for part, weight in rules.weights.items()
    )
    return f"({whole}) / nullif({weights}, 0) AS {name}_overall"


def _bands(rules: Rules) -> Iterator[str]:
    """Write the band of each complete part: as its index says, no higher than gates allow."""
    _first, *others = rules.bands.values()
    names = [*rules.bands]
    for part in rules.parts:
        reached = _added(f"(index_{part} >= {lowest})::TINYINT" for lowest in others)
        caps = (
            f'if("shut_{item}", {gate.cap}, NULL)' for item, gate in rules.gates_of(part).items()
        )
        complete = f"answered_{part} = applicable_{part} AND applicable_{part} > 0"
        place = f"least({_listed([reached, *caps])})"
        yield f"CASE WHEN {complete} THEN ({names})[1 + {place}] END AS band_{part}"


def _gates(rules: Rules) -> str:
    names = (f"if(\"shut_{item}\", '{item}', NULL)" for item in rules.gates)
    return f"concat_ws(', ', {_listed(names)}) AS gates"


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(columns)


def _added(terms: Iterable[str]) -> str:
    return " + ".join(terms)
