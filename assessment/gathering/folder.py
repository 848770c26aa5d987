"""A folder with everything that units have sent, in whatever form."""

import os
from pathlib import Path

import pandas as pd

from assessment.errors import BermaknaError, Problem, reason_of
from assessment.gathering.gathered import Gathered, Source, gathered, state_of
from assessment.gathering.register import FILES, Register, read_register, register_of
from assessment.gathering.sources import read_source
from assessment.gathering.stores import LOG, Progress
from assessment.i18n import _
from assessment.loading import load_standard

# What systems, SQLite and ``bermakna simulate`` leave in folders, which nobody has sent.
LEAVINGS = ("thumbs.db", "desktop.ini", "baca-dulu.txt")
COMPANIONS = (LOG, "-shm", "-journal")


def gather(
    folder: Path | str,
    standard: str = "unit",
    *,
    register: pd.DataFrame | None = None,
    progress: Progress | None = None,
) -> Gathered:
    """Read every file of a folder and the folders in it; ``progress`` is told how many are done.

    Sheets come as JSON files, forms in Excel, tables as CSV or Parquet, tables of codes (Parquet,
    see ``answer_matrix.parquet``) and the databases of units (``.sqlite``). A database and a table
    of codes say themselves which sheets are agreed on; in other files it is a sheet without an
    alias, or with the alias that a store gives to the consensus. Of a period that is still open
    in a database nothing is read.

    The register is ``register``, with the columns of ``rollup.REGISTER``, or the folder's
    ``daftar-unit.csv`` or ``.xlsx`` (unit, instansi, wilayah, jenis layanan). Files count in the
    order of their names. Raises ``BermaknaError`` when there is no such folder or standard.
    """
    folder, wanted = Path(folder), load_standard(standard)
    if not folder.is_dir():
        message = _("there is no folder {folder}; name the folder in which the units' files are")
        raise BermaknaError(message.format(folder=folder))
    paths, sources = _listed(folder)
    known, registers = _registers(folder, [path for path in paths if _is_register(path)], register)
    sources += registers
    sent = [path for path in paths if not _is_register(path)]
    for done, path in enumerate(sent):
        if progress:
            progress(done, len(sent))
        sources.append(read_source(path, _name(folder, path), wanted))
    if progress:
        progress(len(sent), len(sent))
    return gathered(wanted, sources, known)


def _listed(folder: Path) -> tuple[list[Path], list[Source]]:
    """Return all files by name, and as sources the folders that cannot be looked into."""
    errors: list[OSError] = []
    paths = [
        Path(place) / name
        for place, _folders, names in os.walk(folder, onerror=errors.append)
        for name in names
        if not _is_leaving(name)
    ]
    return sorted(paths), [_closed(folder, error) for error in errors]


def _closed(folder: Path, error: OSError) -> Source:
    message = _("cannot be read: {reason}").format(reason=reason_of(error))
    name = _name(folder, Path(error.filename))
    return Source(name, _("folder"), problems=[Problem(name, 0, "", message)])


def _is_leaving(name: str) -> bool:
    folded = name.casefold()
    return folded.startswith(".") or folded in LEAVINGS or folded.endswith(COMPANIONS)


def _is_register(path: Path) -> bool:
    return path.name.casefold() in FILES


def _registers(
    folder: Path, paths: list[Path], given: pd.DataFrame | None
) -> tuple[Register, list[Source]]:
    """Return the register that is given, or the folder's uppermost one, and its files."""
    known, used = register_of(given), _("the one that was given")
    sources: list[Source] = []
    for path in sorted(paths, key=lambda path: len(path.parts)):
        name = _name(folder, path)
        source = Source(name, _("register of units"))
        if given is None and not sources:
            known, used = read_register(path, name), name
            source.state = state_of(len(known.problems))
        else:
            message = _("is not read; the register is {register}").format(register=used)
            source.problems.append(Problem(name, 0, "", message))
        sources.append(source)
    return known, sources


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
