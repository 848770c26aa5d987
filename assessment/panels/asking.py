"""A question before something that cannot simply be taken back."""

from collections.abc import Callable

import ipywidgets as w

from assessment.i18n import _
from assessment.panels.parts import button, sentence


class Asking(w.VBox):
    """A button that asks before it runs.

    ``question`` is made when the button is pressed, so that it can say what stands at stake.
    """

    def __init__(
        self,
        text: str,
        question: Callable[[], str],
        run: Callable[[], object],
        *,
        main: bool = False,
    ) -> None:
        self._question, self._run = question, run
        self._shown = w.HTML()
        answers = w.HBox([button(_("Yes"), self._do), button(_("No, go back"), self.withdraw)])
        self._box = w.VBox([self._shown, answers])
        self._box.add_class("bm-asked")
        self._first = button(text, self._ask, main=main)
        super().__init__([self._first])

    def withdraw(self) -> None:
        """Take the question away."""
        self.children = [self._first]

    def _ask(self) -> None:
        # Below the button, which keeps the focus; the answers follow it.
        self._shown.value = f'<div role="alert">{sentence(self._question())}</div>'
        self.children = [self._first, self._box]

    def _do(self) -> None:
        self.withdraw()
        self._run()
