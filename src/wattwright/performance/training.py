"""A named training run in closed form: work, run time, chip time, energy."""

from __future__ import annotations

from wattwright.equations import Real, equation

__all__ = [
    "expected_mfu",
    "lost_accelerator_hours",
    "realised_mfu",
    "training_accelerator_hours",
    "training_duration_s",
    "training_energy_wh",
    "training_flop",
]


@equation(symbol=r"C", latex=r"6\,N_\mathrm{act}\,D", source="kaplan-2020")
def training_flop(active_parameters: Real, train_tokens: Real) -> Real:
    """Model FLOP of training: six per active parameter and token; attention scores and recompute left out.

    >>> f"{training_flop(288e9, 30e12):.3e}"
    '5.184e+25'
    """
    return 6 * active_parameters * train_tokens


@equation(symbol=r"T", latex=r"\frac{C}{F_u}", source="kaplan-2020")
def training_duration_s(training_flop: Real, useful_flop_per_s: Real) -> Real:
    """Run time of the whole work at the useful rate, failures included in that rate's goodput.

    >>> round(training_duration_s(5.184e25, 32_000 * 390e12) / 86_400, 1)
    48.1
    """
    return training_flop / useful_flop_per_s


@equation(symbol=r"H", latex=r"\frac{N\,T}{3600}", source="own-derivation")
def training_accelerator_hours(accelerator_count: Real, training_duration_s: Real) -> Real:
    """Chip time of the run in accelerator-hours.

    >>> training_accelerator_hours(1000, 7200.0)
    2000.0
    """
    return accelerator_count * training_duration_s / 3600


@equation(symbol=r"H_0", latex=r"H\,(1 - g)", source="own-derivation")
def lost_accelerator_hours(training_accelerator_hours: Real, goodput_share: Real) -> Real:
    """Chip time of the run that failures, restarts and checkpoints take, in accelerator-hours.

    >>> round(lost_accelerator_hours(2000.0, 0.9))
    200
    """
    return training_accelerator_hours * (1 - goodput_share)


@equation(symbol=r"E_T", latex=r"N\,P_f\,\lambda\,\frac{T}{3600}", source="own-derivation")
def training_energy_wh(
    accelerator_count: Real,
    accelerator_facility_power_w: Real,
    load_factor: Real,
    training_duration_s: Real,
) -> Real:
    """Facility energy of the run in Wh: accelerators × facility power each × load factor × run time.

    >>> round(training_energy_wh(1000, 2000.0, 0.8, 3600.0) / 1e6, 1)
    1.6
    """
    return accelerator_count * accelerator_facility_power_w * load_factor * training_duration_s / 3600


@equation(
    symbol=r"\mathrm{MFU}",
    latex=r"\frac{6\,N_\mathrm{act}\,r}{f_\mathrm{peak}}",
    source="chowdhery-2022",
    gives="mfu",
)
def expected_mfu(
    active_parameters: Real, accelerator_tokens_per_s: Real, accelerator_peak_flop_per_s: Real
) -> Real:
    """Model FLOP utilisation at a predicted rate of tokens per second and accelerator.

    >>> round(expected_mfu(288e9, 219.0, 989.5e12), 3)
    0.382
    """
    return 6 * active_parameters * accelerator_tokens_per_s / accelerator_peak_flop_per_s


@equation(
    symbol=r"\mathrm{MFU}", latex=r"\frac{C}{3600\,H\,f_\mathrm{peak}}", source="chowdhery-2022", gives="mfu"
)
def realised_mfu(
    training_flop: Real, training_accelerator_hours: Real, accelerator_peak_flop_per_s: Real
) -> Real:
    """Model FLOP utilisation over all chip hours, restarts included.

    >>> round(realised_mfu(3.8e25, 30.84e6, 989.5e12), 3)
    0.346
    """
    return training_flop / (3600 * training_accelerator_hours * accelerator_peak_flop_per_s)
