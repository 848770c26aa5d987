"""A YAML file whose fields know their lines, so that an error can point at its place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from assessment.errors import Problem, StandardError, reason_of
from assessment.i18n import _

Location = tuple[int | str, ...]

# The lists whose entries are named by their ids. (A text in two languages has an "id" as well.)
OWNERS = ("sections", "items", "bands")


class Document:
    """The content of one YAML file, and the place of every field in it.

    Raises ``StandardError`` when the file cannot be read or is not YAML.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            loader = yaml.CSafeLoader(path.read_text(encoding="utf-8"))
            self.root = loader.get_single_node()
            self.data: Any = loader.construct_document(self.root) if self.root else None
        except OSError as error:
            message = _("cannot be read: {reason}").format(reason=reason_of(error))
            raise StandardError([Problem(self.name, 0, "", message)]) from error
        except UnicodeDecodeError as error:
            raise StandardError([Problem(self.name, 0, "", _("is not UTF-8 text"))]) from error
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 0
            reason = getattr(error, "problem", error)
            message = _("is not valid YAML: {reason}").format(reason=reason)
            raise StandardError([Problem(self.name, line, "", message)]) from error
        except ValueError as error:
            # A date that is on no calendar, say: YAML takes it for one and cannot make it.
            message = _("is not valid YAML: {reason}").format(reason=error)
            raise StandardError([Problem(self.name, 0, "", message)]) from error

    def problem(self, location: Location, message: str) -> Problem:
        """Describe a wrong field by its file, line, item and value."""
        value = self._value(location)
        shown = "" if value is None or isinstance(value, dict | list) else f" = {value!r}"
        place = self._place(location) + shown
        return Problem(self.name, self._line(location), place, message)

    def repeated_keys(self) -> Iterator[Problem]:
        """Yield a problem for each key that stands twice: YAML would silently keep the last."""
        waiting = [self.root] if self.root else []
        while waiting:
            node = waiting.pop()
            if isinstance(node, yaml.SequenceNode):
                waiting += node.value
            elif isinstance(node, yaml.MappingNode):
                yield from self._repeated_in(node)
                waiting += [value for _key, value in node.value]

    def _repeated_in(self, node: yaml.MappingNode) -> Iterator[Problem]:
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                yield Problem(self.name, line, str(key.value), _("this key stands twice"))
            seen.add(key.value)

    def _line(self, location: Location) -> int:
        """Return the line of a field, or of the nearest part that holds it."""
        node, line = self.root, 1
        for step in location:
            found = _child(node, step)
            if found is None:
                break
            node, line = found
        return line

    def _value(self, location: Location) -> Any:
        value = self.data
        for step in location:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def _place(self, location: Location) -> str:
        """Name a field by the nearest id above it: ``P1-3: weight``."""
        owner, rest = "", list(location)
        for depth in range(1, len(location)):
            holder = self._value(location[:depth])
            named = depth > 1 and location[depth - 2] in OWNERS
            if named and isinstance(holder, dict) and isinstance(holder.get("id"), str):
                owner, rest = holder["id"], list(location[depth:])
        return ": ".join(part for part in (owner, ".".join(map(str, rest))) if part)


def _child(node: yaml.Node | None, step: int | str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        # Of a key that stands twice, YAML takes the last.
        for key, value in reversed(node.value):
            if key.value == str(step):
                return value, key.start_mark.line + 1
    return None
