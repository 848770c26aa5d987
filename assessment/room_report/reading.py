"""How the report of a workshop is to be read, and what must not be concluded from it."""

from collections.abc import Iterator

from assessment.i18n import _
from assessment.report.blocks import Block, Heading, Part, words
from assessment.room_report.content import RoomContent
from assessment.suppression import MIN_GROUP


def reading(content: RoomContent) -> Part:
    """Return the part that every reader needs before concluding anything."""
    blocks: tuple[Block, ...] = (
        words(*_how(content)),
        Heading(_("What must not be concluded")),
        words(*_not_to_conclude(content)),
    )
    return Part("reading", _("How to read this report"), blocks, fresh=True)


def _how(content: RoomContent) -> Iterator[str]:
    yield _(
        "People answered about their own work, without a name and before they knew the others' "
        "answers. The figures are those of everyone who answered, each counted once."
    )
    yield _(
        "“Do not know” and items without an answer are no low level: they leave open what the "
        "index is, and the bounds show how much. Items that do not apply count for nothing."
    )
    yield _(
        "Nothing is shown of fewer than {least} people. Where fewer chose a level, the levels are "
        "hidden and count as open, so that no other number is made of them."
    ).format(least=MIN_GROUP)
    if content.results.change:
        yield _(
            "With two rounds only those who answered both count, so that the same people are "
            "compared. The interval (Student's t, 95 percent) says how far the mean may be off "
            "by chance; it takes these people for a sample of many alike."
        )


def _not_to_conclude(content: RoomContent) -> Iterator[str]:
    yield _(
        "No person may be ranked, graded or held to account by this report: nobody's answers stand "
        "in it, and nobody should be asked for theirs."
    )
    yield _(
        "Rooms, units and workshops may not be ranked by it: the people in a room are those who "
        "came, and they speak only for themselves."
    )
    yield _(
        "It is no survey of the public's satisfaction (SKM), no evaluation by the ministry "
        "(PEKPPP) and no proof that duties are met."
    )
    if content.results.change:
        yield _(
            "A rise is no proof that the workshop worked: there is no group to compare with, and "
            "whoever has learnt to look more closely may choose a lower level for better work."
        )
    yield _(
        "A wide disagreement is no failure. It shows where work is done in different ways, and "
        "where talking about it is worth most."
    )
