"""The files that paths and patterns name."""

from collections.abc import Iterator, Sequence
from glob import glob
from pathlib import Path

from assessment.answer_matrix.parquet import Paths, standard_in
from assessment.errors import AnswerError, BermaknaError, Problem
from assessment.i18n import _
from assessment.standard import Standard


def files_of(source: Paths) -> tuple[list[Path], list[Problem]]:
    """Return the files that paths and patterns name, each once, and which are named again.

    Raises ``BermaknaError`` when a pattern matches nothing.
    """
    named = [source] if isinstance(source, Path | str) else list(source)
    found: dict[Path, Path] = {}
    problems = []
    for path in [path for name in named for path in _matching(name)]:
        first = found.setdefault(path.resolve(), path)
        if first is not path:
            message = _("is the same file as {file}; counted once").format(file=first)
            problems.append(Problem(str(path), 0, "", message))
    if not found:
        raise BermaknaError(_("no file is named; name Parquet files, such as data/*.parquet"))
    return list(found.values()), problems


def first_standard(paths: Sequence[Path]) -> Standard:
    """Return the standard of the first file that names one; raises ``AnswerError``."""
    problems: list[Problem] = []
    for path in paths:
        try:
            return standard_in(path)
        except AnswerError as error:
            problems += error.problems
    raise AnswerError(problems)


def _matching(name: Path | str) -> Iterator[Path]:
    """Yield the file of this name, or those that match it as a pattern, in their order."""
    if Path(name).exists():
        yield Path(name)
        return
    matching = sorted(glob(str(name), recursive=True))  # noqa: PTH207 - patterns may be absolute
    if not matching:
        message = _("no file matches {pattern}; name Parquet files, such as data/*.parquet")
        raise BermaknaError(message.format(pattern=name))
    yield from map(Path, matching)
