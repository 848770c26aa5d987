"""A thousand million answers are rolled up in less memory than they take."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assessment.answer_matrix import AnswerMatrix, write_parquet
from assessment.answer_matrix.texts import told_of
from assessment.loading import load_standard
from assessment.matrix import LOWEST_LEVEL
from assessment.rollup import roll_up

ANSWERS = 1_000_000_000
BLOCK, SHEETS = 500_000, 40
UNITS = BLOCK // SHEETS
STATUS = Path("/proc/self/status")
MOST = 512 * 1024

# What a process of its own does. The system's own counter would also hold the peak of the test's
# process, from which it was started.
ROLL_UP = """
import hashlib, json, sys
from pathlib import Path
from assessment.rollup import roll_up

rollup = roll_up(sys.argv[1])
blocks = rollup.hundredths.reshape(-1, int(sys.argv[2]), len(rollup.parts))
peak = [line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line]
print(json.dumps({
    "kB": int(peak[0].split()[1]),
    "sheets": int(rollup.keys["sheets"].sum()),
    "units": len(rollup.units),
    "alike": bool((blocks == blocks[0]).all()),
    "first": hashlib.sha256(blocks[0].astype("int32").tobytes()).hexdigest(),
    "left_out": len(rollup.left_out),
}))
"""


def blocks() -> Iterator[AnswerMatrix]:
    """Yield the same made-up sheets again and again, each time of other units."""
    standard = load_standard("unit")
    items = len(standard.items)
    draw = np.random.default_rng(6)
    codes = draw.integers(LOWEST_LEVEL, LOWEST_LEVEL + 4, (items, BLOCK), dtype=np.uint8).T
    period = pd.Categorical.from_codes(np.zeros(BLOCK, dtype=np.int8), ["2026-1"])
    for number in range(ANSWERS // (BLOCK * items)):
        names = pd.Index(
            [f"Unit {number * UNITS + unit:06} (data rekaan)" for unit in range(UNITS)]
        )
        unit = pd.Categorical.from_codes(np.repeat(np.arange(UNITS), SHEETS), names)
        who = told_of({"unit": unit, "period": period}, np.zeros(BLOCK, dtype=bool), {})
        yield AnswerMatrix(standard, codes, who)


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells a process its own peak")
def test_a_gigabyte_of_answers_is_rolled_up_within_512_megabytes(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "negara.parquet", blocks(), made_up=True)
    try:
        call = [sys.executable, "-c", ROLL_UP, str(path), str(UNITS)]
        # Every thread that reads has buffers of its own.
        two = {**os.environ, "OMP_NUM_THREADS": "2"}
        told = json.loads(subprocess.run(call, capture_output=True, check=True, env=two).stdout)
    finally:
        path.unlink()
    assert told["kB"] < MOST
    assert told["sheets"] * 40 == ANSWERS
    assert told["units"] == ANSWERS // 40 // SHEETS
    assert told["alike"]
    first = roll_up(next(blocks())).hundredths.astype("int32")
    assert told["first"] == hashlib.sha256(first.tobytes()).hexdigest()
    assert told["left_out"] == 0
    print(f"peak {told['kB'] / 1024:.0f} MB")
