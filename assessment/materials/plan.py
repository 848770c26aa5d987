"""What a workshop consists of, read from the standard and the trainer's pages of the book."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.materials.acts import Act, example_pair, read_acts
from assessment.materials.chapters import BookPage
from assessment.materials.commitment import CommitmentForm, read_commitment
from assessment.materials.lines import Line, Run
from assessment.materials.scenes import Scene, read_scene
from assessment.plan import compile_plan
from assessment.standard import Item, Section, Standard
from assessment.workshop import asked_items

GUIDE = "book/pelatih/panduan.md"
RUN = "book/pelatih/dua-jam.md"

PERSON = "person"


@dataclass(frozen=True)
class WorkshopPlan:
    """A workshop about some sections; ``asked`` are the ids of the items that may be collected."""

    standard: Standard
    sections: tuple[Section, ...]
    asked: frozenset[str]
    rules: tuple[Line, ...]
    needed: tuple[Line, ...]
    acts: tuple[Act, ...]
    scenes: tuple[Scene, ...]
    steps: tuple[Line, ...]
    commitment: CommitmentForm

    @property
    def minutes(self) -> int:
        """How long the workshop is."""
        return self.acts[-1].end

    def items(self, section: Section) -> list[Item]:
        """Return the items of a section that may be collected on paper."""
        return [item for item in section.items if item.id in self.asked]

    def kept_back(self) -> list[Item]:
        """Return the items that stay with the person who answers them."""
        items = (item for section in self.sections for item in section.items)
        return [item for item in items if item.id not in self.asked]


def read_plan(root: Path, standard_id: str = "praktik", chosen: Sequence[str] = ()) -> WorkshopPlan:
    """Read what a workshop about these sections consists of; without any, the book's own pair.

    Raises ``BermaknaError`` for an unknown section, and where a page lacks what is wanted of it.
    """
    standard = load_standard(standard_id)
    guide, run = BookPage(root, GUIDE), BookPage(root, RUN)
    sections = _sections(standard, chosen or _usual(standard, run))
    ids = tuple(section.id for section in sections)
    return WorkshopPlan(
        standard=standard,
        sections=sections,
        asked=frozenset(item.id for item in asked_items(compile_plan(standard), ids)),
        rules=guide.chapter("## Menjaga rasa aman").entries,
        needed=run.chapter("## Bahan").entries,
        acts=read_acts(root, run, ids, personal=standard.respondent == PERSON),
        scenes=tuple(read_scene(root, section) for section in sections),
        steps=discussion_steps(root),
        commitment=read_commitment(root),
    )


def discussion_steps(root: Path) -> tuple[Line, ...]:
    """Return how a room talks about one item, step by step, with the numbers of the steps."""
    found = BookPage(root, GUIDE).chapter("## Membahas perbedaan pendapat").entries
    return tuple((Run(f"{number}. "), *step) for number, step in enumerate(found, start=1))


def _sections(standard: Standard, chosen: Sequence[str]) -> tuple[Section, ...]:
    known = {section.id: section for section in standard.sections}
    wanted = [name.upper() for name in chosen]
    for name in wanted:
        if name not in known:
            message = _("no section {id}; there are: {known}")
            raise BermaknaError(message.format(id=name, known=", ".join(known)))
    return tuple(known[name] for name in dict.fromkeys(wanted))


def _usual(standard: Standard, run: BookPage) -> Sequence[str]:
    """Return the sections of the book's example, or as many of a standard without them."""
    pair = example_pair(run)
    ids = [section.id for section in standard.sections]
    return pair if {*pair} <= {*ids} else ids[: len(pair)]
