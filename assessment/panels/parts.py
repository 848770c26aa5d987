"""The small parts that every step of an app is laid out from."""

import html
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import ipywidgets as w

from assessment.i18n import _
from assessment.panels.messages import STATIC


def style(*more: Path) -> str:
    """Return the stylesheet of the apps, and more that an app adds, as an element."""
    sheets = (path.read_text(encoding="utf-8") for path in (STATIC / "panels.css", *more))
    return f"<style>{''.join(sheets)}</style>"


def lead(title: str, text: str) -> w.HTML:
    """Return the heading of a step and the sentences that say what to do in it."""
    return w.HTML(f"<h2>{html.escape(title)}</h2>{sentence(text)}")


def subheading(text: str) -> w.HTML:
    """Return the heading of a part of a step."""
    return w.HTML(f"<h3>{html.escape(text)}</h3>")


def card(title: str, *parts: w.Widget) -> w.VBox:
    """Return parts that belong together, under a heading."""
    made = w.VBox([subheading(title), *parts])
    made.add_class("bm-card")
    return made


def sentence(text: str) -> str:
    """Return plain text as a paragraph."""
    return f"<p>{html.escape(text)}</p>"


def alert(text: str) -> w.HTML:
    """Return a sentence about something wrong, which is read aloud."""
    return w.HTML(f'<div role="alert" class="bm-notice bm-wrong">{html.escape(text)}</div>')


def listing(texts: Iterable[str]) -> str:
    """Return plain texts as a list."""
    return f"<ul>{''.join(f'<li>{html.escape(text)}</li>' for text in texts)}</ul>"


def download(name: str, kind: str, content: bytes) -> str:
    """Return a link that saves a file of a media type under a name."""
    text = html.escape(_("Save {file}").format(file=name))
    address = f"data:{kind};base64,{b64encode(content).decode()}"
    return f'<a download="{html.escape(name, quote=True)}" href="{address}">{text}</a>'


def unfolding(title: str, content: str) -> str:
    """Return HTML that is shown when it is asked for."""
    return f"<details><summary>{html.escape(title)}</summary>{content}</details>"


def progress(name: str, done: int, most: int, said: str) -> str:
    """Return a bar with a name before and the figures in words after it."""
    before, after = (f"<span>{html.escape(text)}</span>" for text in (name, said))
    label = html.escape(f"{name} {said}".strip(), quote=True)
    bar = f'<progress max="{most}" value="{done}" aria-label="{label}"></progress>'
    return f'<div class="bm-bar">{before}{bar}{after}</div>'


def button(text: str, run: Callable[[], object], *, main: bool = False) -> w.Button:
    """Return a button that runs something; one of a step is the main one."""
    made = w.Button(description=text, tooltip="", button_style="primary" if main else "")
    made.on_click(lambda _button: run())
    return made


def field(description: str, placeholder: str = "") -> w.Text:
    """Return a field of one line with its label above it."""
    return _labelled(w.Text(description=description, placeholder=placeholder))


def paragraph(description: str, placeholder: str = "") -> w.Textarea:
    """Return a field of several lines with its label above it."""
    return _labelled(w.Textarea(description=description, placeholder=placeholder))


def combobox(description: str, placeholder: str = "") -> w.Combobox:
    """Return a field of one line that offers names to choose from."""
    return _labelled(w.Combobox(description=description, placeholder=placeholder))


def day(description: str) -> w.DatePicker:
    """Return a field for a day."""
    return _labelled(w.DatePicker(description=description))


def number(description: str, value: int, least: int, most: int) -> w.BoundedIntText:
    """Return a field for a whole number with its label above it."""
    return _labelled(w.BoundedIntText(description=description, value=value, min=least, max=most))


class Choice(w.Dropdown):
    """A list to choose from; its value is ``None`` until something is chosen."""

    def __init__(self, description: str, options: Sequence[tuple[str, Any]] = ()) -> None:
        self._offered = [_nothing_yet(), *options]
        super().__init__(description=description, options=self._offered)
        _labelled(self)

    def offer(self, options: Sequence[tuple[str, Any]], chosen: Any = None) -> None:
        """Offer other options, with ``chosen`` when it is among them."""
        offered = [_nothing_yet(), *options]
        if offered != self._offered:
            self._offered = self.options = offered
        if chosen in [value for _name, value in options]:
            self.value = chosen
        else:
            self.clear()

    def clear(self) -> None:
        """Choose nothing."""
        self.index = 0


def _nothing_yet() -> tuple[str, None]:
    return _("– choose –"), None


def _labelled(made: Any) -> Any:
    made.add_class("bm-field")
    return made
