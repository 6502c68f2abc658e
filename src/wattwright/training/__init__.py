"""Training runs: what a named model does on a named cluster, and the layout that does it best.

    from wattwright.training import Setup, predict, run_of, searched

    run = run_of(Setup("llama-3.1-405b", "h100-sxm", 16384))
    best = searched(run).best[0]              # of every valid layout
    print(predict([best]).tokens_per_s)       # time, memory, power and utilisation, with intervals

`Run` is one set-up, whole. Shapes, clusters, frameworks and constants stand in modules of their names.
"""

from wattwright.training.predicting import Prediction, predict
from wattwright.training.runs import Run
from wattwright.training.searching import searched
from wattwright.training.setups import Setup, run_of

__all__ = ["Prediction", "Run", "Setup", "predict", "run_of", "searched"]
