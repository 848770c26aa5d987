"""The command ``build --pdf``: make all that is printed, and show how far it is."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from babel.numbers import format_decimal
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from assessment.building import BUILD
from assessment.i18n import _, language
from assessment.kept_files import write_whole
from assessment.loading import load_standard
from assessment.press.book import make_book
from assessment.press.epub import make_epub
from assessment.press.forms import form_names, make_form
from assessment.press.pages import author, read_pages
from assessment.printing import make_console
from assessment.terminal import say

PRINTED = Path(BUILD, "cetak")
FORMS = "formulir"
# The names of the forms that the last printing made, one a line.
MADE = ".dibuat"

Maker = Callable[[], bytes]


def run_press(root: Path) -> None:
    """Print the handbook, and say where it is and how big."""
    paths = print_handbook(root, make_console())
    size = sum(path.stat().st_size for path in paths) / 1e6
    message = _("{count} files in {folder}, {size} MB")
    size_words = format_decimal(size, format="0.0", locale=language())
    say(message.format(count=len(paths), folder=root / PRINTED, size=size_words))


def print_handbook(root: Path, console: Console) -> list[Path]:
    """Print the forms, the book and the EPUB of a built handbook; return their files.

    Each file takes the place of an older one when it is complete. Raises ``BermaknaError``.
    """
    # Before the bar, so that a message about them has the terminal to itself.
    jobs = list(_jobs(root))
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(jobs))
        for path, make in jobs:
            progress.update(task, description=path.name)
            # What is made anew from the sources needs no copy of its older self.
            write_whole(path, make(), keep_copy=False)
            progress.advance(task)
    _drop_older(root / PRINTED / FORMS, {name for _standard, _section, name in form_names()})
    return [path for path, _make in jobs]


def _jobs(root: Path) -> Iterator[tuple[Path, Maker]]:
    """Yield each file with what makes its content; the forms first, since they are soon done."""
    printed = root / PRINTED
    for standard_id, section_id, name in form_names():
        yield printed / FORMS / name, partial(make_form, load_standard(standard_id), section_id)
    pages = read_pages(root)
    yield printed / "bermakna.pdf", partial(make_book, pages, author(root))
    yield printed / "bermakna.epub", partial(make_epub, pages, author(root))


def _drop_older(folder: Path, made: set[str]) -> None:
    """Remove forms that an earlier printing made and this one did not; other files stay."""
    noted = folder / MADE
    earlier = noted.read_text(encoding="utf-8").split() if noted.exists() else []
    for name in {*earlier} - made:
        (folder / Path(name).name).unlink(missing_ok=True)
    write_whole(noted, "\n".join(sorted(made)).encode(), keep_copy=False)
