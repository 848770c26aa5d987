"""The verb ``report``: a period of the store, or files of answers, as PDF, HTML and Excel annex."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from assessment.answers import AnswerSheet
from assessment.cycle import Period, PeriodState, Unit
from assessment.errors import AnswerError, BermaknaError
from assessment.i18n import _
from assessment.kept_files import write_whole
from assessment.printing import make_console
from assessment.reading import read_sheets
from assessment.report import (
    Earlier,
    ReportContent,
    make_report,
    report_html,
    report_pdf,
    report_workbook,
)
from assessment.report.content import nothing_agreed
from assessment.store import Store, open_store
from assessment.terminal import say

Named = TypeVar("Named")

KINDS: dict[str, Callable[[ReportContent], bytes]] = {
    "pdf": report_pdf,
    "html": report_html,
    "xlsx": report_workbook,
}
# Letters of a unit's and period's name that stand in the name of a file.
LONGEST = 80


def run_report(
    files: Sequence[Path] = (),
    *,
    unit: str = "",
    period: str = "",
    earlier: Path | None = None,
    folder: Path = Path(),
    kinds: Sequence[str] = (),
) -> int:
    """Write the report into ``folder``, print where it is, and return 0.

    ``files`` are the consensus, then the assessors' sheets or folders of them; ``earlier`` is the
    consensus of an earlier period. Without files, ``unit`` and ``period`` name a period of the
    store. ``kinds`` are keys of ``KINDS``, all of them if empty. An older report of that name is
    kept as a ``.bak`` copy.
    """
    if files and (unit or period):
        raise BermaknaError(_("name files, or a unit and a period of the store, not both"))
    content = from_files(files, earlier) if files else from_store(unit, period)
    for path in write_report(content, folder, kinds or tuple(KINDS)):
        say(str(path))
    return 0


def from_files(files: Sequence[Path], earlier: Path | None) -> ReportContent:
    """Gather a report from files; raises ``AnswerError`` with every problem of any of them."""
    agreed = AnswerSheet.read(files[0])
    blind, problems = read_sheets([path for path in files[1:] if path != files[0]])
    if problems:
        raise AnswerError(problems)
    past = AnswerSheet.read(earlier) if earlier else None
    return make_report(
        _period_of(agreed), agreed, blind, (), Earlier(_period_of(past), past) if past else None
    )


def _period_of(agreed: AnswerSheet) -> Period:
    """Return the period that a file is about: what it holds is what there is."""
    unit = Unit(0, agreed.unit)
    return Period(0, unit, agreed.period, agreed.standard, agreed.version, PeriodState.LOCKED)


def from_store(unit: str, period: str) -> ReportContent:
    """Gather a report from the store; raises ``BermaknaError`` that names what there is."""
    store = open_store()
    try:
        return _from_store(store, unit, period)
    finally:
        store.close()


def _from_store(store: Store, unit: str, period: str) -> ReportContent:
    units = {one.name: one for one in store.units.all()}
    chosen = _choose(unit, units, _("unit"))
    periods = store.periods.of(chosen)
    found = _choose(period, {one.name: one for one in periods}, _("period"))
    blind = store.sheets.revealed(found)
    agreed = store.sheets.agreed(found)
    if agreed is None:
        raise BermaknaError(nothing_agreed(found))
    earlier = _earlier(store, found, periods)
    return make_report(found, agreed, blind, store.actions.of(found), earlier)


def _choose(name: str, there: dict[str, Named], kind: str) -> Named:
    for known, one in there.items():
        if _folded(known) == _folded(name):
            return one
    if not there:
        raise BermaknaError(_("the store holds no {kind} yet").format(kind=kind))
    unknown = _("there is no {kind} {name}; there are: {known}")
    message = unknown if name else _("name the {kind}; there are: {known}")
    raise BermaknaError(message.format(kind=kind, name=name, known=", ".join(there)))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _earlier(store: Store, period: Period, periods: Sequence[Period]) -> Earlier | None:
    """Return the last period before this one that was agreed on by the same standard."""
    before = [one for one in periods if one.id < period.id and one.standard == period.standard]
    for one in reversed(before):
        agreed = store.sheets.agreed(one)
        if agreed and any(answer.choice is not None for answer in agreed.answers.values()):
            return Earlier(one, agreed, store.actions.of(one))
    return None


def write_report(content: ReportContent, folder: Path, kinds: Sequence[str]) -> list[Path]:
    """Write the kinds of a report, show how far it is, and return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    paths, console = [], make_console()
    # Where a program reads the paths, there is no bar.
    silent = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=silent) as progress:
        task = progress.add_task("", total=len(kinds))
        for kind in kinds:
            path = folder / f"{file_name(content)}.{kind}"
            progress.update(task, description=path.name)
            paths.append(write_whole(path, KINDS[kind](content)))
            progress.advance(task)
    return paths


def file_name(content: ReportContent) -> str:
    """Name the files after unit and period, in letters that every system takes."""
    about = f"{content.period.unit.name} {content.period.name}".lower()
    letters = re.sub(r"[\W_]+", "-", about)[:LONGEST].strip("-")
    return "-".join(filter(None, (_("report"), letters)))
