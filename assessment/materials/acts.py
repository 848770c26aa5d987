"""The run of a workshop: its acts with their minutes, what is said, and the activities in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.materials.activities import Activity, read_activity
from assessment.materials.chapters import BookPage
from assessment.materials.lines import Line, Run, text_of

AGENDA = "## Susunan acara"
RANGE = re.compile(r"(\d+)–(\d+)")
SCRIPT = r"### .+, menit (\d+)–(\d+)"
# How the table names an example of the book: "Kegiatan pertama: B1", "Isi sendiri: dua bagian …".
OF_SECTION = re.compile(r"(?P<name>[^:]+): (?P<section>[A-Z]+\d+)")
OF_PAIR = re.compile(r"(?P<name>[^:]+): .*\bbagian\b.*")
ITEM = re.compile(r"\b([A-Z]+\d+)-\d+\b")


@dataclass(frozen=True)
class Act:
    """One row of the run; ``section`` is the one that its activity is about, if any."""

    start: int
    end: int
    name: str
    outcome: str
    section: str
    activity: Activity | None
    script: tuple[Line, ...]

    @property
    def title(self) -> str:
        """The name of the act, with that of its activity."""
        return f"{self.name} {self.activity.title}" if self.activity else self.name


def example_pair(run: BookPage) -> tuple[str, ...]:
    """Return the sections that the book runs the workshop with."""
    named = (OF_SECTION.fullmatch(act.name) for act in _table(run))
    return tuple(found["section"] for found in named if found)


def read_acts(
    root: Path, run: BookPage, sections: Sequence[str], *, personal: bool
) -> tuple[Act, ...]:
    """Read the run, and let its activities be about these sections instead of the book's pair.

    There are activities where the standard is about the ``personal`` work of each participant.
    """
    usual = example_pair(run)
    waiting = list(sections)
    acts = []
    for act in _table(run):
        found = OF_SECTION.fullmatch(act.name)
        if found:
            section = waiting.pop(0) if waiting else ""
            acts.append(_about(root, act, found, section, personal=personal))
        elif OF_PAIR.fullmatch(act.name) and (len(sections) != len(usual) or not personal):
            acts.append(replace(act, name=act.name.partition(":")[0]))
        else:
            acts.append(act)
    return tuple(replace(act, script=_without_strangers(act.script, sections)) for act in acts)


def _about(root: Path, act: Act, found: re.Match[str], section: str, *, personal: bool) -> Act:
    """Let an activity of the run be about a section; what comes of it is known for the book's."""
    activity = read_activity(root, section) if section and personal else None
    name = f"{found['name']}: {section}" if section else found["name"]
    outcome = act.outcome if section == found["section"] else ""
    return replace(act, name=name, section=section, activity=activity, outcome=outcome)


def _table(run: BookPage) -> list[Act]:
    """Read the rows of the table that have minutes, with what the trainer says in them."""
    scripts = list(_scripts(run))
    acts = []
    for row in run.chapter(AGENDA).rows:
        minutes = RANGE.fullmatch(text_of(row[0]))
        if minutes:
            start, end = int(minutes[1]), int(minutes[2])
            script = next((said for low, high, said in scripts if low <= start and end <= high), ())
            acts.append(Act(start, end, text_of(row[2]), text_of(row[3]), "", None, script))
    if not acts:
        message = _("{file}: there is no table of minutes under {wanted}")
        raise BermaknaError(message.format(file=run.name, wanted=AGENDA))
    return acts


def _scripts(run: BookPage) -> Iterator[tuple[int, int, tuple[Line, ...]]]:
    for heading in run.headings(SCRIPT):
        minutes = re.fullmatch(SCRIPT, heading.text)
        if minutes:
            yield int(minutes[1]), int(minutes[2]), run.below(heading).paragraphs


def _without_strangers(script: Sequence[Line], sections: Sequence[str]) -> tuple[Line, ...]:
    """Name no item of a section that this workshop is not about."""

    def known(found: re.Match[str]) -> str:
        return found[0] if found[1] in sections else _("that was chosen")

    return tuple(
        tuple(Run(ITEM.sub(known, run.text), run.strong) for run in line) for line in script
    )
