"""Speed of the search and of one prediction: configurations a second and core, whole processes, milliseconds.

    python dev/bench_search.py

CPU seconds, so that a busy machine does not change the result much.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from wattwright.performance.search import search
from wattwright.performance.space import blocks, offered_layouts
from wattwright.training.constants import constants
from wattwright.training.predicting import predict
from wattwright.training.searching import searched
from wattwright.training.setups import Setup, run_of
from wattwright.training.tables import case_of

CASES = (
    ("gpt-3-175b", "a100-sxm-80gb", 1024, 2048, 1536),
    ("llama-3.1-405b", "h100-sxm", 16384, 8192, 2048),
)


def main() -> None:
    """Prints one line a figure."""
    for model, accelerator, count, seq_len, batch in CASES:
        run = run_of(Setup(model, accelerator, count, seq_len=seq_len, global_batch=batch))
        case = case_of([searched(run, constants(), keep=1, usual=True).best[0]], constants()).first()
        start = time.process_time()
        offered = offered_layouts(case.architecture, case.job, count, {}, None)
        outcome = search(case, blocks(offered, case.job, count, {}))
        seconds = time.process_time() - start
        rate = outcome.evaluated / seconds / 1e6
        print(
            f"{model}: {outcome.evaluated:,} layouts in {seconds:.2f} CPU s, {rate:.1f} M a second and core"
        )
        words = ["search", "--model", model, "--accelerator", accelerator, "--count", str(count)]
        words += ["--seq-len", str(seq_len), "--global-batch", str(batch), "--json"]
        before, start = os.times(), time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "wattwright.cli", *words], stdout=subprocess.DEVNULL, check=True
        )
        after = os.times()
        used = after.children_user - before.children_user + after.children_system - before.children_system
        print(f"{model}: whole process {used:.2f} CPU s, {time.perf_counter() - start:.2f} s by the clock")
    run = predict([searched(run, constants(), keep=1, usual=True).best[0]], constants()).runs[0]
    for _ in range(20):
        predict([run], constants())
    start = time.process_time()
    for _ in range(200):
        predict([run], constants())
    print(f"one prediction, warm: {(time.process_time() - start) * 5:.2f} ms")


if __name__ == "__main__":
    main()
