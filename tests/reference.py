"""The scoring rules once more, in plain fractions: what every evaluator must agree with.

Written from the rules alone; it takes a plan as plain data (``ScoringPlan.to_dict``) and shares
no code with the package.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor
from typing import Any

Plan = Mapping[str, Any]
Item = Mapping[str, Any]
Answers = Mapping[str, Any]


def score_sheet(plan: Plan, answers: Answers) -> dict[str, Any]:
    """Return the figures of one sheet: overall and by section, without words and trace."""
    parts = [
        [item for item in plan["items"] if item["section"] == place]
        for place in range(len(plan["sections"]))
    ]
    numbers = [_section_numbers(plan, items, answers) for items in parts]
    weights = [section["weight"] for section in plan["sections"]]
    overall = {
        name: _mean(zip(weights, [part[name] for part in numbers], strict=True))
        for name in ("score", "low", "high")
    }
    return {
        "overall": _printed(plan, "overall", overall, plan["items"], answers),
        "sections": [
            _printed(plan, section["id"], found, items, answers)
            for section, found, items in zip(plan["sections"], numbers, parts, strict=True)
        ],
    }


def _section_numbers(plan: Plan, items: list[Item], answers: Answers) -> dict[str, Any]:
    """Return the exact score and bounds of a section; ``None`` where one does not exist."""
    least, most = plan["points"]
    applicable = [item for item in items if answers.get(item["id"]) != "not_applicable"]
    answered = [item for item in applicable if _has_level(item, answers)]

    def mean_with(open_points: int, counted: list[Item]) -> Fraction | None:
        points = [_points(item, answers) if item in answered else open_points for item in counted]
        weights = [item["weight"] for item in counted]
        return _index(plan, _mean(zip(weights, map(Fraction, points), strict=True)))

    return {
        "score": mean_with(0, answered),
        "low": mean_with(least, applicable),
        "high": mean_with(most, applicable),
    }


def _has_level(item: Item, answers: Answers) -> bool:
    return answers.get(item["id"]) in item["levels"]


def _points(item: Item, answers: Answers) -> int:
    return item["points"][list(item["levels"]).index(answers[item["id"]])]


def _mean(weighted: Iterable[tuple[int, Fraction | None]]) -> Fraction | None:
    """Return the weighted mean of the numbers that exist."""
    there = [(weight, number) for weight, number in weighted if number is not None]
    total = sum(weight for weight, _number in there)
    return sum(weight * number for weight, number in there) / Fraction(total) if there else None


def _index(plan: Plan, points: Fraction | None) -> Fraction | None:
    (least, most), (low, high) = plan["points"], plan["values"]
    return None if points is None else low + (high - low) * (points - least) / (most - least)


def _printed(
    plan: Plan, name: str, exact: Mapping[str, Any], items: list[Item], answers: Answers
) -> dict[str, Any]:
    """Round, and find the band: from the rounded score, held back by the gates."""
    applicable = [item for item in items if answers.get(item["id"]) != "not_applicable"]
    answered = [item for item in applicable if _has_level(item, answers)]
    shut = [item for item in answered if item["gate"] and answers[item["id"]] < item["gate"][0]]
    rounded = {key: _hundredths(number) for key, number in exact.items()}
    complete = applicable and len(answered) == len(applicable)
    return {
        "id": name,
        **{key: None if number is None else number / 100 for key, number in rounded.items()},
        "completeness": _completeness(answered, applicable),
        "band": _band(plan, rounded["score"], shut) if complete else None,
        "shut": [item["id"] for item in shut],
    }


def _completeness(answered: list[Item], applicable: list[Item]) -> float | None:
    if not applicable:
        return None
    part = sum(item["weight"] for item in answered)
    whole = sum(item["weight"] for item in applicable)
    return _hundredths(Fraction(100 * part, whole)) / 100


def _band(plan: Plan, score: int, shut: list[Item]) -> str:
    reached = max(place for place, band in enumerate(plan["bands"]) if band["lowest"] <= score)
    return plan["bands"][min([reached, *(item["gate"][1] for item in shut)])]["id"]


def _hundredths(number: Fraction | None) -> int | None:
    """Round half up."""
    return None if number is None else floor(100 * number + Fraction(1, 2))


def score_together(plan: Plan, sheets: list[Answers]) -> dict[str, Any]:
    """Return the figures of several sheets of one unit, as of one long sheet.

    A gate is shut when the lower median level of the sheets is below its bar.
    """
    items = [
        {**item, "id": f"{item['id']}/{number}", "gate": _gate_of(item, sheets, number)}
        for item in plan["items"]
        for number in range(len(sheets))
    ]
    answers = {
        f"{item_id}/{number}": choice
        for number, sheet in enumerate(sheets)
        for item_id, choice in sheet.items()
    }
    found = score_sheet({**plan, "items": items}, answers)
    for part in (found["overall"], *found["sections"]):
        part["shut"] = [name.split("/")[0] for name in part["shut"]]
    return found


def _gate_of(item: Item, sheets: list[Answers], number: int) -> Any:
    """Leave the gate to one sheet that does not pass it, when the median does not."""
    levels = sorted(sheet[item["id"]] for sheet in sheets if _has_level(item, sheet))
    if not item["gate"] or not levels or levels[(len(levels) - 1) // 2] >= item["gate"][0]:
        return None
    lowest = next(n for n, sheet in enumerate(sheets) if sheet.get(item["id"]) == levels[0])
    return item["gate"] if number == lowest else None
