"""Cost of an accelerator-hour: owned, leased, or held by a special-purpose vehicle; tokens and voice."""

from __future__ import annotations

from wattwright.economics.present import annuity_ratio
from wattwright.equations import Real, equation
from wattwright.units import HOURS_PER_YEAR

__all__ = [
    "accelerator_capital_usd",
    "accelerator_cost_usd_per_h",
    "accelerator_hall_usd",
    "accelerator_other_usd_per_h",
    "annual_capital_usd",
    "annual_hall_usd",
    "annual_lease_usd",
    "annual_vehicle_usd",
    "break_even_share",
    "lease_residual_share",
    "million_tokens_usd",
    "rented_usd_per_h",
    "voice_minute_usd",
]


@equation(
    symbol=r"k_a", latex=r"p_a\,k_s\left(\frac{1}{1 - s_\mathrm{net}} + s_d\right)", source="cottier-2024"
)
def accelerator_capital_usd(
    accelerator_price_usd: Real,
    server_cost_factor: Real,
    network_cost_share: Real,
    storage_cost_share: Real,
) -> Real:
    """Capital tied up in one accelerator with its part of server, cluster network and storage.

    >>> round(accelerator_capital_usd(23_500.0, 1.64, 0.19, 0.03))
    48736
    """
    server_usd = accelerator_price_usd * server_cost_factor
    return server_usd * (1 / (1 - network_cost_share) + storage_cost_share)


@equation(symbol=r"k_h", latex=r"P_a\,k_b", source="own-derivation")
def accelerator_hall_usd(accelerator_it_power_w: Real, construction_cost_usd_per_w: Real) -> Real:
    """Capital tied up in the halls for one accelerator.

    >>> round(accelerator_hall_usd(1400.0, 11.7))
    16380
    """
    return accelerator_it_power_w * construction_cost_usd_per_w


@equation(
    symbol=r"a",
    latex=r"k_a\left(1 - \frac{\rho}{(1+r)^n}\right)\frac{r}{1 - (1+r)^{-n}}",
    source="own-derivation",
)
def annual_capital_usd(
    accelerator_capital_usd: Real,
    capital_interest_ratio: Real,
    accelerator_life_years: Real,
    residual_share: Real,
) -> Real:
    """Level charge a year that pays one accelerator down to what it is worth at the end of its life.

    >>> round(annual_capital_usd(40_000.0, 0.08, 5.0, 0.1))
    9336
    """
    paid = (1 + capital_interest_ratio) ** -accelerator_life_years
    principal_usd = accelerator_capital_usd * (1 - residual_share * paid)
    return principal_usd * annuity_ratio(capital_interest_ratio, accelerator_life_years)


@equation(symbol=r"a_h", latex=r"\frac{k_h\,r}{1 - (1+r)^{-n_h}}", source="own-derivation")
def annual_hall_usd(accelerator_hall_usd: Real, capital_interest_ratio: Real, hall_life_years: Real) -> Real:
    """Level charge a year for the halls that one accelerator occupies.

    >>> round(annual_hall_usd(16_380.0, 0.08, 20.0))
    1668
    """
    return accelerator_hall_usd * annuity_ratio(capital_interest_ratio, hall_life_years)


@equation(
    symbol=r"c_o",
    latex=r"\frac{k_a\,m_\mathrm{IT} + k_h\,m_b + (k_a + k_h)\,s_t}{8760}",
    source="own-derivation",
)
def accelerator_other_usd_per_h(
    accelerator_capital_usd: Real,
    accelerator_hall_usd: Real,
    equipment_upkeep_share: Real,
    hall_upkeep_share: Real,
    tax_and_insurance_share: Real,
) -> Real:
    """Repairs, support, tax and insurance of one accelerator by the hour.

    >>> round(accelerator_other_usd_per_h(48_737.0, 16_380.0, 0.02, 0.02, 0.005), 3)
    0.186
    """
    yearly_usd = accelerator_capital_usd * equipment_upkeep_share + accelerator_hall_usd * hall_upkeep_share
    yearly_usd = yearly_usd + (accelerator_capital_usd + accelerator_hall_usd) * tax_and_insurance_share
    return yearly_usd / HOURS_PER_YEAR


@equation(
    symbol=r"c",
    latex=r"\frac{1}{u}\left(\frac{a + a_h}{8760} + c_o + 10^{-6}\,P_f\,\lambda\,p_e\right)",
    source="own-derivation",
)
def accelerator_cost_usd_per_h(
    annual_capital_usd: Real,
    annual_hall_usd: Real,
    accelerator_other_usd_per_h: Real,
    accelerator_facility_power_w: Real,
    load_factor: Real,
    electricity_price_usd_per_mwh: Real,
    sold_share: Real,
) -> Real:
    """Cost of a used accelerator-hour: capital of equipment and halls, upkeep, electricity, idle hours.

    >>> round(accelerator_cost_usd_per_h(9_337.0, 1_668.0, 0.19, 1800.0, 0.8, 75.0, 0.9), 2)
    1.73
    """
    energy_usd_per_h = accelerator_facility_power_w * 1e-6 * load_factor * electricity_price_usd_per_mwh
    capital_usd_per_h = (annual_capital_usd + annual_hall_usd) / HOURS_PER_YEAR
    return (capital_usd_per_h + accelerator_other_usd_per_h + energy_usd_per_h) / sold_share


