"""The desk of a unit: the period at hand, beside what every app has."""

from dataclasses import dataclass

from assessment.cycle import Period, PeriodState
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.panels.desk import StoreDesk
from assessment.standard import Standard


@dataclass(kw_only=True)
class Desk(StoreDesk):
    """The desk at which a unit works; ``period`` is ``None`` until one is chosen."""

    period: Period | None = None

    @property
    def at_hand(self) -> Period:
        """The chosen period; steps that need one are not shown before there is one."""
        if self.period is None:
            raise RuntimeError
        return self.period

    @property
    def standard(self) -> Standard:
        """The standard of the period."""
        return load_standard(self.at_hand.standard)

    def take(self, period: Period | None) -> None:
        """Put a period on the desk and let every step show it."""
        self.period = period
        self.tell_all()

    def renew(self) -> None:
        """Read again how far the period is: another window may have closed or locked it."""
        if self.period is not None:
            kept = self.store.periods.of(self.period.unit)
            self.period = next((one for one in kept if one.id == self.at_hand.id), self.period)


def state_words() -> dict[PeriodState, str]:
    """Return what each state of a period is called."""
    return {
        PeriodState.OPEN: _("being filled in"),
        PeriodState.CLOSED: _("closed, being agreed on"),
        PeriodState.LOCKED: _("locked"),
    }
