"""The command line: ``bermakna`` and its verbs. ``bermakna --help`` loads none of their work."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from assessment import __version__
from assessment.arguments import USAGE_ERROR, Parser, port
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.terminal import abandon_output, complain, explain, say, use_utf8

Options = argparse.Namespace
Verb = Callable[[Options], int]
Verbs: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001, it has no other name

PROGRAM = "bermakna"
FAILED, INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; every failure is one sentence."""
    use_utf8()
    try:
        return _run_and_flush(arguments)
    except BrokenPipeError:
        # Who read the output has seen enough, as `head` does.
        abandon_output()
    except BermaknaError as error:
        complain(str(error))
    except OSError as error:
        abandon_output()
        complain(explain(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    return FAILED


def _run_and_flush(arguments: Sequence[str] | None) -> int:
    """Run the command, and meet a full disk or a closed pipe here, not when Python ends."""
    try:
        return _run(arguments)
    finally:
        sys.stdout.flush()


def _run(arguments: Sequence[str] | None) -> int:
    parser = make_parser()
    options = parser.parse_args(arguments)
    if options.run is None:
        parser.print_help(sys.stderr)
        return USAGE_ERROR
    status: int = options.run(options)
    return status


def make_parser() -> Parser:
    """Return the parser of all verbs; its ``run`` is the verb that was named, or ``None``."""
    parser = Parser(
        prog=PROGRAM,
        description=_("A handbook of service quality, and a kit for units to assess themselves."),
        epilog=_example("--help", "build", "serve", "score jawaban.json"),
    )
    parser.set_defaults(run=None)
    version = f"{PROGRAM} {__version__}"
    words = _("show the version and stop")
    parser.options.add_argument("--version", action="version", version=version, help=words)
    verbs = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), parser_class=Parser)
    for add in (
        _add_build, _add_serve, _add_lab, _add_form, _add_score, _add_check, _add_bench,
    ):  # fmt: skip
        add(verbs)
    return parser


def _example(*commands: str) -> str:
    lines = [f"  {PROGRAM} {command}" for command in commands]
    return "\n".join([_("examples:"), *lines])


def _verb(verbs: Verbs, name: str, run: Verb, words: str, *examples: str) -> Parser:
    """Add one verb with its sentence of help and its examples."""
    parser: Parser = verbs.add_parser(
        name, help=words, description=words, epilog=_example(*examples)
    )
    parser.set_defaults(run=run)
    return parser


def _add_build(verbs: Verbs) -> None:
    words = _("build the handbook where something in it has changed")
    options = _verb(verbs, "build", _build, words, "build", "build --force", "build --pdf").options
    words = _("build everything anew, and run all notebooks again")
    options.add_argument("--force", action="store_true", help=words)
    words = _("make the book as PDF and EPUB as well, and the forms to fill in by hand")
    options.add_argument("--pdf", action="store_true", help=words)


def _add_serve(verbs: Verbs) -> None:
    words = _("show the handbook in the browser, from this computer alone")
    examples = ("serve", "serve --lab --port 9000")
    options = _verb(verbs, "serve", _serve, words, *examples).options
    _add_port(options, 8000)
    options.add_argument("--lab", action="store_true", help=_("start JupyterLab beside it"))
    words = _("do not open the browser")
    options.add_argument("--no-browser", dest="browser", action="store_false", help=words)
    words = _("build first what has changed (this is the habit)")
    options.add_argument("--build", action="store_true", default=True, help=words)
    words = _("serve what was built last")
    options.add_argument("--no-build", dest="build", action="store_false", help=words)


def _add_lab(verbs: Verbs) -> None:
    words = _("start JupyterLab on the notebooks")
    _add_port(_verb(verbs, "lab", _lab, words, "lab").options, 8888)


def _add_form(verbs: Verbs) -> None:
    words = _("make an Excel workbook to fill in offline, for a standard or a sheet of answers")
    examples = ("form unit.xlsx", "form saya.xlsx --sheet jawaban.json")
    parser = _verb(verbs, "form", _form, words, *examples)
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
    parser = _verb(verbs, "score", _score, words, *examples)
    _add_files(parser, "+", _("answer files (JSON) or folders of them"))
    words = _("show how every number comes about")
    parser.options.add_argument("--trace", action="store_true", help=words)
    forms = parser.options.add_mutually_exclusive_group()
    words = _("write the tables as CSV files into this folder")
    forms.add_argument("--csv", type=Path, metavar=_("FOLDER"), help=words)
    forms.add_argument("--json", action="store_true", help=_("print one JSON text for programs"))


def _add_check(verbs: Verbs) -> None:
    words = _("check standards, and the pages that teach them")
    parser = _verb(verbs, "check", _check, words, "check", "check standar.yml")
    _add_files(parser, "*", _("standards (YAML); without any, those of the handbook"))


def _add_bench(verbs: Verbs) -> None:
    words = _("measure scoring, page weight and first interaction")
    options = _verb(verbs, "bench", _bench, words, "bench", "bench --json").options
    options.add_argument("--json", action="store_true", help=_("print one JSON text for programs"))


def _add_port(options: "argparse._ArgumentGroup", usual: int) -> None:
    words = _("port to use (default {port}); the next free one when it is taken")
    words = words.format(port=usual)
    options.add_argument("--port", type=port, default=usual, metavar="N", help=words)


def _add_files(parser: Parser, how_many: str, words: str) -> None:
    name = _("FILE")
    parser.inputs.add_argument("files", type=Path, nargs=how_many, metavar=name, help=words)


def _build(options: Options) -> int:
    from assessment.building import build
    from assessment.project import find_root

    root = find_root()
    built = build(root, force=options.force)
    say(_("the handbook has been built") if built else _("the handbook is up to date"))
    if options.pdf:
        from assessment.press.command import run_press

        run_press(root)
    return 0


def _serve(options: Options) -> int:
    from assessment.project import find_root
    from assessment.session import serve

    chosen = {"with_lab": options.lab, "browser": options.browser, "fresh": options.build}
    serve(find_root(), options.port, **chosen)
    return 0


def _lab(options: Options) -> int:
    from assessment.project import find_root
    from assessment.session import lab_alone

    lab_alone(find_root(), options.port)
    return 0


def _form(options: Options) -> int:
    from assessment.form_command import run_form

    about = {name: getattr(options, name) for name in ("unit", "period", "assessor")}
    return run_form(options.file, standard=options.standard, sheet=options.sheet, **about)


def _score(options: Options) -> int:
    from assessment.score_command import run_score

    return run_score(options.files, trace=options.trace, as_json=options.json, folder=options.csv)


def _check(options: Options) -> int:
    from assessment.check_command import run_check

    return run_check(options.files)


def _bench(options: Options) -> int:
    from assessment.bench import run_bench

    return run_bench(as_json=options.json)
