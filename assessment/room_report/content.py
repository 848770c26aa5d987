"""What the report of a workshop says, gathered once; no number is computed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.report.cleaning import clean
from assessment.room_results import GroupResults, RoundResults
from assessment.standard import Item, Standard
from assessment.suppression import suppressed
from assessment.workshop import Commitment, Workshop


@dataclass(frozen=True, eq=False)
class RoomContent:
    """All that the report of a workshop says; texts are clean, and nobody is named.

    ``commitments`` are those that are shown, in the order of their letters: it says nothing about
    who wrote them, or when. ``chosen`` are the items that the room wants to talk about.
    """

    title: str
    kept_until: str
    day: date
    results: GroupResults
    asked: Standard
    commitments: tuple[str, ...]
    chosen: tuple[Item, ...]

    @property
    def shown(self) -> tuple[RoundResults, ...]:
        """The rounds of five people or more."""
        return tuple(part for part in self.results.rounds if not suppressed(part.people))


def room_content(
    workshop: Workshop,
    results: GroupResults,
    commitments: Sequence[Commitment],
    chosen: Sequence[str],
    day: date | None,
) -> RoomContent:
    """Gather the report; raises ``BermaknaError`` for a chosen item that was not asked."""
    asked = results.asked
    items = {item.id: item for item in asked.items}
    for item in chosen:
        if item not in items:
            raise BermaknaError(_("{item} was not asked in this workshop").format(item=item))
    shown = (clean(commitment.text) for commitment in commitments if not commitment.hidden)
    return RoomContent(
        title=" ".join(clean(workshop.title).split()) or _("Workshop without a title"),
        kept_until=workshop.kept_until,
        day=day or date.today(),  # noqa: DTZ011, the day where the report is made
        results=results,
        asked=asked,
        commitments=tuple(sorted(filter(None, shown), key=str.casefold)),
        chosen=tuple(items[item] for item in dict.fromkeys(chosen)),
    )
