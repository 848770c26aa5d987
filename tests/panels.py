"""Blind sheets of a small standard, for the rooms that lay them side by side."""

from collections.abc import Mapping
from typing import Any

from assessment.answers import Answer, AnswerSheet
from assessment.matrix import Choice
from assessment.standard import Standard


def blind_sheet(
    standard: Standard,
    choices: Mapping[str, Choice],
    *,
    evidence: str = "Catatan",
    **fields: Any,
) -> AnswerSheet:
    """Make a sheet of ``standard``; every level has the same ``evidence``."""
    answers = {
        item: Answer.model_validate({"choice": choice, "evidence": evidence, "reason": "Alasan"})
        for item, choice in choices.items()
    }
    about = {"unit": "Loket", "period": "2026-1", "assessor": "A", **fields}
    return AnswerSheet(standard=standard.id, version=standard.version, answers=answers, **about)


def blind_sheets(standard: Standard, *rows: tuple[Choice, ...], **fields: Any) -> list[AnswerSheet]:
    """Make sheets of the assessors A, B, …; a row has one choice for each item of the standard."""
    items = [item.id for item in standard.items]
    return [
        blind_sheet(
            standard, dict(zip(items, row, strict=True)), assessor=chr(65 + number)
        ).model_copy(update=fields)
        for number, row in enumerate(rows)
    ]
