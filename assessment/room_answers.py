"""What a workshop asks, and whose answers of a room count."""

from collections.abc import Mapping, Sequence

from assessment.answers import AnswerSheet
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.plan import compile_plan
from assessment.standard import Standard
from assessment.suppression import suppressed
from assessment.workshop import asked_items

Rounds = dict[int, list[AnswerSheet]]


def asked_standard(standard: Standard, sections: Sequence[str]) -> Standard:
    """Return a standard with nothing but what a workshop about these sections asks.

    So nothing that was not asked lowers a completeness or widens bounds. Raises
    ``BermaknaError`` when nothing is asked.
    """
    asked = {item.id for item in asked_items(compile_plan(standard), tuple(sections))}
    if not asked:
        raise BermaknaError(_("a workshop asks one item at least; these sections have none"))
    parts = [
        part.model_copy(update={"items": tuple(item for item in part.items if item.id in asked)})
        for part in standard.sections
    ]
    return standard.model_copy(update={"sections": tuple(part for part in parts if part.items)})


def given_answers(asked: Standard, answers: Mapping[int, Sequence[AnswerSheet]]) -> Rounds:
    """Return the sheets that answer some asked item, by round and participant."""
    items = [item.id for item in asked.items]

    def answers_some(sheet: AnswerSheet) -> bool:
        choices = sheet.choices()
        return any(choices.get(item) is not None for item in items)

    return {
        round_: sorted(filter(answers_some, answers[round_]), key=lambda sheet: sheet.sheet)
        for round_ in sorted(answers)
    }


def in_every_round(given: Rounds) -> Rounds | None:
    """Return the sheets of those who answered every round, or ``None`` for fewer than five.

    Figures of these people alone leave no difference that would be of the others.
    """
    people = [{sheet.sheet for sheet in sheets} for sheets in given.values()]
    same = set.intersection(*people) if people else set()
    if suppressed(len(same)):
        return None
    return {
        round_: [sheet for sheet in sheets if sheet.sheet in same]
        for round_, sheets in given.items()
    }


def people_of(rounds: Mapping[int, Sequence[AnswerSheet]]) -> int:
    """Count the people who are in some round."""
    return len({sheet.sheet for sheets in rounds.values() for sheet in sheets})
