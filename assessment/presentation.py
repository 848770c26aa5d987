"""A summary's tables as a person reads them: named columns, printed numbers, no ids of sheets."""

import pandas as pd

from assessment.cycle import ActionStatus
from assessment.i18n import _
from assessment.wording import print_change, print_index, print_percent, print_steps

HIDDEN = ("sheet", "index", "low", "high", "completeness", "band", "gates")


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of ``Summary`` for reading: text columns only, in the reader's language.

    The sentence of a result stands for its figures, since it shows the bounds until the answers
    are complete and the index only then.
    """
    names = _names()
    hidden = [name for name in HIDDEN if "text" in frame and name in frame]
    named = [name for name in ("unit", "period", "assessor") if name in frame]
    empty = [name for name in named if _blank(frame[name])]
    shown = frame.drop(columns=[*hidden, *empty])
    return pd.DataFrame(
        {
            names.get(name, _share_name(name)): [_printed(name, value) for value in shown[name]]
            for name in shown.columns
        },
        index=shown.index,
    )


def status_words() -> dict[ActionStatus, str]:
    """Return what each status of an action is called."""
    return {
        ActionStatus.PLANNED: _("planned"),
        ActionStatus.STARTED: _("started"),
        ActionStatus.DONE: _("done"),
        ActionStatus.DROPPED: _("dropped"),
    }


def _names() -> dict[str, str]:
    return {
        "unit": _("Unit"),
        "period": _("Period"),
        "assessor": _("Assessor"),
        "section": _("Section"),
        "title": _("Title"),
        "item": _("Item"),
        "text": _("Result or text"),
        "n": _("Answers"),
        "median": _("Median"),
        "spread": _("Spread"),
        "distance": _("Distance"),
        "round": _("Round"),
        "people": _("People"),
        "unknown": _("Do not know"),
        "not_applicable": _("Not applicable"),
        "unanswered": _("Not answered"),
        "unsupported": _("Without evidence"),
        "rank": _("No."),
        "weight": _("Weight"),
        "level": _("Level"),
        "gap": _("Gap"),
        "gate": _("Gate shut"),
        "hint": _("Next step"),
        "discuss": _("To talk about"),
        "lowest": _("Lowest"),
        "highest": _("Highest"),
        "proposal": _("Proposal"),
        "reason": _("Reason"),
        "items": _("Items compared"),
        "before": _("Before"),
        "after": _("After"),
        "change": _("Change"),
        "direction": _("Direction"),
    }


def _share_name(name: str) -> str:
    return _("Level {level}").format(level=name.removeprefix("share_"))


def _blank(column: "pd.Series[str]") -> bool:
    return bool((column.fillna("") == "").all())


def _printed(column: object, value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column == "change":
        return print_change(value) if isinstance(value, float) else print_steps(int(str(value)))
    if isinstance(value, float):
        share = str(column).startswith("share_")
        return f"{print_percent(round(100 * value, 1))} %" if share else print_index(value)
    return str(value)
