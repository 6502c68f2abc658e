"""Open weights against a closed interface for the same model: yearly worth of both sides.

The structure follows from what each side can earn; most of its numbers have thin evidence, and their ranges
are wide for that reason.
"""

from __future__ import annotations

import numpy as np

from wattwright.equations import Real, equation

_ENDLESS_YEARS = 1000.0

__all__ = [
    "aged_value_usd",
    "api_margin_usd",
    "api_volume",
    "blended_price_usd",
    "break_even_price_usd",
    "break_even_volume",
    "closed_worth_usd",
    "competitive_margin_usd",
    "competitive_worth_usd",
    "competitive_year_worth_usd",
    "complement_usd",
    "cost_of_price_usd",
    "deal_payback_years",
    "development_payback_years",
    "exclusive_margin_usd",
    "exclusive_share",
    "exclusive_volume",
    "exclusive_worth_usd",
    "hiring_pull_usd",
    "open_worth_usd",
    "open_year_worth_usd",
    "openness_present_usd",
    "openness_value_usd",
    "present_volume",
    "rival_lift_usd",
    "saved_engineering_usd",
    "staff_payback_years",
    "token_unit_cost_usd",
    "voice_unit_cost_usd",
]


@equation(symbol=r"x_t", latex=r"\min(\max(\ell - t, 0), 1)", source="epoch-open-models-2024")
def exclusive_share(open_lag_years: Real, elapsed_years: Real) -> Real:
    """Part of a year after release in which no open model does the same: all before the lag, none after.

    `elapsed_years` counts whole years before this one, 0 for the first.

    >>> float(exclusive_share(1.5, 1.0))
    0.5
    """
    return np.clip(open_lag_years - elapsed_years, 0.0, 1.0)


@equation(symbol=r"D_t", latex=r"M\,(1+g)^t\,s\,e^{-\beta\,\Delta}", source="own-derivation")
def api_volume(
    market_volume: Real,
    market_growth_ratio: Real,
    share_at_par: Real,
    share_loss_per_point: Real,
    capability_gap: Real,
    elapsed_years: Real,
) -> Real:
    """Units sold in a year (a million tokens, or a minute of voice): part of a market that grows.

    A model as good as the best takes `share_at_par`; every index point behind takes away its part.

    >>> round(api_volume(1e9, 1.0, 0.1, 0.05, 7.0, 1.0) / 1e6)
    141
    """
    share = share_at_par * np.exp(-share_loss_per_point * np.maximum(capability_gap, 0.0))
    return market_volume * (1 + market_growth_ratio) ** elapsed_years * share


@equation(symbol=r"m_{x,t}", latex=r"D_t\,x_t\,(p - c)\,\delta^t", source="own-derivation")
def exclusive_margin_usd(
    api_volume: Real,
    unit_price_usd: Real,
    unit_cost_usd: Real,
    exclusive_share: Real,
    unit_decline_share: Real,
    elapsed_years: Real,
) -> Real:
    """Margin of a year while nobody gives the same away: price over cost; below cost nothing is sold.

    Prices and costs of the same quality both fall by `unit_decline_share` a year.

    >>> float(exclusive_margin_usd(1e9, 2.0, 0.5, 0.5, 0.7, 0.0))
    750000000.0
    """
    fallen = (1 - unit_decline_share) ** elapsed_years
    return api_volume * exclusive_share * np.maximum(unit_price_usd - unit_cost_usd, 0.0) * fallen


@equation(symbol=r"m_{k,t}", latex=r"D_t\,(1 - x_t)\,c\,\mu\,\delta^t", source="own-derivation")
def competitive_margin_usd(
    api_volume: Real,
    unit_cost_usd: Real,
    competitive_margin_ratio: Real,
    exclusive_share: Real,
    unit_decline_share: Real,
    elapsed_years: Real,
) -> Real:
    """Margin of a year once open models do the same: cost and a little on top of it.

    >>> competitive_margin_usd(1e9, 0.5, 0.2, 0.5, 0.7, 0.0)
    50000000.0
    """
    fallen = (1 - unit_decline_share) ** elapsed_years
    return api_volume * (1 - exclusive_share) * unit_cost_usd * competitive_margin_ratio * fallen


