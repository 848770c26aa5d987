"""A small standard with a confidential item, and the sheets of a room that answers it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from assessment.answers import AnswerSheet
from assessment.loading import load_standard
from assessment.matrix import Choice
from assessment.room_answers import asked_standard
from assessment.room_results import GroupResults, group_results
from assessment.standard import Standard
from tests.builders import standard_data, validate_standard
from tests.panels import blind_sheet

Row = tuple[Choice, ...]


def small_standard() -> Standard:
    """Make sections A1 (three items), A2 (one item and a confidential one) and A3 (not asked)."""
    data = standard_data(items_per_section=(3, 2, 1), weights={"A1-2": 2, "A2": 3})
    data["sections"][1]["items"][1]["confidential"] = True
    return validate_standard(data)


SMALL = small_standard()
SECTIONS = ("A1", "A2")
ITEMS = ("A1-1", "A1-2", "A1-3", "A2-1")

levels = st.sampled_from([0, 1, 2, 3])
choices = st.sampled_from([0, 1, 2, 3, 3, 2, None, "unknown", "not_applicable"])
rows = st.tuples(*[choices] * len(ITEMS))


def room(*answers: Row, first: int = 0) -> list[AnswerSheet]:
    """Make a sheet a person; people are numbered from ``first``."""
    return [
        blind_sheet(SMALL, dict(zip(ITEMS, row, strict=True)), sheet=f"orang-{number:03}")
        for number, row in enumerate(answers, start=first)
    ]


def results(*rounds: Sequence[AnswerSheet]) -> GroupResults:
    return group_results(SMALL, SECTIONS, dict(enumerate(rounds, start=1)))


def figures(found: GroupResults) -> list[str]:
    """Return everything that a result says, as texts that can be compared."""
    frames = [frame for part in found.rounds for frame in (part.items, part.sections)]
    frames += [found.change.sections] if found.change else []
    return [found.text, *(frame.to_csv() for frame in frames)]


def of(frame: pd.DataFrame, **which: str) -> dict[str, Any]:
    """Return the one row of a frame in which a column has a value."""
    ((column, value),) = which.items()
    (row,) = frame[frame[column] == value].to_dict("records")
    return {str(name): cell for name, cell in row.items()}


def praktik_room(
    people: int, sections: Sequence[str], *, steps: int = 0, first: int = 0
) -> list[AnswerSheet]:
    """Make the sheets of a room that answers sections of ``praktik``, none of them like another.

    Levels are ``steps`` higher than without, as far as the scale goes; some do not know.
    """
    standard = load_standard("praktik")
    items = [item.id for item in asked_standard(standard, sections).items]

    def chosen(person: int, place: int) -> Choice:
        if (person * 7 + place * 5) % 29 == 0:
            return "unknown"
        spread = (person * (place + 3) + place * place) % (2 + place % 3)
        moved = (steps if (person + 2 * place) % 5 else 0) - (steps * 2 if person % 4 == 0 else 0)
        return max(1, min(4, 1 + spread + moved))

    return [
        blind_sheet(
            standard,
            {item: chosen(person, place) for place, item in enumerate(items)},
            sheet=f"share-{person:08x}",
        )
        for person in range(first, first + people)
    ]


def choices_of(sheets: Sequence[AnswerSheet]) -> list[Mapping[str, Choice]]:
    return [sheet.choices() for sheet in sheets]
