"""Step 6: this period against the one before, what became of its actions, and the lock."""

import ipywidgets as w

from assessment.answers import AnswerSheet
from assessment.cycle import Period, PeriodState
from assessment.i18n import _
from assessment.panels.asking import Asking
from assessment.panels.parts import Choice, lead, sentence, subheading, unfolding
from assessment.panels.steps import Step
from assessment.panels.tables import table
from assessment.periods import compare_periods
from assessment.presentation import readable
from assessment.summary import summarise
from assessment.unit_app.desk import Desk
from assessment.unit_app.following import Following
from assessment.unit_app.sending import Sending
from assessment.unit_app.trail import trail


class Review(Step[Desk]):
    """Compare with an earlier period, follow its actions, and lock this one."""

    def __init__(self, desk: Desk) -> None:
        self.result = w.HTML()
        self.earlier = Choice(_("Earlier period"))
        self.change = w.HTML()
        self.following = Following(desk)
        self.trail = w.HTML()
        self.lock = Asking(_("Lock the period"), self._question, self.lock_period, main=True)
        self.sending = Sending()
        text = _("Compare on the items that both periods share, then lock this one.")
        change = subheading(_("Against an earlier period"))
        super().__init__(
            desk,
            [
                *(lead(_("Review"), text), self.result),
                *(change, self.earlier, self.change, self.following, self.trail, self.lock),
                self.sending,
            ],
        )
        self.earlier.observe(self._show, "value")

    def refresh(self) -> None:
        """Show this period's result, and offer the earlier ones by the same standard."""
        with self.desk.telling():
            period = self.desk.at_hand
            self.lock.layout.display = None if period.state is PeriodState.CLOSED else "none"
            agreed = self.desk.store.sheets.agreed(period)
            self.result.value = _result(agreed)
            self.sending.show(agreed)
            earlier = self._earlier()
            last = earlier[-1].id if earlier else None
            ids = [one.id for one in earlier]
            chosen = self.earlier.value if self.earlier.value in ids else last
            self.earlier.layout.display = None if earlier else "none"
            self.trail.value = trail(self.desk)
            self.earlier.offer([(one.name, one.id) for one in earlier], chosen)
            self._show(None)

    def _earlier(self) -> list[Period]:
        period = self.desk.at_hand
        return [
            other
            for other in self.desk.store.periods.of(period.unit)
            if other.id < period.id and other.standard == period.standard
        ]

    def _show(self, _change: object) -> None:
        with self.desk.telling():
            found = (one for one in self._earlier() if one.id == self.earlier.value)
            earlier = next(found, None)
            self.following.show(earlier)
            self.change.value = (
                _compared(self.desk, earlier)
                if earlier
                else sentence(_("There is no earlier period to compare with."))
            )

    def _question(self) -> str:
        agreed = self.desk.store.sheets.agreed(self.desk.at_hand)
        levels = agreed.choices().values() if agreed else ()
        missing = len(self.desk.standard.items) - sum(level is not None for level in levels)
        message = _(
            "{missing} items have no agreed level. A locked period never changes again; its "
            "actions can still be followed. This cannot be undone. Lock {period}?"
        )
        return message.format(missing=missing, period=self.desk.at_hand.name)

    def lock_period(self) -> None:
        """Lock the period; there is no way back."""
        with self.desk.telling():
            locked = self.desk.store.periods.lock(self.desk.at_hand)
            self.desk.take(locked)
            self.desk.say(_("Period {period} is locked.").format(period=locked.name))


def _result(agreed: AnswerSheet | None) -> str:
    """Return what was agreed on as a sentence and a chart."""
    if agreed is None:
        return sentence(_("Nothing has been agreed on in this period yet."))
    summary = summarise([agreed])
    text = sentence(_("Agreed: {text}.").format(text=summary.overall["text"].iloc[0]))
    return text + unfolding(_("The sections as a chart"), _chart(agreed))


def _compared(desk: Desk, earlier: Period) -> str:
    """Return the change since an earlier period as tables."""
    before, after = desk.store.sheets.agreed(earlier), desk.store.sheets.agreed(desk.at_hand)
    if before is None or after is None:
        return sentence(_("Both periods need agreed levels before they are compared."))
    change = compare_periods(before, after)
    titles = (_("Overall"), _("Sections"), _("Items"))
    frames = (change.overall.drop(columns="section"), change.sections, change.items)
    tables = [table(readable(one), "", name) for one, name in zip(frames, titles, strict=True)]
    *shown, items = tables
    return (
        sentence(change.text)
        + "".join(shown)
        + unfolding(_("The change of each item"), items)
        + unfolding(_("The sections of the earlier period as a chart"), _chart(before))
    )


def _chart(sheet: AnswerSheet) -> str:
    from assessment.charts import chart_sections

    return chart_sections(summarise([sheet])).html()
