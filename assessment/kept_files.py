"""Files that are written whole or not at all, and never over what was there without a copy."""

import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4


def write_whole(path: Path, content: bytes, *, keep_copy: bool = True) -> Path:
    """Write a file and return its path; see ``whole_file``."""
    with whole_file(path, keep_copy=keep_copy) as file:
        file.write(content)
    return path


@contextmanager
def whole_file(path: Path, *, keep_copy: bool = True) -> Iterator[BinaryIO]:
    """Open a file that takes its place when the block ends without an error; its folder is made.

    It is written beside its place and moved there whole. Other content that a file of that name
    held is kept as a ``.bak`` copy under the time it is replaced, unless ``keep_copy`` is false.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    try:
        with waiting.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if keep_copy and path.exists() and not filecmp.cmp(path, waiting, shallow=False):
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
            shutil.copy2(path, path.with_name(f"{path.name}.{stamp}.bak"))
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
