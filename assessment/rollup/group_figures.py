"""The figures of all groups and parts, hidden ones left out: kept, or made again for a nation."""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assessment.indices import NONE, Hundredths, hundredths_type, indices
from assessment.plan import ScoringPlan
from assessment.rollup.figures import spans, sums_of
from assessment.rollup.packed import SECTION_SUMS
from assessment.rollup.sums import GroupSums
from assessment.rollup.threads import share
from assessment.scoring import Figures, figures, overall_figures, section_bounds
from assessment.standard import Standard
from assessment.suppression import MIN_GROUP

# So many groups keep all their figures at most.
KEPT_GROUPS = 1 << 17

NAMES = [part.name for part in fields(Figures)]


class GroupFigures(Protocol):
    """Figures in hundredths, -1 where there is none; the first part is overall."""

    @property
    def index(self) -> Hundredths:
        """The index of every part, shape (groups, parts)."""

    @property
    def sections(self) -> Figures:
        """All figures of the sections, shape (groups, sections)."""

    def part(self, place: int) -> Figures:
        """Return the figures of one part, shape (groups,); only those of overall have a band."""


def hidden_groups(standard: Standard, sums: GroupSums) -> npt.NDArray[np.bool_]:
    """Mark the groups that too few people stand behind: an agreed sheet stands for a unit.

    What people say of themselves does not, however few have agreed on it.
    """
    few = sums.sheets < MIN_GROUP
    own = standard.respondent == "person"
    return np.asarray(few if own else few & ~sums.keys.agreed)


def figures_of(plan: ScoringPlan, sums: GroupSums, hidden: npt.NDArray[np.bool_]) -> GroupFigures:
    """Score all groups; the ``hidden`` ones have no figures."""
    made = Kept if len(sums) <= KEPT_GROUPS else MadeAgain
    return made(plan, sums, hidden)


@dataclass(frozen=True, eq=False)
class Kept:
    """All figures, from one reading of the sums."""

    plan: ScoringPlan
    sums: GroupSums
    hidden: npt.NDArray[np.bool_]

    @cached_property
    def _all(self) -> Figures:
        """All figures of all parts, shape (parts, groups)."""
        found = _empty(self.plan, (1 + len(self.plan.sections), len(self.sums)))

        def score(span: slice) -> None:
            made = figures(self.plan, sums_of(self.plan, self.sums, span))
            for name in NAMES:
                getattr(found, name)[:, span] = getattr(made, name)

        share(score, spans(len(self.sums)))
        return _without(found, self.hidden)

    @property
    def index(self) -> Hundredths:
        """The index of every part, shape (groups, parts)."""
        return self._all.score.T

    @property
    def sections(self) -> Figures:
        """All figures of the sections, shape (groups, sections)."""
        return Figures(**{name: getattr(self._all, name)[1:].T for name in NAMES})

    def part(self, place: int) -> Figures:
        """Return the figures of one part, shape (groups,)."""
        return Figures(**{name: getattr(self._all, name)[place] for name in NAMES})


@dataclass(frozen=True, eq=False)
class MadeAgain:
    """The indices and the overall figures; those of sections are made whenever they are needed.

    All of a nation's would take more memory than the sums that they are made of.
    """

    plan: ScoringPlan
    sums: GroupSums
    hidden: npt.NDArray[np.bool_]

    @cached_property
    def index(self) -> Hundredths:
        """The index of every part, shape (groups, parts)."""
        shape = (1 + len(self.plan.sections), len(self.sums))
        index = np.empty(shape, dtype=hundredths_type(self.plan))

        def score(span: slice) -> None:
            points, answered = (self.sums.run.of(name)[:, span] for name in SECTION_SUMS[:2])
            index[:, span] = indices(self.plan, points, answered)

        share(score, spans(len(self.sums)))
        index[:, self.hidden] = NONE
        return index.T

    @cached_property
    def _overall(self) -> Figures:
        found = _empty(self.plan, (len(self.sums),))

        def score(span: slice) -> None:
            sums = sums_of(self.plan, self.sums, span)
            made = overall_figures(self.plan, sums, self.index[span, 0])
            for name in NAMES:
                getattr(found, name)[span] = getattr(made, name)

        share(score, spans(len(self.sums)))
        return _without(found, self.hidden)

    @property
    def sections(self) -> Figures:
        """All figures of the sections, shape (groups, sections)."""
        kept = Kept(self.plan, self.sums, self.hidden)
        return kept.sections

    def part(self, place: int) -> Figures:
        """Return the figures of one part, shape (groups,)."""
        if place == 0:
            return self._overall
        found = _empty(self.plan, (len(self.sums),))
        for span in spans(len(self.sums)):
            points, answered, applicable = (
                self.sums.run.of(name)[place - 1, span] for name in SECTION_SUMS
            )
            found.low[span], found.high[span], found.completeness[span] = section_bounds(
                self.plan, points, answered, applicable
            )
        found.score[:], found.band[:] = self.index[:, place], NONE
        return _without(found, self.hidden)


def _empty(plan: ScoringPlan, shape: tuple[int, ...]) -> Figures:
    return Figures(**{name: np.empty(shape, dtype=hundredths_type(plan)) for name in NAMES})


def _without(found: Figures, hidden: npt.NDArray[np.bool_]) -> Figures:
    """Take the figures of hidden groups away."""
    if hidden.any():
        for name in NAMES:
            getattr(found, name)[..., hidden] = NONE
    return found
