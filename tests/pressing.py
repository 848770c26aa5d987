"""What a person does with widgets, without a browser: press, read, and wait for what is saved."""

import html
import queue
import re
from collections.abc import Iterator

import ipywidgets as w

from assessment.unit_app.stored_checklist import StoredChecklist

SECONDS = 30


def all_of(widget: w.Widget) -> Iterator[w.Widget]:
    """Yield a widget and everything shown inside it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from all_of(child)


def press(widget: w.Widget, text: str) -> None:
    """Press the button with a text; there is exactly one."""
    buttons = [one for one in all_of(widget) if isinstance(one, w.Button)]
    (found,) = [one for one in buttons if one.description == text]
    assert not found.disabled
    found.click()


def read(widget: w.Widget) -> str:
    """Return all text that a widget shows as HTML, without its tags."""
    shown = [str(one.value) for one in all_of(widget) if isinstance(one, w.HTML)]
    return html.unescape(re.sub(r"<[^>]+>", " ", " ".join(shown)))


class Status:
    """The line of a checklist that says how far saving is."""

    def __init__(self, checklist: StoredChecklist) -> None:
        self._seen: queue.Queue[str] = queue.Queue()
        self._checklist = checklist.checklist
        self._checklist.observe(lambda change: self._seen.put(change["new"]), "status")

    def wait_for(self, wanted: str) -> None:
        while wanted not in self._checklist.status:
            self._seen.get(timeout=SECONDS)
