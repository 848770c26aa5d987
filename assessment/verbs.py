"""What all verbs of the command line are declared with."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from assessment.arguments import Parser, port
from assessment.i18n import _

Options = argparse.Namespace
Verb = Callable[[Options], int]
Verbs: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001, it has no other name

PROGRAM = "bermakna"


def example(*commands: str) -> str:
    """Return commands as the examples at the end of a help text."""
    lines = [f"  {PROGRAM} {command}" for command in commands]
    return "\n".join([_("examples:"), *lines])


def verb(verbs: Verbs, name: str, run: Verb, words: str, *examples: str) -> Parser:
    """Add one verb with its sentence of help and its examples."""
    parser: Parser = verbs.add_parser(
        name, help=words, description=words, epilog=example(*examples)
    )
    parser.set_defaults(run=run)
    return parser


def add_port(options: "argparse._ArgumentGroup", usual: int) -> None:
    """Add the option of a port, with its usual value."""
    words = _("port to use (default {port}); the next free one when it is taken")
    words = words.format(port=usual)
    options.add_argument("--port", type=port, default=usual, metavar="N", help=words)


def add_files(parser: Parser, how_many: str, words: str) -> None:
    """Add files as what the verb works on; ``how_many`` is argparse's ``nargs``."""
    name = _("FILE")
    parser.inputs.add_argument("files", type=Path, nargs=how_many, metavar=name, help=words)
