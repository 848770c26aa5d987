"""Step 2: what is missing, what is hidden and why, and units that may be one."""

import re
from collections.abc import Sequence

import ipywidgets as w
import pandas as pd

from assessment.i18n import _
from assessment.panels.parts import card, lead, sentence
from assessment.panels.steps import Step
from assessment.panels.tables import table
from assessment.rollup_app.collected import Collected
from assessment.rollup_app.desk import Desk
from assessment.rollup_app.paged import Paged
from assessment.suppression import MIN_GROUP
from assessment.wording import print_count


class Examining(Step[Desk]):
    """Counts by region first, then the lists, which can be searched."""

    def __init__(self, desk: Desk) -> None:
        self._about: object = None
        self.counts, self.about_hidden, self.doubles = w.HTML(), w.HTML(), w.HTML()
        find = _("Find a unit by its name")
        self.missing, self.hidden = Paged(find), Paged(find)
        text = _("Look at what is missing before you look at figures: who has not sent anything?")
        super().__init__(
            desk,
            [
                lead(_("Examine"), text),
                card(_("Missing, by region and period"), self.counts),
                card(_("Missing, unit by unit"), self.missing),
                card(_("Hidden groups"), self.about_hidden, self.hidden),
                card(_("Names that may mean the same unit"), self.doubles),
            ],
        )

    def refresh(self) -> None:
        """Show what was collected, once."""
        whole = self.desk.whole
        if self._about is whole:
            return
        self._about = whole
        missing = whole.gathered.missing
        none = _("Nothing is missing.")
        name = _("Missing, by region and period")
        self.counts.value = table(_by_region(missing), none, name)
        self._list(self.missing, _missing_rows(missing), none)
        hidden = _hidden_rows(whole)
        message = _(
            "Fewer than {least} people stand behind these groups, so that their answers could be "
            "told apart. They are hidden everywhere, in every selection and file, and part of no "
            "mean."
        )
        self.about_hidden.value = sentence(message.format(least=MIN_GROUP))
        self._list(self.hidden, hidden, _("No group is hidden."))
        self.doubles.value = table(_alike(whole), _("There are none."), _("Names alike"))

    def _list(self, place: Paged, frame: pd.DataFrame, empty: str) -> None:
        def draw(rows: Sequence[int]) -> str:
            return table(frame.iloc[list(rows)], empty, _("Units by name"))

        place.show(frame.iloc[:, 0].tolist(), draw, empty)


def _by_region(missing: pd.DataFrame) -> pd.DataFrame:
    """Count what is missing, a row a region and a column a period."""
    if missing.empty:
        return pd.DataFrame()
    regions = missing["region"].astype(str).replace("", _("not stated"))
    periods = missing["period"].astype(str)
    counted = pd.crosstab(regions, periods).map(print_count).reset_index()
    counted.columns = pd.Index([_("Region"), *counted.columns[1:]])
    return counted


def _missing_rows(missing: pd.DataFrame) -> pd.DataFrame:
    names = ["unit", "period", "region", "reason"]
    found = missing[names].astype(str).sort_values(["unit", "period"], kind="stable")
    return found.set_axis([_("Unit"), _("Period"), _("Region"), _("Reason")], axis="columns")


def _hidden_rows(whole: Collected) -> pd.DataFrame:
    keys = whole.rollup.keys
    found = keys.loc[keys["hidden"], ["unit", "period", "sheets"]].astype(str)
    return found.set_axis([_("Unit"), _("Period"), _("Sheets")], axis="columns")


def _alike(whole: Collected) -> pd.DataFrame:
    """Return names that differ in signs and spaces only."""
    names = pd.Series(whole.rollup.keys["unit"].astype(str).unique())
    alike = names.map(lambda name: re.sub(r"[\W_]+", "", name.casefold()))
    found = names.groupby(alike).agg(list)
    rows = [" = ".join(group) for group in found if len(group) > 1]
    return pd.DataFrame({_("Names"): rows})
