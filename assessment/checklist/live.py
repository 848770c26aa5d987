"""A table or chart that follows a checklist, tick by tick."""

import html
from collections.abc import Callable
from typing import Any

import ipywidgets
import pandas as pd

from assessment.checklist.widget import Checklist
from assessment.i18n import _
from assessment.presentation import readable
from assessment.reading import tidy
from assessment.summary import Summary, summarise

Show = Callable[[Summary], Any]


class Live(ipywidgets.HTML):
    """Shows one frame of the summary by its name, or what ``show`` makes of the summary.

    ``Live(checklist, "sections")`` is a table, ``Live(checklist, chart_sections)`` a chart. On a
    page without a kernel it stays as it was when the page was made.
    """

    def __init__(self, checklist: Checklist, show: str | Show) -> None:
        super().__init__()
        self._checklist = checklist
        self._show: Show = show if callable(show) else lambda found: readable(getattr(found, show))
        self._follow()
        checklist.observe(self._follow, "score")

    def _follow(self, _change: object = None) -> None:
        self.value = as_html(self._show(summary_of(self._checklist)))

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the present state, for a page without a kernel."""
        bundle = super()._repr_mimebundle_(**options)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/plain": repr(self), "text/html": self.value}, metadata

    def __repr__(self) -> str:
        return f"Live({self._checklist!r})"


def summary_of(checklist: Checklist) -> Summary:
    """Summarise the items that a checklist shows, and no others."""
    standard = checklist.standard
    if checklist.section:
        shown = (standard.section(checklist.section),)
        standard = standard.model_copy(update={"sections": shown})
    return summarise(tidy([checklist.sheet], standard), standard)


def as_html(shown: Any) -> str:
    """Return the HTML form of a table or chart, or its text, escaped, where it has none."""
    if isinstance(shown, pd.DataFrame) and shown.empty:
        nothing = _("Nothing to show yet.")
        return f"<p>{html.escape(nothing)}</p>"
    if hasattr(shown, "to_html"):
        return str(shown.to_html(index=False, border=0))
    if hasattr(shown, "_repr_mimebundle_"):
        return str(shown._repr_mimebundle_()["text/html"])
    return html.escape(str(shown))
