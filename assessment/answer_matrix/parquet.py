"""Files of codes: written in row groups, read in batches, whatever their size.

Their columns are those of ``arrow``. Every page carries a checksum, so that a damaged file is
noticed instead of counted.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from assessment.answer_matrix.arrow import to_arrow
from assessment.answer_matrix.batch import Batch, Reader
from assessment.answer_matrix.columns import STANDARD, fitting, standard_of
from assessment.answer_matrix.holding import Holding, Repeats, Table, holding_of
from assessment.answer_matrix.joining import joined
from assessment.answer_matrix.sheets import AnswerMatrix
from assessment.errors import AnswerError, Problem, reason_of
from assessment.i18n import _
from assessment.kept_files import whole_file
from assessment.standard import Standard

# Sheets of a row group: 20 MB of codes.
ROWS = 500_000
# Bytes that are read of a column at a time, of files whose row groups do not fit in memory.
BUFFER = 1 << 18

Paths = Path | str | Iterable[Path | str]


def write_parquet(
    path: Path | str,
    matrix: AnswerMatrix | Iterable[AnswerMatrix],
    *,
    made_up: bool = False,
    rows: int = ROWS,
) -> Path:
    """Write a matrix, or several one after the other, in groups of ``rows`` sheets at most.

    ``made_up`` says in the file that nobody gave these answers. The file is written whole or not
    at all; an older one of other content is kept as a ``.bak`` copy. Several matrices must be of
    one standard and know the same of their sheets. Returns the path.
    """
    path = Path(path)
    matrices = iter([matrix] if isinstance(matrix, AnswerMatrix) else matrix)
    first = next(matrices)
    schema = to_arrow(first.take(np.zeros(len(first), dtype=bool)), made_up=made_up).schema
    by_dictionary = [name for name in schema.names if name != "sheet"]
    with (
        whole_file(path) as file,
        pq.ParquetWriter(
            file,
            schema,
            compression="zstd",
            use_dictionary=by_dictionary,
            write_page_checksum=True,
        ) as writer,
    ):
        for one in chain([first], matrices):
            for start in range(0, len(one), rows):
                part = _slice(one, start, start + rows)
                writer.write_table(to_arrow(part, made_up=made_up), row_group_size=rows)
    return path


def read_parquet(paths: Paths, standard: Standard | None = None) -> Batch:
    """Return the sheets of files together, and all problems.

    Without a ``standard`` the first file's is meant. Raises ``AnswerError`` when there is none,
    because no file can be read.
    """
    problems: list[Problem] = []
    found: list[AnswerMatrix] = []
    for path in [paths] if isinstance(paths, Path | str) else paths:
        try:
            for batch in batches(path, standard):
                problems += batch.problems
                found.append(batch.matrix)
                standard = batch.matrix.standard
        except AnswerError as error:
            problems += error.problems
    if standard is None:
        raise AnswerError(problems)
    return Batch(joined(standard, found), problems)


def batches(
    path: Path | str,
    standard: Standard | None = None,
    *,
    rows: int = ROWS,
    repeats: Repeats | None = None,
) -> Iterator[Batch]:
    """Yield the sheets of a file in batches of ``rows`` at most, in bounded memory.

    There is one batch at least; the last may be without sheets. ``repeats`` saves a look
    at what stands twice. Raises ``AnswerError`` when the file cannot be read, or not further.
    """
    with _opened(path) as file:
        fit = fitting(file.schema_arrow, str(path), standard)
        repeats = repeats or _look(file, fit.who).repeats
        reader = Reader(str(path), fit.standard, repeats)
        columns = [*fit.who, *(item.id for item in fit.standard.items)]
        # ``map`` holds no part any more when the next is read, nor does Arrow its memory.
        for batch in map(reader.batch, _parts(file, rows, columns)):
            pa.default_memory_pool().release_unused()
            yield batch
        if rest := [*fit.remarks, *reader.uncounted()]:
            yield Batch(joined(fit.standard, []), rest)


def is_matrix(path: Path | str) -> bool:
    """Tell a file of matrices, which names its standard, from every other file."""
    try:
        with _opened(path) as file:
            return STANDARD.encode() in (file.schema_arrow.metadata or {})
    except AnswerError:
        return False


def standard_in(path: Path | str) -> Standard:
    """Return the standard that a file is of; raises ``AnswerError``."""
    with _opened(path) as file:
        return standard_of(file.schema_arrow, str(path))


def look_into(path: Path | str, standard: Standard | None = None) -> Holding:
    """Return whose sheets a file holds; raises ``AnswerError`` when it cannot be read."""
    with _opened(path) as file:
        return _look(file, fitting(file.schema_arrow, str(path), standard).who)


def _look(file: pq.ParquetFile, columns: list[str]) -> Holding:
    return holding_of(_parts(file, ROWS, columns), file.metadata.num_rows)


def _parts(file: pq.ParquetFile, rows: int, columns: list[str]) -> Iterator[Table]:
    """Yield ``rows`` rows at most: row groups at once, whose columns share the cores, or parts."""
    if not file.metadata.num_rows:
        yield file.read(columns)
    waiting: list[int] = []
    held = 0
    for group in range(file.num_row_groups):
        size = file.metadata.row_group(group).num_rows
        if waiting and held + size > rows:
            yield file.read_row_groups(waiting, columns)
            waiting, held = [], 0
        if size > rows:
            yield from file.iter_batches(rows, row_groups=[group], columns=columns)
        else:
            waiting, held = [*waiting, group], held + size
    if waiting:
        yield file.read_row_groups(waiting, columns)


@contextmanager
def _opened(path: Path | str) -> Iterator[pq.ParquetFile]:
    """Open a file; what is wrong with it is an ``AnswerError``, whenever it shows."""
    try:
        with pq.ParquetFile(
            path,
            read_dictionary=["unit", "period"],
            buffer_size=BUFFER,
            page_checksum_verification=True,
        ) as file:
            yield file
    except pa.ArrowInvalid as error:
        message = _("is not a whole Parquet file: {reason}").format(reason=error)
        raise AnswerError([Problem(str(path), 0, "", message)]) from error
    except (OSError, pa.ArrowException) as error:
        reason = reason_of(error) if isinstance(error, OSError) else error
        message = _("cannot be read: {reason}").format(reason=reason)
        raise AnswerError([Problem(str(path), 0, "", message)]) from error


def _slice(matrix: AnswerMatrix, first: int, last: int) -> AnswerMatrix:
    """Return a run of sheets, with the names of these sheets only."""
    who = matrix.who.iloc[first:last].reset_index(drop=True)
    for name in ("unit", "period"):
        who[name] = who[name].cat.remove_unused_categories()
    return AnswerMatrix(matrix.standard, matrix.codes[first:last], who)
