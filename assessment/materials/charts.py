"""Native charts of slides: their numbers stay in the file, where a trainer can edit them."""

from typing import Any

from assessment.materials.bars import Bars
from assessment.materials.chart_look import label, letter, shape_axes, space, style
from assessment.materials.slides import Slide
from assessment.materials.texts import describe


def add_bars(slide: Slide, bars: Bars) -> None:
    """Put a chart into the placeholder for it."""
    frame = slide.media().insert_chart(_kind(bars), _data(bars))
    describe(frame, bars.alt)
    chart = frame.chart
    letter(chart, bars)
    shape_axes(chart, bars)
    plot = chart.plots[0]
    space(plot, bars)
    if bars.labelled:
        label(plot)
    for native, series in zip(plot.series, bars.series, strict=True):
        style(native, series)


def _data(bars: Bars) -> Any:
    from pptx.chart import data

    made: Any = data.CategoryChartData(number_format="0.##")  # type: ignore[no-untyped-call]
    made.categories = bars.categories
    for series in bars.series:
        made.add_series(series.name, series.values)
    return made


def _kind(bars: Bars) -> Any:
    from pptx.enum.chart import XL_CHART_TYPE

    if bars.sideways:
        return XL_CHART_TYPE.BAR_STACKED if bars.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    return XL_CHART_TYPE.COLUMN_STACKED if bars.stacked else XL_CHART_TYPE.COLUMN_CLUSTERED
