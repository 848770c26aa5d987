"""The engines that are compared: what each needs, and how it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assessment.bench_rollup.findings import Findings
from assessment.plan import ScoringPlan

# Where an engine stands: its module and its name there. The modules of the peers import them.
PLACES = {
    "sum": ("limits", "SUM"),
    "parquet": ("limits", "PARQUET"),
    "kernel": ("ours", "KERNEL"),
    "ours": ("ours", "SUMMARY"),
    "spread": ("ours", "SPREAD"),
    "plain": ("ours", "PLAIN"),
    "plain_spread": ("ours", "PLAIN_SPREAD"),
    "everything": ("ours", "EVERYTHING"),
    "streamed": ("ours", "STREAMED"),
    "pandas": ("in_pandas", "PANDAS"),
    "polars": ("in_polars", "POLARS"),
    "duckdb": ("in_duckdb", "DUCKDB"),
}
PEERS = ("pandas", "polars", "duckdb")
# What ours would take without numba.
PLAIN = ("plain", "plain_spread")


@dataclass(frozen=True)
class Engine:
    """How an engine is asked.

    ``load`` reads the Parquet file into the engine's own form, ``summarise`` is the work that is
    measured, and ``findings`` brings its result into the common form, if it finds all of it.
    """

    load: Callable[[Path, ScoringPlan], Any]
    summarise: Callable[[Any, ScoringPlan], Any]
    findings: Callable[[Any, ScoringPlan], Findings] | None = None


def engine(name: str) -> Engine:
    """Return an engine; its module is imported only now."""
    module, place = PLACES[name]
    found: Engine = getattr(import_module(f"assessment.bench_rollup.{module}"), place)
    return found


def is_missing(library: str) -> bool:
    """Whether this environment lacks a library."""
    return find_spec(library) is None


def install(extra: str) -> str:
    """Return the command that installs the libraries of an extra."""
    return f'pip install "bermakna[{extra}]"'
