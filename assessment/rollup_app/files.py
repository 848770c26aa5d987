"""The files of step 4: a workbook, the tables, and the charts of a part."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from assessment.csv_files import harmless
from assessment.i18n import _
from assessment.rollup_app.collected import Collected, Part
from assessment.wording import print_count

if TYPE_CHECKING:
    import pandas as pd

    from assessment.charts import Chart

OFFICE = "application/vnd.openxmlformats-officedocument"
# Each kind with the end of its name.
KINDS = {"workbook": "xlsx", "csv": "zip", "parquet": "zip", "charts": "zip"}
MEDIA = {
    "workbook": f"{OFFICE}.spreadsheetml.sheet",
    **dict.fromkeys(("csv", "parquet", "charts"), "application/zip"),
}


def make(kind: str, part: Part, whole: Collected) -> bytes:
    """Return the content of a kind of file about a part of what was collected."""
    if kind == "workbook":
        from assessment.rollup_report import rollup_workbook

        return rollup_workbook(part.rollup, whole.gathered_of(part), chosen=_chosen(part, whole))
    writers = {"csv": _csv_files, "parquet": _parquet_files, "charts": _chart_files}
    return _packed(writers[kind](part))


def file_name(kind: str, part: Part) -> str:
    """Return a name with the standard, the day, and whether it is of a selection."""
    standard = part.rollup.standard
    words = ["rekap", standard.id, standard.version, date.today().isoformat()]  # noqa: DTZ011, the day here
    if not part.selection.everything:
        words.append(_("selection"))
    if kind != "workbook":
        words.append({"charts": _("charts")}.get(kind, kind))
    return f"{'-'.join(words)}.{KINDS[kind]}"


def _chosen(part: Part, whole: Collected) -> str:
    """Say what was selected, and how many groups are hidden; nothing where nothing is left out."""
    hidden = whole.hidden_in(part)
    if part.selection.everything and not hidden:
        return ""
    message = _("{what}; {n} groups are hidden")
    text = part.selection.in_words()
    return message.format(what=text, n=print_count(hidden)) if hidden else text


def _tables(part: Part) -> "dict[str, pd.DataFrame]":
    rollup = part.rollup
    return {
        "units": rollup.units,
        "sections": rollup.sections,
        "distribution": part.distribution,
        "items": rollup.items,
        "gaps": rollup.gaps,
        "alphas": rollup.alphas,
    }


def _csv_files(part: Part) -> Iterator[tuple[str, bytes]]:
    for name, table in _tables(part).items():
        texts = table.select_dtypes(["category", "string"]).columns
        safe = table.assign(**{one: table[one].astype(object).map(harmless) for one in texts})
        text = safe.to_csv(index=False, lineterminator="\r\n")
        yield f"{name}.csv", text.encode("utf-8-sig")


def _parquet_files(part: Part) -> Iterator[tuple[str, bytes]]:
    for name, table in _tables(part).items():
        content = BytesIO()
        table.to_parquet(content, index=False, compression="zstd")
        yield f"{name}.parquet", content.getvalue()


def _chart_files(part: Part) -> Iterator[tuple[str, bytes]]:
    for name, chart in _charts(part):
        # Names of periods may hold signs that a file may not.
        safe = re.sub(r"[^\w.-]+", "-", name)
        yield f"{safe}.svg", chart.svg().encode()


def _charts(part: Part) -> "Iterator[tuple[str, Chart]]":
    from assessment.charts import chart_common_gaps, chart_distribution, chart_trend

    standard = part.rollup.standard
    yield _("trend"), chart_trend(part.distribution, standard)
    for period in part.periods:
        rows = part.distribution[part.distribution["period"] == period]
        yield _("distribution {period}").format(period=period), chart_distribution(rows, standard)
    for keys, rows in part.rollup.gaps.groupby(["period", "basis"], sort=False, observed=True):
        yield " ".join([_("gaps"), *map(str, keys)]), chart_common_gaps(rows)


def _packed(files: Iterator[tuple[str, bytes]]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as packed:
        for name, data in files:
            packed.writestr(name, data)
    return content.getvalue()
