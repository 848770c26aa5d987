"""Step 1: the unit, the period, the standard, and who takes part."""

import ipywidgets as w

from assessment.cycle import Unit
from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.panels.parts import Choice, button, card, field, lead
from assessment.unit_app.desk import Desk, state_words
from assessment.unit_app.people import People


class Prepare(w.VBox):
    """Choose or open a period, and write down who fills in a sheet."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.units = Choice(_("Unit"))
        self.new_unit = field(_("New unit"), _("for example Kecamatan Contoh"))
        self.periods = Choice(_("Period"))
        self.new_period = field(_("New period"), _("for example 2026-1"))
        self.standard = Choice(_("Standard"), _standards())
        self.standard.value = _standards()[0][1]
        self.evidence = field(_("Folder of evidence"), _("where the unit keeps its files"))
        self.people = People(desk)
        cards = w.Box([self._unit_card(), self._period_card()])
        cards.add_class("bm-cards")
        text = _(
            "Choose the unit and the period, or add them. Then give every assessor an alias; a "
            "name is kept only where the unit wants it."
        )
        super().__init__([lead(_("Prepare"), text), cards, self.people])
        self.units.observe(self._choose_unit, "value")
        self.periods.observe(self._choose_period, "value")

    def _unit_card(self) -> w.VBox:
        return card(_("Unit"), self.units, self.new_unit, button(_("Add unit"), self.add_unit))

    def _period_card(self) -> w.VBox:
        opening = button(_("Open period"), self.open_period, main=True)
        return card(
            _("Period"), self.periods, self.new_period, self.standard, self.evidence, opening
        )

    def begin(self) -> None:
        """Offer the units; with a single one, go on where it stopped."""
        with self.desk.telling():
            units = self.desk.store.units.all()
            self._offer_units(units, units[0] if len(units) == 1 else None)

    def refresh(self) -> None:
        """Show who takes part in the period at hand."""
        with self.desk.telling():
            self._offer_units(self.desk.store.units.all(), self.units.value)
            self.people.refresh()

    def _offer_units(self, units: list[Unit], chosen: Unit | None) -> None:
        self.units.offer([(unit.name, unit) for unit in units], chosen)

    def add_unit(self) -> None:
        """Add the unit that is typed, and choose it."""
        with self.desk.telling():
            unit = self.desk.store.units.add(self.new_unit.value)
            self.new_unit.value = ""
            self._offer_units(self.desk.store.units.all(), unit)
            self.desk.say(_("Unit {unit} is added.").format(unit=unit.name))

    def _choose_unit(self, _change: object) -> None:
        """Take the latest period of the unit."""
        with self.desk.telling():
            unit = self.units.value
            found = self.desk.store.periods.of(unit) if unit else []
            named = [
                (f"{period.name} ({state_words()[period.state]})", period.id) for period in found
            ]
            self.periods.offer(named, found[-1].id if found else None)

    def _choose_period(self, _change: object) -> None:
        with self.desk.telling():
            unit, chosen = self.units.value, self.periods.value
            found = self.desk.store.periods.of(unit) if unit and chosen else []
            self.desk.take(next((period for period in found if period.id == chosen), None))

    def open_period(self) -> None:
        """Open the period that is typed, and choose it."""
        with self.desk.telling():
            if self.units.value is None or self.standard.value is None:
                self.desk.say(_("Choose a unit and a standard first."))
                return
            period = self.desk.store.periods.open(
                self.units.value, self.new_period.value, self.standard.value, self.evidence.value
            )
            self.new_period.value = self.evidence.value = ""
            self._choose_unit(None)
            self.desk.say(_("Period {period} is open.").format(period=period.name))


def _standards() -> list[tuple[str, str]]:
    """Return the standards that a unit answers about itself, not a person about theirs."""
    found = map(load_standard, standard_ids())
    return [(str(one.title), one.id) for one in found if one.respondent == "unit"]
