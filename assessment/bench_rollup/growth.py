"""How the cost of a roll-up grows with the number of answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from assessment.answer_matrix import AnswerMatrix
from assessment.bench import Row, undisturbed_ms
from assessment.bench_rollup import ours
from assessment.bench_rollup.data import ASSESSORS, PERIODS, made_up
from assessment.bench_rollup.measuring import STANDARD
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.wording import print_count

FIRST = 3
REPEATS = 5


@dataclass(frozen=True)
class Growth:
    """Answers and the milliseconds of their summary, and of ``np.sum``."""

    answers: tuple[int, ...]
    work: tuple[float, ...]
    summed: tuple[float, ...]

    @property
    def times(self) -> float:
        """How many times as long the most answers take as the next fewer."""
        before, last = self.work[-2:]
        return last / before


def measure_growth(last: int) -> Growth:
    """Measure 10³ answers, ten times as many, and so on; ``last`` (over 4) is the last power."""
    standard = load_standard(STANDARD)
    items = len(standard.items)
    units = 1 + 2 * 10**last // (items * ASSESSORS * PERIODS)
    whole = made_up(standard, units)
    found = []
    for power in range(FIRST, last + 1):
        matrix = _first_sheets(whole, max(1, 10**power // items))
        work = undisturbed_ms(partial(ours.summarise, matrix, matrix.plan), REPEATS)
        found.append((matrix.codes.size, work, undisturbed_ms(matrix.codes.sum, 5 * REPEATS)))
    return Growth(*zip(*found, strict=True))


def growth_rows(growth: Growth) -> Iterator[Row]:
    """Return a row a size, and how the last step costs; in proportion is what many answers do."""
    for answers, work, summed in zip(growth.answers, growth.work, growth.summed, strict=True):
        words = _("{n} answers summarised").format(n=print_count(answers))
        yield Row(words, work, "ms", "np.sum", summed)
    before, last = growth.answers[-2:]
    yield Row(_("ten times the answers"), growth.times, "×", _("in proportion"), last / before)


def _first_sheets(whole: AnswerMatrix, sheets: int) -> AnswerMatrix:
    """Return a matrix of its own, without the names of the other units."""
    who = whole.who.iloc[:sheets].reset_index(drop=True)
    units = who["unit"].cat.remove_unused_categories()
    codes = np.asfortranarray(whole.codes[:sheets])
    return AnswerMatrix(whole.standard, codes, who.assign(unit=units))
