"""The checklist: one form, one script and one stylesheet, in Jupyter and in the published page."""

from typing import Any


def __getattr__(name: str) -> Any:
    """Load the widgets only where it is used: the book's builder needs no widget library."""
    if name == "Checklist":
        from assessment.checklist.widget import Checklist

        return Checklist
    if name == "Live":
        from assessment.checklist.live import Live

        return Live
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
