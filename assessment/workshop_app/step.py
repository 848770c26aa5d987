"""What a step of the app can do."""

import ipywidgets as w

from assessment.workshop_app.desk import Desk


class Step(w.VBox):
    """A step after the first: shown with the workshop at hand."""

    def __init__(self, desk: Desk, children: list[w.Widget]) -> None:
        self.desk = desk
        super().__init__(children)

    def refresh(self) -> None:
        """Show the step as the store has it now."""
        raise NotImplementedError
