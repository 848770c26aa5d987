"""Loops in NumPy and compiled ones give the same, and either is enough."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import loops
from assessment.loading import load_standard
from assessment.loops import compiled, plain
from assessment.loops.fields import Fields
from assessment.plan import compile_plan
from assessment.rollup import RollUp, roll_up
from assessment.simulation import simulate
from assessment.tables import Chunk, tables_of
from tests.matrices import SMALL

PLAN = compile_plan(SMALL)
CHUNKS = tables_of(PLAN).chunks
SEEDS = st.integers(0, 2**32 - 1)


def drawn_codes(chunk: Chunk, sheets: int, draw: np.random.Generator) -> npt.NDArray[np.uint8]:
    codes = np.zeros((sheets, len(PLAN.items)), dtype=np.uint8, order="F")
    for column, states in zip(chunk.columns, chunk.states, strict=True):
        codes[:, column] = draw.integers(0, states, sheets)
    return codes


@settings(max_examples=40)
@given(SEEDS, st.sampled_from(CHUNKS), st.sampled_from([1, 7, 5_000, 13_000]))
def test_both_add_up_and_count_the_same(seed: int, chunk: Chunk, sheets: int) -> None:
    draw = np.random.default_rng(seed)
    codes = drawn_codes(chunk, sheets, draw)
    rows = slice(int(draw.integers(0, sheets)), sheets)
    inside = draw.integers(rows.start, sheets, size=min(sheets, 40))
    edges = np.unique([rows.start, *inside, sheets])
    tables = draw.integers(0, 2**62, (2, chunk.sums.shape[1]))
    groups = draw.integers(0, 3, sheets).astype(np.uint8)
    sums = [one.add_up(codes, chunk, tables, edges) for one in (plain, compiled)]
    assert sums[0].tolist() == sums[1].tolist()
    counts = [np.ones((3, chunk.sums.shape[1]), dtype=np.uint16) for _ in (plain, compiled)]
    for one, found in zip((plain, compiled), counts, strict=True):
        one.count(codes, rows, chunk, groups, found)
    assert counts[0].tolist() == counts[1].tolist()
    assert counts[0].sum() == counts[0].size + sheets - rows.start


@given(SEEDS, st.sampled_from([np.uint8, np.uint16, np.uint32]))
def test_both_take_the_same_fields_apart(seed: int, dtype: type[np.unsignedinteger[Any]]) -> None:
    draw = np.random.default_rng(seed)
    word = draw.integers(0, 2**62, 50)
    fields = Fields(np.array([11, 0]), np.array([0b111 << 11, 1]), np.array([2, 0]))
    present = Fields(np.array([20, 30]), np.array([0b11 << 20, 1 << 30]), np.array([4, 0]))
    found = []
    for one in (plain, compiled):
        sums, marks = np.ones((3, 60), dtype=dtype), np.full(50, 2, dtype=np.uint8)
        one.add_fields(word, fields, sums, 5)
        one.mark_fields(word, present, marks)
        found.append((sums.tolist(), marks.tolist()))
    assert found[0] == found[1]
    (first, second, third), marks = found[0]
    numbers = word.tolist()
    assert third == [1] * 5 + [1 + (number >> 11 & 0b111) for number in numbers] + [1] * 5
    assert first == [1] * 5 + [1 + (number & 1) for number in numbers] + [1] * 5
    assert second == [1] * 60, "a row that no field is added to"
    assert marks == [
        2 | (16 if number >> 20 & 0b11 else 0) | (number >> 30 & 1) for number in numbers
    ]


@given(SEEDS)
def test_both_look_the_same_up_and_total_it(seed: int) -> None:
    draw = np.random.default_rng(seed)
    pairs = draw.integers(0, 20, (2, 3, 40))
    first, second = pairs[0].astype(np.uint8), pairs[1].astype(np.uint64)
    table, shares = draw.integers(-1, 10_000, 400).astype(np.int16), np.array([1.0, 2.0, 4.0])
    found, again = (one.look_up(first, second, 20, table) for one in (plain, compiled))
    assert found.dtype == again.dtype
    assert found.tolist() == again.tolist() == table[pairs[0] * 20 + pairs[1]].tolist()
    weighed, once_more = (one.weigh(first, second, 20, table, shares) for one in (plain, compiled))
    assert weighed.tolist() == once_more.tolist(), "whole numbers, which floats hold exactly"
    counted, places = draw.random(40) < 0.5, draw.integers(0, 4, 40).astype(np.uint8)
    values = (found[0], counted.astype(found.dtype))
    totals, likewise = (one.total(values, counted, places, 4) for one in (plain, compiled))
    assert totals.tolist() == likewise.tolist()
    for row, sums in zip(values, totals, strict=True):
        assert sums.tolist() == [row[counted & (places == place)].sum() for place in range(4)]


def test_codes_that_no_item_has_reach_no_memory_of_others() -> None:
    chunk = CHUNKS[0]
    codes = np.full((100, len(PLAN.items)), 255, dtype=np.uint8, order="F")
    width = chunk.sums.shape[1]
    counts = np.zeros((1, width), dtype=np.uint16)
    compiled.count(codes, slice(0, 100), chunk, np.zeros(100, dtype=np.uint8), counts)
    assert counts.sum() == 100
    tables = np.arange(width, dtype=np.int64)[None]
    assert compiled.add_up(codes, chunk, tables, np.array([0, 100])) <= 100 * width


@pytest.fixture
def chosen() -> Iterator[None]:
    """Let the choice of loops be made anew, before and after."""
    loops._fastest.cache_clear()
    yield
    loops._fastest.cache_clear()


@pytest.mark.usefixtures("chosen")
def test_many_sheets_are_worth_compiled_loops_where_numba_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert loops.loops_for(loops.WORTH_COMPILING - 1) is plain
    assert loops.loops_for(loops.WORTH_COMPILING) is compiled
    loops._fastest.cache_clear()
    monkeypatch.setattr("assessment.loops.find_spec", lambda _name: None)
    assert loops.loops_for(loops.WORTH_COMPILING) is plain


def everything(rollup: RollUp) -> list[pd.DataFrame]:
    names = ("keys", "units", "sections", "items", "gaps", "alphas")
    return [*(getattr(rollup, name) for name in names), rollup.distribution(("region",))]


def test_a_roll_up_is_the_same_with_either(monkeypatch: pytest.MonkeyPatch) -> None:
    made = simulate(load_standard("unit"), units=40, periods=2, assessors=6, seed=3)
    found = []
    for one in (plain, compiled):
        monkeypatch.setattr("assessment.loops.WORTH_COMPILING", 0)
        monkeypatch.setattr("assessment.loops._fastest", lambda one=one: one)
        found.append(everything(roll_up(made.matrix, register=made.register)))
    for before, after in zip(*found, strict=True):
        pd.testing.assert_frame_equal(before, after)
