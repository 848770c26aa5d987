"""Charts of a summary: pictures that also say in words and in a table what they show.

A chart is drawn on one plain surface measured in inches from its upper left corner, without
ticks or automatic layout: labels wrap where they should, a chart takes a few milliseconds, and
the same numbers give the same bytes.
"""

from assessment.charts.chart import Chart
from assessment.charts.common_gaps import chart_common_gaps
from assessment.charts.distribution import chart_distribution
from assessment.charts.gaps import chart_gaps
from assessment.charts.heat_map import chart_heat_map
from assessment.charts.levels import chart_levels
from assessment.charts.radar import chart_radar
from assessment.charts.room_change import chart_room_change
from assessment.charts.room_items import chart_room_items
from assessment.charts.room_sections import chart_room_sections
from assessment.charts.sections import chart_sections
from assessment.charts.trend import chart_trend
from assessment.charts.units_rows import part_rows

__all__ = [
    "Chart",
    "chart_common_gaps",
    "chart_distribution",
    "chart_gaps",
    "chart_heat_map",
    "chart_levels",
    "chart_radar",
    "chart_room_change",
    "chart_room_items",
    "chart_room_sections",
    "chart_sections",
    "chart_trend",
    "part_rows",
]
