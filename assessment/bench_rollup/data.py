"""The made-up sheets that are measured: the same for all, and the same each time."""

from pathlib import Path

from assessment.answer_matrix import AnswerMatrix
from assessment.answer_matrix.parquet import write_parquet
from assessment.simulation import simulate
from assessment.standard import Standard

ASSESSORS, PERIODS, SEED = 10, 4, 6


def made_up(standard: Standard, units: int) -> AnswerMatrix:
    """Return the sheets of ten assessors of so many units in four periods."""
    return simulate(standard, units=units, periods=PERIODS, assessors=ASSESSORS, seed=SEED).matrix


def write_data(standard: Standard, units: int, path: Path) -> None:
    """Write the sheets as a Parquet file."""
    write_parquet(path, made_up(standard, units), made_up=True)
