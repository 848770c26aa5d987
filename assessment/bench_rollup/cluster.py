"""What Dask adds: the same partitions with two workers, and in one process."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from pandas.testing import assert_frame_equal

from assessment.answer_matrix.parquet import write_parquet
from assessment.bench import Row, undisturbed_ms
from assessment.bench_rollup.data import made_up
from assessment.bench_rollup.engines import install, is_missing
from assessment.bench_rollup.measuring import STANDARD
from assessment.bench_rollup.scales import Scale, label
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.rollup import RollUp, roll_up
from assessment.terminal import complain

PARTITIONS, WORKERS, REPEATS = 8, 2, 3


def cluster_rows(scale: Scale) -> Iterator[Row]:
    """Measure the roll-up of partitions with and without a cluster; both must find the same."""
    if is_missing("distributed"):
        message = _("{scale}: {peer} is left out; install it: {command}")
        told = {"scale": label(scale), "peer": "Dask", "command": install("cluster")}
        complain(message.format(**told))
        return
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        pattern = _partitions(Path(folder), scale.units)
        alone = undisturbed_ms(lambda: _found(pattern), REPEATS)
        client = _client(closing)
        together = undisturbed_ms(lambda: _found(pattern, client), REPEATS)
        _compare(roll_up(pattern), roll_up(pattern, client=client))
    words = _("{scale}: {workers} workers of Dask").format(scale=label(scale), workers=WORKERS)
    yield Row(words, together, "ms", _("the same files in one process"), alone)


def _partitions(folder: Path, units: int) -> str:
    """Write the sheets as files, cut between units, and return the pattern of their paths."""
    matrix = made_up(load_standard(STANDARD), units)
    units_of = matrix.who["unit"].cat.codes.to_numpy()
    for number, part in enumerate(np.array_split(np.arange(units), min(PARTITIONS, units))):
        rows = (units_of >= part[0]) & (units_of <= part[-1])
        write_parquet(folder / f"{number}.parquet", matrix.take(rows), made_up=True)
    return str(folder / "*.parquet")


def _client(closing: ExitStack) -> Any:
    """Start a cluster of processes of this machine; nothing listens to others."""
    from distributed import Client, LocalCluster

    cluster = LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=WORKERS, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    )
    closing.enter_context(cluster)
    return closing.enter_context(Client(cluster))  # type: ignore[no-untyped-call]


def _found(pattern: str, client: Any = None) -> RollUp:
    """Roll the files up, as far as the first frame."""
    rollup = roll_up(pattern, client=client)
    _ = rollup.units
    return rollup


def _compare(alone: RollUp, together: RollUp) -> None:
    """Fail when the cluster has found something else."""
    for name in ("units", "sections", "items", "alphas"):
        assert_frame_equal(getattr(alone, name), getattr(together, name))
