"""One engine measured in a process of its own, so that its memory is its own."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from assessment.bench import undisturbed
from assessment.bench_rollup import memory
from assessment.bench_rollup.engines import engine
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.plan import compile_plan

STANDARD = "unit"
# Every engine works again and again for so long, and so often at least.
SECONDS, FEWEST = 4.0, 3


@dataclass(frozen=True)
class Measured:
    """Milliseconds to load the data and, undisturbed, to work; bytes held beyond the data.

    ``ready`` are the milliseconds that an engine takes to work once on little data, and ``program``
    the bytes that it holds from then on: its own code, which is loaded once a process.
    """

    ready: float
    program: int
    load: float
    work: float
    memory: int


def measure(name: str, data: Path, little: Path, out: Path) -> Measured:
    """Measure an engine in this process, and write what it has found into the folder ``out``."""
    asked, plan = engine(name), compile_plan(load_standard(STANDARD))
    first = asked.load(little, plan)
    before = memory.held()
    _found, ready = _timed(lambda: asked.summarise(first, plan))
    del _found
    program = max(0, memory.held() - before)
    loaded, load = _timed(lambda: asked.load(data, plan))
    before = memory.held()
    memory.forget_peak()
    found, _first = _timed(lambda: asked.summarise(loaded, plan))
    beyond = max(0, memory.peak() - before)
    if asked.findings:
        asked.findings(found, plan).write(out)
    del found
    work = _undisturbed(lambda: asked.summarise(loaded, plan))
    return Measured(ready, program, load, work, beyond)


def measure_apart(name: str, data: Path, little: Path, out: Path) -> Measured:
    """Measure an engine in a new process; raises ``BermaknaError`` when that does not end well."""
    told = [name, *map(str, (data, little, out))]
    command = [sys.executable, "-m", "assessment.bench_rollup", *told]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603, ours
    if done.returncode:
        message = _("{engine} cannot be measured: {reason}")
        # A process that the system has ended for its memory says nothing.
        said = done.stderr.strip().splitlines() or [str(done.returncode)]
        raise BermaknaError(message.format(engine=name, reason=said[-1]))
    return Measured(**json.loads(done.stdout))


def main(arguments: list[str]) -> None:
    """Measure the engine that is named, and print it for the process that asks."""
    name, *paths = arguments
    sys.stdout.write(json.dumps(asdict(measure(name, *map(Path, paths)))))


def _timed(work: Callable[[], object]) -> tuple[object, float]:
    start = time.perf_counter()
    found = work()
    return found, 1_000 * (time.perf_counter() - start)


def _undisturbed(work: Callable[[], object]) -> float:
    """Return the undisturbed time of many runs; quick work is done more often."""
    times: list[float] = []
    while len(times) < FEWEST or sum(times) < 1_000 * SECONDS:
        _found, one = _timed(work)
        del _found
        times.append(one)
    return undisturbed(times)
