"""A long table a page at a time, which can be searched by name."""

import html
from collections.abc import Callable, Sequence

import ipywidgets as w

from assessment.i18n import _
from assessment.panels.parts import button, field, sentence
from assessment.wording import print_count

PAGE = 40


class Paged(w.VBox):
    """Rows by name, ``PAGE`` at a time and in the order they are given.

    ``label`` says what the search looks for. Only the rows of a page are drawn.
    """

    def __init__(self, label: str) -> None:
        self.search = field(label)
        self.search.observe(lambda _change: self._turn_to(0), "value")
        self.shown, self.state = w.HTML(), w.HTML()
        self.back = button(_("Back"), lambda: self._turn_to(self._page - 1))
        self.on = button(_("Next"), lambda: self._turn_to(self._page + 1))
        self._names: list[str] = []
        self._page = 0
        turning = w.HBox([self.back, self.on, self.state])
        turning.add_class("bm-turning")
        self._turning = turning
        super().__init__([self.search, self.shown, turning])

    def show(self, names: Sequence[str], draw: Callable[[Sequence[int]], str], empty: str) -> None:
        """Show rows by their names; ``draw`` makes the HTML of those at some places."""
        self._names = [name.casefold() for name in names]
        self._draw, self._empty = draw, empty
        self.search.layout.display = None if len(names) > PAGE else "none"
        self._turn_to(self._page)

    def _turn_to(self, page: int) -> None:
        wanted = self.search.value.strip().casefold()
        found = [place for place, name in enumerate(self._names) if wanted in name]
        last = max((len(found) - 1) // PAGE, 0)
        self._page = min(max(page, 0), last)
        start = self._page * PAGE
        rows = found[start : start + PAGE]
        nothing = self._empty if not self._names else _("No name has these letters.")
        self.shown.value = self._draw(rows) if rows else sentence(nothing)
        self._turning.layout.display = "none" if not rows else None
        self.back.disabled, self.on.disabled = self._page == 0, self._page == last
        for turn in (self.back, self.on):
            turn.layout.display = None if last else "none"
        message = _("{first}–{last} of {all}")
        place = message.format(
            first=print_count(start + 1),
            last=print_count(start + len(rows)),
            all=print_count(len(found)),
        )
        self.state.value = f'<span role="status">{html.escape(place)}</span>'
