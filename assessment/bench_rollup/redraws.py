"""What an analyst waits for: the app after a filter was ticked."""

from collections.abc import Iterator
from itertools import cycle

from assessment.bench import Row, undisturbed_ms
from assessment.bench_rollup.data import PERIODS, SEED
from assessment.bench_rollup.measuring import STANDARD
from assessment.columns import typed_frame
from assessment.gathering import Gathered
from assessment.gathering.gathered import FILES
from assessment.gathering.missing import MISSING
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.simulation import simulate

# A ministry's units; with fewer than five nothing would be drawn.
MOST, FEWEST = 2_000, 50
REPEATS = 5
# What a person takes for at once, in milliseconds.
LIMIT = 500.0


def redraw_rows(units: int) -> Iterator[Row]:
    """Measure the view that takes longest to follow a tick, with agreed sheets of all units."""
    from assessment.rollup_app.app import Steps
    from assessment.rollup_app.desk import Desk

    steps = Steps(Desk())
    steps.desk.take(_sent(min(MOST, max(FEWEST, units))))
    steps.tabs.selected_index = 2
    looking = steps.looking
    ticks = looking.filters.ticks["region"]
    regions = cycle(steps.desk.whole.gathered.register["region"].cat.categories)
    slowest = 0.0
    for number in range(len(looking.views)):
        looking.tabs.selected_index = number
        slowest = max(slowest, undisturbed_ms(lambda: ticks.choose(next(regions)), REPEATS))
    words = _("a filter ticked in the roll-up's app, its slowest view")
    yield Row(words, slowest, "ms", _("limit"), LIMIT)


def _sent(units: int) -> Gathered:
    made = simulate(
        load_standard(STANDARD), units=units, periods=PERIODS, assessors=1, seed=SEED, agreed=True
    )
    matrix = made.matrix.take(made.matrix.who["agreed"].to_numpy())
    return Gathered(matrix, made.register, typed_frame({}, FILES), [], typed_frame({}, MISSING))
