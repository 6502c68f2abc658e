"""The registry of equations: pure functions, one quantity each, on floats or NumPy arrays.

`@equation` registers a function under the quantity that it gives and returns it unchanged. A function's name
is that quantity unless `gives` says otherwise (two models of one quantity); its parameters' names are the
quantities that it needs. People read explicit calls, the machine reads the names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Real: TypeAlias = float | NDArray[np.float64]
else:
    Real: TypeAlias = Any

__all__ = ["Equation", "Real", "equation", "registered"]

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Equation:
    """One registered function with the quantity it gives, those it needs, and where it comes from."""

    name: str
    gives: str
    needs: tuple[str, ...]
    symbol: str
    latex: str
    source: str
    function: Callable[..., Any]


_REGISTRY: dict[str, Equation] = {}


def equation(
    *, symbol: str, latex: str, source: str, gives: str | None = None
) -> Callable[[Function], Function]:
    """Register a pure function as the equation of one quantity; `source` is an id of `data/sources.yaml`."""

    def register(function: Function) -> Function:
        name = function.__name__
        _REGISTRY[name] = Equation(
            name, gives or name, tuple(signature(function).parameters), symbol, latex, source, function
        )
        return function

    return register


def registered() -> dict[str, Equation]:
    """Equations by function name, of every science imported so far; `wattwright.evaluate` imports all."""
    return dict(_REGISTRY)
