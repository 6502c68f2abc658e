"""Accelerators of a campus against independent estimates of sites, and runs against published ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import median

import pytest

from wattwright.assumptions import assumption
from wattwright.catalog import load as load_catalog
from wattwright.performance import fleet, training
from wattwright.resolve.accelerators import chips_on_site, fits, resolve_accelerator
from wattwright.resolve.sites import estimates

DAY = date(2026, 11, 24)
NVIDIA = ("H100-SXM-80GB", "B200", "B300")


def estimated() -> Iterator[tuple[float, float, float]]:
    """IT power, accelerators and server power of sites that Epoch AI counts by one NVIDIA chip."""
    catalog = load_catalog().at(DAY)
    for site in catalog.names("campus"):
        for one in estimates(site, catalog):
            choice = chips_on_site(site, one.day, catalog)
            if choice is None or len(choice.shares) > 1:
                continue
            chip = resolve_accelerator(choice, one.day, catalog)
            for power, count in zip(one.it_power, one.count, strict=False):
                if chip.name in NVIDIA and fits(count, power, chip):
                    yield (
                        float(power.value or 0) * 1e6,
                        float(count.value or 0),
                        chip.server_power.value,
                    )


def test_counts_of_sites_are_met_at_the_median_and_mostly_within_the_interval() -> None:
    share = assumption("cluster.network_power_share")
    found = list(estimated())
    assert len(found) > 40
    ratios = [
        fleet.accelerator_count(power, fleet.accelerator_it_power_w(server, share.value)) / count
        for power, count, server in found
    ]
    assert median(ratios) == pytest.approx(1.0, abs=0.05)
    assert sum(0.75 < ratio < 1.25 for ratio in ratios) / len(ratios) > 0.8


def test_llama_3_1_405b_reached_35_percent_of_peak_over_all_its_hours() -> None:
    work = training.training_flop(405e9, 15.6e12)
    assert work == pytest.approx(3.8e25, rel=0.01)
    assert training.realised_mfu(work, 30.84e6, 989e12) == pytest.approx(0.345, abs=2e-3)


def test_deepseek_v3_took_2_8_million_hours() -> None:
    work = training.training_flop(37e9, 14.8e12)
    assert work == pytest.approx(3.3e24, rel=0.01)
    rate = fleet.useful_flop_per_s(fleet.peak_flop_per_s(2048, 989e12), 0.33, 1.0)
    hours = training.training_accelerator_hours(2048, training.training_duration_s(work, rate))
    assert hours == pytest.approx(2.788e6, rel=0.02)


def test_a_hundred_thousand_h100_peak_at_99_exaflops() -> None:
    assert fleet.peak_flop_per_s(100_000, 989e12) == pytest.approx(9.89e19)
