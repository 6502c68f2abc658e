"""Sun and wind made from normals: months keep their normals, and yields agree with measured skies."""

from __future__ import annotations

import numpy as np
import pytest

from wattwright.catalog import load
from wattwright.energy.sun import Position, synthetic_irradiance
from wattwright.energy.weather import DAYS
from wattwright.energy.wind import synthetic_wind_m_per_s, turbine_output_share
from wattwright.evaluate.weather import generation_profiles, normals_of, weather_of

COLUMBUS = Position(39.98, -82.88, -5.0, 247.0)
GLOBAL = np.array([1.8, 2.4, 3.6, 4.6, 5.5, 6.1, 6.0, 5.3, 4.3, 3.0, 1.9, 1.5])
BEAM = np.array([2.3, 2.1, 3.2, 3.6, 4.1, 4.6, 4.6, 4.2, 3.9, 3.2, 2.1, 1.8])
MONTH = np.repeat(np.repeat(np.arange(12), DAYS), 24)
TURBINE = {
    "hub_height_m": 100.0,
    "shear_exponent": 0.2,
    "rated_w_per_m2": 277.0,
    "power_coefficient": 0.42,
    "air_kg_per_m3": 1.225,
    "turbulence_share": 0.1,
    "wind_loss_share": 0.1,
}


def test_every_month_keeps_its_normals_of_sun() -> None:
    sun = synthetic_irradiance(COLUMBUS, GLOBAL, BEAM, spread=0.9, persistence=0.3)
    days = np.bincount(MONTH, sun.ghi_w_per_m2) / np.array(DAYS) / 1e3
    assert days == pytest.approx(GLOBAL, rel=0.01)
    beam = np.bincount(MONTH, sun.dni_w_per_m2) / np.array(DAYS) / 1e3
    assert beam == pytest.approx(BEAM, rel=0.03)


def test_nights_are_dark_and_parts_add_up() -> None:
    sun = synthetic_irradiance(COLUMBUS, GLOBAL, BEAM, spread=0.9, persistence=0.3)
    assert sun.ghi_w_per_m2.reshape(365, 24)[:, [0, 1, 2, 23]].max() == 0
    assert (sun.dhi_w_per_m2 <= sun.ghi_w_per_m2 + 1e-9).all() and (sun.dhi_w_per_m2 >= 0).all()


def test_every_month_keeps_its_mean_wind_and_storms_last() -> None:
    means = np.linspace(3.0, 5.0, 12)
    wind = synthetic_wind_m_per_s(means, shape=1.8, persistence=0.9, swing_share=0.2)
    assert np.bincount(MONTH, wind) / np.bincount(MONTH) == pytest.approx(means)
    assert np.corrcoef(wind[1:], wind[:-1])[0, 1] > 0.75 and wind.min() >= 0


def test_a_turbine_stands_in_calm_and_storm_and_is_full_in_between() -> None:
    out = turbine_output_share(np.array([0.0, 1.0, 5.0, 10.0, 30.0]), TURBINE)
    assert out[0] == 0 and out[-1] == 0
    assert out[1] < out[2] < out[3] == pytest.approx(0.9, rel=0.01)


def test_more_wind_never_gives_less_below_the_cut_out() -> None:
    out = turbine_output_share(np.linspace(0, 11, 60), TURBINE)
    assert (np.diff(out) >= -1e-9).all()


@pytest.mark.parametrize(
    ("place", "measured"), [("Columbus OH", 0.2046), ("Phoenix AZ", 0.3121), ("El Paso TX", 0.3133)]
)
def test_made_yields_lie_near_those_of_pvwatts(place: str, measured: float) -> None:
    catalog = load()
    made = generation_profiles(weather_of(normals_of(catalog, place)), catalog, place)
    assert float(made["solar"].mean()) == pytest.approx(measured, rel=0.10)
