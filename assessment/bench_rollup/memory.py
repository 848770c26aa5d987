"""How much memory this process holds, and the most it has held."""

import gc
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import pyarrow as pa

STATUS, FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
# What the kernel of Linux wants to read there to forget the peak.
PEAK = "5"


def held() -> int:
    """Return the bytes that are held now, without what could be given back."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    return int(psutil.Process().memory_info().rss)


def forget_peak() -> None:
    """Let the peak start from now; where no system call does that, reading the data counts too."""
    with suppress(OSError):
        if sys.platform == "linux":
            FORGET.write_text(PEAK, encoding="ascii")


def peak() -> int:
    """Return the most bytes that were held."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    if sys.platform == "linux":
        # A new process inherits the peak of ``getrusage`` from the one that started it.
        lines = STATUS.read_text(encoding="ascii").splitlines()
        return 1_024 * next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    import resource

    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
