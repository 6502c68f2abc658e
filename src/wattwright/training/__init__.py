"""Training runs: from a named model on a named cluster to columns of the performance science.

`Run` is one training set-up, whole: shape, accelerator, framework, layout. `completed` fills what a run
leaves open by trying every setting that fits; `case_of` turns runs into the columns that `performance.step`
takes, with `constants()` of `data/assumptions/training.yaml` or of a fitted profile.
"""

from wattwright.training.constants import constants
from wattwright.training.layouts import completed
from wattwright.training.runs import Run
from wattwright.training.tables import case_of, run_table

__all__ = ["Run", "case_of", "completed", "constants", "run_table"]
