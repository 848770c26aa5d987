"""Units in periods as a roll-up reads them, and their figures once more in plain fractions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from hypothesis import strategies as st

from assessment.answer_matrix import AnswerMatrix, whose
from assessment.matrix import Choice, encode
from assessment.plan import compile_plan
from assessment.standard import Standard

# A printed number in hundredths, ``None`` where there is none.
Hundredths = int | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: a choice for each item of the standard, in its order."""

    unit: str
    choices: tuple[Choice, ...]
    period: str = "2026-1"
    agreed: bool = True


def matrix_of(standard: Standard, sheets: Sequence[Sheet]) -> AnswerMatrix:
    items = [item.id for item in standard.items]
    codes = encode(
        compile_plan(standard), [dict(zip(items, one.choices, strict=True)) for one in sheets]
    )
    return AnswerMatrix(
        standard,
        codes,
        whose(
            {
                "unit": [sheet.unit for sheet in sheets],
                "period": [sheet.period for sheet in sheets],
                "agreed": [sheet.agreed for sheet in sheets],
            }
        ),
    )


def choices_of(standard: Standard) -> st.SearchStrategy[tuple[Choice, ...]]:
    """Draw a choice for each item, two times of three a level."""
    return st.tuples(
        *(
            st.sampled_from([*levels, *levels, None, "unknown", "not_applicable"])
            for levels in (item.levels for item in compile_plan(standard).items)
        )
    )


def index_of(standard: Standard, sheets: Iterable[Mapping[str, Choice]]) -> list[Hundredths]:
    """Return the index of sheets scored as one: overall, then by section."""
    rows = list(sheets)
    plan = compile_plan(standard)
    exact: list[Fraction | None] = []
    for section in range(len(plan.sections)):
        given = [
            (item.weight, item.points[item.levels.index(choice)])
            for row in rows
            for item in plan.items
            if item.section == section and isinstance(choice := row.get(item.id), int)
        ]
        exact.append(_mean(given))
    weighted = [
        (section.weight, score)
        for section, score in zip(plan.sections, exact, strict=True)
        if score is not None
    ]
    (least, most), (low, high) = plan.points, plan.values
    return [
        None
        if score is None
        else half_up(100 * (low + (high - low) * (score - least) / (most - least)))
        for score in (_mean(weighted), *exact)
    ]


def _mean(weighted: Sequence[tuple[int, Fraction | int]]) -> Fraction | None:
    total = sum(weight for weight, _number in weighted)
    return sum(weight * number for weight, number in weighted) / Fraction(total) if total else None


def half_up(number: Fraction) -> int:
    return floor(number + Fraction(1, 2))


def mean_of(numbers: Sequence[int]) -> int:
    """Return the mean of printed hundredths as it is printed."""
    return half_up(Fraction(sum(numbers), len(numbers)))


def percentile_inc(numbers: Iterable[int], share: Fraction) -> int:
    """Return what Excel's PERCENTILE.INC gives, rounded half up."""
    rising = sorted(numbers)
    place = (len(rising) - 1) * share
    below, above = rising[floor(place)], rising[min(floor(place) + 1, len(rising) - 1)]
    return half_up(below + (place - floor(place)) * (above - below))
