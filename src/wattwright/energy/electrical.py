"""Losses between the grid and the servers, and inside them: stage by stage, at full and at part load."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = ["campus_loss_mw", "chain_share", "stage_input_mw"]


@equation(symbol=r"P_1", latex=r"\frac{P_0 + k}{\eta}", source="raps")
def stage_input_mw(stage_output_mw: Real, stage_constant_mw: Real, stage_share: Real) -> Real:
    """Power into one stage of conversion: what leaves it and a constant draw, over its efficiency.

    >>> round(stage_input_mw(0.62626e-3, 13e-6, 0.98) * 1e6, 1)
    652.3
    """
    return (stage_output_mw + stage_constant_mw) / stage_share


@equation(
    symbol=r"\eta_c",
    latex=r"\eta_t\,\eta_s\,\eta_u\,\eta_d\,\eta_k\,\eta_p",
    source="newkirk-et-al",
)
def chain_share(
    transformer_share: Real,
    switchgear_share: Real,
    ups_share: Real,
    pdu_share: Real,
    cable_share: Real,
    psu_share: Real,
) -> Real:
    """Part of the power at the plug that reaches the boards: transformer, switchgear, UPS, distribution,
    cables, power supplies.

    >>> round(chain_share(0.98, 0.99, 0.94, 0.99, 0.99, 0.94), 3)
    0.84
    """
    return transformer_share * switchgear_share * ups_share * pdu_share * cable_share * psu_share


@equation(
    symbol=r"P_l",
    latex=r"P_d\,s_l\,\left(a_0 + (1 - a_0 - a_2)\,x + a_2 x^2\right),\; x = P / P_d",
    source="own-derivation",
)
def campus_loss_mw(
    it_power_mw: Real,
    design_power_mw: Real,
    electrical_loss_share: Real,
    no_load_share: Real,
    copper_share: Real,
) -> Real:
    """Loss of the chain before the servers at any load: what is lost without load, in proportion, and in
    copper.

    At full load it is `electrical_loss_share` of the design power.

    >>> round(campus_loss_mw(1000.0, 1000.0, 0.04, 0.25, 0.45), 1)
    40.0
    >>> campus_loss_mw(0.0, 1000.0, 0.04, 0.25, 0.45)
    10.0
    """
    part = it_power_mw / design_power_mw
    linear = 1 - no_load_share - copper_share
    return design_power_mw * electrical_loss_share * (no_load_share + linear * part + copper_share * part**2)
