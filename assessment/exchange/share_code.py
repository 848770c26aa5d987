"""A sheet's answers as a short text that is sent by chat, and found again in any pasted text.

``BERMAKNA-UNIT-1-0-0-`` and groups of five characters: the standard and its version, then what
``code_numbers.py`` packs. A code holds levels and states only: no evidence, note, reason or name.
``checklist/static/share_code.js`` makes the same codes.
"""

from assessment.answers import AnswerSheet
from assessment.errors import Problem
from assessment.exchange.code_numbers import GROUP, head_of, pack
from assessment.exchange.found_codes import Found, find_codes
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.plan import compile_plan


def share_code(sheet: AnswerSheet) -> str:
    """Return the code of a sheet's levels and states; raises ``AnswerError`` for a misfit."""
    sheet = AnswerSheet.from_data(sheet.model_dump(), _("share code"))
    plan = compile_plan(load_standard(sheet.standard))
    characters = pack(plan, sheet.sheet, sheet.choices())
    groups = (characters[at : at + GROUP] for at in range(0, len(characters), GROUP))
    return "-".join([head_of(plan), *groups])


def read_share_codes(text: str) -> tuple[list[AnswerSheet], list[Problem]]:
    """Find all codes in a text; return their sheets, and what was refused or counted once.

    Of several codes of one sheet, the last one counts. The sheets have ids that begin with
    ``share-``, the time of reading, and no names.
    """
    counted: dict[tuple[str, str], Found] = {}
    problems: list[Problem] = []
    for found in find_codes(text):
        if found.sheet is None:
            problems.append(found.problem(found.wrong))
            continue
        key = (found.sheet.standard, found.sheet.sheet)
        if key in counted:
            problems.append(_counted_once(counted[key], found))
        counted[key] = found
    return [found.sheet for found in counted.values() if found.sheet], problems


def _counted_once(earlier: Found, later: Found) -> Problem:
    if earlier.sheet and later.sheet and earlier.sheet.answers == later.sheet.answers:
        message = _("is the same code as in line {line}; counted once")
        return later.problem(message.format(line=earlier.line))
    message = _("is replaced by the later code of the same sheet in line {line}")
    return earlier.problem(message.format(line=later.line))
