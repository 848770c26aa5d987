"""The verb ``simulate``: a folder of made-up answers, as units would have sent them."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pandas as pd
from babel.numbers import format_decimal
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from assessment.answers import AnswerSheet
from assessment.csv_files import write_csv_files
from assessment.errors import BermaknaError
from assessment.exchange.workbook import workbook_of
from assessment.i18n import _, language
from assessment.kept_files import write_whole
from assessment.loading import load_standard
from assessment.printing import make_console
from assessment.simulation import Extent, Simulated, answer_sheets, bare, blocks
from assessment.standard import Standard
from assessment.terminal import say
from assessment.wording import print_count

LABEL = "BACA-DULU.txt"
REGISTER = "daftar-unit"
# The columns of the register as people name them.
COLUMNS = {
    "unit": "unit",
    "ministry": "instansi",
    "region": "wilayah",
    "service": "jenis layanan",
}

# The files of one block, each with how many sheets it holds.
Written = Iterator[tuple[Path, int]]


def run_simulate(
    folder: Path,
    *,
    standard: str = "unit",
    units: int = 20,
    periods: int = 2,
    assessors: int = 5,
    seed: int = 1,
    form: str = "files",
) -> int:
    """Write made-up sheets and the register of their units into ``folder``, and return 0.

    Each unit has the sheets of its assessors and an agreed one for each period. ``form`` is one
    of ``FORMS``. Raises ``BermaknaError``; a folder that holds anything is refused.
    """
    if form not in FORMS:
        message = _("there is no {value}; allowed: {allowed}")
        raise BermaknaError(message.format(value=form, allowed=", ".join(FORMS)))
    extent = Extent(units, periods, assessors, seed, agreed=True)
    known = load_standard(standard)
    _refuse_full(folder)
    _refuse_many(extent, form)
    paths = [write_whole(folder / LABEL, _label(extent).encode())]
    paths += _write(folder, known, extent, form)
    size = format_decimal(
        sum(path.stat().st_size for path in paths) / 1e6, format="0.0", locale=language()
    )
    message = _("{count} files in {folder}, {size} MB")
    say(message.format(count=print_count(len(paths)), folder=folder, size=size))
    return 0


def _refuse_full(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        message = _("{folder} holds files already, with which made-up ones must not mix: {advice}")
        advice = _("name a new or an empty folder")
        raise BermaknaError(message.format(folder=folder, advice=advice))


def _refuse_many(extent: Extent, form: str) -> None:
    most, found = MOST.get(form), extent.count()
    if most is not None and found > most:
        message = _("{found} files of this form are too many (at most {most}): {advice}")
        advice = _("ask for fewer units, or for --form parquet")
        raise BermaknaError(
            message.format(found=print_count(found), most=print_count(most), advice=advice)
        )


def _label(extent: Extent) -> str:
    """Say what the folder holds, before anything else is in it."""
    sentences = (
        _("Made-up data, from the seed {seed}; the data of no unit whatever."),
        _("Names, answers and evidence in this folder were made by a program."),
        _("Figures computed from them say nothing about reality."),
        _("Do not mix them with the answers of real units."),
    )
    return "\n".join(sentences).format(seed=extent.seed) + "\n"


def _write(folder: Path, standard: Standard, extent: Extent, form: str) -> list[Path]:
    """Write block by block, and show how far it is."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    console = make_console()
    silent = not console.is_terminal
    paths: list[Path] = []
    registers: list[pd.DataFrame] = []
    with Progress(*columns, console=console, transient=True, disable=silent) as progress:
        task = progress.add_task("", total=extent.count())
        for number, made in enumerate(blocks(standard, **asdict(extent)), start=1):
            registers.append(made.register)
            for path, sheets in FORMS[form](folder, made, extent.seed, number):
                progress.update(task, description=path.name, advance=sheets)
                paths.append(path)
    register = pd.concat(registers).rename(columns=COLUMNS)
    return [*paths, *write_csv_files(folder, {REGISTER: register})]


def _files(folder: Path, made: Simulated, seed: int, _number: int) -> Written:
    for path, sheet in _placed(folder, made, seed):
        yield sheet.write(path.with_suffix(".json")), 1


def _workbooks(folder: Path, made: Simulated, seed: int, _number: int) -> Written:
    for path, sheet in _placed(folder, made, seed):
        yield write_whole(path.with_suffix(".xlsx"), workbook_of(sheet)), 1


def _placed(folder: Path, made: Simulated, seed: int) -> Iterator[tuple[Path, AnswerSheet]]:
    """Yield each sheet with its path: a folder a region, and in it one a unit."""
    regions = dict(zip(made.register["unit"], made.register["region"], strict=True))
    for sheet in answer_sheets(made.matrix, seed):
        name = f"{sheet.period}-{bare(sheet.assessor)}"
        yield folder / bare(regions[sheet.unit]) / bare(sheet.unit) / name, sheet


def _parquet(folder: Path, made: Simulated, _seed: int, number: int) -> Written:
    """Write a file for each region of a block."""
    from assessment.answer_matrix.parquet import write_parquet

    for region, units in made.register.groupby("region", observed=True)["unit"]:
        part = made.matrix.take(made.matrix.who["unit"].isin(units).to_numpy())
        path = folder / f"{bare(str(region))}-{number:03d}.parquet"
        write_parquet(path, part, made_up=True)
        yield path, len(part)


FORMS = {"files": _files, "parquet": _parquet, "xlsx": _workbooks}
# More files than a person or an office's disk can do with.
MOST = {"files": 100_000, "xlsx": 2_000}
