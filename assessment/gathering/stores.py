"""The stores of units, and of all units, as sources of sheets."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.errors import BermaknaError, Problem, reason_of
from assessment.gathering.gathered import Source
from assessment.gathering.names import place_of, renamed
from assessment.gathering.pieces import Piece
from assessment.i18n import _
from assessment.standard import Standard
from assessment.store import Store, open_store

Progress = Callable[[int, int], None]

STORE = ".sqlite"
# What SQLite has not yet written into the file itself.
LOG = "-wal"


def unit_store(path: Path, name: str, standard: Standard) -> Source:
    """Read a copy of a store: opening may bring it up to date, and what was sent stays as it is."""
    source = Source(name, _("database of a unit"))
    with TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        try:
            for ending in ("", LOG):
                if (part := path.with_name(path.name + ending)).exists():
                    shutil.copyfile(part, copy.with_name(part.name))
            with closing(open_store(str(copy))) as store:
                add_store(source, store, standard, named=True)
        except OSError as error:
            message = _("cannot be read: {reason}").format(reason=reason_of(error))
            return replace(source, pieces=[], problems=[Problem(name, 0, "", message)])
        except BermaknaError as error:
            message = str(error).replace(str(copy), path.name)
            return replace(source, pieces=[], problems=[Problem(name, 0, "", message)])
    return source


def add_store(
    source: Source,
    store: Store,
    standard: Standard,
    *,
    named: bool,
    progress: Progress | None = None,
) -> None:
    """Add what a store shows to a source; of a period that is still open that is nothing.

    ``named`` is for a store beside which the same sheets may have been sent as files.
    """
    source.left_out = store.batches.left_out(standard)
    for (unit, period), reason in source.left_out.items():
        source.problems.append(Problem(source.name, 0, place_of(unit=unit, period=period), reason))
    done, whole = 0, store.batches.count(standard)
    for batch in store.batches.matrices(standard, named=named):
        source.pieces.append(Piece.of_matrix(batch.matrix))
        source.problems += renamed(batch.problems, source.name)
        done += len(batch.matrix)
        if progress:
            progress(done, whole)
    if not whole and not source.problems:
        message = _("holds no sheet of the standard {standard}").format(standard=standard.id)
        source.problems.append(Problem(source.name, 0, "", message))
