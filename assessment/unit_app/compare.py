"""Step 3: the blind answers side by side, as questions to the room."""

import ipywidgets as w
import pandas as pd

from assessment.agreement import agreement_table
from assessment.answers import AnswerSheet
from assessment.comparison import DISAGREEMENT, Comparison, compare
from assessment.cycle import PeriodState
from assessment.i18n import _
from assessment.panels.parts import lead, listing, sentence, subheading, unfolding
from assessment.panels.steps import Step
from assessment.panels.tables import table
from assessment.presentation import readable
from assessment.summary import summarise
from assessment.unit_app.desk import Desk


class Compare(Step[Desk]):
    """Disagreements first, then how far all agree, and what to ask before agreeing."""

    def __init__(self, desk: Desk) -> None:
        self.shown = w.VBox()
        text = _(
            "The sheets are revealed. The widest differences stand first: they are what to talk "
            "about, and say nothing about who is right."
        )
        super().__init__(desk, [lead(_("Compare"), text), self.shown])

    def refresh(self) -> None:
        """Show the comparison, or say that filling in has to be closed first."""
        if self.desk.at_hand.state is PeriodState.OPEN:
            text = _("The answers are shown once filling in is closed (step 2).")
            self.shown.children = (w.HTML(sentence(text)),)
            return
        with self.desk.telling():
            sheets = self.desk.store.sheets.revealed(self.desk.at_hand)
            self.shown.children = (*_differences(sheets), *_questions(sheets))


def _differences(sheets: list[AnswerSheet]) -> list[w.Widget]:
    """Return the map of differences, the chart of levels, and the agreement in words."""
    # Charts take a second to load, and the app should open at once.
    from assessment.charts import chart_levels

    found = compare(sheets)
    map_title, agreement = _("Differences, item by item"), _("How far the assessors agree")
    alphas = agreement_table(sheets)
    alphas = alphas.loc[alphas["measure"] == "krippendorff", ["title", "text"]]
    chart = unfolding(
        _("The levels of each item as a chart"), chart_levels(summarise(sheets)).html()
    )
    return [
        subheading(map_title),
        w.HTML(sentence(_how_many(found)) + table(_map(found), _("No answers yet."), map_title)),
        w.HTML(chart),
        subheading(agreement),
        w.HTML(table(readable(alphas), _("No answers yet."), agreement)),
    ]


def _questions(sheets: list[AnswerSheet]) -> list[w.Widget]:
    """Return what to ask the room: nobody in it is accused of anything."""
    found = compare(sheets)
    unanswered, unsupported = _("Items nobody could answer"), _("Claims without evidence")
    asked = list(dict.fromkeys(found.leniency["question"]))
    columns = ["item", "text", "unknown", "unanswered"]
    claims = found.unsupported.groupby(["item", "text"], sort=False).size().reset_index(name="n")
    return [
        subheading(unanswered),
        w.HTML(sentence(_("Who outside the room knows? Where would it be written down?"))),
        w.HTML(table(readable(found.unanswered[columns]), _("There are none."), unanswered)),
        subheading(unsupported),
        w.HTML(sentence(_("Where can the evidence be seen? Note it, or think about the level."))),
        w.HTML(table(readable(claims), _("There are none."), unsupported)),
        subheading(_("Questions to the room")),
        w.HTML(listing(asked) if asked else sentence(_("There are none."))),
    ]


def _how_many(found: Comparison) -> str:
    message = _("{n} of {items} items differ by {steps} steps or more: talk about these first.")
    return message.format(
        n=int(found.disagreements["discuss"].sum()),
        items=len(found.disagreements),
        steps=DISAGREEMENT,
    )


def _map(found: Comparison) -> pd.DataFrame:
    """Return the map of answers, item by assessor, under the aliases."""
    frame = found.disagreements
    names = [str(name) for name in frame.columns if str(name).startswith("by_")]
    shown = readable(frame[["item", "text", "spread", "median"]])
    places = {name.removeprefix("by_"): frame[name].to_numpy() for name in names}
    return shown.assign(**places)
