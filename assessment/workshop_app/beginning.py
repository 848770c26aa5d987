"""The form of a new workshop: what it is about, how it goes, and how long it is kept."""

import html
from collections.abc import Callable

import ipywidgets as w

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.panels.parts import Choice, button, field, number, sentence
from assessment.plan import compile_plan
from assessment.standard import Section, Standard
from assessment.store.workshop_phases import MOST_DAYS
from assessment.workshop import USUAL_DAYS, Workshop, asked_items
from assessment.workshop_app.desk import Desk

USUAL = "praktik"


class Beginning(w.VBox):
    """``begun`` is called with the workshop once it is there."""

    def __init__(self, desk: Desk, begun: Callable[[Workshop], object]) -> None:
        self.desk, self._begun = desk, begun
        self.title = field(_("Title"), _("for example Workshop of the land office"))
        standards = [load_standard(one) for one in sorted(standard_ids(), key=USUAL.__ne__)]
        self.standard = Choice(_("Standard"), [(str(one.title), one.id) for one in standards])
        self._sections = w.VBox(layout={"margin": "0"})
        self.rounds = w.RadioButtons(
            options=[(_("one round"), 1), (_("two rounds: before and after"), 2)], value=1
        )
        self.minutes = number(_("Minutes of a round (0: until you close it)"), desk.minutes, 0, 600)
        self.days = number(_("Days until everything is erased"), USUAL_DAYS, 1, MOST_DAYS)
        super().__init__(
            [
                *(self.title, self.standard),
                *(_part(_("Sections")), self._sections, _part(_("Rounds")), self.rounds),
                *(self.minutes, self.days),
                button(_("Begin the workshop"), self.begin, main=True),
            ]
        )
        self.standard.observe(self._offer_sections, "value")
        self.standard.value = standards[0].id

    @property
    def chosen(self) -> list[str]:
        """The sections that are ticked."""
        return [box.section for box in self._sections.children if box.value]

    def choose(self, *sections: str) -> None:
        """Tick sections, and no other."""
        for box in self._sections.children:
            box.value = box.section in sections

    def _offer_sections(self, _change: object) -> None:
        name = self.standard.value
        standard = load_standard(name) if name else None
        parts = standard.sections if standard else ()
        self._sections.children = [SectionBox(standard, part) for part in parts if standard]

    def begin(self) -> None:
        """Begin the workshop that is described, and empty the form."""
        with self.desk.telling():
            self.desk.require_forms_stored()
            if self.standard.value is None:
                raise BermaknaError(_("Choose a standard first."))
            workshop = self.desk.store.workshops.begin(
                self.title.value,
                self.standard.value,
                self.chosen,
                rounds=self.rounds.value,
                days=self.days.value,
            )
            self.desk.minutes = self.minutes.value
            self.title.value = ""
            self.choose()
            self._begun(workshop)


class SectionBox(w.Checkbox):
    """A section to tick, with how many items are asked and which are never collected."""

    def __init__(self, standard: Standard, section: Section) -> None:
        self.section = section.id
        asked = {item.id for item in asked_items(compile_plan(standard), (section.id,))}
        never = [item.id for item in section.items if item.id not in asked]
        about = _("{n} items").format(n=len(asked))
        if never:
            message = _("never collected: {items}")
            about += "; " + message.format(items=", ".join(never))
        super().__init__(
            description=f"{section.id} {section.title} ({about})",
            disabled=not asked,
            indent=False,
        )


def _part(text: str) -> w.HTML:
    """Return the heading of a part of the form."""
    made = w.HTML(f"<h4>{html.escape(text)}</h4>")
    made.add_class("bm-part")
    return made


def privacy() -> str:
    """Say what a workshop collects, as HTML."""
    return sentence(
        _(
            "Only levels leave a phone: no names, no notes. Confidential items are never "
            "collected. What was sent is erased after the days you choose."
        )
    )
