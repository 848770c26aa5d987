"""The words that several parts of a report share: levels, states, days, signed numbers."""

from datetime import date, datetime

from babel.dates import format_date

from assessment.i18n import _, language
from assessment.matrix import Choice
from assessment.standard import Item, Standard


def say_choice(standard: Standard, item: Item, choice: Choice) -> str:
    """Say a level with its label, or a state: ``2 Dilakukan konsisten``."""
    if isinstance(choice, int):
        labels = {step.level: step.label for step in standard.scales[item.scale]}
        return f"{choice} {labels[choice]}"
    states = {"unknown": _("Do not know"), "not_applicable": _("Not applicable")}
    return states.get(str(choice), _("Not answered"))


def short_choice(choice: Choice) -> str:
    """Say a level by its digit alone, and a state in words."""
    if isinstance(choice, int):
        return str(choice)
    states = {"unknown": _("do not know"), "not_applicable": _("not applicable")}
    return states.get(str(choice), _("not answered"))


def print_day(day: date | None) -> str:
    """Print a day in words, ``31 Oktober 2026``; nothing for none."""
    return str(format_date(day, format="d MMMM y", locale=language())) if day else ""


def day_of(moment: str) -> str:
    """Print the day here of a moment as a sheet keeps it; nothing for what is none."""
    try:
        return print_day(datetime.fromisoformat(moment).astimezone().date())
    except ValueError:
        return ""
