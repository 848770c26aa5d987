"""The words of a workshop: a room answers some sections of a standard, blind until revealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessment.matrix import Choice
from assessment.plan import PlannedItem, ScoringPlan

# Digits that everyone can read aloud and type on any phone.
CODE_DIGITS = 8
# Answers before and after.
MOST_ROUNDS = 2
# Days after which a workshop is erased, unless its trainer says otherwise.
USUAL_DAYS = 30
# Letters of a commitment: two sentences fit on a card of the wall.
LONGEST_COMMITMENT = 200


class Phase(StrEnum):
    """How far a workshop is.

    ``CLOSED``: nobody can send answers, before a round or after it. ``OPEN``: phones may send and
    correct theirs. ``REVEALED``: the group's answers are shown, and no answer changes any more.
    ``ENDED``: only the trainer still sees them.
    """

    CLOSED = "closed"
    OPEN = "open"
    REVEALED = "revealed"
    ENDED = "ended"


@dataclass(frozen=True)
class Workshop:
    """A workshop about some sections of one version of a standard.

    ``code`` is what participants type, eight digits. ``rounds`` is 2 for answers before and after,
    else 1; ``round`` is the one at hand, from 1. ``closes`` is when an open round ends by itself
    (ISO 8601, UTC), and ``kept_until`` the day (ISO 8601) after which everything is erased.
    """

    id: int
    code: str
    title: str
    standard: str
    version: str
    sections: tuple[str, ...]
    rounds: int
    round: int
    phase: Phase
    closes: str | None
    kept_until: str


@dataclass(frozen=True)
class SentSheet:
    """A sheet as a phone sends it: levels and states only, no evidence, note, reason or name.

    ``sheet`` is the id that the phone gave its sheet, the same in both rounds. ``revision`` grows
    with every change on the phone, so that an older sheet that arrives late changes nothing.
    """

    sheet: str
    round: int
    revision: int
    standard: str
    version: str
    choices: Mapping[str, Choice]


@dataclass(frozen=True)
class Progress:
    """How many have sent a sheet in the round at hand, how many answered all, and how far all are.

    ``completeness`` is the share of all items of all sheets that are answered, from 0 to 1.
    """

    people: int
    complete: int
    completeness: float


@dataclass(frozen=True)
class Commitment:
    """What a participant has promised themselves and chose to show; the trainer may hide it."""

    id: int
    text: str
    hidden: bool


def grouped(code: str) -> str:
    """Return a code in groups of four digits, as it is read aloud."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def asked_items(plan: ScoringPlan, sections: tuple[str, ...]) -> list[PlannedItem]:
    """Return the items that a workshop asks: of its sections, without the confidential ones."""
    named = [section.id for section in plan.sections]
    return [
        item for item in plan.items if named[item.section] in sections and not item.confidential
    ]
