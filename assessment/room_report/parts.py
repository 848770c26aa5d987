"""The parts of the report of a workshop in their order, and what stands on its cover."""

from datetime import date

from assessment import __version__
from assessment.i18n import _
from assessment.report.blocks import Cards, Facts, Part, words
from assessment.report.wording import print_day
from assessment.room_report.content import RoomContent
from assessment.room_report.items import discussed, items
from assessment.room_report.overview import overview
from assessment.room_report.reading import reading
from assessment.room_report.sections import sections


def parts(content: RoomContent) -> tuple[Part, ...]:
    """Return all parts after the cover."""
    found = (
        overview(content),
        sections(content),
        items(content),
        discussed(content),
        _wall(content),
        reading(content),
    )
    return tuple(part for part in found if part)


def title() -> str:
    """Return what the report is called."""
    return _("Workshop report")


def notice() -> tuple[str, ...]:
    """Say what the report is not."""
    return (_("What a room said about its own work. It grades no person and no unit."),)


def day_and_people(content: RoomContent) -> str:
    """Say the day, and how many people's answers count."""
    people = _("{people} people").format(people=content.results.people)
    return f"{print_day(content.day)} · {people}"


def about(content: RoomContent) -> Facts:
    """Return the facts of the cover."""
    standard = content.results.standard
    rounds = len(content.results.rounds)
    kept = date.fromisoformat(content.kept_until)
    rows = (
        (_("Standard"), f"{standard.title} ({standard.id} {standard.version})"),
        (_("Sections"), ", ".join(content.results.sections)),
        (_("Rounds"), _("two, before and after") if rounds > 1 else _("one")),
        (_("Answers are erased after"), print_day(kept)),
        (_("Made with"), f"Bermakna {__version__}"),
    )
    return Facts(rows)


def _wall(content: RoomContent) -> Part | None:
    """Return the wall of commitments, or ``None`` when nobody shows one."""
    if not content.commitments:
        return None
    lead = _("What participants have promised themselves and chose to show, in the order of the "
             "letters and without names.")  # fmt: skip
    return Part("wall", _("Wall of commitments"), (words(lead), Cards(content.commitments)))
