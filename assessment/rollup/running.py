"""The partial function over whatever holds the sheets: a matrix, files, a cluster.

Files are read in batches, and partial results are added up as they come: memory holds a batch and
few sums, however many sheets there are. Nothing is computed otherwise than for one matrix.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd

from assessment.answer_matrix import AnswerMatrix, batches
from assessment.answer_matrix.holding import Holding, Prints, prints_of
from assessment.answer_matrix.parquet import Paths, look_into
from assessment.errors import AnswerError, Problem
from assessment.i18n import _
from assessment.rollup.adding import Adding
from assessment.rollup.cluster import Client, in_tasks
from assessment.rollup.files import files_of, first_standard
from assessment.rollup.partial import Partial, Work, partial_of
from assessment.rollup.partitions import (
    File,
    Part,
    beside_each_other,
    failed,
    parts_of,
    shared_groups,
)
from assessment.standard import Standard

Progress = Callable[[int, int], None]
Found = tuple[Partial | None, list[Problem]]


def gathered(
    source: AnswerMatrix | Paths,
    work: Work,
    standard: Standard | None = None,
    *,
    client: Client | None = None,
    progress: Progress | None = None,
) -> Partial:
    """Sum and count the sheets of a matrix, or of the files that paths and patterns name.

    With a ``client`` of Dask every file is a task of its cluster, whose machines must find the
    files under the same paths. ``progress`` is told how many sheets are read of how many. Without
    a ``standard`` the first file's is meant.

    Raises ``BermaknaError`` when a pattern matches no file, or no file can be read.
    """
    if isinstance(source, AnswerMatrix):
        return partial_of(source, work)
    paths, problems = files_of(source)
    run = Run(work, standard or first_standard(paths), client, progress, problems)
    files, groups = run.look(paths)
    whole = True
    while whole or len(groups):
        groups = beside_each_other(groups)
        run.read(parts_of(files, groups, whole=whole))
        groups, whole = failed(groups, run.agreed()) if len(groups) else groups, False
    return run.result()


@dataclass
class Run:
    """What all files of one run share, and what was found in them so far."""

    work: Work
    standard: Standard
    client: Client | None
    progress: Progress | None
    problems: list[Problem]
    sums: Adding = field(default_factory=Adding)

    def look(self, paths: Sequence[Path]) -> tuple[list[File], pd.DataFrame]:
        """Return the files that can be read, and the groups that stand twice in them.

        Raises ``AnswerError`` when no file can be read.
        """
        looked = (
            (look(path, self.standard) for path in paths)
            if self.client is None
            else in_tasks(self.client, look, paths, standard=self.standard)
        )
        files, holdings = [], []
        for path, (held, problems) in zip(paths, looked, strict=True):
            self.problems += problems
            if held:
                files.append(File(path, held.repeats, len(held.groups), held.rows))
                holdings.append(held)
        if not files:
            raise AnswerError(self.problems)
        return files, shared_groups(holdings)

    def read(self, parts: Sequence[Part]) -> None:
        """Add up what counts of the files."""
        rows = sum(part.file.rows for part in parts)
        for partial, problems in self._summed(parts, Counter(rows, self.progress)):
            self.problems += problems
            if partial:
                self.sums.add(partial)

    def _summed(self, parts: Sequence[Part], counter: "Counter") -> Iterator[Found]:
        if self.client is None:
            for part in parts:
                yield summed(part, self.work, self.standard, counter.tell)
            return
        done = in_tasks(self.client, summed, parts, work=self.work, standard=self.standard)
        for part, found in zip(parts, done, strict=True):
            counter.tell(part.file.rows)
            yield found

    def agreed(self) -> Prints:
        """Return the fingerprints of the groups whose agreed sheet was read."""
        total = self.sums.total()
        if total is None:
            return np.zeros(0, dtype=np.uint64)
        self.sums.add(total)
        keys = total.sums.keys
        agreed = keys.take(np.flatnonzero(keys.agreed))
        return prints_of(pd.DataFrame({"unit": agreed.unit, "period": agreed.period}))

    def result(self) -> Partial:
        """Return the sum of all; raises ``AnswerError`` when there is none."""
        total = self.sums.total()
        problems = tuple(dict.fromkeys(self.problems))
        if total is None:
            raise AnswerError(problems)
        return replace(total, problems=problems)


@dataclass
class Counter:
    """Counts the sheets that are read, and tells it."""

    whole: int
    progress: Progress | None
    done: int = 0

    def tell(self, sheets: int) -> None:
        """Count ``sheets`` more."""
        self.done += sheets
        if self.progress:
            self.progress(self.done, self.whole)


def look(path: Path, standard: Standard) -> tuple[Holding | None, list[Problem]]:
    """Return whose sheets a file holds, or why it cannot be read."""
    try:
        return look_into(path, standard), []
    except AnswerError as error:
        return None, list(error.problems)


def summed(
    part: Part, work: Work, standard: Standard, tell: Callable[[int], None] = lambda _sheets: None
) -> Found:
    """Sum and count what counts of a file, and say what does not."""
    if other := part.repeated():
        message = _("holds the same sheets as {file}; counted once").format(file=other)
        tell(part.file.rows)
        return None, [Problem(str(part.file.path), 0, "", message)]
    sums, problems, unread = Adding(), [*part.unnamed()], part.file.rows
    try:
        for partial, found, sheets in _partials(part, work, standard):
            sums.add(partial)
            problems += found
            unread -= sheets
            tell(sheets)
    except AnswerError as error:
        problems += error.problems
    tell(unread)
    return sums.total(), problems


def _partials(
    part: Part, work: Work, standard: Standard
) -> Iterator[tuple[Partial, list[Problem], int]]:
    """Yield the sums of each batch, what is wrong with it, and how many sheets it holds."""
    for batch in batches(part.file.path, standard, repeats=part.file.repeats):
        problems = [*batch.problems, *part.remarks(batch.matrix)]
        yield partial_of(part.counting(batch.matrix), work), problems, len(batch.matrix)
