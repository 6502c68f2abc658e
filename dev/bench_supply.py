"""Our supply program beside PyPSA with HiGHS, in one run: same optimum, CPU seconds of both, and a sweep.

    pip install pypsa            # a development dependency of this script only
    python dev/bench_supply.py ../shared [--variants base co2] [--prices 200] [--without-pypsa]

CPU seconds count, not wall time; building and solving are told apart. The last line is the ratio.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from wattwright.energy.assembly import assemble
from wattwright.energy.interior import solve
from wattwright.energy.site import Rules, Site
from wattwright.energy.supply import least_cost_supply
from wattwright.validation.supply import reference_site


def ours(site: Site) -> dict[str, float]:
    """Cost, proven bound and CPU seconds of building and solving."""
    begin = time.process_time()
    program = assemble(site).program
    built = time.process_time()
    found = solve(program)
    return {
        "usd": found.usd,
        "bound_usd": found.bound_usd,
        "steps": found.steps,
        "build_cpu_s": built - begin,
        "solve_cpu_s": time.process_time() - built,
    }


def pypsa(site: Site) -> dict[str, float]:
    """The same site as a PyPSA network, solved by HiGHS with its interior-point method."""
    import pandas as pd
    import pypsa

    begin = time.process_time()
    stage, battery = site.stages[0], site.battery
    assert battery is not None
    network = pypsa.Network()
    network.set_snapshots(pd.RangeIndex(site.hours))
    network.add("Bus", "site")
    network.add("Carrier", "counted", co2_emissions=1.0)
    network.add("Load", "load", bus="site", p_set=stage.load_mw)
    network.add(
        "Generator",
        "unserved",
        bus="site",
        p_nom=float(stage.load_mw.max()),
        marginal_cost=site.rules.unserved_usd_per_mwh,
    )
    network.add(
        "Generator",
        "grid",
        bus="site",
        p_nom=stage.grid.limit_mw,
        marginal_cost=pd.Series(stage.grid.usd_per_mwh),
    )
    for one in site.plants:
        network.add(
            "Generator",
            one.name,
            bus="site",
            p_nom_extendable=True,
            capital_cost=one.usd_per_mw_year,
            marginal_cost=one.usd_per_mwh,
            p_max_pu=pd.Series(one.available),
        )
    way = battery.round_trip_share**0.5
    network.add("Bus", "battery")
    network.add(
        "Store",
        "store",
        bus="battery",
        e_nom_extendable=True,
        e_cyclic=True,
        capital_cost=battery.usd_per_mwh_year,
    )
    for name, first, last, cost in (
        ("charge", "site", "battery", battery.usd_per_mw_year),
        ("discharge", "battery", "site", 0.0),
    ):
        network.add(
            "Link", name, bus0=first, bus1=last, efficiency=way, p_nom_extendable=True, capital_cost=cost
        )
    model = network.optimize.create_model()
    # one power for both ways: charge at the site equals discharge at the site
    nominal = model["Link-p_nom"]
    model.add_constraints(nominal.loc["charge"] - way * nominal.loc["discharge"] == 0, name="one converter")
    if site.rules.cap_t is not None:
        power = model["Generator-p"]
        factors = {"grid": stage.grid.t_per_mwh} | {one.name: one.t_per_mwh for one in site.plants}
        emitted = sum((factor * power.sel(name=name)).sum() for name, factor in factors.items() if factor > 0)
        model.add_constraints(emitted <= site.rules.cap_t, name="cap")
    built = time.process_time()
    network.optimize.solve_model(solver_name="highs", solver="ipm")
    return {
        "usd": float(network.objective) + float(getattr(network, "objective_constant", 0.0) or 0.0),
        "build_cpu_s": built - begin,
        "solve_cpu_s": time.process_time() - built,
    }


def swept(site: Site, count: int) -> dict[str, float]:
    """A sweep of prices of emissions, each search begun from its neighbour."""
    begin, start, worst = time.process_time(), None, 0.0
    for price in np.linspace(0.0, 200.0, count).tolist():
        rules = Rules(site.rules.unserved_usd_per_mwh, None, price)
        found = least_cost_supply(replace(site, rules=rules), start=start)
        start, worst = found.start, max(worst, found.gap_share)
    return {"points": count, "cpu_s_per_point": (time.process_time() - begin) / count, "worst_gap": worst}


def main() -> None:
    """Run what was asked for and print one JSON object."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--variants", nargs="+", default=["base", "co2"])
    parser.add_argument("--prices", type=int, default=200)
    parser.add_argument("--without-pypsa", action="store_true")
    given = parser.parse_args()
    weather = given.shared / "data" / "weather" / "us_oh_columbus.csv"
    made: dict[str, object] = {}
    least_cost_supply(reference_site("island", weather, 48))  # imports do not count
    for variant in given.variants:
        site = reference_site(variant, weather)
        made[variant] = {"ours": ours(site)}
        if not given.without_pypsa:
            made[variant]["pypsa"] = pypsa(site)  # type: ignore[index]
    made["sweep"] = swept(reference_site("co2", weather), given.prices)
    print(json.dumps(made, indent=2))
    if not given.without_pypsa:
        for variant in given.variants:
            both = made[variant]
            spent = [
                sum(both[who][f"{one}_cpu_s"] for one in ("build", "solve")) for who in ("ours", "pypsa")
            ]  # type: ignore[index]
            print(f"{variant}: PyPSA needs {spent[1] / spent[0]:.0f} times the CPU seconds")


if __name__ == "__main__":
    main()
