"""The line of messages, which is read aloud."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import anywidget
import traitlets as t

from assessment.errors import BermaknaError

STATIC = Path(__file__).parent / "static"


class Messages(anywidget.AnyWidget):
    """One sentence at a time; ``wrong`` marks one about something that did not work."""

    _esm = STATIC / "messages.js"
    text = t.Unicode().tag(sync=True)
    wrong = t.Bool(default_value=False).tag(sync=True)

    def __init__(self) -> None:
        super().__init__()
        self.add_class("bm-messages")

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show a sentence, and have it read aloud even when the last one was the same."""
        self.text = ""
        self.wrong = wrong
        self.text = text

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Show what goes wrong inside as a message; what was done before stays as it is."""
        try:
            yield
        except BermaknaError as error:
            self.say(str(error), wrong=True)
