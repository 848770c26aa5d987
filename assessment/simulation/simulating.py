"""A whole matrix of made-up answers, or one block of it after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from assessment.answer_matrix import AnswerMatrix, whose
from assessment.plan import compile_plan
from assessment.simulation.extent import Block, Extent, Groups
from assessment.simulation.filling import fill
from assessment.simulation.item_tables import ItemTables, make_tables
from assessment.simulation.names import period_names, unit_names
from assessment.simulation.registering import register_of
from assessment.standard import Standard


@dataclass(frozen=True, eq=False)
class Simulated:
    """Made-up sheets, unit by unit and period by period, and the register of their units.

    The sheets of a group stand together: its assessors, then what it agreed on. The register has
    the columns unit, ministry, region, service.
    """

    matrix: AnswerMatrix
    register: pd.DataFrame


def simulate(
    standard: Standard,
    *,
    units: int,
    periods: int,
    assessors: int,
    seed: int,
    agreed: bool = False,
) -> Simulated:
    """Make up the sheets of so many assessors of each unit in each period.

    A few units skip a period. With ``agreed`` each group has an agreed sheet beside those of its
    assessors. Raises ``BermaknaError`` for numbers below one, or a seed below 0.
    """
    extent = Extent(units, periods, assessors, seed, agreed)
    return _made(standard, make_tables(compile_plan(standard), seed), list(extent.cut()))


def blocks(
    standard: Standard,
    *,
    units: int,
    periods: int,
    assessors: int,
    seed: int,
    agreed: bool = False,
) -> Iterator[Simulated]:
    """Return an iterator over what ``simulate`` returns, some units at a time: in little memory."""
    extent = Extent(units, periods, assessors, seed, agreed)
    tables = make_tables(compile_plan(standard), seed)
    return (_made(standard, tables, [block]) for block in extent.cut())


def _made(standard: Standard, tables: ItemTables, parts: Sequence[Block]) -> Simulated:
    plan = compile_plan(standard)
    groups = [block.groups() for block in parts]
    sizes = [len(unit) * parts[0].extent.slots for unit, _period in groups]
    codes = np.empty((sum(sizes), len(plan.items)), dtype=np.uint8, order="F")
    for block, group, size, end in zip(parts, groups, sizes, np.cumsum(sizes), strict=True):
        fill(codes[end - size : end], plan, tables, block, group)
    register = pd.concat([register_of(block) for block in parts], ignore_index=True)
    return Simulated(AnswerMatrix(standard, codes, _who(parts, groups)), register)


def _who(parts: Sequence[Block], groups: Sequence[Groups]) -> pd.DataFrame:
    """Return whose the sheets are; units and periods are categories in their order."""
    extent = parts[0].extent
    first, last = parts[0].units.start, parts[-1].units.stop
    units = [
        unit + block.units.start - first for block, (unit, _) in zip(parts, groups, strict=True)
    ]
    unit = np.concatenate(units).astype(np.int32).repeat(extent.slots)
    period = np.concatenate([period for _, period in groups]).astype(np.int16)
    slots = np.arange(extent.slots) >= extent.assessors
    names = pd.Index(unit_names(range(first, last), extent.units))
    halves = pd.Index(period_names(extent.periods))
    return whose(
        {
            "unit": pd.Categorical.from_codes(unit, names),
            "period": pd.Categorical.from_codes(period.repeat(extent.slots), halves),
            "agreed": np.tile(slots, len(period)),
        }
    )