@equation(symbol=r"m_t", latex=r"m_{x,t} + m_{k,t}", source="own-derivation")
def api_margin_usd(exclusive_margin_usd: Real, competitive_margin_usd: Real) -> Real:
    """Margin of a year of selling a closed model.

    >>> api_margin_usd(750e6, 50e6)
    800000000.0
    """
    return exclusive_margin_usd + competitive_margin_usd


@equation(symbol=r"a_t", latex=r"C_s\,s_a", source="own-derivation")
def saved_engineering_usd(own_serving_usd: Real, community_saving_share: Real) -> Real:
    """Own serving and tooling that others improve for nothing when the weights are open.

    >>> round(saved_engineering_usd(5e9, 0.03) / 1e6)
    150
    """
    return own_serving_usd * community_saving_share


@equation(symbol=r"b_t", latex=r"R\,s_b", source="own-derivation")
def complement_usd(revenue_usd: Real, complement_share: Real) -> Real:
    """Revenue of the main business that grows because its complement, the model, costs others nothing.

    >>> round(complement_usd(200e9, 0.001) / 1e6)
    200
    """
    return revenue_usd * complement_share


@equation(symbol=r"c_t", latex=r"n_r\,w_r\,s_c", source="own-derivation")
def hiring_pull_usd(research_staff: Real, market_pay_usd: Real, pay_saved_share: Real) -> Real:
    """Pay that a laboratory with open work saves, because researchers like to be read.

    >>> round(hiring_pull_usd(1000.0, 2e6, 0.05) / 1e6)
    100
    """
    return research_staff * market_pay_usd * pay_saved_share


@equation(symbol=r"d_t", latex=r"R\,s_d", source="own-derivation")
def rival_lift_usd(revenue_usd: Real, rival_lift_share: Real) -> Real:
    """Revenue of the main business lost to rivals who build on the open weights.

    >>> round(rival_lift_usd(200e9, 0.0003) / 1e6)
    60
    """
    return revenue_usd * rival_lift_share


@equation(symbol=r"o_t", latex=r"a_t + b_t + c_t - d_t", source="own-derivation")
def openness_value_usd(
    saved_engineering_usd: Real, complement_usd: Real, hiring_pull_usd: Real, rival_lift_usd: Real
) -> Real:
    """Worth of open weights in a year, before the margin that is given away.

    >>> openness_value_usd(150e6, 200e6, 100e6, 60e6)
    390000000.0
    """
    return saved_engineering_usd + complement_usd + hiring_pull_usd - rival_lift_usd


@equation(symbol=r"o'_t", latex=r"o\,\delta^t", source="own-derivation")
def aged_value_usd(openness_value_usd: Real, unit_decline_share: Real, elapsed_years: Real) -> Real:
    """Worth of open weights in a later year: newer models take over, as fast as its price would fall.

    >>> round(aged_value_usd(390e6, 0.7, 1.0) / 1e6)
    117
    """
    return openness_value_usd * (1 - unit_decline_share) ** elapsed_years


@equation(
    symbol=r"w_t", latex=r"\frac{o'_t}{(1+r)^{t+1/2}}", source="own-derivation", gives="present_worth_usd"
)
def open_year_worth_usd(aged_value_usd: Real, discount_ratio: Real, elapsed_years: Real) -> Real:
    """Worth at release of what openness brings in a later year, in the middle of that year.

    >>> round(open_year_worth_usd(100e6, 0.10, 1.0) / 1e6, 1)
    86.7
    """
    return aged_value_usd * (1 + discount_ratio) ** -(elapsed_years + 0.5)


