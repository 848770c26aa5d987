"""The verbs that work on answers and standards: forms, scores, reports, checks, measurements."""

from pathlib import Path

from assessment.bench_rollup.scales import NAMES, USUAL
from assessment.i18n import _
from assessment.verbs import Options, Verbs, add_files, verb


def _add_form(verbs: Verbs) -> None:
    words = _("make an Excel workbook to fill in offline, for a standard or a sheet of answers")
    examples = ("form unit.xlsx", "form saya.xlsx --sheet jawaban.json")
    parser = verb(verbs, "form", _form, words, *examples)
    name = _("FILE")
    words = _("the workbook to write (.xlsx)")
    parser.inputs.add_argument("file", type=Path, metavar=name, help=words)
    origin = parser.options.add_mutually_exclusive_group()
    words = _("the standard of an empty form (default unit)")
    origin.add_argument("--standard", default="unit", metavar=_("NAME"), help=words)
    words = _("a file of answers (JSON) that the form starts with")
    origin.add_argument("--sheet", type=Path, metavar=name, help=words)
    about = {
        "unit": _("the unit's name"),
        "period": _("the period, for example 2026-1"),
        "assessor": _("an alias of the assessor"),
    }
    for option, text in about.items():
        parser.options.add_argument(f"--{option}", default="", metavar=_("NAME"), help=text)


def _add_score(verbs: Verbs) -> None:
    words = _("score answer files, or all answer files of a folder")
    examples = ("score jawaban.json --trace", "score jawaban/ --csv hasil", "score jawaban/ --json")
    parser = verb(verbs, "score", _score, words, *examples)
    add_files(parser, "+", _("answer files (JSON) or folders of them"))
    words = _("show how every number comes about")
    parser.options.add_argument("--trace", action="store_true", help=words)
    forms = parser.options.add_mutually_exclusive_group()
    words = _("write the tables as CSV files into this folder")
    forms.add_argument("--csv", type=Path, metavar=_("FOLDER"), help=words)
    forms.add_argument("--json", action="store_true", help=_("print one JSON text for programs"))


def _add_report(verbs: Verbs) -> None:
    words = _("make the report of a unit's period: PDF, HTML and an Excel annex")
    examples = (
        'report --unit "Kecamatan Contoh" --period 2026-1',
        "report kesepakatan.json penilai/",
    )
    parser = verb(verbs, "report", _report, words, *examples)
    words = _(
        "the consensus (JSON), then the assessors' sheets or a folder of them; without files, "
        "the store is read"
    )
    add_files(parser, "*", words)
    words = _("the unit's name in the store")
    parser.options.add_argument("--unit", default="", metavar=_("NAME"), help=words)
    words = _("the period's name in the store")
    parser.options.add_argument("--period", default="", metavar=_("NAME"), help=words)
    words = _("the consensus of an earlier period (JSON), for a report from files")
    parser.options.add_argument("--earlier", type=Path, metavar=_("FILE"), help=words)
    words = _("write into this folder (default: where you are)")
    parser.options.add_argument("--out", type=Path, default=Path(), metavar=_("FOLDER"), help=words)
    for kind in ("pdf", "html", "xlsx"):
        words = _("write the {kind} file; without any of these, all three").format(kind=kind)
        parser.options.add_argument(
            f"--{kind}", dest="kinds", action="append_const", const=kind, help=words
        )


def _add_materials(verbs: Verbs) -> None:
    words = _("make the slides and prints of a workshop: deck, hand-outs, certificates, run sheet")
    examples = ("materials bahan", "materials bahan --sections B1 B3 --start 09.00")
    parser = verb(verbs, "materials", _materials, words, *examples)
    words = _("write into this folder")
    parser.inputs.add_argument("folder", type=Path, metavar=_("FOLDER"), help=words)
    add = parser.options.add_argument
    words = _("the standard that the workshop is about (default praktik)")
    add("--standard", default="praktik", metavar=_("NAME"), help=words)
    words = _("sections of the standard, such as B1 B3")
    add("--sections", nargs="+", default=(), metavar=_("NAME"), help=words)
    words = _("the address with the code of an opened workshop, for the QR code")
    add("--join", default="", metavar=_("ADDRESS"), help=words)
    words = _("when the workshop begins, such as 09.00")
    add("--start", default="", metavar="09.00", help=words)


def _add_check(verbs: Verbs) -> None:
    words = _("check standards, and the pages that teach them")
    parser = verb(verbs, "check", _check, words, "check", "check standar.yml")
    add_files(parser, "*", _("standards (YAML); without any, those of the handbook"))


def _add_bench(verbs: Verbs) -> None:
    words = _("measure scoring, roll-ups beside other engines, page weight and first interaction")
    examples = ("bench", "bench --json", "bench --scale tenth --plot pertumbuhan.svg")
    options = verb(verbs, "bench", _bench, words, *examples).options
    options.add_argument("--json", action="store_true", help=_("print one JSON text for programs"))
    words = _("roll up made-up data up to this size (default ministry; the nation takes long)")
    options.add_argument("--scale", choices=NAMES, default=USUAL, help=words)
    words = _("draw how the time grows with the answers (.svg, .png or .pdf)")
    options.add_argument("--plot", type=Path, metavar=_("FILE"), help=words)


def _form(options: Options) -> int:
    from assessment.form_command import run_form

    about = {name: getattr(options, name) for name in ("unit", "period", "assessor")}
    return run_form(options.file, standard=options.standard, sheet=options.sheet, **about)


def _score(options: Options) -> int:
    from assessment.score_command import run_score

    return run_score(options.files, trace=options.trace, as_json=options.json, folder=options.csv)


def _report(options: Options) -> int:
    from assessment.report_command import run_report

    return run_report(
        options.files,
        unit=options.unit,
        period=options.period,
        earlier=options.earlier,
        folder=options.out,
        kinds=options.kinds or (),
    )


def _materials(options: Options) -> int:
    from assessment.materials_command import run_materials

    chosen = {name: getattr(options, name) for name in ("standard", "sections", "join", "start")}
    return run_materials(options.folder, **chosen)


def _check(options: Options) -> int:
    from assessment.check_command import run_check

    return run_check(options.files)


def _bench(options: Options) -> int:
    from assessment.bench import run_bench

    return run_bench(as_json=options.json, scale=options.scale, plot=options.plot)


WORKING = (_add_form, _add_score, _add_report, _add_materials, _add_check, _add_bench)
