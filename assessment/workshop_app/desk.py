"""The desk of a trainer: the workshop at hand, beside what every app has."""

from dataclasses import dataclass, field

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.panels.desk import StoreDesk
from assessment.plan import PlannedItem, compile_plan
from assessment.room_results import GroupResults, group_results
from assessment.standard import Standard
from assessment.store import UnknownWorkshopError
from assessment.workshop import Phase, Workshop, asked_items

# Long enough for two sections, as the trainer's pages of the handbook plan it.
USUAL_MINUTES = 15


@dataclass(kw_only=True)
class Desk(StoreDesk):
    """The desk at which a trainer works; ``workshop`` is ``None`` until one is chosen.

    ``minutes`` is how long a round is opened, 0 for until it is closed; ``unsaved_forms`` counts
    the paper forms that are typed in and not stored, ``chosen`` are the items to talk about.
    """

    workshop: Workshop | None = None
    minutes: int = USUAL_MINUTES
    unsaved_forms: int = 0
    chosen: list[str] = field(default_factory=list)

    @property
    def at_hand(self) -> Workshop:
        """The chosen workshop; raises ``BermaknaError`` when there is none."""
        if self.workshop is None:
            raise BermaknaError(no_workshop())
        return self.workshop

    @property
    def standard(self) -> Standard:
        """The standard of the workshop."""
        return load_standard(self.at_hand.standard)

    @property
    def items(self) -> list[PlannedItem]:
        """The items that the workshop asks."""
        return asked_items(compile_plan(self.standard), self.at_hand.sections)

    @property
    def revealed(self) -> bool:
        """Whether the room may see the group's answers."""
        return self.at_hand.phase in (Phase.REVEALED, Phase.ENDED)

    def results(self) -> GroupResults:
        """Return what may be shown of the group; raises ``StoreError`` before the reveal."""
        answers = self.store.workshops.answers(self.at_hand)
        return group_results(self.standard, self.at_hand.sections, answers)

    def take(self, workshop: Workshop | None) -> None:
        """Put a workshop on the desk and let every step show it."""
        if workshop is None or self.workshop is None or workshop.id != self.workshop.id:
            self.chosen = []
        self.workshop = workshop
        self.tell_all()

    def renew(self) -> bool:
        """Read again how far the workshop is; return whether that has changed.

        Its time may be over, or another window may have moved it on or erased it.
        """
        before = self.workshop
        if before is not None:
            try:
                self.workshop = self.store.workshops.find(before.code)
            except UnknownWorkshopError:
                self.workshop = None
        return self.workshop != before

    def require_forms_stored(self) -> None:
        """Raise ``BermaknaError`` while typed forms would go to another round, or be lost."""
        if self.unsaved_forms:
            message = _("{n} paper forms are typed in and not stored; store them first (step 2).")
            raise BermaknaError(message.format(n=self.unsaved_forms))


def no_workshop() -> str:
    """Say what to do without a workshop."""
    return _("Choose or begin a workshop first (step 1).")


def phase_words() -> dict[Phase, str]:
    """Return what each phase of a workshop is called."""
    return {
        Phase.CLOSED: _("closed"),
        Phase.OPEN: _("open for answers"),
        Phase.REVEALED: _("revealed"),
        Phase.ENDED: _("ended"),
    }


def round_words(workshop: Workshop) -> str:
    """Return what the round at hand is called; nothing where there is only one."""
    if workshop.rounds == 1:
        return ""
    return _("round before") if workshop.round == 1 else _("round after")
