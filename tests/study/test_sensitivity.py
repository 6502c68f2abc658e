"""Which input decides about a result."""

from __future__ import annotations

import numpy as np

from wattwright.study import column, quantiles, sways


def test_the_stronger_input_comes_first_with_its_direction() -> None:
    wide, narrow = (
        quantiles("lognormal", *one, column(str(one))) for one in ((1.0, 4.0, 16.0), (1.0, 2.0, 4.0))
    )
    found = sways(wide / narrow, {"narrow": narrow, "wide": wide})
    assert [one.name for one in found] == ["wide", "narrow"]
    assert found[0].low < found[0].high and found[1].low > found[1].high


def test_what_only_seems_to_matter_by_chance_is_left_out() -> None:
    result = column("result")
    others = {f"other {place}": column(f"other {place}") for place in range(30)}
    assert len(sways(result, others)) <= 2
    assert sways(result, {"still": np.ones_like(result), "short": result[:10]}) == []
