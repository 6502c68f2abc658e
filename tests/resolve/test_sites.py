"""Estimates of sites and regions of places."""

from __future__ import annotations

from datetime import date

import pytest

from wattwright.catalog import load as load_catalog
from wattwright.resolve.fleets import load as load_fleets
from wattwright.resolve.sites import estimates
from wattwright.resolve.surroundings import Region, region_of


@pytest.mark.parametrize(
    ("place", "country", "region"),
    [
        ("Holly Ridge, LA 71269, United States", "", Region("US", "Louisiana")),
        ("El Paso, Texas, US", "", Region("US", "Texas")),
        ("Lübbenau, Deutschland", "", Region("DE", "")),
        ("unnamed; OpenAI Stargate Michigan", "US", Region("US", "Michigan")),
        ("Narvik, Norway", "", Region("NO", "")),
        ("Great Cambridge Road, United Kingdom", "", Region("GB", "")),
        ("Atlantis", "", Region("", "")),
        ("Atlantis", "DE", Region("DE", "")),
        ("New Mexico", "", Region("US", "New Mexico")),
    ],
)
def test_a_place_names_country_and_state(place: str, country: str, region: Region) -> None:
    assert region_of(place, country) == region


def test_estimates_stand_by_date_and_only_grow_old_with_their_vintage() -> None:
    catalog = load_catalog().at(date(2026, 11, 24))
    for site in catalog.names("campus"):
        found = estimates(site, catalog)
        assert [one.day for one in found] == sorted(one.day for one in found)
        assert len({one.facility_power.date for one in found}) <= 1


def test_it_power_of_an_estimate_lies_below_its_facility_power() -> None:
    catalog = load_catalog().at(date(2026, 11, 24))
    for site in catalog.names("campus"):
        for one in estimates(site, catalog):
            for inside in one.it_power:
                assert float(inside.value or 0) < float(one.facility_power.value or 0)


def test_every_chip_of_the_fleets_is_in_the_catalog_by_its_own_name() -> None:
    catalog = load_catalog()
    for row in load_fleets().rows.values():
        for chip in row:
            assert catalog.resolve("accelerator", chip) == chip
