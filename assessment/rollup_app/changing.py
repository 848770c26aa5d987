"""The view of the change from one period to another."""

import html

import ipywidgets as w
import pandas as pd

from assessment.i18n import _
from assessment.panels.parts import Choice, sentence
from assessment.panels.tables import table
from assessment.rollup.change import changes
from assessment.rollup_app.desk import Desk
from assessment.rollup_app.view import View
from assessment.rollup_app.words import OVERALL, few_units
from assessment.wording import print_change, print_count, print_index, print_points


class Changes(View):
    """The change of the selected units from one period to another."""

    def __init__(self, desk: Desk) -> None:
        self.earlier, self.later = Choice(_("From the period")), Choice(_("To the period"))
        self._offered: list[str] = []
        periods = w.HBox([self.earlier, self.later])
        periods.add_class("bm-filters")
        periods.add_class("bm-about")
        super().__init__(desk, [periods])
        for one in (self.earlier, self.later):
            one.observe(lambda _change: self._redraw(), "value")
        self._quiet = False

    def draw(self) -> None:
        """Offer the periods of the selection, the last two chosen, and show the change."""
        periods = self.desk.chosen.periods
        if periods != self._offered:
            self._offered, self._quiet = periods, True
            pairs = [(name, name) for name in periods]
            self.earlier.offer(pairs, periods[-2] if len(periods) > 1 else None)
            self.later.offer(pairs, periods[-1] if periods else None)
            self._quiet = False
        super().draw()

    def content(self) -> str:
        """Return the mean change of each part over the units that have both periods."""
        earlier, later = self.earlier.value, self.later.value
        if len(self._offered) < 2:  # noqa: PLR2004, a change needs two
            return sentence(_("There is only one period; select another one as well."))
        if earlier is None or later is None or earlier == later:
            return sentence(_("Choose two different periods."))
        found = changes(self.desk.chosen.matrix, earlier, later)
        if found.means["units"].isna().all():
            return sentence(few_units())
        about = _("The units that have both periods, each on the items that it answered twice.")
        means = table(_means(found.means), few_units(), _("Mean change"))
        return sentence(about) + means + _own_change(found.units, self.desk.unit)

    def _redraw(self) -> None:
        if not self._quiet:
            super().draw()


def _means(means: pd.DataFrame) -> pd.DataFrame:
    """Return the mean change of each part for reading."""
    shares = {_("Up"): "up", _("The same"): "same", _("Down"): "down"}
    return pd.DataFrame(
        {
            _("Section"): _sections(means),
            _("Units"): [_counted(value) for value in means["units"]],
            _("Before"): [_printed(value) for value in means["before"]],
            _("After"): [_printed(value) for value in means["after"]],
            _("Change"): [_signed(value) for value in means["change"]],
            **{text: [_share(value) for value in means[name]] for text, name in shares.items()},
        }
    )


def _own_change(units: pd.DataFrame, unit: str) -> str:
    """Return the change of the marked unit, part by part; nothing without one."""
    if not unit:
        return ""
    rows = units[units["unit"] == unit]
    shown = pd.DataFrame(
        {
            _("Section"): _sections(rows),
            _("Items compared"): rows["items"].astype(str),
            _("Before"): [_printed(value) for value in rows["before"]],
            _("After"): [_printed(value) for value in rows["after"]],
            _("Change"): [_signed(value) for value in rows["change"]],
        }
    )
    empty = _("{unit} has no figure to show in one of the periods.").format(unit=unit)
    return f"<h3>◆ {html.escape(unit)}</h3>{table(shown, empty, unit)}"


def _sections(rows: pd.DataFrame) -> list[str]:
    return [
        str(title) if section == OVERALL else f"{section} {title}"
        for section, title in zip(rows["section"], rows["title"], strict=True)
    ]


def _printed(value: object) -> str:
    return "–" if value is pd.NA else print_index(float(str(value)))


def _signed(value: object) -> str:
    if value is pd.NA:
        return "–"
    return print_change(float(str(value)))


def _counted(value: object) -> str:
    return "–" if value is pd.NA else print_count(int(str(value)))


def _share(value: object) -> str:
    return "–" if value is pd.NA else f"{print_points(100 * float(str(value)))} %"
