"""The views that are pictures: the spread of the units, the trend, the heat map, the gaps."""

import html

import ipywidgets as w

from assessment.i18n import _
from assessment.panels.parts import sentence
from assessment.rollup_app.desk import Desk
from assessment.rollup_app.selection import dimension_words, offered, value_words
from assessment.rollup_app.view import View
from assessment.rollup_app.words import few_units, near_selection

# Charts take a second to load: they are imported when the first is drawn.


class Spread(View):
    """The distribution over the units of the period in view, with the own unit marked."""

    def content(self) -> str:
        """Return the chart, or say that there are too few units."""
        from assessment.charts import chart_distribution

        part = self.desk.chosen
        rows = self.desk.in_view(part.distribution)
        own = self.desk.in_view(self.desk.own())
        return chart_distribution(rows, part.rollup.standard, own).html()


class Trend(View):
    """The median and the middle half from period to period."""

    def content(self) -> str:
        """Return the chart."""
        from assessment.charts import chart_trend

        part = self.desk.chosen
        return chart_trend(part.distribution, part.rollup.standard, self.desk.own()).html()


class HeatMap(View):
    """Regions, ministries or kinds of service × sections."""

    def __init__(self, desk: Desk) -> None:
        names = ("region", "ministry", "service")
        self.rows = w.Dropdown(
            description=_("Rows"), options=[(dimension_words()[name], name) for name in names]
        )
        self.rows.add_class("bm-field")
        super().__init__(desk, [self.rows])
        self.rows.observe(lambda _change: self.draw(), "value")

    def content(self) -> str:
        """Return the means of the period in view, a row a group in the order of the names."""
        from assessment.charts import chart_heat_map
        from assessment.charts.heat_map import MOST

        part, by = self.desk.chosen, str(self.rows.value)
        groups = offered(part.rollup.keys, by)
        if len(groups) > MOST:
            message = _("{count} rows do not fit; select fewer of them above, at most {most}.")
            return sentence(message.format(count=len(groups), most=MOST))
        rows = self.desk.in_view(part.rollup.distribution((by,)))
        about = _("Each cell is the mean of the group's units; fewer than five are not shown.")
        chart = chart_heat_map(rows, part.rollup.standard, names=by, value="mean")
        return sentence(about) + chart.html()


class Gaps(View):
    """What units lack in common."""

    def content(self) -> str:
        """Return a chart for each basis, unless answers of a few units could be worked out."""
        from assessment.charts import chart_common_gaps

        if self.desk.few():
            return sentence(few_units())
        if near := self.desk.near():
            return sentence(near_selection(near))
        self.desk.answers_were_shown()
        gaps = self.desk.in_view(self.desk.chosen.rollup.gaps)
        if gaps.empty:
            return sentence(_("There are no gaps to show."))
        return "".join(
            f"<h3>{html.escape(value_words('basis', str(basis)).capitalize())}</h3>"
            f"{chart_common_gaps(rows).html()}"
            for basis, rows in gaps.groupby("basis", sort=False, observed=True)
        )
