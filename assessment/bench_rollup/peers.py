"""One scale measured: the limits, ours, and the peers that find the same."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from assessment.bench import Row
from assessment.bench_rollup.data import write_data
from assessment.bench_rollup.engines import PEERS, PLACES, install, is_missing
from assessment.bench_rollup.findings import Findings, disagreements
from assessment.bench_rollup.measuring import STANDARD, Measured, measure_apart
from assessment.bench_rollup.scales import Scale, label
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.terminal import complain

TITLES = {"pandas": "pandas", "polars": "polars", "duckdb": "DuckDB"}
MEGABYTE = 1e6


def scale_rows(scale: Scale) -> Iterator[Row]:
    """Measure one scale; raises ``BermaknaError`` when a peer finds something else."""
    peers = [name for name in PEERS if _takes_part(name, scale)]
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.parquet"
        write_data(load_standard(STANDARD), scale.units, data)
        asked = [name for name in PLACES if name not in (*PEERS, *scale.without)]
        measured = {name: _measured(name, data) for name in (*asked, *peers)}
        _compare(Path(folder), _summary(measured), peers)
    yield from _limit_rows(label(scale), measured)
    yield from _our_rows(label(scale), measured)
    yield from _peer_rows(label(scale), measured, peers)
    yield from _load_rows(label(scale), measured, peers)


def _takes_part(name: str, scale: Scale) -> bool:
    """Whether a peer can be measured; if not, say why."""
    title = {"scale": label(scale), "peer": TITLES[name]}
    if is_missing(name):
        message = _("{scale}: {peer} is left out; install it: {command}")
        complain(message.format(**title, command=install("bench")))
    elif name in scale.without:
        message = _("{scale}: {peer} is left out: it would need more memory than a computer has")
        complain(message.format(**title))
    else:
        return True
    return False


def _measured(name: str, data: Path) -> Measured:
    out = data.with_name(name)
    out.mkdir()
    return measure_apart(name, data, out)


def _summary(measured: Mapping[str, Measured]) -> str:
    """Return the engine that is ours and is set beside the peers."""
    return "ours" if "ours" in measured else "spread"


def _compare(folder: Path, summary: str, peers: list[str]) -> None:
    """Set the findings of peers beside ours, which may lack the sections of groups."""
    ours = Findings.read(folder / summary)
    for name in peers:
        theirs = Findings.read(folder / name)
        if summary == "spread":
            theirs = replace(theirs, groups=theirs.groups.filter(ours.groups.columns))
        different = disagreements(ours, theirs)
        if different:
            message = _("{peer} finds something else, and is no peer: {differences}")
            told = {"peer": TITLES[name], "differences": "; ".join(different)}
            raise BermaknaError(message.format(**told))


def _limit_rows(scale: str, measured: dict[str, Measured]) -> Iterator[Row]:
    summed, read = measured["sum"], measured["parquet"]
    sum_once, read_once = _("the matrix summed once"), _("the Parquet file read once")
    yield _row(f"{scale}: {sum_once}", summed, read_once, read)
    yield _row(f"{scale}: {read_once}", read, "np.sum", summed)


def _our_rows(scale: str, measured: dict[str, Measured]) -> Iterator[Row]:
    works = {
        "kernel": _("scored and grouped"),
        "ours": _("the summary that all find"),
        "spread": _("the summary without a row a unit and section"),
        "everything": _("every table of the roll-up"),
    }
    for name, words in works.items():
        if name in measured:
            yield _row(f"{scale}: {words}", measured[name], "np.sum", measured["sum"])


def _peer_rows(scale: str, measured: dict[str, Measured], peers: list[str]) -> Iterator[Row]:
    shapes = {"pandas": _("long table"), "polars": _("wide table"), "duckdb": _("wide table")}
    for name in peers:
        title = f"{scale}: {TITLES[name]}, {shapes[name]}"
        yield _row(title, measured[name], "Bermakna", measured[_summary(measured)])


def _load_rows(scale: str, measured: dict[str, Measured], peers: list[str]) -> Iterator[Row]:
    """Say what it costs to bring the file into an engine's own form."""
    titles = {_summary(measured): "Bermakna", **{name: TITLES[name] for name in peers}}
    beside, read = _("the Parquet file read once"), measured["parquet"].work
    for name, title in titles.items():
        words = _("{scale}: the file in the form of {engine}").format(scale=scale, engine=title)
        yield Row(words, measured[name].load, "ms", beside, read)


def _row(name: str, measured: Measured, beside: str, peer: Measured) -> Row:
    return Row(name, measured.work, "ms", beside, peer.work, measured.memory / MEGABYTE)
