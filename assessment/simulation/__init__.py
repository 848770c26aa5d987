"""Made-up answers for tests, measurements and training: of no unit, and a statistic of nothing.

The same seed makes the same bytes on every machine. How answers come about is invented to look
plausible: units differ and drift, items and assessors too, and answers are missing in ways that
answers go missing.
"""

from assessment.simulation.answer_sheets import answer_sheets
from assessment.simulation.extent import Extent
from assessment.simulation.names import bare
from assessment.simulation.simulating import Simulated, blocks, simulate

__all__ = ["Extent", "Simulated", "answer_sheets", "bare", "blocks", "simulate"]
