"""A place onto which files are dropped, many at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import anywidget
import traitlets as t

STATIC = Path(__file__).parent / "static"
# Bytes. A form with answers has 0.03 MB.
LARGEST_FILE = 20 * 1024**2


@dataclass(frozen=True)
class Dropped:
    """A file by its bare name; ``content`` is ``None`` when it is too large or unreadable."""

    name: str
    size: int
    content: bytes | None


class DropZone(anywidget.AnyWidget):
    """Files that are chosen or dropped come one by one, and go on together.

    ``progress`` is called with how many have come and how many there are, ``taken`` with all of
    them once the last one is there.
    """

    _esm = STATIC / "dropping.js"
    text = t.Unicode().tag(sync=True)
    accept = t.Unicode().tag(sync=True)
    most = t.Int(LARGEST_FILE).tag(sync=True)

    def __init__(
        self,
        text: str,
        kinds: Sequence[str],
        progress: Callable[[int, int], None],
        taken: Callable[[list[Dropped]], None],
    ) -> None:
        super().__init__(text=text, accept=",".join(kinds))
        self._files: list[Dropped] = []
        self._progress, self._taken = progress, taken
        self.on_msg(self._receive)

    def _receive(
        self, _widget: object, about: Mapping[str, Any], buffers: Sequence[memoryview]
    ) -> None:
        content = bytes(buffers[0]) if buffers else None
        # The name alone: a path that a browser sent is nobody's business.
        name = PurePath(str(about["name"]).replace("\\", "/")).name
        self._files.append(Dropped(name, int(about["size"]), content))
        self._progress(len(self._files), len(self._files) + int(about["left"]))
        if not about["left"]:
            files, self._files = self._files, []
            self._taken(files)
