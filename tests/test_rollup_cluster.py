"""A cluster of Dask counts what one process counts, also when a worker dies in the middle."""

import os
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import Client as Caller
from multiprocessing.connection import Listener
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psutil
import pytest
from distributed import Client, LocalCluster

from assessment.answer_matrix import AnswerMatrix, read_parquet, write_parquet
from assessment.errors import AnswerError
from assessment.rollup import roll_up, running
from assessment.rollup.cluster import in_tasks
from assessment.rollup.partial import Partial, Work, partial_of
from tests.matrices import SMALL, all_of, matrix_of
from tests.test_rollup_partitions import REGISTER, same

FILES = 8


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Two worker processes on this machine, without pages about themselves."""
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            local_directory=str(tmp_path_factory.mktemp("dask")),
        ) as cluster,
        Client(cluster) as opened,
    ):
        yield opened


@pytest.fixture
def files(tmp_path: Path) -> str:
    """Files of units that are cut in the middle; an agreed sheet stands in the last."""
    levels = [all_of(SMALL, level) for level in range(4)]
    rows = [
        (f"Unit {n // 7:02}", f"2026-{n % 2 + 1}", False, levels[n * n % 4])
        for n in range(FILES * 30)
    ]
    rows.append(("Unit 03", "2026-1", True, levels[3]))
    for number in range(FILES):
        last = None if number == FILES - 1 else 30 * (number + 1)
        matrix = matrix_of(rows[30 * number : last])
        write_parquet(tmp_path / f"{number}.parquet", matrix, rows=11)
    return str(tmp_path / "*.parquet")


def whole(files: str) -> AnswerMatrix:
    paths = sorted(Path(files).parent.glob("*.parquet"))
    return read_parquet(paths, SMALL).matrix


def test_two_workers_count_what_one_process_counts(client: Client, files: str) -> None:
    told: list[tuple[int, int]] = []
    options: dict[str, Any] = {"register": REGISTER, "by": ("period", "region")}
    spread = roll_up(
        files, SMALL, client=client, progress=lambda *told_now: told.append(told_now), **options
    )
    alone = roll_up(files, SMALL, **options)
    same(spread, alone)
    same(spread, roll_up(whole(files), **options))
    assert spread.left_out == alone.left_out
    assert told == sorted(told)
    assert told[-1] == (FILES * 30 + 1, FILES * 30 + 1)


def test_what_is_wrong_with_files_comes_back_from_the_workers(client: Client, files: str) -> None:
    folder = Path(files).parent
    (folder / "3.parquet").write_bytes(b"rusak")
    spread = roll_up(files, SMALL, client=client)
    assert spread.left_out == roll_up(files, SMALL).left_out
    assert str(folder / "3.parquet") in {problem.file for problem in spread.left_out}
    for path in folder.glob("*.parquet"):
        path.write_bytes(b"rusak")
    with pytest.raises(AnswerError):
        roll_up(files, SMALL, client=client)


def never_end_the_first(address: tuple[str, int], mark: str) -> None:
    """Let the task that comes first to any worker tell its process, and wait for ever."""

    def partial_or_wait(matrix: AnswerMatrix, work: Work) -> Partial:
        try:
            Path(mark).open("x").close()
        except FileExistsError:
            return partial_of(matrix, work)
        with Caller(address) as told:
            told.send(os.getpid())
        Event().wait()
        raise AssertionError

    running.partial_of = partial_or_wait


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(
    client: Client, files: str, tmp_path: Path
) -> None:
    killed = []

    def kill_the_waiting(listener: Listener) -> None:
        with listener.accept() as told:
            killed.append(told.recv())
        psutil.Process(killed[0]).kill()

    with Listener(("127.0.0.1", 0)) as listener:
        client.run(never_end_the_first, listener.address, str(tmp_path / "mark"))
        before = set(client.run(os.getpid).values())
        killer = Thread(target=kill_the_waiting, args=[listener])
        killer.start()
        spread = roll_up(files, SMALL, client=client)
        killer.join()
    same(spread, roll_up(files, SMALL))
    client.wait_for_workers(2)
    after = set(client.run(os.getpid).values())
    assert killed[0] in before
    assert killed[0] not in after


def fail_once(item: int, mark: str) -> int:
    """Fail where a mark is missing, and leave it."""
    try:
        Path(f"{mark}{item}").open("x").close()
    except FileExistsError:
        return item
    raise OSError


def test_a_task_that_fails_is_tried_again(client: Client, tmp_path: Path) -> None:
    found = in_tasks(client, fail_once, [1, 2, 3], mark=str(tmp_path / "mark"))
    assert list(found) == [1, 2, 3]


def test_nothing_imports_dask_before_there_is_a_client() -> None:
    code = "import sys, assessment.rollup.running; print({'dask', 'distributed'} & {*sys.modules})"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
