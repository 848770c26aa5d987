"""One scale measured: the limits, ours, and the peers that find the same."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from assessment.bench import Row
from assessment.bench_rollup.data import ASSESSORS, PERIODS, write_data
from assessment.bench_rollup.engines import PEERS, PLACES, PLAIN, install, is_missing
from assessment.bench_rollup.findings import Findings, disagreements
from assessment.bench_rollup.measuring import STANDARD, Measured, measure_apart
from assessment.bench_rollup.scales import Scale, label
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.loops import WORTH_COMPILING
from assessment.terminal import complain

TITLES = {"pandas": "pandas", "polars": "polars", "duckdb": "DuckDB"}
MEGABYTE = 1e6

# Units whose sheets an engine works on first: enough for the compiled loops, though some have sent
# nothing.
LITTLE = 2 * WORTH_COMPILING // (ASSESSORS * PERIODS)


def scale_rows(scale: Scale) -> Iterator[Row]:
    """Measure one scale; raises ``BermaknaError`` when a peer finds something else."""
    peers = [name for name in PEERS if _takes_part(name, scale)]
    with tempfile.TemporaryDirectory() as folder:
        standard = load_standard(STANDARD)
        data, little = (Path(folder) / f"{name}.parquet" for name in ("data", "little"))
        write_data(standard, scale.units, data)
        write_data(standard, LITTLE, little)
        asked = [name for name in _ours() if name not in scale.without]
        rounds = [
            {name: _measured(name, data, little) for name in (*asked, *peers)}
            for _round in range(scale.rounds)
        ]
        measured = {
            name: min((one[name] for one in rounds), key=attrgetter("work")) for name in rounds[0]
        }
        _compare(Path(folder), _summary(measured), peers)
    yield from _limit_rows(label(scale), measured)
    yield from _our_rows(label(scale), measured)
    yield _streamed_row(label(scale), measured)
    yield from _peer_rows(label(scale), measured, peers)
    yield from _load_rows(label(scale), measured, peers)
    yield _ready_row(label(scale), measured[_summary(measured)])


def _ours() -> list[str]:
    """Return the engines that are no peers; without numba the plain ones are the usual ones."""
    compiled = not is_missing("numba")
    if not compiled:
        message = _("the loops are not compiled; install what compiles them: {command}")
        complain(message.format(command=install("fast")))
    return [name for name in PLACES if name not in PEERS and (compiled or name not in PLAIN)]


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


def _measured(name: str, data: Path, little: Path) -> Measured:
    out = data.with_name(name)
    out.mkdir(exist_ok=True)
    return measure_apart(name, data, little, out)


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
        "plain": _("the summary that all find, without numba"),
        "spread": _("the summary without a row a unit and section"),
        "plain_spread": _("the summary without a row a unit and section, without numba"),
        "everything": _("every table of the roll-up"),
    }
    for name, words in works.items():
        if name in measured:
            yield _row(f"{scale}: {words}", measured[name], "np.sum", measured["sum"])


def _streamed_row(scale: str, measured: dict[str, Measured]) -> Row:
    words = _("a row a unit, straight from the Parquet file")
    beside = _("the Parquet file read once")
    return _row(f"{scale}: {words}", measured["streamed"], beside, measured["parquet"])


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


def _ready_row(scale: str, ours: Measured) -> Row:
    """Say what the first roll-up of a process costs beside its work: loading the code."""
    words = _("{scale}: Bermakna made ready, once a process").format(scale=scale)
    return Row(words, ours.ready, "ms", _("the summary"), ours.work, ours.program / MEGABYTE)


def _row(name: str, measured: Measured, beside: str, peer: Measured) -> Row:
    return Row(name, measured.work, "ms", beside, peer.work, measured.memory / MEGABYTE)
