"""A ministry's roll-up as one app of widgets: collect, examine, look, download.

``RollUpApp()`` shows it in a notebook. What it shows, and to whom:

- It is for an analyst who has the units' files. A unit stands under its own name with what it
  has handed in: its index, bounds and sections. Units stand in the order of their names, always.
- A group of fewer than five assessors is hidden in every step, filter and file. It is part of no
  figure across units either, so that nothing can be subtracted to find it.
- Figures across units (means, quartiles, gaps in common) are of five units or more.
- How items were answered is shown only where the selection differs from each earlier one of this
  session by no unit or by five or more in a period: the difference of two selections would tell
  how a few units have answered. The analyst has the files; this guards what is shown to others.
"""

from assessment.rollup_app.app import RollUpApp

__all__ = ["RollUpApp"]
