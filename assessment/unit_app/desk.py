"""What all steps share: the store, the period at hand, and the line of messages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from assessment.cycle import Period, PeriodState
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.panels.messages import Messages
from assessment.standard import Standard
from assessment.store import Store


@dataclass
class Desk:
    """The desk at which a unit works; ``period`` is ``None`` until one is chosen.

    ``listeners`` are called when the period, or how far it is, has changed.
    """

    store: Store
    period: Period | None = None
    messages: Messages = field(default_factory=Messages)
    listeners: list[Callable[[], None]] = field(default_factory=list)

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
        for listener in self.listeners:
            listener()

    def renew(self) -> None:
        """Read again how far the period is: another window may have closed or locked it."""
        if self.period is not None:
            kept = self.store.periods.of(self.period.unit)
            self.period = next((one for one in kept if one.id == self.at_hand.id), self.period)

    def say(self, text: str) -> None:
        """Show a message, which is read aloud as well."""
        self.messages.say(text)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Show what goes wrong inside as a message; what was done before stays as it is."""
        with self.messages.telling():
            yield


def state_words() -> dict[PeriodState, str]:
    """Return what each state of a period is called."""
    return {
        PeriodState.OPEN: _("being filled in"),
        PeriodState.CLOSED: _("closed, being agreed on"),
        PeriodState.LOCKED: _("locked"),
    }
