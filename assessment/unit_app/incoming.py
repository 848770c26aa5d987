"""Sheets that wait to be taken over: from which file, for whom, and what they would change."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from assessment.answers import AnswerSheet
from assessment.cycle import Participant, Period
from assessment.differences import Difference, difference
from assessment.errors import Problem
from assessment.exchange.receiving import receive
from assessment.i18n import _
from assessment.store import Store
from assessment.store.rows import folded
from assessment.unit_app.dropping import LARGEST_FILE, Dropped
from assessment.unit_app.people import next_alias


@dataclass(frozen=True)
class Incoming:
    """A sheet, the file or text it came in, and the alias under which it is taken over."""

    source: str
    sheet: AnswerSheet
    alias: str = ""

    def taken_by(self, people: Iterable[Participant]) -> Participant | None:
        """Return who has the alias already."""
        return next((who for who in people if folded(who.alias) == folded(self.alias)), None)

    def as_taken_over(self, people: Iterable[Participant]) -> AnswerSheet:
        """Return the sheet as the store gets it: for a known person, or as a new one.

        A new one has a new id, for a page keeps its id from one period to the next.
        """
        who = self.taken_by(people)
        names = {
            "assessor": who.alias if who else self.alias,
            "sheet": who.sheet if who else str(uuid4()),
        }
        return self.sheet.model_copy(update=names)


def read_file(file: Dropped, standard: str) -> tuple[list[Incoming], list[Problem]]:
    """Return the sheets of a file and its problems, each under the file's name."""
    if file.content is None:
        return [], [Problem(file.name, 0, "", _why_without_content(file))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        path.write_bytes(file.content)
        sheets, problems = receive(path, standard)
    return [Incoming(file.name, sheet) for sheet in sheets], problems


def _why_without_content(file: Dropped) -> str:
    if file.size > LARGEST_FILE:
        return _("larger than {most} MB").format(most=LARGEST_FILE // 1024**2)
    return _("could not be read by the browser; it may be a folder, or have been moved")


def fitting(found: Sequence[Incoming], period: Period) -> tuple[list[Incoming], list[Problem]]:
    """Return the sheets that are of a unit and period, each once, and why the others are not."""
    kept: list[Incoming] = []
    problems = []
    for one in found:
        twin = next((other for other in kept if _is_twin(one.sheet, other.sheet)), None)
        if twin:
            message = _("is the same sheet as in {file}; counted once")
            problems.append(Problem(one.source, 0, "", message.format(file=twin.source)))
        elif rule := _stranger(one.sheet, period):
            problems.append(Problem(one.source, 0, "", rule))
        else:
            kept.append(one)
    return kept, problems


def _is_twin(one: AnswerSheet, other: AnswerSheet) -> bool:
    return (one.sheet, one.answers) == (other.sheet, other.answers)


def _stranger(sheet: AnswerSheet, period: Period) -> str | None:
    """Say why a sheet is of another unit or period; an empty name fits any."""
    pairs = ((_("unit"), sheet.unit, period.unit.name), (_("period"), sheet.period, period.name))
    for name, found, wanted in pairs:
        if found.strip() and folded(found) != folded(wanted):
            message = _("the {name} is {found}; this period takes {wanted}")
            return message.format(name=name, found=found, wanted=wanted)
    return None


def with_aliases(found: Sequence[Incoming], people: Sequence[Participant]) -> list[Incoming]:
    """Give each sheet its person: by its id, its alias, or as the next one without a name."""
    ids = {who.sheet: who.alias for who in people}
    named = [replace(one, alias=ids.get(one.sheet.sheet, one.sheet.assessor.strip()))
             for one in found]  # fmt: skip
    taken = [*(who.alias for who in people), *(one.alias for one in named)]
    given = []
    for one in named:
        alias = one.alias or next_alias(taken)
        taken.append(alias)
        given.append(replace(one, alias=alias))
    return given


def changes(store: Store, one: Incoming, people: Sequence[Participant]) -> list[Difference]:
    """List what taking a sheet over would change, item by item."""
    after = one.as_taken_over(people)
    who = one.taken_by(people)
    before = store.sheets.read(who.sheet) if who else after.model_copy(update={"answers": {}})
    return [entry for entry in difference(before, after) if entry.item]
