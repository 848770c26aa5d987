"""What is typed for a paper form: its number, and a sign for each item."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.i18n import _
from assessment.matrix import Choice
from assessment.plan import PlannedItem

UNKNOWN, NOT_APPLICABLE = "t", "b"
MOST_NUMBER = 9_999


@dataclass(frozen=True)
class Row:
    """A form: its number as it is typed, and a sign for each item, empty for no answer."""

    number: str
    cells: Sequence[str]

    @property
    def counted(self) -> int | None:
        """The number, or ``None`` when it is none that a form may have."""
        typed = self.number
        number = int(typed) if typed.isascii() and typed.isdigit() else 0
        return number if 0 < number <= MOST_NUMBER else None

    def choices(self, items: Sequence[PlannedItem]) -> dict[str, Choice]:
        """Return what the signs answer, by item."""
        return {item.id: _choice(sign) for item, sign in zip(items, self.cells, strict=False)}


def signs_of(item: PlannedItem) -> list[str]:
    """Return the keys that answer an item."""
    states = [UNKNOWN, *([NOT_APPLICABLE] if item.not_applicable else [])]
    return [*map(str, item.levels), *states]


def _choice(sign: str) -> Choice:
    states: dict[str, Choice] = {"": None, UNKNOWN: "unknown", NOT_APPLICABLE: "not_applicable"}
    return states[sign] if sign in states else int(sign)


def problems_of(rows: Sequence[Row], items: Sequence[PlannedItem]) -> Iterator[str]:
    """Yield what keeps rows from being stored."""
    times = Counter(row.counted for row in rows)
    for row in rows:
        if row.counted is None:
            message = _("every form needs a number from 1 to {most}")
            yield of_form(row.number or "–", message.format(most=MOST_NUMBER))
        elif times[row.counted] > 1:
            yield of_form(row.number, _("this number stands twice"))
        for item, sign in zip(items, row.cells, strict=False):
            if sign and sign not in signs_of(item):
                yield of_form(row.number, f"{item.id}: {', '.join(signs_of(item))}")


def of_form(number: object, text: str) -> str:
    """Say something of a form."""
    return _("Form {number}: {text}").format(number=number, text=text)
