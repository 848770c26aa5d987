"""What taking over a sheet would change: shown to a person before anything is taken over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessment.answers import Answer, AnswerSheet
from assessment.matrix import Choice

HEAD = ("unit", "period", "assessor")
FIELDS = tuple(Answer.model_fields)


@dataclass(frozen=True)
class Difference:
    """One field that changes: of an item, or with ``item`` empty, of the sheet itself.

    ``field`` is a field of ``Answer`` or ``AnswerSheet``; a choice is ``None`` where there was or
    is no answer, a text is empty.
    """

    item: str
    field: str
    before: Choice | str
    after: Choice | str


def difference(before: AnswerSheet, after: AnswerSheet) -> list[Difference]:
    """List what changes from one state of a sheet to the next, by item; no change, no entry.

    An item that ``after`` leaves out becomes unanswered. Ids and times of the sheets are not
    compared.
    """
    found = [
        Difference("", name, getattr(before, name), getattr(after, name))
        for name in HEAD
        if getattr(before, name) != getattr(after, name)
    ]
    for item in sorted({*before.answers, *after.answers}, key=_order):
        old, new = (sheet.answers.get(item, Answer()) for sheet in (before, after))
        found += _changes(item, old, new)
    return found


def _changes(item: str, before: Answer, after: Answer) -> Iterator[Difference]:
    for name in FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Difference(item, name, old, new)


def _order(item: str) -> tuple[str, list[int]]:
    """Sort ``P2-1`` before ``P10-1``, as standards do."""
    return re.sub(r"[0-9].*", "", item), [int(number) for number in re.findall(r"[0-9]+", item)]
