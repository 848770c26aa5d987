"""The verbs for many units: rolling up what they have sent, and making up data to practise."""

import os
from pathlib import Path

from assessment.arguments import whole
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.verbs import Options, Verbs, add_port, verb


def _add_rollup(verbs: Verbs) -> None:
    words = _("roll up what many units have sent: as an Excel workbook, or in the app")
    examples = (
        "rollup kiriman/ --out rekap.xlsx",
        "rollup 'data/*.parquet' --out rekap.xlsx",
        "rollup kiriman/",
    )
    parser = verb(verbs, "rollup", _rollup, words, *examples)
    words = _("a folder of what units have sent, a database, or Parquet files (default: none yet)")
    parser.inputs.add_argument("source", nargs="?", default="", metavar=_("FOLDER"), help=words)
    add = parser.options.add_argument
    words = _("the workbook to write (.xlsx); without it the app is opened")
    add("--out", type=Path, metavar=_("FILE"), help=words)
    words = _("the standard that is rolled up (default unit; for Parquet that of the files)")
    add("--standard", metavar=_("NAME"), help=words)
    words = _("the register of units (CSV or XLSX), where the folder holds none")
    add("--units", type=Path, metavar=_("FILE"), help=words)
    add_port(parser.options, 8868)
    words = _("do not open the browser")
    add("--no-browser", dest="browser", action="store_false", help=words)


def _add_simulate(verbs: Verbs) -> None:
    words = _("make up the answers of many units, to try things out and to practise")
    examples = ("simulate latihan", "simulate latihan --units 2000 --form parquet")
    parser = verb(verbs, "simulate", _simulate, words, *examples)
    words = _("write into this folder")
    parser.inputs.add_argument("folder", type=Path, metavar=_("FOLDER"), help=words)
    add = parser.options.add_argument
    words = _("the standard that is answered (default unit)")
    add("--standard", default="unit", metavar=_("NAME"), help=words)
    numbers = {
        "units": (20, _("how many units (default {usual})")),
        "periods": (2, _("how many periods (default {usual})")),
        "assessors": (5, _("how many assessors a unit (default {usual})")),
        "seed": (1, _("a number; the same one makes the same data again (default {usual})")),
    }
    for name, (usual, text) in numbers.items():
        words = text.format(usual=usual)
        add(f"--{name}", type=whole, default=usual, metavar="N", help=words)
    words = _("JSON sheets, Parquet tables or Excel forms (default files)")
    add("--form", choices=("files", "parquet", "xlsx"), default="files", help=words)


def _rollup(options: Options) -> int:
    if options.out:
        from assessment.rollup_command import run_rollup

        return run_rollup(
            options.source, out=options.out, standard=options.standard, register=options.units
        )
    if options.standard or options.units:
        raise BermaknaError(_("--standard and --units go with --out; the app asks for them itself"))
    from assessment.lab import ROLLUP
    from assessment.project import find_root
    from assessment.session import app_alone

    if options.source:
        from assessment.rollup_app.app import FOLDER

        os.environ[FOLDER] = _from_here(options.source)
    app_alone(find_root(), options.port, browser=options.browser, name=ROLLUP)
    return 0


def _from_here(source: str) -> str:
    """Return what still names the source where the app runs; an address does anyway."""
    return source if "://" in source else str(Path(source).absolute())


def _simulate(options: Options) -> int:
    from assessment.simulate_command import run_simulate

    names = ("standard", "units", "periods", "assessors", "seed", "form")
    return run_simulate(options.folder, **{name: getattr(options, name) for name in names})


FOR_MANY = (_add_rollup, _add_simulate)
