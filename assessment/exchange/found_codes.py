"""The share codes in a text, each with its sheet or with what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assessment.answers import Answer, AnswerSheet
from assessment.errors import BermaknaError, Problem
from assessment.exchange.code_numbers import GROUP, PRIME, length_of, shared_id, unpack
from assessment.exchange.pasted_text import PastedText
from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.matrix import Choice
from assessment.plan import ScoringPlan, compile_plan

HEAD = re.compile(
    # The head, and what may be the rest of a code.
    r"BERMAKNA-+([A-Z]+)-+(\d+)-+(\d+)-+(\d+)-+(?=([-0-9A-Z]{0,200}))",
    re.IGNORECASE | re.ASCII,
)
# Groups of a code that has lost its head.
HEADLESS = re.compile(rf"-(?:[0-9A-Z]{{{GROUP}}}-){{3,}}", re.IGNORECASE | re.ASCII)
LOOK_ALIKES = str.maketrans("OIL", "011", "-")
SHOWN = 26


@dataclass(frozen=True)
class Found:
    """A code in a text: its line, how it begins, where it ends, its sheet or what is wrong."""

    line: int
    beginning: str
    end: int
    sheet: AnswerSheet | None = None
    wrong: str = ""

    def problem(self, message: str) -> Problem:
        """Say something of this code."""
        return Problem(_("pasted text"), self.line, self.beginning, message)


def find_codes(text: str) -> Iterator[Found]:
    """Yield all codes of a text in their order, those without a readable head among them."""
    pasted = PastedText(text)
    heads = [*HEAD.finditer(pasted.bare)]
    limits = [*(head.start() for head in heads), len(pasted.bare)]
    yield from _headless(pasted, 0, limits[0])
    for head, limit in zip(heads, limits[1:], strict=True):
        found = _code(pasted, head, limit)
        yield found
        yield from _headless(pasted, found.end, limit)


def _headless(text: PastedText, start: int, end: int) -> Iterator[Found]:
    for found in HEADLESS.finditer(text.bare, start, end):
        wrong = _("looks like a share code, but its beginning is mistyped")
        yield Found(text.line(found.start()), f"…{found[0][:SHOWN]}…", end, wrong=wrong)


def _code(text: PastedText, head: re.Match[str], limit: int) -> Found:
    """Read the code that begins with ``head`` and ends before ``limit``."""
    standard, *version, rest = head.groups()
    rest = rest[: limit - head.end()]
    sheet, wrong = None, ""
    try:
        plan = _plan(standard.lower(), ".".join(version))
        rest = _first(rest, length_of(plan))
        sheet = _sheet(plan, rest.upper().translate(LOOK_ALIKES))
    except BermaknaError as error:
        wrong = str(error)
    beginning = f"{text.bare[head.start() :][:SHOWN].upper()}…"
    return Found(text.line(head.start()), beginning, head.end() + len(rest), sheet, wrong)


def _first(text: str, length: int) -> str:
    """Return the beginning of a text that holds so many characters beside its hyphens."""
    places = [place for place, character in enumerate(text) if character != "-"]
    return text[: places[length - 1] + 1] if len(places) >= length else text


@cache
def _plan(standard: str, version: str) -> ScoringPlan:
    """Return the plan that a head names; raises ``BermaknaError`` when there is none."""
    if standard not in standard_ids():
        message = _("unknown standard; allowed: {allowed}")
        raise BermaknaError(message.format(allowed=", ".join(standard_ids())))
    plan = compile_plan(load_standard(standard))
    if version != plan.version:
        message = _("unknown version of {standard}; allowed: {allowed}")
        raise BermaknaError(message.format(standard=standard, allowed=plan.version))
    return plan


def _sheet(plan: ScoringPlan, characters: str) -> AnswerSheet:
    """Return the sheet of a code's characters; raises ``BermaknaError`` for a damaged code."""
    if len(characters) < length_of(plan):
        raise BermaknaError(_("is cut off; ask for the whole code"))
    unpacked = unpack(plan, characters)
    if unpacked is None:
        raise BermaknaError(_("is mistyped or incomplete; ask for the code again"))
    number, choices = unpacked
    if number >= PRIME:
        raise BermaknaError(_("holds answers that no sheet can have; ask for the code again"))
    answers = {item: _answer(choice) for item, choice in choices.items() if choice is not None}
    return AnswerSheet(
        sheet=shared_id(number), standard=plan.standard, version=plan.version, answers=answers
    )


def _answer(choice: Choice) -> Answer:
    reason = _("given with a share code") if choice == "not_applicable" else ""
    return Answer.model_validate({"choice": choice, "reason": reason})
