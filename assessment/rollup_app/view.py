"""A view of step 3: drawn when it is shown, and only then."""

from collections.abc import Sequence

import ipywidgets as w

from assessment.rollup_app.desk import Desk


class View(w.VBox):
    """One tab of step 3; ``draw`` brings it up to date with the desk."""

    def __init__(self, desk: Desk, children: Sequence[w.Widget] = ()) -> None:
        self.desk = desk
        self.shown = w.HTML()
        super().__init__([*children, self.shown])

    def draw(self) -> None:
        """Show the selection."""
        with self.desk.telling():
            self.shown.value = self.content()

    def content(self) -> str:
        """Return the view as HTML."""
        raise NotImplementedError
