"""The trainer's run sheet: the acts with their times, the material, and what is said."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from assessment.i18n import _
from assessment.materials.activities import Activity
from assessment.materials.lines import Line, led, runs_of
from assessment.materials.plan import WorkshopPlan
from assessment.press.forms import form_words
from assessment.press.typesetting import typeset

HOUR, DAY = 60, 24


def run_sheet(plan: WorkshopPlan, start: time | None = None) -> bytes:
    """Return the trainer's run sheet as PDF; without a start, the times are left to a pen."""
    return typeset(
        "run-sheet.typ",
        words={
            "title": _("Run of the workshop"),
            "clock": _("Time"),
            "minutes": _("Minutes"),
            "act": _("What we do"),
            "outcome": _("What comes of it"),
            "needed": _("Material"),
            "script": _("Minute by minute"),
            "item": _("The item to talk about:"),
            "room": _("Date and room:"),
            "page": form_words()["page"],
            "total": _("{count} minutes").format(count=plan.minutes),
        },
        standard=str(plan.standard.title),
        sections=[scene.title for scene in plan.scenes],
        needed=[*map(runs_of, plan.needed), *_needs(plan)],
        acts=[*_acts(plan, start)],
    )


def _needs(plan: WorkshopPlan) -> Iterator[list[dict[str, Any]]]:
    for act in plan.acts:
        if act.activity:
            name = f"{act.section} {act.activity.title}: "
            yield [{"text": name, "strong": True}, *runs_of(act.activity.needs)]


def _acts(plan: WorkshopPlan, start: time | None) -> Iterator[dict[str, Any]]:
    """Yield the acts; what two of them have in common is printed with the first."""
    said: tuple[Line, ...] = ()
    for act in plan.acts:
        yield {
            "clock": f"{_clock(start, act.start)}–{_clock(start, act.end)}" if start else "",
            "minutes": f"{act.start}–{act.end}",
            "name": act.title,
            "outcome": act.outcome,
            "script": [] if act.script == said else [*map(_spoken, act.script)],
            "activity": _activity(act.activity) if act.activity else None,
        }
        said = act.script


def _clock(start: time, minutes: int) -> str:
    hours, rest = divmod(start.hour * HOUR + start.minute + minutes, HOUR)
    return f"{hours % DAY:02}.{rest:02}"


def _spoken(parts: Line) -> dict[str, Any]:
    """Tell who a paragraph of the script is about: the trainer, the participants, or nobody."""
    who, rest = led(parts)
    return {"who": who.rstrip(":"), "aloud": who.endswith(":"), "runs": runs_of(rest)}


def _activity(found: Activity) -> dict[str, Any]:
    return {
        "opening": runs_of(found.opening),
        "steps": [*map(runs_of, found.steps)],
        "asked": runs_of(found.asked),
        "care": runs_of(found.care),
        "cards": [[*map(runs_of, row)] for row in found.cards],
    }
