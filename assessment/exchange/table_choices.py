"""What the cells of a table say was chosen: levels as digits, the other states as words."""

import re
from collections.abc import Callable, Mapping, Sequence

from assessment.answers import Answer
from assessment.errors import AnswerError, Problem
from assessment.i18n import _
from assessment.matrix import STATE_NAMES, Choice

# Makes the problem of a place in one row.
Where = Callable[[str, str], Problem]

# A level may have become a number with decimals on its way through a spreadsheet.
LEVEL = re.compile(r"([0-9]{1,4})(?:[.,]0+)?")
# Where a time of day is written with points, as in Indonesia, Excel makes 1.00.00 of 1.0.0.
VERSION = re.compile(r"([0-9]{1,4})[.:]([0-9]{1,4})[.:]([0-9]{1,4})")


def tidy_choice(row: Mapping[str, str], where: Where) -> Choice:
    """Return what the state and level of a row say; raises ``AnswerError``."""
    word, level = row["state"].strip(), row["level"].strip()
    state = _states().get(word.casefold())
    if state is None:
        raise _refused(where, f"state = {word!r}", _("allowed: {expected}"), STATE_NAMES)
    if not level and state == "level":
        raise AnswerError([where("level", _("is missing"))])
    if not level:
        return _choice(state)
    if word and state != "level":
        message = _("must be empty beside the state {expected}")
        raise _refused(where, f"level = {level!r}", message, [state])
    found = LEVEL.fullmatch(level)
    if not found:
        raise AnswerError([where(f"level = {level!r}", _("must be a whole number"))])
    return int(found[1])


def wide_choice(row: Mapping[str, str], item: str, where: Where) -> Answer:
    """Return the answer in an item's cell of a wide table; raises ``AnswerError``."""
    word = row[item].strip()
    found = LEVEL.fullmatch(word)
    state = _states().get(word.casefold())
    if not found and state in (None, "level"):
        message = _("allowed: a level, {expected}, or nothing")
        raise _refused(where, f"{item} = {word!r}", message, STATE_NAMES[1:3])
    choice = int(found[1]) if found else _choice(str(state))
    reason = _("given in a table without reasons") if choice == "not_applicable" else ""
    return Answer.model_validate({"choice": choice, "reason": reason})


def plain_version(cell: str) -> str:
    """Return a version as it was before a spreadsheet took it for a time of day."""
    found = VERSION.fullmatch(cell.strip())
    return ".".join(str(int(part)) for part in found.groups()) if found else cell.strip()


def _states() -> dict[str, str]:
    """Map what a person may write, in small letters, to the names of the states."""
    on_the_form = {_("Do not know"): "unknown", _("Not applicable"): "not_applicable"}
    spoken = {word.casefold(): state for word, state in on_the_form.items()}
    return {"": "unanswered", **{name: name for name in STATE_NAMES}, **spoken}


def _choice(state: str) -> str | None:
    return None if state == "unanswered" else state


def _refused(where: Where, place: str, message: str, expected: Sequence[str]) -> AnswerError:
    return AnswerError([where(place, message.format(expected=", ".join(expected)))])
