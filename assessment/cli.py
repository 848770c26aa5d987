"""The command line: ``bermakna`` and its verbs. ``bermakna --help`` loads none of their work."""

import sys
from collections.abc import Sequence

from assessment import __version__
from assessment.arguments import USAGE_ERROR, Parser
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.rollup_verbs import FOR_MANY
from assessment.showing_verbs import SHOWING
from assessment.terminal import abandon_output, complain, explain, use_utf8
from assessment.verbs import PROGRAM, example
from assessment.working_verbs import WORKING

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
        epilog=example("--help", "build", "serve", "score jawaban.json"),
    )
    parser.set_defaults(run=None)
    version = f"{PROGRAM} {__version__}"
    words = _("show the version and stop")
    parser.options.add_argument("--version", action="version", version=version, help=words)
    verbs = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), parser_class=Parser)
    for add in (*SHOWING, *WORKING, *FOR_MANY):
        add(verbs)
    return parser
