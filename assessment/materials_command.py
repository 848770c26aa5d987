"""The verb ``materials``: the slides and prints of a workshop, into a folder."""

import re
from collections.abc import Callable, Sequence
from datetime import time
from functools import partial
from pathlib import Path

from babel.numbers import format_decimal
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from assessment.errors import BermaknaError
from assessment.i18n import _, language
from assessment.kept_files import write_whole
from assessment.materials import (
    certificate,
    participant_sheets,
    read_join,
    read_plan,
    run_sheet,
    workshop_deck,
)
from assessment.printing import make_console
from assessment.project import find_root
from assessment.terminal import say

CLOCK = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")

Makers = dict[str, Callable[[], bytes]]


def run_materials(
    folder: Path,
    *,
    standard: str = "praktik",
    sections: Sequence[str] = (),
    join: str = "",
    start: str = "",
) -> int:
    """Write the materials of a workshop into ``folder``, say where they are, and return 0.

    ``sections`` are ids of the standard, by default the pair of the book's example; ``join`` is
    the address with the code of an opened workshop, and ``start`` when it begins: ``09.00``.
    Files of these names are kept as ``.bak`` copies. Raises ``BermaknaError``.
    """
    plan = read_plan(find_root(), standard, sections)
    address = read_join(join) if join else None
    begin = read_start(start) if start else None
    makers: Makers = {
        "lokakarya.pptx": partial(workshop_deck, plan, address),
        "lembar-peserta.pdf": partial(participant_sheets, plan),
        "sertifikat.pdf": partial(certificate, plan),
        "susunan-acara.pdf": partial(run_sheet, plan, begin),
    }
    paths = _write(folder, makers)
    size = sum(path.stat().st_size for path in paths) / 1e6
    message = _("{count} files in {folder}, {size} MB")
    size_words = format_decimal(size, format="0.0", locale=language())
    say(message.format(count=len(paths), folder=folder, size=size_words))
    return 0


def read_start(text: str) -> time:
    """Read a time of day as people write it: ``09.00`` or ``9:30``."""
    found = CLOCK.fullmatch(text.strip())
    if not found:
        message = _("{value} is no time of day; write it as 09.00")
        raise BermaknaError(message.format(value=text))
    return time(int(found[1]), int(found[2]))


def _write(folder: Path, makers: Makers) -> list[Path]:
    """Make all before anything is written, and show how far it is."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    console = make_console()
    silent = not console.is_terminal
    made: dict[Path, bytes] = {}
    with Progress(*columns, console=console, transient=True, disable=silent) as progress:
        task = progress.add_task("", total=len(makers))
        for name, make in makers.items():
            progress.update(task, description=name)
            made[folder / name] = make()
            progress.advance(task)
    return [write_whole(path, content) for path, content in made.items()]
