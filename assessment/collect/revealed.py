"""The results of revealed workshops, worked out once for a whole room."""

import threading
from functools import lru_cache

from assessment.collect.result_bodies import Results, results_of
from assessment.loading import load_standard
from assessment.store.workshops import Workshops
from assessment.workshop import Workshop

# A thousand phones ask at the same moment, and only the first has to be worked for.
_one_at_a_time = threading.Lock()


def revealed_results(workshops: Workshops, workshop: Workshop) -> Results:
    """Return the results of a workshop that is revealed, after which none of them changes."""
    with _one_at_a_time:
        return _worked_out(workshops, workshop)


@lru_cache(maxsize=4)
def _worked_out(workshops: Workshops, workshop: Workshop) -> Results:
    answers = workshops.answers(workshop)
    return results_of(load_standard(workshop.standard), workshop.sections, answers)