@equation(
    symbol=r"a_l",
    latex=r"k_a\left(1 - \frac{\rho}{(1+r_l)^{n_l}}\right)\frac{r_l}{1 - (1+r_l)^{-n_l}}",
    source="own-derivation",
    gives="annual_capital_usd",
)
def annual_lease_usd(
    accelerator_capital_usd: Real,
    lessor_return_ratio: Real,
    lease_years: Real,
    residual_share: Real,
) -> Real:
    """Level rent a year that gives a lessor its return, when the chips come back at the end of the lease.

    >>> round(annual_lease_usd(40_000.0, 0.11, 4.0, 0.2))
    11194
    """
    back = (1 + lessor_return_ratio) ** -lease_years
    return (
        accelerator_capital_usd
        * (1 - residual_share * back)
        * annuity_ratio(lessor_return_ratio, lease_years)
    )


@equation(symbol=r"\rho_l", latex=r"10^{-k\,n_l}", source="cottier-2024", gives="residual_share")
def lease_residual_share(price_decay_per_year: Real, lease_years: Real) -> Real:
    """Part of the price that leased equipment is still worth when it comes back.

    >>> round(lease_residual_share(0.14, 4.0), 2)
    0.28
    """
    return 10 ** -(price_decay_per_year * lease_years)


@equation(
    symbol=r"a_v",
    latex=r"k_h\left((d + \pi_h)\,\frac{i}{1-(1+i)^{-n_v}} + (1-d)\,\frac{r_q}{1-(1+r_q)^{-n_v}}\right)",
    source="own-derivation",
    gives="annual_hall_usd",
)
def annual_vehicle_usd(
    accelerator_hall_usd: Real,
    debt_share: Real,
    coupon_ratio: Real,
    equity_return_ratio: Real,
    term_years: Real,
    guarantee_cost_ratio: Real,
) -> Real:
    """Level payment a year to a special-purpose vehicle that holds the halls with debt and equity.

    What the tenant's guarantee of a residual value is worth is spread over the term like debt.

    >>> round(annual_vehicle_usd(16_380.0, 0.9, 0.0658, 0.12, 24.0, 0.08))
    1559
    """
    debt_usd = (debt_share + guarantee_cost_ratio) * annuity_ratio(coupon_ratio, term_years)
    equity_usd = (1 - debt_share) * annuity_ratio(equity_return_ratio, term_years)
    return accelerator_hall_usd * (debt_usd + equity_usd)


@equation(
    symbol=r"c_r", latex=r"\frac{c\,\mu_r}{u}", source="own-derivation", gives="accelerator_cost_usd_per_h"
)
def rented_usd_per_h(accelerator_cost_usd_per_h: Real, rent_margin_ratio: Real, sold_share: Real) -> Real:
    """Cost of a used hour on rented accelerators: the owner's cost and margin, over the renter's own use.

    >>> round(rented_usd_per_h(1.69, 1.2, 0.85), 2)
    2.39
    """
    return accelerator_cost_usd_per_h * rent_margin_ratio / sold_share


@equation(symbol=r"u^\ast", latex=r"\frac{u\,c}{c_r}", source="own-derivation")
def break_even_share(accelerator_cost_usd_per_h: Real, sold_share: Real, rental_usd_per_h: Real) -> Real:
    """Part of the hours that must be used for owning to cost as much as renting those hours.

    >>> round(break_even_share(1.6, 1.0, 2.35), 2)
    0.68
    """
    return accelerator_cost_usd_per_h * sold_share / rental_usd_per_h


@equation(symbol=r"c_t", latex=r"10^6\,\frac{c}{3600\,D_s}", source="own-derivation")
def million_tokens_usd(accelerator_cost_usd_per_h: Real, serving_tokens_per_s: Real) -> Real:
    """Cost of serving a million tokens, read and written together, at the rate of one accelerator.

    >>> round(million_tokens_usd(1.95, 5888.0), 3)
    0.092
    """
    return 1e6 * accelerator_cost_usd_per_h / (3600 * serving_tokens_per_s)


@equation(symbol=r"c_v", latex=r"\frac{c}{60\,n_v\,u_v}", source="own-derivation")
def voice_minute_usd(accelerator_cost_usd_per_h: Real, voice_streams: Real, voice_busy_share: Real) -> Real:
    """Cost of a minute of spoken voice when an accelerator holds so many streams, part of the day.

    >>> round(voice_minute_usd(1.73, 24.0, 0.4), 4)
    0.003
    """
    return accelerator_cost_usd_per_h / (60 * voice_streams * voice_busy_share)
