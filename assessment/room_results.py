"""The results of a workshop: what a room of people chose, and how the same people have changed.

Nothing is said of fewer than five people. With two rounds all figures are of those who answered
both, so that no difference of two figures is of the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from assessment.answers import AnswerSheet
from assessment.i18n import _
from assessment.reading import tidy
from assessment.room_answers import (
    Rounds,
    asked_standard,
    given_answers,
    in_every_round,
    people_of,
)
from assessment.room_change import GroupChange, change_of_room
from assessment.room_items import items_of_room
from assessment.room_sections import sections_of_room
from assessment.standard import Standard
from assessment.suppression import MIN_GROUP, suppressed


@dataclass(frozen=True, eq=False)
class RoundResults:
    """One round of ``people`` people; all figures are ``NA`` where they are fewer than five.

    ``items`` has a row an asked item, the widest disagreement first: ``n`` people chose a level,
    ``median`` is the lower one when ``n`` is even, and ``distance`` the steps between the levels
    of two people, the mean of all pairs. Where ``n`` is below five, only the counts are shown.
    ``sections`` has the mean ``low`` and ``high`` bounds of the ``n`` people to whom some of its
    items apply; ``text`` says one number only where every one of them has answered all.
    """

    round: int
    people: int
    items: pd.DataFrame
    sections: pd.DataFrame


@dataclass(frozen=True, eq=False)
class GroupResults:
    """What may be shown of a workshop about ``sections`` of ``standard``.

    ``people`` counts those whose answers count, ``left_out`` those who sent a sheet that does
    not. ``rounds`` are the rounds that somebody answered. ``change`` is ``None`` with one round,
    and where fewer than five answered both. ``text`` says in words who counts, and why.
    """

    standard: Standard
    sections: tuple[str, ...]
    people: int
    left_out: int
    rounds: tuple[RoundResults, ...]
    change: GroupChange | None
    text: str

    @property
    def asked(self) -> Standard:
        """The standard with nothing but what was asked."""
        return asked_standard(self.standard, self.sections)

    def round_name(self, number: int) -> str:
        """Return what a round is called where two stand side by side; else nothing."""
        if len(self.rounds) == 1:
            return ""
        return _("Before") if number == 1 else _("After")


def group_results(
    standard: Standard, sections: Sequence[str], answers: Mapping[int, Sequence[AnswerSheet]]
) -> GroupResults:
    """Return what may be shown of the answers, given by round; ``sheet`` is the participant.

    Raises ``BermaknaError`` when these sections ask nothing, and as ``summarise`` does.
    """
    asked = asked_standard(standard, sections)
    given = given_answers(asked, answers)
    same = in_every_round(given)
    counted = {round_: sheets for round_, sheets in (same or given).items() if sheets}
    frames = {round_: tidy(sheets, asked) for round_, sheets in counted.items()}
    people = people_of(counted)
    left_out = people_of(answers) - people
    paired = same is not None and len(frames) > 1
    return GroupResults(
        standard=standard,
        sections=tuple(part.id for part in standard.sections if part.id in sections),
        people=people,
        left_out=left_out,
        rounds=tuple(
            RoundResults(
                round_,
                len(counted[round_]),
                items_of_room(asked, frame),
                sections_of_room(asked, frame),
            )
            for round_, frame in frames.items()
        ),
        change=change_of_room(asked, *frames.values()) if paired else None,
        text=_say(counted, left_out, rounds=len(answers), paired=paired),
    )


def _say(counted: Rounds, left_out: int, *, rounds: int, paired: bool) -> str:
    """Say who counts, who does not, and what is hidden."""
    people = people_of(counted)
    if not people:
        return _("Nobody has answered.")
    least = MIN_GROUP
    said = [_("The answers of {people} people count.").format(people=people)]
    if left_out:
        why = _("Not counted: {left_out}, who answered one round only or no item.")
        none = _("Not counted: {left_out}, who answered no item.")
        said.append((why if paired else none).format(left_out=left_out))
    if rounds > 1 and not paired:
        apart = _("Fewer than {least} answered both rounds, so no change is shown.")
        said.append(apart.format(least=least))
    for round_, sheets in counted.items():
        if suppressed(len(sheets)):
            few = _("Round {round}: fewer than {least} answered, so nothing of it is shown.")
            said.append(few.format(round=round_, least=least))
    return " ".join(said)
