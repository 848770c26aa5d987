"""The queries of items and sections over all sheets.

The answer patterns of a section are counted once: they are few, and tell all the rest.
"""
# ruff: noqa: S608 - the names are those of a standard's items and sections

from assessment.bench_rollup.rules import Rules
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, UNANSWERED, UNKNOWN

STATES = {"unknown": UNKNOWN, "not_applicable": NOT_APPLICABLE, "unanswered": UNANSWERED}


def pattern_queries(rules: Rules) -> dict[str, str]:
    """Return the queries of how many sheets have each pattern, by the names of their tables."""
    return {
        f"patterns_{section}": f"SELECT period, {_quoted(items)}, count(*) AS sheets "
        "FROM sheets GROUP BY ALL"
        for section, items in rules.items.items()
    }


def item_query(rules: Rules) -> str:
    """Return the query of the table ``items`` of ``Findings``."""
    codes = " UNION ALL ".join(
        f"SELECT period, item, code, sheets FROM "
        f"(UNPIVOT patterns_{section} ON {_quoted(items)} INTO NAME item VALUE code)"
        for section, items in rules.items.items()
    )
    levels = {f"level_{digit}": code for code, digit in rules.digits.items()}
    counts = ", ".join(
        f"coalesce(sum(sheets) FILTER (code = {code}), 0)::BIGINT AS {name}"
        for name, code in {**STATES, **levels}.items()
    )
    shares = ", ".join(f"level_{digit} / n AS share_{digit}" for digit in rules.digits.values())
    return (
        f"WITH counted AS (SELECT period, item, {counts} FROM ({codes}) GROUP BY period, item), "
        f"every AS (SELECT *, {' + '.join(levels)} AS n FROM counted) "
        f"SELECT period, item, n, {_median(rules)} AS median, {', '.join(STATES)}, {shares} "
        f"FROM every"
    )


def _median(rules: Rules) -> str:
    """Write the lowest level that half of the levels do not exceed."""
    digits = [*rules.digits.values()]
    reached = (
        f"WHEN 2 * ({' + '.join(f'level_{lower}' for lower in digits[: place + 1])}) >= n "
        f"THEN {digit}"
        for place, digit in enumerate(digits)
    )
    return f"CASE {' '.join(reached)} END"


def alpha_query(rules: Rules) -> str:
    """Return the query of the table ``alphas`` of ``Findings``."""
    return " UNION ALL ".join(_alphas(section, rules) for section in rules.items)


def _alphas(section: str, rules: Rules) -> str:
    """Write a section's alphas: of its items that anybody answered, and sheets with all these."""
    items = [*rules.items[section]]
    used = ", ".join(f'bool_or("{item}" >= {LOWEST_LEVEL}) AS "used_{item}"' for item in items)
    whole = " AND ".join(f'("{item}" >= {LOWEST_LEVEL} OR NOT "used_{item}")' for item in items)
    levels = ", ".join(
        f'if("used_{item}", "{item}" - {LOWEST_LEVEL}, 0)::BIGINT AS "{item}"' for item in items
    )
    total = " + ".join(f'"{item}"' for item in items)
    answered = " + ".join(f'any_value("used_{item}")::INTEGER' for item in items)
    parts = " + ".join(_deviations(f'"{item}"') for item in items)
    return (
        f"SELECT period, '{section}' AS section, n, "
        f"if(used > 1 AND whole > 0, used / (used - 1) * (1 - parts / whole), NULL) AS value "
        f"FROM (SELECT period, sum(sheets)::BIGINT AS n, {answered} AS used, {parts} AS parts, "
        f"{_deviations('total')} AS whole FROM (SELECT *, {total} AS total FROM ("
        f"SELECT period, sheets, {levels}, COLUMNS('^used_') FROM patterns_{section} "
        f"JOIN (SELECT period, {used} FROM patterns_{section} GROUP BY period) USING (period) "
        f"WHERE {whole})) GROUP BY period)"
    )


def _deviations(level: str) -> str:
    """Write the squared deviations of levels times the number of sheets, in whole numbers."""
    squares, sums = f"sum(sheets * {level} * {level})", f"sum(sheets * {level})"
    return f"sum(sheets) * {squares} - {sums} * {sums}"


def _quoted(items: dict[str, int]) -> str:
    return ", ".join(f'"{item}"' for item in items)
