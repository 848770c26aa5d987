"""What people typed, without what no printer, page or workbook can show, and without aliases."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assessment.answers import Answer, AnswerSheet
from assessment.cycle import Action, Period
from assessment.terminal import printable

# Letters that XML cannot hold, beside the control characters.
NO_LETTERS = re.compile("[\ufffe\uffff]")
# They would turn the order of the letters and numbers that stand behind them.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return a text as it can be shown everywhere: what is no letter becomes a question mark."""
    plain = text.replace("\r\n", "\n").replace("\t", " ").encode("utf-16", "surrogatepass")
    shown = TURNING.sub("", printable(plain.decode("utf-16", "replace")))
    return NO_LETTERS.sub("\ufffd", shown).strip()


def clean_period(period: Period) -> Period:
    """Return a period whose names are one line each; a unit without a name stays without."""
    unit = replace(period.unit, name=_one_line(period.unit.name))
    return replace(period, unit=unit, name=_one_line(period.name))


def nameless(sheet: AnswerSheet) -> AnswerSheet:
    """Return a sheet with clean texts that does not say whose it is."""
    answers = {item: _clean_answer(answer) for item, answer in sheet.answers.items()}
    return sheet.model_copy(
        update={"unit": "", "period": "", "assessor": "", "answers": answers},
    )


def clean_actions(actions: Sequence[Action]) -> tuple[Action, ...]:
    """Return actions with clean texts."""
    return tuple(
        replace(
            action,
            text=clean(action.text),
            owner=clean(action.owner),
            measure=clean(action.measure),
            outcome=clean(action.outcome),
        )
        for action in actions
    )


def _clean_answer(answer: Answer) -> Answer:
    texts = {name: clean(getattr(answer, name)) for name in ("evidence", "note", "reason")}
    return answer.model_copy(update=texts)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
