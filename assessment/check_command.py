"""The verb ``check``: standards, and the pages of the book that teach them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from assessment.errors import BermaknaError, Problem, StandardError
from assessment.i18n import _
from assessment.loading import STANDARDS, read_standard, standard_ids
from assessment.project import find_root
from assessment.standard import Standard
from assessment.terminal import complain, say


def run_check(paths: Sequence[Path]) -> int:
    """Check the standards at ``paths``, or those of the package; return 0, or 1 with problems.

    Prints one line for each standard that is right, and every problem to the error stream.
    """
    files = list(paths) or [STANDARDS / f"{name}.yml" for name in standard_ids()]
    problems: dict[Problem, None] = {}
    root = _root()
    for file in files:
        try:
            standard = read_standard(file)
        except StandardError as error:
            problems |= dict.fromkeys(error.problems)
            continue
        found = list(_page_problems(standard, root))
        problems |= dict.fromkeys(found)
        if not found:
            say(_line(file, standard))
    problems |= dict.fromkeys(_policy_problems(root))
    for problem in problems:
        complain(str(problem))
    return 1 if problems else 0


def _line(file: Path, standard: Standard) -> str:
    message = _("{file}: {id} {version}, {sections} sections, {items} items")
    return message.format(
        file=file.name,
        id=standard.id,
        version=standard.version,
        sections=len(standard.sections),
        items=len(standard.items),
    )


def _root() -> Path | None:
    try:
        return find_root()
    except BermaknaError:
        return None


def _page_problems(standard: Standard, root: Path | None) -> Iterator[Problem]:
    """Yield what is wrong with the pages of a standard, where the book is at hand."""
    if root:
        from assessment.handbook.pages import check_pages

        yield from check_pages(standard, root)


def _policy_problems(root: Path | None) -> Iterator[Problem]:
    """Yield what is wrong with any page of the book, where it is at hand."""
    if root:
        from assessment.handbook.policies import check_policies

        yield from check_policies(root)