@equation(
    symbol=r"w_t", latex=r"\frac{m_{k,t}}{(1+r)^{t+1/2}}", source="own-derivation", gives="present_worth_usd"
)
def competitive_year_worth_usd(
    competitive_margin_usd: Real, discount_ratio: Real, elapsed_years: Real
) -> Real:
    """Worth at release of a later year's margin in competition, in the middle of that year.

    >>> round(competitive_year_worth_usd(100e6, 0.10, 0.0) / 1e6, 1)
    95.3
    """
    return competitive_margin_usd * (1 + discount_ratio) ** -(elapsed_years + 0.5)


@equation(symbol=r"W_o", latex=r"\sum_t w_t", source="own-derivation")
def open_worth_usd(*present_worth_usd: Real) -> Real:
    """Present worth of opening a model, over its years.

    >>> open_worth_usd(300e6, 80e6)
    380000000.0
    """
    return sum(present_worth_usd)


@equation(symbol=r"d_t", latex=r"\frac{D_t\,x_t\,\delta^t}{(1+r)^{t+1/2}}", source="own-derivation")
def present_volume(
    api_volume: Real,
    exclusive_share: Real,
    unit_decline_share: Real,
    discount_ratio: Real,
    elapsed_years: Real,
) -> Real:
    """Units of a year that nobody else offers, weighted by the fall of prices and by time.

    >>> round(present_volume(1e9, 0.5, 0.7, 0.10, 0.0) / 1e6)
    477
    """
    fallen = (1 - unit_decline_share) ** elapsed_years
    return api_volume * exclusive_share * fallen * (1 + discount_ratio) ** -(elapsed_years + 0.5)


@equation(symbol=r"\sum d", latex=r"\sum_t d_t", source="own-derivation")
def exclusive_volume(*present_volume: Real) -> Real:
    """All units that nobody else offers, weighted by price and time: what a dollar of margin is worth.

    >>> exclusive_volume(477e6, 20e6)
    497000000.0
    """
    return sum(present_volume)


@equation(symbol=r"W_x", latex=r"\max(p - c, 0)\,\sum_t d_t", source="own-derivation")
def exclusive_worth_usd(exclusive_volume: Real, unit_price_usd: Real, unit_cost_usd: Real) -> Real:
    """Present worth of the margin while nobody gives the same away.

    >>> float(exclusive_worth_usd(1e9, 2.0, 0.5))
    1500000000.0
    """
    return exclusive_volume * np.maximum(unit_price_usd - unit_cost_usd, 0.0)


@equation(symbol=r"W_k", latex=r"\sum_t w_t", source="own-derivation")
def competitive_worth_usd(*present_worth_usd: Real) -> Real:
    """Present worth of the margin once open models do the same.

    >>> competitive_worth_usd(0.0, 0.2e9)
    200000000.0
    """
    return sum(present_worth_usd)


@equation(symbol=r"W_c", latex=r"W_x + W_k", source="own-derivation")
def closed_worth_usd(exclusive_worth_usd: Real, competitive_worth_usd: Real) -> Real:
    """Present worth of selling a closed model.

    >>> closed_worth_usd(1.6e9, 0.2e9)
    1800000000.0
    """
    return exclusive_worth_usd + competitive_worth_usd


@equation(symbol=r"\Delta W", latex=r"W_o - W_c", source="own-derivation")
def openness_present_usd(open_worth_usd: Real, closed_worth_usd: Real) -> Real:
    """Present value of opening a model over selling it; above zero opening is the better deal.

    >>> openness_present_usd(1.2e9, 2e9)
    -800000000.0
    """
    return open_worth_usd - closed_worth_usd


