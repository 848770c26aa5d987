"""Small matrices of units and periods that tests of roll-ups are built from."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from assessment.answer_matrix import AnswerMatrix, whose
from assessment.matrix import Choice, encode
from assessment.plan import compile_plan
from assessment.standard import Standard
from tests.builders import LEFT_OUT, answer_sets, complete_sets, make_standard

Sheet = Mapping[str, Choice]
# A sheet with its unit, its period, and whether it is agreed on.
Row = tuple[str, str, bool, Sheet]

SMALL = make_standard(
    items_per_section=(3, 2),
    weights={"A1-1": 2, "A1-3": 3, "A2": 4},
    gates={"A1-2": (2, "low"), "A2-1": (1, "middle"), "A2-2": (3, "middle")},
)


def matrix_of(rows: Sequence[Row], standard: Standard = SMALL) -> AnswerMatrix:
    """Return sheets as a matrix, in their order."""
    codes = encode(compile_plan(standard), [sheet for *_about, sheet in rows])
    columns = zip(*(row[:3] for row in rows), strict=True) if rows else ([], [], [])
    return AnswerMatrix(
        standard, codes, whose(dict(zip(("unit", "period", "agreed"), columns, strict=True)))
    )


def all_of(standard: Standard, level: Choice) -> dict[str, Choice]:
    """Return a sheet with the same answer to every item."""
    return {item.id: level for item in standard.items if level != LEFT_OUT}


def sheets(standard: Standard = SMALL) -> st.SearchStrategy[dict[str, Choice]]:
    """Draw sheets, every second one complete."""
    plan = compile_plan(standard)
    return st.one_of(answer_sets(plan), complete_sets(plan))


def rows(
    standard: Standard = SMALL, units: int = 3, periods: int = 2, most: int = 12
) -> st.SearchStrategy[list[Row]]:
    """Draw sheets of a few units and periods in any order; an agreed one now and then."""
    names = [f"Unit {number}" for number in range(1, units + 1)]
    times = [f"2026-{number}" for number in range(1, periods + 1)]
    agreed = st.sampled_from([False, False, False, True])
    row = st.tuples(st.sampled_from(names), st.sampled_from(times), agreed, sheets(standard))
    return st.lists(row, min_size=1, max_size=most).map(_one_agreed_each)


def _one_agreed_each(drawn: list[Row]) -> list[Row]:
    """Keep the first agreed sheet of a unit and period; a unit agrees once."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for unit, period, agreed, sheet in drawn:
        kept.append((unit, period, agreed and (unit, period) not in seen, sheet))
        seen |= {(unit, period)} if agreed else set()
    return kept
