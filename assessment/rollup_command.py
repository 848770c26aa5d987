"""The verb ``rollup``: what many units have sent, as one workbook."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from assessment.errors import BermaknaError, Problem
from assessment.gathering import Gathered, Register, gather, gather_store, read_register
from assessment.i18n import _
from assessment.kept_files import write_whole
from assessment.loading import load_standard
from assessment.printing import make_console
from assessment.rollup import RollUp, roll_up
from assessment.rollup_report import rollup_workbook
from assessment.terminal import complain, say
from assessment.wording import print_count

Tell = Callable[[int, int], None]

STANDARD = "unit"
DATABASES = (".sqlite", ".sqlite3", ".db")
# Problems that are printed; the workbook holds all of them.
MOST = 20


def run_rollup(
    source: str, *, out: Path, standard: str | None = None, register: Path | None = None
) -> int:
    """Write the workbook of all units, say what is in it, and return 1 if anything was left out.

    ``source`` is a folder, a database's file or address, or Parquet files such as
    ``data/*.parquet``; of these nobody knows what is missing. ``standard`` is ``STANDARD`` if
    left out, for Parquet that of the files; ``register`` is the list of units, for a folder the
    one in it if left out. A file that ``out`` names is kept as a ``.bak`` copy. Raises
    ``BermaknaError``, among others when no sheet counts.
    """
    if out.suffix.lower() != ".xlsx":
        raise BermaknaError(_("{file}: the name of a workbook ends in .xlsx").format(file=out.name))
    units = read_register(register) if register else None
    with _showing(_("reading")) as tell:
        rollup, gathered = _roll_up(source, standard, units, tell)
    problems = sorted({*rollup.left_out, *(gathered.problems if gathered else ())})
    _complain(problems)
    if rollup.keys.empty:
        raise BermaknaError(_("no sheet that counts was found; there is nothing to roll up"))
    with _showing(_("writing {file}").format(file=out.name)):
        path = write_whole(out, rollup_workbook(rollup, gathered))
    for line in _summary(rollup, gathered, len(problems)):
        say(line)
    say(str(path))
    return 1 if problems else 0


def _roll_up(
    source: str, standard: str | None, units: Register | None, tell: Tell
) -> tuple[RollUp, Gathered | None]:
    """Roll up what a source holds; Parquet is read part by part and never held whole."""
    frame, wrong = (units.units, units.problems) if units else (None, [])
    if _is_parquet(source):
        wanted = load_standard(standard) if standard else None
        rollup = roll_up(source, wanted, register=frame, progress=tell)
        return replace(rollup, left_out=tuple(sorted({*rollup.left_out, *wrong}))), None
    read = gather_store if _is_database(source) else gather
    if read is gather_store and "://" not in source and not Path(source).exists():
        # A store that is opened is made.
        raise BermaknaError(_("there is no file {file}").format(file=source))
    found = read(source, standard or STANDARD, register=frame, progress=tell)
    found = replace(found, problems=sorted({*found.problems, *wrong}))
    return roll_up(found.matrix, register=found.register), found


def _is_parquet(source: str) -> bool:
    return source.lower().endswith(".parquet")


def _is_database(source: str) -> bool:
    return "://" in source or source.lower().endswith(DATABASES)


@contextmanager
def _showing(what: str) -> Iterator[Tell]:
    """Show how far a step is, where a person sees the terminal."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    console = make_console()
    silent = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=silent) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, whole: progress.update(task, completed=done, total=whole)


def _complain(problems: Sequence[Problem]) -> None:
    for problem in problems[:MOST]:
        complain(str(problem))
    if len(problems) > MOST:
        message = _("{count} more; all of them stand in the workbook")
        complain(message.format(count=print_count(len(problems) - MOST)))


def _summary(rollup: RollUp, gathered: Gathered | None, left_out: int) -> Iterator[str]:
    """Yield how much was rolled up, and how much was not."""
    keys = rollup.keys
    yield _("units: {units}, periods: {periods}, sheets that count: {sheets}").format(
        units=print_count(keys["unit"].nunique()),
        periods=print_count(keys["period"].nunique()),
        sheets=print_count(int(keys["sheets"].sum())),
    )
    if gathered is not None:
        missing = _("units and periods without a sheet: {count}")
        yield missing.format(count=print_count(len(gathered.missing)))
    yield _("hidden, because too few answered: {count}").format(
        count=print_count(int(keys["hidden"].sum()))
    )
    yield _("left out: {count}").format(count=print_count(left_out))
