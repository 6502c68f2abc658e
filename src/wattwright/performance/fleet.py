"""From the power of a campus to accelerators and compute."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = [
    "accelerator_count",
    "accelerator_facility_power_w",
    "accelerator_it_power_w",
    "peak_flop_per_s",
    "serving_tokens_per_s",
    "stated_useful_flop_per_s",
    "used_accelerator_count",
    "useful_flop_per_s",
]


@equation(symbol=r"P_a", latex=r"P_\mathrm{server}\,(1 + s_\mathrm{net})", source="own-derivation")
def accelerator_it_power_w(accelerator_server_power_w: Real, network_power_share: Real) -> Real:
    """IT power that one accelerator occupies: its share of the server at maximum plus network and storage.

    >>> round(accelerator_it_power_w(1275.0, 0.10), 1)
    1402.5
    """
    return accelerator_server_power_w * (1 + network_power_share)


@equation(symbol=r"P_f", latex=r"P_a\,\rho", source="own-derivation")
def accelerator_facility_power_w(accelerator_it_power_w: Real, facility_to_it_ratio: Real) -> Real:
    """Facility power that one accelerator occupies; the ratio is the design ratio at peak, not annual PUE.

    >>> round(accelerator_facility_power_w(2000.0, 1.3))
    2600
    """
    return accelerator_it_power_w * facility_to_it_ratio


@equation(symbol=r"N", latex=r"\frac{P_\mathrm{IT}}{P_a}", source="own-derivation")
def accelerator_count(it_power_w: Real, accelerator_it_power_w: Real) -> Real:
    """Accelerators that an IT power supports at full occupancy.

    >>> round(accelerator_count(500e6, 2000.0))
    250000
    """
    return it_power_w / accelerator_it_power_w


@equation(symbol=r"F", latex=r"N\,f_\mathrm{peak}", source="own-derivation")
def peak_flop_per_s(accelerator_count: Real, accelerator_peak_flop_per_s: Real) -> Real:
    """Dense peak rate of all accelerators at the stated precision (bf16 unless the input says otherwise).

    >>> f"{peak_flop_per_s(100_000, 989e12):.2e}"
    '9.89e+19'
    """
    return accelerator_count * accelerator_peak_flop_per_s


@equation(symbol=r"F_u", latex=r"F\,\mathrm{MFU}\,g", source="chowdhery-2022")
def useful_flop_per_s(peak_flop_per_s: Real, mfu: Real, goodput_share: Real) -> Real:
    """Rate that becomes training progress: peak × model FLOP utilisation × share of time making progress.

    >>> f"{useful_flop_per_s(1e20, 0.4, 0.9):.1e}"
    '3.6e+19'
    """
    return peak_flop_per_s * mfu * goodput_share


@equation(symbol=r"F_u", latex=r"N\,f_u", source="own-derivation", gives="useful_flop_per_s")
def stated_useful_flop_per_s(accelerator_count: Real, accelerator_useful_flop_per_s: Real) -> Real:
    """Useful rate of a cluster at the rate per accelerator that its operator states.

    >>> f"{stated_useful_flop_per_s(32_000, 390e12):.3e}"
    '1.248e+19'
    """
    return accelerator_count * accelerator_useful_flop_per_s


@equation(symbol=r"N_r", latex=r"N\,s_c", source="own-derivation", gives="accelerator_count")
def used_accelerator_count(accelerator_count: Real, campus_share: Real) -> Real:
    """Accelerators of a campus that work on one run.

    >>> used_accelerator_count(200_000, 0.25)
    50000.0
    """
    return accelerator_count * campus_share


@equation(
    symbol=r"D_s", latex=r"\frac{f_\mathrm{peak}\,\mathrm{MFU}_s}{2\,N_\mathrm{act}}", source="kaplan-2020"
)
def serving_tokens_per_s(
    accelerator_peak_flop_per_s: Real, serving_mfu: Real, active_parameters: Real
) -> Real:
    """Tokens that one accelerator reads and writes a second: two FLOP a parameter and token, attention left
    out.

    >>> round(serving_tokens_per_s(2.25e15, 0.07, 37e9))
    2128
    """
    return accelerator_peak_flop_per_s * serving_mfu / (2 * active_parameters)
