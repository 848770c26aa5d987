"""What a step of the cycle can do."""

import ipywidgets as w

from assessment.unit_app.desk import Desk


class Step(w.VBox):
    """A step after the first: shown with the period at hand, and left again."""

    def __init__(self, desk: Desk, children: list[w.Widget]) -> None:
        self.desk = desk
        super().__init__(children)

    def refresh(self) -> None:
        """Show the step as the store has it now."""
        raise NotImplementedError

    def leave(self) -> None:
        """Put away what is open; most steps hold nothing open."""
