"""What sections have in common with other frameworks: informative, and this handbook's own view.

No answer is ever turned into a result of another framework. Load with ``loading.load_crosswalks``.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field, RootModel, ValidationInfo, field_validator

from assessment.fields import Model, Words, refuse
from assessment.i18n import _


@dataclass
class Known:
    """What a crosswalk may name: the sections there are, and the elements read just before."""

    sections: tuple[str, ...]
    elements: tuple[str, ...] = ()


class Element(Model):
    """One value, element, aspect or dimension of a framework.

    ``gap`` says what of it the handbook leaves out.
    """

    name: Words
    about: Words | None = None
    gap: Words | None = None


class Link(Model):
    """An element that a section touches; ``aspect`` narrows it down."""

    to: Words
    aspect: Words | None = None

    @field_validator("to")
    @classmethod
    def _is_an_element(cls, value: str, info: ValidationInfo) -> str:
        known = _known(info).elements
        if known and value not in known:
            message = _("no element of this crosswalk; allowed: {allowed}")
            raise refuse("element", message, allowed=", ".join(known))
        return value


def _is_a_section(value: str, info: ValidationInfo) -> str:
    known = _known(info).sections
    if value not in known:
        message = _("no section {id}; there are: {known}")
        raise refuse("section", message, id=value, known=", ".join(known))
    return value


def _once_each(links: tuple[Link, ...]) -> tuple[Link, ...]:
    names = [link.to for link in links]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise refuse("links", _("these stand twice: {names}"), names=", ".join(twice))
    return links


SectionId = Annotated[str, AfterValidator(_is_a_section)]
Links = Annotated[tuple[Link, ...], AfterValidator(_once_each)]


class Crosswalk(Model):
    """A framework's elements, and for every section the ones it touches, none included.

    ``element`` is the framework's own word for one of them, as a column of a table is headed.
    """

    title: Words
    element: Words
    elements: Annotated[dict[Words, Element], Field(min_length=1)]
    links: dict[SectionId, Links]

    @field_validator("elements", mode="before")
    @classmethod
    def _keep_elements(cls, value: object, info: ValidationInfo) -> object:
        """Note the names first: a link is wrong even where an element has another mistake."""
        _known(info).elements = tuple(value) if isinstance(value, dict) else ()
        return value

    @field_validator("links")
    @classmethod
    def _hold_every_section(
        cls, links: dict[str, tuple[Link, ...]], info: ValidationInfo
    ) -> dict[str, tuple[Link, ...]]:
        missing = [section for section in _known(info).sections if section not in links]
        if missing:
            raise refuse("links", _("these are missing: {names}"), names=", ".join(missing))
        return links

    def sections_of(self, element: str) -> list[tuple[str, Link]]:
        """Return the sections that touch an element, each with its link, in the file's order."""
        return [
            (section, link)
            for section, links in self.links.items()
            for link in links
            if link.to == element
        ]


class Crosswalks(RootModel[dict[str, Crosswalk]]):
    """All crosswalks by id."""


def _known(info: ValidationInfo) -> Known:
    """Return what may be named; raises ``TypeError`` without ``Known``."""
    if not isinstance(info.context, Known):
        raise TypeError("validate crosswalks with context=Known(sections)")
    return info.context
