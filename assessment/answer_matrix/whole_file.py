"""Files too big to be held in memory, written whole or not at all."""

import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its place when the block ends without an error.

    What stood there is kept as ``kept_files`` keeps it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    try:
        with waiting.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists() and not filecmp.cmp(path, waiting, shallow=False):
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
            shutil.copy2(path, path.with_name(f"{path.name}.{stamp}.bak"))
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
