"""All that is measured of a roll-up, one after the other."""

from collections.abc import Iterator
from pathlib import Path

from assessment.bench import Row
from assessment.bench_rollup.cluster import cluster_rows
from assessment.bench_rollup.growth import growth_rows, measure_growth
from assessment.bench_rollup.peers import scale_rows
from assessment.bench_rollup.redraws import redraw_rows
from assessment.bench_rollup.scales import SCALES, USUAL, up_to
from assessment.bench_rollup.sources import source_rows
from assessment.i18n import _
from assessment.terminal import complain

# The largest scale whose files a cluster reads: reading a nation's eight times takes long.
CLUSTER = "tenth"


def rollup_rows(largest: str = USUAL, plot: Path | None = None) -> Iterator[Row]:
    """Measure all scales up to ``largest``; the picture of the growth is written to ``plot``."""
    scales = up_to(largest)
    if left_out := ", ".join(scale.name for scale in SCALES[len(scales) :]):
        words = _("scales that are left out: {names}; {option} measures up to one of them")
        complain(words.format(names=left_out, option="--scale"))
    for scale in scales:
        yield from scale_rows(scale)
    growth = measure_growth(scales[-1].answers)
    yield from growth_rows(growth)
    if plot:
        from assessment.charts.growth import chart_growth

        chart_growth(growth.answers, growth.work).save(plot)
    yield from source_rows(scales[-1].sheets)
    yield from redraw_rows(scales[-1].units)
    # Last: a cluster leaves threads behind, which the others would wait for.
    yield from cluster_rows(next(scale for scale in reversed(scales) if scale in up_to(CLUSTER)))
