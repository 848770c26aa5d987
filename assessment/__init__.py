"""Bermakna: a handbook of service quality and a self-assessment kit.

The names below are the public interface. They load on first use, so that ``bermakna --help``
answers without importing pandas or a widget library.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_EXPORTS = {
    "AnswerSheet": "assessment.answers",
    "Checklist": "assessment.checklist",
    "Live": "assessment.checklist",
    "chart_gaps": "assessment.charts",
    "chart_levels": "assessment.charts",
    "chart_radar": "assessment.charts",
    "chart_sections": "assessment.charts",
    "compile_plan": "assessment.plan",
    "load_standard": "assessment.loading",
    "read_answers": "assessment.reading",
    "readable": "assessment.presentation",
    "score": "assessment.results",
    "summarise": "assessment.summary",
}

__all__ = [
    "AnswerSheet",
    "Checklist",
    "Live",
    "chart_gaps",
    "chart_levels",
    "chart_radar",
    "chart_sections",
    "compile_plan",
    "load_standard",
    "read_answers",
    "readable",
    "score",
    "summarise",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _EXPORTS:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_EXPORTS[name]), name)


def __dir__() -> list[str]:
    """List the lazy names for completion in a notebook."""
    return [*__all__, "__version__"]
