"""The columns of a summary's tables, and their dtypes."""

from collections.abc import Mapping

import pandas as pd

from assessment.standard import Standard

WHO = {"sheet": "string", "unit": "string", "period": "string", "assessor": "string"}
FIGURES = {
    "index": "float64",
    "low": "float64",
    "high": "float64",
    "completeness": "float64",
    "band": "string",
    "gates": "string",
    "unsupported": "int64",
    "text": "string",
}
OVERALL = {**WHO, **FIGURES}
SECTIONS = {**WHO, "section": "string", "title": "string", **FIGURES}
# Beside these, one float64 column ``share_<level>`` for every level of the standard's scales.
ITEMS = {
    "section": "string",
    "item": "string",
    "text": "string",
    "n": "int64",
    "median": "Int8",
    "spread": "Int8",
    "unknown": "int64",
    "not_applicable": "int64",
    "unanswered": "int64",
}
GAPS = {
    "rank": "int64",
    "section": "string",
    "item": "string",
    "text": "string",
    "weight": "int64",
    "level": "Int8",
    "gap": "int64",
    "gate": "bool",
    "hint": "string",
}
UNSUPPORTED = {
    "sheet": "string",
    "assessor": "string",
    "section": "string",
    "item": "string",
    "level": "Int8",
    "text": "string",
}


def typed_frame(columns: Mapping[str, object], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """Return a frame of the columns that ``dtypes`` names, in its order."""
    return pd.DataFrame(columns, columns=list(dtypes)).astype(dict(dtypes))


def share_columns(standard: Standard) -> dict[str, int]:
    """Name the column of each level digit that some scale of the standard has, rising."""
    digits = {level.level for scale in standard.scales.values() for level in scale}
    return {f"share_{digit}": digit for digit in sorted(digits)}
