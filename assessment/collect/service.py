"""What the routes share: the folder of the book, the store, and the limits."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from assessment.collect.page_assets import assets
from assessment.collect.throttle import Throttle
from assessment.store import Store, StoreError

SECONDS_BETWEEN_ERASURES = 3_600.0


@dataclass
class Service:
    """The state of one running app.

    The store is opened by the first who needs it: to read the book makes no file.
    """

    folder: Path
    open_store: Callable[[], Store]
    throttle: Throttle = field(default_factory=Throttle)
    _store: Store | None = None
    _opening: threading.Lock = field(default_factory=threading.Lock)

    def store(self) -> Store:
        """Return the open store; raises ``StoreError``, and tries again the next time.

        What is past its last day is erased when it is opened.
        """
        with self._opening:
            if self._store is None:
                self._store = self.open_store()
                self._store.workshops.erase_expired()
            return self._store

    @cached_property
    def assets(self) -> dict[str, bytes]:
        """What the phone's page loads, by name."""
        return assets()

    async def erase_in_time(self) -> None:
        """Erase what is past its last day for as long as this runs, if the store is open."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_ERASURES)
            if self._store is not None:
                # A store that cannot be reached is asked again the next time.
                with suppress(StoreError):
                    await run_in_threadpool(self._store.workshops.erase_expired)

    def close(self) -> None:
        """Close the store, if it was opened."""
        with self._opening:
            if self._store is not None:
                self._store.close()
            self._store = None
