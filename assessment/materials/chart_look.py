"""How native charts look: letters, axes, colours and intervals."""

from collections.abc import Sequence
from typing import Any

from assessment.materials.bars import Bars, Ends, Series

LETTERS, SMALL_LETTERS = 16, 12
# More categories than these are named in small letters.
MANY = 6
# Bars leave this share of a bar's width free between them.
GAP = 60
EVERY_NAME = (
    '<c:tickLblSkip xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" val="1"/>'
)
ERROR = """
<c:errBars xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>
<c:plus>{plus}</c:plus><c:minus>{minus}</c:minus>
<c:spPr><a:ln w="25400"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></c:spPr>
</c:errBars>"""


def space(plot: Any, bars: Bars) -> None:
    """Set how far bars stand from each other; stacked ones share their place."""
    plot.gap_width, plot.overlap = GAP, 100 if bars.stacked else 0


def letter(chart: Any, bars: Bars) -> None:
    """Set the letters, and explain the colours where there is more than one."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    chart.font.size = Pt(SMALL_LETTERS if len(bars.categories) > MANY else LETTERS)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    chart.has_title = False
    chart.has_legend = len(bars.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False


def shape_axes(chart: Any, bars: Bars) -> None:
    """Set the ends of the values, the first category on top, and lines that stay behind."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.enum.dml import MSO_THEME_COLOR

    values, categories = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale = bars.ends
    values.major_unit = (bars.ends[1] - bars.ends[0]) / 4
    values.format.line.fill.background()
    for axis in (values, categories):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    values.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_6
    categories.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_3
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _name_all(categories)
    if bars.sideways:
        # The first category on top, and the values below the last.
        categories.reverse_order = True
        values._element.xpath("c:crosses")[0].set("val", "max")  # noqa: SLF001, no other way


def _name_all(categories: Any) -> None:
    """Let no category go without its name, however many there are."""
    from pptx.oxml import parse_xml

    last = categories._element.xpath("c:noMultiLvlLbl")[0]  # noqa: SLF001, no other way
    last.addprevious(parse_xml(EVERY_NAME))


def label(plot: Any) -> None:
    """Write its percentage on each bar, without decimals."""
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = '0" %"', False


def style(native: Any, series: Series) -> None:
    """Colour the bars of a series, and draw the intervals around its numbers."""
    from pptx.enum.dml import MSO_THEME_COLOR

    native.format.fill.solid()
    native.format.fill.fore_color.theme_color = getattr(MSO_THEME_COLOR, series.colour)
    native.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_1
    native.invert_if_negative = False
    if series.reach:
        _add_reach(native, series)


def _add_reach(native: Any, series: Series) -> None:
    """Draw the interval around each number as the bars of an error."""
    from pptx.oxml import parse_xml

    far = [_distances(value, ends) for value, ends in zip(series.values, series.reach, strict=True)]
    made = ERROR.format(
        plus=_numbers([up for _down, up in far]), minus=_numbers([down for down, _up in far])
    )
    native._element.xpath("c:cat")[0].addprevious(parse_xml(made))  # noqa: SLF001, no other way


def _distances(value: float | None, ends: Ends) -> tuple[float, float]:
    if value is None or ends[0] is None:
        return 0.0, 0.0
    return value - ends[0], ends[1] - value


def _numbers(values: Sequence[float]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value:.6g}</c:v></c:pt>' for at, value in enumerate(values)
    )
    return (
        f"<c:numLit><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numLit>'
    )
