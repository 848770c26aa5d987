"""The frame of an app: what is at hand, the messages, and its steps."""

import html
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

import ipywidgets as w

from assessment.panels.desk import SharedDesk
from assessment.panels.parts import sentence

D = TypeVar("D", bound=SharedDesk)


class First(Protocol):
    """The step in which something is chosen."""

    def refresh(self) -> None:
        """Show the step as the store has it now."""


class Step(w.VBox, Generic[D]):
    """A step after the first: shown with what is at hand, and left again."""

    def __init__(self, desk: D, children: list[w.Widget]) -> None:
        self.desk = desk
        super().__init__(children)

    def refresh(self) -> None:
        """Show the step as the store has it now."""
        raise NotImplementedError

    def leave(self) -> None:
        """Put away what is open; most steps hold nothing open."""


class Steps(w.VBox, Generic[D]):
    """The first step, where something is chosen, and the later ones, which need it.

    An app says what is ``at_hand`` in words, and ``nothing_yet`` for the later steps without it.
    """

    def __init__(
        self, desk: D, first: First, later: Sequence[Step[D]], names: Sequence[str]
    ) -> None:
        self.desk, self.first, self.later = desk, first, list(later)
        self._places = [w.VBox([self._nothing()]) for _step in later]
        self._where = w.HTML()
        titles = tuple(f"{number}. {name}" for number, name in enumerate(names, start=1))
        self.tabs = w.Tab([first, *self._places], titles=titles, selected_index=0)
        self.tabs.observe(self._show, "selected_index")
        super().__init__([self._where, desk.messages, self.tabs])
        desk.listeners.append(self.refresh)

    def at_hand(self) -> str:
        """Return what is at hand in words, or nothing."""
        raise NotImplementedError

    def nothing_yet(self) -> tuple[str, str]:
        """Return the words for nothing at hand, and for what to do about it."""
        raise NotImplementedError

    def _show(self, _change: object) -> None:
        self.desk.say("")
        with self.desk.telling():
            self.desk.renew()
            self.refresh()

    def refresh(self) -> None:
        """Bring the step in sight up to date, and put away what was open in the others."""
        self._where.value = self._at_hand_and_kept()
        shown = self.tabs.selected_index or 0
        if not shown:
            self.first.refresh()
        for number, (place, step) in enumerate(zip(self._places, self.later, strict=True), start=1):
            if number != shown:
                step.leave()
            elif not self.at_hand():
                place.children = (self._nothing(),)
            else:
                step.refresh()
                place.children = (step,)

    def _at_hand_and_kept(self) -> str:
        at_hand = html.escape(self.at_hand() or self.nothing_yet()[0])
        names = (f"<strong>{at_hand}</strong>", f"<span>{html.escape(self.desk.kept)}</span>")
        return f'<div class="bm-where">{"".join(names)}</div>'

    def _nothing(self) -> w.HTML:
        return w.HTML(sentence(self.nothing_yet()[1]))