@equation(symbol=r"p^\ast", latex=r"c + \frac{W_o - W_k}{\sum_t d_t}", source="own-derivation")
def break_even_price_usd(
    unit_cost_usd: Real, open_worth_usd: Real, competitive_worth_usd: Real, exclusive_volume: Real
) -> Real:
    """Price at which selling is worth as much as opening; below cost where even that beats opening.

    >>> break_even_price_usd(0.5, 1e9, 0.25e9, 1e9)
    1.25
    """
    return unit_cost_usd + (open_worth_usd - competitive_worth_usd) / exclusive_volume


@equation(symbol=r"D^\ast", latex=r"D\,\frac{W_o}{W_c}", source="own-derivation")
def break_even_volume(api_volume: Real, open_worth_usd: Real, closed_worth_usd: Real) -> Real:
    """Units in the first year from which selling is worth more than opening.

    >>> break_even_volume(1e9, 1e9, 2e9)
    500000000.0
    """
    return api_volume * open_worth_usd / closed_worth_usd


@equation(symbol=r"c", latex=r"c_t", source="own-derivation", gives="unit_cost_usd")
def token_unit_cost_usd(million_tokens_usd: Real) -> Real:
    """Cost of a unit where a million tokens is sold.

    >>> token_unit_cost_usd(2.5)
    2.5
    """
    return million_tokens_usd


@equation(symbol=r"c", latex=r"c_v", source="own-derivation", gives="unit_cost_usd")
def voice_unit_cost_usd(voice_minute_usd: Real) -> Real:
    """Cost of a unit where a minute of voice is sold.

    >>> voice_unit_cost_usd(0.006)
    0.006
    """
    return voice_minute_usd


@equation(symbol=r"p", latex=r"s_r\,p_r + (1 - s_r)\,p_w", source="own-derivation", gives="unit_price_usd")
def blended_price_usd(read_price_usd: Real, written_price_usd: Real, read_share: Real) -> Real:
    """List price of a million tokens of which so many are read and the others written.

    >>> round(blended_price_usd(1.25, 4.25, 0.8), 2)
    1.85
    """
    return read_share * read_price_usd + (1 - read_share) * written_price_usd


@equation(symbol=r"c", latex=r"p\,s_k", source="own-derivation", gives="unit_cost_usd")
def cost_of_price_usd(unit_price_usd: Real, serving_cost_share: Real) -> Real:
    """Cost of a unit as a part of its list price, where the model's size is not known.

    >>> cost_of_price_usd(2.0, 0.5)
    1.0
    """
    return unit_price_usd * serving_cost_share


@equation(symbol=r"n^\ast", latex=r"\frac{K_D}{m_0}", source="own-derivation", gives="payback_years")
def development_payback_years(development_cost_usd: Real, api_margin_usd: Real) -> Real:
    """Years until the first year's margin of selling has paid for a model; at most a thousand.

    >>> float(development_payback_years(300e6, 100e6))
    3.0
    """
    return development_cost_usd / np.maximum(api_margin_usd, development_cost_usd / _ENDLESS_YEARS)


@equation(symbol=r"n^\ast", latex=r"\frac{p}{m_0}", source="own-derivation", gives="payback_years")
def deal_payback_years(deal_price_usd: Real, api_margin_usd: Real) -> Real:
    """Years until the first year's margin of selling has paid for a takeover; at most a thousand.

    >>> float(deal_payback_years(45e6, 5e6))
    9.0
    """
    return deal_price_usd / np.maximum(api_margin_usd, deal_price_usd / _ENDLESS_YEARS)


@equation(symbol=r"n^\ast", latex=r"\frac{p}{v_s}", source="own-derivation", gives="payback_years")
def staff_payback_years(deal_price_usd: Real, yearly_staff_usd: Real) -> Real:
    """Years for which the pay of such people on the market adds up to the price of a takeover.

    >>> float(staff_payback_years(45e6, 52.5e6).round(2))
    0.86
    """
    return deal_price_usd / np.maximum(yearly_staff_usd, deal_price_usd / _ENDLESS_YEARS)
