"""Answers saved beside the work: whoever types never waits, and sees what is on the disk."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from assessment.answers import Answer
from assessment.errors import BermaknaError
from assessment.store.problems import StoreUnavailableError
from assessment.store.sheets import Sheets

SECONDS_TO_TRY_AGAIN = 3.0


@dataclass(frozen=True)
class Saving:
    """How far the answers of a sheet are: how many wait, and why, if the store cannot be reached.

    ``waiting`` is 0 when everything shown is on the disk.
    """

    waiting: int
    trouble: str = ""


@dataclass(frozen=True)
class _Change:
    item: str
    before: Answer
    after: Answer


class Saver:
    """Saves the answers of one sheet in their order, and tries again while the disk is away.

    ``tell`` is called from the saver's thread before and after each change, ``refused`` with the
    item and the error of an answer that cannot be saved, a ``ConflictError`` among them.
    """

    def __init__(
        self,
        sheets: Sheets,
        sheet: str,
        tell: Callable[[Saving], None],
        refused: Callable[[str, BermaknaError], None],
    ) -> None:
        self._sheets, self._sheet = sheets, sheet
        self._tell, self._refused = tell, refused
        self._changes: queue.Queue[_Change | None] = queue.Queue()
        self._waiting = 0
        self._counting = threading.Lock()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="saver", daemon=True)
        self._thread.start()

    def save(self, item: str, before: Answer, after: Answer) -> None:
        """Take a change and return at once."""
        self._count(1)
        self._changes.put(_Change(item, before, after))

    def close(self) -> int:
        """Save what waits, without trying again, and return how many could not be saved."""
        self._closing.set()
        self._changes.put(None)
        self._thread.join()
        return self._waiting

    def _count(self, more: int) -> None:
        with self._counting:
            self._waiting += more

    def _work(self) -> None:
        while (change := self._changes.get()) is not None:
            self._tell(Saving(self._waiting))
            if self._kept(change):
                self._count(-1)
                self._tell(Saving(self._waiting))

    def _kept(self, change: _Change) -> bool:
        """Save one change, as often as it takes; ``False`` when the saver closes before."""
        while True:
            try:
                self._sheets.save_answer(self._sheet, change.item, change.before, change.after)
            except StoreUnavailableError as error:
                self._tell(Saving(self._waiting, str(error)))
                if self._closing.wait(SECONDS_TO_TRY_AGAIN):
                    return False
            except BermaknaError as error:
                self._refused(change.item, error)
                return True
            else:
                return True
