"""The filters of step 3: names to tick, what is selected in words, and a way back."""

import html
from collections.abc import Callable

import ipywidgets as w

from assessment.i18n import _
from assessment.panels.parts import button
from assessment.rollup_app.desk import Desk
from assessment.rollup_app.selection import (
    BY,
    Selection,
    dimension_words,
    offered,
    value_words,
)
from assessment.rollup_app.ticks import Ticks
from assessment.wording import print_count


class Filters(w.VBox):
    """``changed`` is called when another part is selected."""

    def __init__(self, desk: Desk, changed: Callable[[], object]) -> None:
        self.desk, self._changed = desk, changed
        self._about: object = None
        self.ticks = {name: Ticks(text, self.choose) for name, text in dimension_words().items()}
        self.state = w.HTML()
        self.clear_button = button(_("Show everything again"), self.clear)
        lists = w.HBox(list(self.ticks.values()))
        lists.add_class("bm-filters")
        line = w.HBox([self.state, self.clear_button])
        line.add_class("bm-filter-line")
        super().__init__([lists, line])

    def refresh(self) -> None:
        """Offer the values of what was collected, once, and say what is selected."""
        if self._about is not self.desk.whole:
            self._about = self.desk.whole
            keys = self.desk.whole.rollup.keys
            for name in BY:
                values = offered(keys, name)
                self.ticks[name].offer(values, [value_words(name, one) for one in values])
                self.ticks[name].layout.display = None if len(values) > 1 else "none"
        self._say()

    def choose(self) -> None:
        """Select what is ticked."""
        self.desk.say("")
        with self.desk.telling():
            self.desk.choose(Selection(**{name: self.ticks[name].chosen for name in BY}))
            self._say()
            self._changed()

    def clear(self) -> None:
        """Select everything."""
        for ticks in self.ticks.values():
            ticks.clear()
        self.choose()

    def _say(self) -> None:
        part, whole = self.desk.chosen, self.desk.whole.rollup.keys
        message = _("Selected: {what}. {units} of {all} units.")
        text = message.format(
            what=part.selection.in_words(),
            units=print_count(part.rollup.keys["unit"].nunique()),
            all=print_count(whole["unit"].nunique()),
        )
        self.state.value = f'<p role="status" class="bm-selected">{html.escape(text)}</p>'
        self.clear_button.layout.display = "none" if part.selection.everything else None
