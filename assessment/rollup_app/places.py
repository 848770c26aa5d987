"""Where a ministry keeps what its units sent: a folder or a database, as it was typed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.errors import BermaknaError
from assessment.gathering import Gathered, gather, gather_store, read_register
from assessment.i18n import _

STORES = (".sqlite", ".db")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Place:
    """A folder or the address of a database; ``wrong`` says why neither, ``text`` what it is."""

    address: str
    text: str
    wrong: bool = False
    is_store: bool = False

    def require(self) -> None:
        """Raise ``BermaknaError`` when nothing can be read there."""
        if self.wrong:
            raise BermaknaError(self.text)

    def gather(self, standard: str, register: Path | None, progress: Progress) -> Gathered:
        """Read everything; raises ``BermaknaError``."""
        read = gather_store if self.is_store else gather
        if register is None:
            return read(self.address, standard, progress=progress)
        known = read_register(register)
        found = read(self.address, standard, register=known.units, progress=progress)
        return replace(found, problems=sorted([*known.problems, *found.problems]))


def checked_place(typed: str) -> Place:
    """Return what was typed as a place."""
    text = _bare(typed)
    if not text:
        return Place("", _("Type the path of a folder, or the address of a database."), wrong=True)
    if "://" in text:
        return Place(text, _("A database; it is opened when you press Read."), is_store=True)
    path = Path(text).expanduser()
    if path.is_file() and path.suffix.lower() in STORES:
        return Place(str(path), _("A store of units."), is_store=True)
    if path.is_file():
        message = _("{place} is a file. Name the folder it is in.")
        return Place(text, message.format(place=path), wrong=True)
    if not path.is_dir():
        message = _("There is no folder {place}. Copy its path from the file manager.")
        return Place(text, message.format(place=path.absolute()), wrong=True)
    return _folder(path)


def _folder(path: Path) -> Place:
    try:
        empty = next(path.iterdir(), None) is None
    except OSError as error:
        message = _("{place} cannot be opened: {reason}. Ask whoever looks after this computer.")
        return Place(str(path), message.format(place=path, reason=error.strerror), wrong=True)
    if empty:
        message = _("The folder {place} is empty. Put into it what the units sent.")
        return Place(str(path), message.format(place=path.absolute()), wrong=True)
    return Place(str(path), _("The folder is there: {place}").format(place=path.absolute()))


def checked_register(typed: str) -> Path | None:
    """Return the file of a register, ``None`` when none was typed; raises ``BermaknaError``."""
    text = _bare(typed)
    if not text:
        return None
    path = Path(text).expanduser()
    if not path.is_file():
        message = _("There is no file {place}. Name the register of units, or leave it empty.")
        raise BermaknaError(message.format(place=path.absolute()))
    return path


def _bare(typed: str) -> str:
    """Take away what surrounds a path that was copied from a file manager."""
    return typed.strip().strip('"').strip()
