"""Power of a training step: what an accelerator draws in each kind of work, what its server adds, and the
energy of steps and tokens.

An accelerator draws its idle power always, and above it a share of the way to its rated power that depends
on what it does: matmuls come near the limit, work that memory bounds stays below, waiting for others draws
little. The mean over a step is weighted by time. Everything around it is counted per accelerator.
"""

from __future__ import annotations

import numpy as np

from wattwright.equations import Real, equation

__all__ = [
    "mean_activity_share",
    "step_energy_j",
    "token_energy_j",
    "training_accelerator_power_w",
    "training_server_power_w",
]


@equation(symbol=r"a", latex=r"s_c a_c + s_m a_m + s_n a_n", source="own-derivation")
def mean_activity_share(
    compute_time_share: Real,
    traffic_time_share: Real,
    communication_time_share: Real,
    compute_activity_share: Real,
    traffic_activity_share: Real,
    communication_activity_share: Real,
) -> Real:
    """Mean activity of a step: how far from idle to rated power an accelerator is, weighted by time.

    The rest of the step is waiting, at idle power: bubbles, launches, stalls.

    >>> round(mean_activity_share(0.7, 0.2, 0.05, 0.95, 0.7, 0.4), 3)
    0.825
    """
    return (
        compute_time_share * compute_activity_share
        + traffic_time_share * traffic_activity_share
        + communication_time_share * communication_activity_share
    )


@equation(
    symbol=r"P_x",
    latex=r"\min\left(P_\mathrm{TDP},\; P_\mathrm{TDP}\,(s_i + (1 - s_i)\,a)\right)",
    source="raps",
)
def training_accelerator_power_w(tdp_w: Real, idle_power_share: Real, mean_activity_share: Real) -> Real:
    """Mean power of one accelerator in a step: idle and dynamic power, capped at what it is rated for.

    >>> training_accelerator_power_w(700.0, 0.15, 0.8), training_accelerator_power_w(700.0, 0.15, 1.2)
    (581.0, 700.0)
    """
    drawn = tdp_w * (idle_power_share + (1 - idle_power_share) * mean_activity_share)
    capped: Real = np.minimum(drawn, tdp_w)
    return float(capped) if np.ndim(capped) == 0 else capped


@equation(
    symbol=r"P_s",
    latex=r"\frac{(P_x + P_h + P_\mathrm{nic})\,(1 + s_\mathrm{fan})}{\eta_\mathrm{psu}}",
    source="own-derivation",
)
def training_server_power_w(
    training_accelerator_power_w: Real,
    host_power_w: Real,
    network_card_power_w: Real,
    fan_power_share: Real,
    supply_output_share: Real,
) -> Real:
    """Mean power that a server takes from its feed per accelerator: host, network card, fans and the loss of
    its power supplies included.

    >>> round(training_server_power_w(600.0, 150.0, 25.0, 0.05, 0.97))
    839
    """
    inside = training_accelerator_power_w + host_power_w + network_card_power_w
    return inside * (1 + fan_power_share) / supply_output_share


@equation(symbol=r"E_s", latex=r"N\,P_s\,t", source="own-derivation")
def step_energy_j(accelerator_count: Real, training_server_power_w: Real, step_time_s: Real) -> Real:
    """Energy of one step in all servers, without the network between them and without cooling.

    >>> step_energy_j(8, 850.0, 4.0)
    27200.0
    """
    return accelerator_count * training_server_power_w * step_time_s


@equation(symbol=r"e", latex=r"\frac{E_s}{n_t}", source="own-derivation")
def token_energy_j(step_energy_j: Real, step_tokens: Real) -> Real:
    """Energy of one trained token in the servers.

    >>> token_energy_j(27200.0, 65536.0)
    0.4150390625
    """
    return step_energy_j / step_tokens
