"""The columns of a roll-up's tables, and their dtypes."""

# A row a unit: what groups it. The register of a ministry says it, or nobody.
ABOUT_UNIT = ("ministry", "region", "service")
REGISTER = {"unit": "string", **dict.fromkeys(ABOUT_UNIT, "category")}

# Whether a group's figures come from the sheet it has agreed on, or from its assessors' sheets.
BASES = ("agreed", "assessors")

KEYS = {
    "unit": "category",
    "period": "category",
    **dict.fromkeys(ABOUT_UNIT, "category"),
    "basis": "category",
    "sheets": "int32",
    "hidden": "bool",
}
FIGURES = {
    "index": "float64",
    "low": "float64",
    "high": "float64",
    "completeness": "float64",
    "band": "category",
    "gates": "category",
}
UNITS = {**KEYS, **FIGURES, "complete": "bool"}
UNIT_SECTIONS = {
    "unit": "category",
    "period": "category",
    "section": "category",
    "title": "category",
    **FIGURES,
}
# Before these, and those of ``columns.ITEMS``, stand the columns of the grouping, and the basis.
COMMON_GAPS = {
    "rank": "int64",
    "section": "string",
    "item": "string",
    "text": "string",
    "weight": "int64",
    "n": "int64",
    "below_top": "float64",
    "misses_gate": "float64",
    "gap": "float64",
    "hint": "string",
}
ALPHAS = {
    "section": "string",
    "title": "string",
    "value": "Float64",
    "n": "int64",
    "reason": "string",
    "text": "string",
}
