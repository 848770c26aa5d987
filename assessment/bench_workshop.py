"""What a room waits for: a thousand sheets in ten seconds, six times "within one minute"."""

import asyncio
import multiprocessing
import statistics
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

from assessment.bench import Row
from assessment.bench_unit import bare_commit
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.plan import compile_plan
from assessment.store import open_store
from assessment.wording import print_count
from assessment.workshop import Workshop, asked_items

PEOPLE = 1_000
A_SECOND = 100
PORT = 8_600
SECTIONS = ["B1", "B3"]
PATIENCE = 120.0
FILE = "ruang.sqlite"


def workshop_rows(people: int = PEOPLE) -> Iterator[Row]:
    """Measure a room that sends its sheets to a server in a process of its own.

    Raises ``BermaknaError`` when one of them is not kept.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(str(folder / FILE))
        workshop = store.workshops.begin(_("Workshop"), "praktik", SECTIONS)
        store.workshops.open(workshop)
        with _service(folder) as url:
            idle, _seconds = _measured(f"{url}nothing", workshop, people)
            address = f"{url}api/workshops/{workshop.code}/sheet"
            sent, seconds = _measured(address, workshop, people)
        kept = store.workshops.progress(workshop).people
        store.close()
        bare = bare_commit(folder, people)
    if kept != people:
        message = _("only {kept} of {people} sheets are kept")
        raise BermaknaError(message.format(kept=kept, people=people))
    words = _("{n} sheets sent in a room").format(n=print_count(people))
    nothing = _("a route that does nothing")
    yield Row(f"{words}, p50", _percentile(sent, 50), "ms", nothing, _percentile(idle, 50))
    yield Row(f"{words}, p99", _percentile(sent, 99), "ms", nothing, _percentile(idle, 99))
    commits = _("bare SQLite commits")
    yield Row(_("sheets kept a second"), people / seconds, "/s", commits, 1_000 / bare)


def _percentile(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


@contextmanager
def _service(folder: Path) -> Iterator[str]:
    """Run the service in a process of its own while the block runs; yield its address."""
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe()
    server = processes.Process(target=_serve, args=(folder, theirs))
    server.start()
    try:
        yield ours.recv()
    finally:
        ours.send(None)
        server.join()


def _serve(folder: Path, told: Connection) -> None:
    """Serve until told to stop; beside the workshop there is a route that does nothing."""
    from assessment.collect.app import make_app
    from assessment.collect.server import open_app

    app = make_app(folder, lambda: open_store(str(folder / FILE)))

    @app.put("/nothing")
    def nothing(body: dict[str, Any]) -> dict[str, int]:
        return {"revision": body["revision"]}

    with open_app(app, PORT) as server:
        told.send(server.url)
        told.recv()


def _measured(address: str, workshop: Workshop, people: int) -> tuple[list[float], float]:
    """Let the room send from a thread: this one may have the loop of a browser already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_room(address, workshop, people))).result()


async def _room(address: str, workshop: Workshop, people: int) -> tuple[list[float], float]:
    """Let people send a sheet each, when it is their turn; return the times in ms, and all in s.

    A time runs from the moment of the turn, so that a server that falls behind is seen.
    """
    import httpx

    sheets = list(_sheets(workshop, people))
    loop = asyncio.get_running_loop()
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(limits=limits, timeout=PATIENCE) as client:
        start = loop.time()

        async def send(number: int, sheet: dict[str, Any]) -> float:
            turn = start + number / A_SECOND
            await asyncio.sleep(turn - loop.time())
            token = {"Authorization": f"Bearer {number:043}"}
            answer = await client.put(address, json=sheet, headers=token)
            answer.raise_for_status()
            return 1_000 * (loop.time() - turn)

        times = await asyncio.gather(*(send(*sheet) for sheet in enumerate(sheets)))
        return times, loop.time() - start


def _sheets(workshop: Workshop, people: int) -> Iterator[dict[str, Any]]:
    """Yield a whole sheet for each person, all different."""
    plan = compile_plan(load_standard(workshop.standard))
    items = asked_items(plan, workshop.sections)
    for number in range(people):
        yield {
            "sheet": str(UUID(int=number, version=4)),
            "round": 1,
            "revision": 1,
            "standard": plan.standard,
            "version": plan.version,
            "choices": {
                item.id: item.levels[(number + place) % len(item.levels)]
                for place, item in enumerate(items)
            },
        }
