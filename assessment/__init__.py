"""Bermakna: a handbook of service quality and a self-assessment kit.

The names below are the public interface. They load on first use, so that ``bermakna --help``
answers without importing pandas or a widget library.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_EXPORTS = {
    "AnswerMatrix": "assessment.answer_matrix",
    "AnswerSheet": "assessment.answers",
    "Checklist": "assessment.checklist",
    "Live": "assessment.checklist",
    "agreement_table": "assessment.agreement",
    "chart_common_gaps": "assessment.charts",
    "chart_distribution": "assessment.charts",
    "chart_gaps": "assessment.charts",
    "chart_heat_map": "assessment.charts",
    "chart_levels": "assessment.charts",
    "chart_radar": "assessment.charts",
    "chart_sections": "assessment.charts",
    "chart_trend": "assessment.charts",
    "compare": "assessment.comparison",
    "compare_periods": "assessment.periods",
    "compile_plan": "assessment.plan",
    "gather": "assessment.gathering",
    "load_standard": "assessment.loading",
    "read_answers": "assessment.reading",
    "read_share_codes": "assessment.exchange.share_code",
    "read_tables": "assessment.exchange.table_files",
    "read_workbook": "assessment.exchange.workbook_reading",
    "readable": "assessment.presentation",
    "roll_up": "assessment.rollup",
    "score": "assessment.results",
    "share_code": "assessment.exchange.share_code",
    "simulate": "assessment.simulation",
    "summarise": "assessment.summary",
    "suppress": "assessment.suppression",
    "workbook_of": "assessment.exchange.workbook",
    "write_tables": "assessment.exchange.table_files",
}

__all__ = [
    "AnswerMatrix",
    "AnswerSheet",
    "Checklist",
    "Live",
    "agreement_table",
    "chart_common_gaps",
    "chart_distribution",
    "chart_gaps",
    "chart_heat_map",
    "chart_levels",
    "chart_radar",
    "chart_sections",
    "chart_trend",
    "compare",
    "compare_periods",
    "compile_plan",
    "gather",
    "load_standard",
    "read_answers",
    "read_share_codes",
    "read_tables",
    "read_workbook",
    "readable",
    "roll_up",
    "score",
    "share_code",
    "simulate",
    "summarise",
    "suppress",
    "workbook_of",
    "write_tables",
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
