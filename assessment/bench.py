"""Speed, measured: each row beside a peer or a limit of the same run, as a ratio.

Nothing here fails when it is slow; ratios are for comparing two states of the project on one
machine.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from assessment.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

SHEETS = 2_000


@dataclass(frozen=True)
class Row:
    """One measurement: ``value`` in ``unit``, beside a ``peer`` of the same unit.

    ``memory`` is the most that the work held beyond its data, in MB, where that was measured.
    """

    name: str
    value: float
    unit: str
    peer_name: str
    peer: float
    memory: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the peer, or which part of the limit."""
        return self.value / self.peer


def undisturbed_ms(work: Callable[[], object], repeats: int) -> float:
    """Return the undisturbed time of ``work`` in milliseconds, after one run that warms up."""
    work()
    times = []
    for _run in range(repeats):
        start = time.perf_counter()
        work()
        times.append(1_000 * (time.perf_counter() - start))
    return undisturbed(times)


def undisturbed(times: Sequence[float]) -> float:
    """Return the time that nine in ten exceed, the least of few.

    What else a machine does makes a work longer, never shorter.
    """
    return sorted(times)[len(times) // 10]


def python_rows(repeats: int = 25) -> Iterator[Row]:
    """Measure scoring, summaries, charts and loading in Python."""
    import numpy as np

    from assessment.charts import chart_sections
    from assessment.document import Document
    from assessment.loading import STANDARDS, load_standard, read_standard
    from assessment.matrix import LOWEST_LEVEL
    from assessment.plan import compile_plan
    from assessment.results import score_plan
    from assessment.scoring import score_codes
    from assessment.summary import summarise
    from assessment.wording import print_count

    standard = load_standard("unit")
    plan = compile_plan(standard)
    levels = np.random.default_rng(1).integers(0, 4, (SHEETS, len(plan.items)), dtype=np.uint8)
    codes = np.asfortranarray(levels + LOWEST_LEVEL)
    answers: dict[str, int | str | None] = {
        item.id: int(level) for item, level in zip(plan.items, levels[0], strict=True)
    }
    frame = _frame(plan.standard, plan.version, [item.id for item in plan.items], levels)
    summary = summarise(frame[frame["sheet"] == "0"], standard)
    path = STANDARDS / "unit.yml"
    one = undisturbed_ms(lambda: score_plan(plan, answers), repeats)
    yield Row(_("one sheet scored"), one, "ms", _("limit"), 1.0)
    matrix = undisturbed_ms(lambda: score_codes(plan, codes), repeats)
    bare = undisturbed_ms(codes.sum, repeats)
    yield Row(_("{n} sheets scored").format(n=print_count(SHEETS)), matrix, "ms", "np.sum", bare)
    whole = undisturbed_ms(lambda: summarise(frame, standard), max(1, repeats // 8))

    def mean_by_item() -> object:
        return frame.groupby(["sheet", "item"], observed=True)["level"].mean()

    grouped = undisturbed_ms(mean_by_item, max(1, repeats // 8))
    yield Row(
        _("{n} sheets summarised").format(n=print_count(SHEETS)),
        whole,
        "ms",
        "pandas groupby",
        grouped,
    )
    chart = undisturbed_ms(lambda: chart_sections(summary)._repr_mimebundle_(), repeats)
    yield Row(_("a chart drawn"), chart, "ms", _("limit"), 150.0)
    load = undisturbed_ms(lambda: read_standard(path), max(1, repeats // 5))
    parse = undisturbed_ms(lambda: Document(path), max(1, repeats // 5))
    yield Row(_("a standard loaded"), load, "ms", _("its YAML parsed"), parse)


def _frame(
    standard: str, version: str, items: list[str], levels: "npt.NDArray[np.uint8]"
) -> "pd.DataFrame":
    """Return sheets of levels as the tidy frame that ``summarise`` reads."""
    import numpy as np
    import pandas as pd

    sheets, count = levels.shape
    return pd.DataFrame(
        {
            "sheet": np.repeat([str(number) for number in range(sheets)], count),
            "standard": standard,
            "version": version,
            "unit": "",
            "period": "",
            "assessor": "",
            "item": np.tile(items, sheets),
            "state": "level",
            "level": pd.array(levels.ravel(), dtype="Int8"),
            "unsupported": False,
        }
    )


def run_bench(*, as_json: bool, scale: str = "ministry", plot: "Path | None" = None) -> int:
    """Print all measurements; those of the page need the built book and a browser.

    Roll-ups are measured up to ``scale``, and how they grow is drawn into the file ``plot``.
    """
    from assessment.bench_page import page_rows
    from assessment.bench_rollup.rows import rollup_rows
    from assessment.bench_unit import unit_rows
    from assessment.bench_workshop import workshop_rows
    from assessment.printing import make_console
    from assessment.terminal import complain, say
    from assessment.wording import print_amount, print_count

    complain(_("measuring; this takes a minute or two …"))
    rows = [
        *python_rows(), *rollup_rows(scale, plot), *unit_rows(), *workshop_rows(), *page_rows(),
    ]  # fmt: skip
    if as_json:
        say(json.dumps([{**asdict(row), "ratio": row.ratio} for row in rows], indent=2))
        return 0
    from rich.table import Table

    table = Table(_("measured"), _("value"), _("beside"), _("ratio"), _("peak memory"))
    for row in rows:
        value, peer, ratio = map(print_amount, (row.value, row.peer, row.ratio))
        memory = "" if row.memory is None else f"{print_count(round(row.memory))} MB"
        beside = f"{row.peer_name} {peer} {row.unit}"
        table.add_row(row.name, f"{value} {row.unit}", beside, ratio, memory)
    make_console().print(table)
    return 0
