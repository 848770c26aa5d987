"""The command line in the reader's language, down to the words argparse itself would print."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from assessment.i18n import _

USAGE_ERROR = 2
HIGHEST_PORT = 65_535
MOST_WORKERS = 64


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help whose "usage:" is a word of the catalogue; line breaks stay as they are written."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Put the catalogue's word before the usage."""
        words = _("usage: ") if prefix is None else prefix
        super().add_usage(usage, actions, groups, words)


class Parser(argparse.ArgumentParser):
    """A parser with groups ``inputs`` and ``options``, titled and explained by the catalogue."""

    def __init__(self, **settings: Any) -> None:
        settings = {"formatter_class": Formatter, "allow_abbrev": False, **settings}
        super().__init__(**settings, add_help=False)
        self.inputs = self.add_argument_group(_("arguments"))
        self.options = self.add_argument_group(_("options"))
        self.options.add_argument("-h", "--help", action="help", help=_("show this help and stop"))

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong with it, and exit with status 2."""
        self.print_usage(sys.stderr)
        self.exit(USAGE_ERROR, f"{self.prog}: {_say(message)}\n")


def port(text: str) -> int:
    """Read a port number from the command line; raises ``ArgumentTypeError``."""
    if text.isdecimal() and 1 <= int(text) <= HIGHEST_PORT:
        return int(text)
    message = _("{value} is not a port; allowed: 1 to {highest}")
    raise argparse.ArgumentTypeError(message.format(value=text, highest=HIGHEST_PORT))


def workers(text: str) -> int:
    """Read a number of processes from the command line; raises ``ArgumentTypeError``."""
    if text.isdecimal() and 1 <= int(text) <= MOST_WORKERS:
        return int(text)
    message = _("{value} is no number of processes; allowed: 1 to {most}")
    raise argparse.ArgumentTypeError(message.format(value=text, most=MOST_WORKERS))


def whole(text: str) -> int:
    """Read a whole number from the command line; raises ``ArgumentTypeError``."""
    if text.isdecimal():
        return int(text)
    raise argparse.ArgumentTypeError(_("{value} is no whole number").format(value=text))


def _say(message: str) -> str:
    """Say an error of argparse in the catalogue's words; an unknown one stays as it is."""
    about, message = _split(message)
    for pattern, sentence in _sentences().items():
        if found := re.fullmatch(pattern, message):
            message = sentence.format(**found.groupdict())
            break
    return about + message


def _split(message: str) -> tuple[str, str]:
    """Cut ``argument --port: expected one argument`` into the option and what is wrong."""
    found = re.fullmatch(r"argument (?P<name>[^:]+): (?P<rest>.+)", message, re.DOTALL)
    return (f"{found['name']}: ", found["rest"]) if found else ("", message)


def _sentences() -> dict[str, str]:
    """Map the errors of argparse that a command of ours can meet to our sentences."""
    return {
        r"the following arguments are required: (?P<names>.+)": _("these are missing: {names}"),
        r"unrecognized arguments: (?P<words>.+)": _("not understood: {words}"),
        r"expected one argument": _("a value is missing"),
        r"expected at least one argument": _("at least one value is missing"),
        r"ignored explicit argument (?P<value>.+)": _("takes no value, but got {value}"),
        r"not allowed with argument (?P<other>.+)": _("does not go together with {other}"),
        r"invalid choice: (?P<value>.+) \(choose from (?P<allowed>.+)\)": _(
            "there is no {value}; allowed: {allowed}"
        ),
    }
