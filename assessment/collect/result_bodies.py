"""The group's results as JSON: what everyone may see once they are revealed."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from assessment.answers import AnswerSheet
from assessment.standard import Standard
from assessment.suppression import suppressed

if TYPE_CHECKING:
    import pandas as pd

    from assessment.room_change import GroupChange
    from assessment.room_results import RoundResults

SHARE = "share_"


class ItemResult(BaseModel):
    """How a group answered an item; ``null`` where it is too few people."""

    section: str
    item: str
    text: str
    n: int | None
    shares: dict[str, float] | None
    unknown: int | None
    not_applicable: int | None
    unanswered: int | None
    median: int | None
    distance: float | None


class SectionResult(BaseModel):
    """The index of a section, between its bounds."""

    section: str
    title: str
    n: int | None
    low: float | None
    high: float | None
    text: str


class RoundResult(BaseModel):
    """One round; ``suppressed`` when it was answered by too few to be shown."""

    round: int
    people: int
    suppressed: bool
    items: list[ItemResult]
    sections: list[SectionResult]


class SectionChange(SectionResult):
    """How the same people have changed in a section, in points of the index."""

    change: float | None


class ChangeResult(BaseModel):
    """The changes between two rounds, the first one overall."""

    sections: list[SectionChange]
    text: str


class Results(BaseModel):
    """What a group is shown of its own answers."""

    people: int
    rounds: list[RoundResult]
    change: ChangeResult | None
    text: str


def results_of(
    standard: Standard, sections: Sequence[str], answers: Mapping[int, Sequence[AnswerSheet]]
) -> Results:
    """Return the results of a workshop's answers."""
    # Here, because pandas is not needed to serve a book.
    from assessment.room_results import group_results

    found = group_results(standard, sections, answers)
    return Results(
        people=found.people,
        rounds=[_round(one) for one in found.rounds],
        change=_change(found.change) if found.change else None,
        text=found.text,
    )


def _round(found: "RoundResults") -> RoundResult:
    return RoundResult(
        round=found.round,
        people=found.people,
        suppressed=suppressed(found.people),
        items=[ItemResult(**_with_shares(row)) for row in _rows(found.items)],
        sections=[SectionResult(**row) for row in _rows(found.sections)],
    )


def _change(found: "GroupChange") -> ChangeResult:
    rows = [SectionChange(**row) for row in _rows(found.sections)]
    return ChangeResult(sections=rows, text=found.text)


def _rows(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Return the rows of a frame as plain data, ``None`` for what is not known."""
    plain = frame.astype(object)
    rows = plain.where(plain.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _with_shares(row: dict[str, Any]) -> dict[str, Any]:
    """Put the columns of a row's levels together."""
    shares = {
        name.removeprefix(SHARE): value for name, value in row.items() if name.startswith(SHARE)
    }
    known = all(value is not None for value in shares.values())
    return {**row, "shares": shares if known else None}
