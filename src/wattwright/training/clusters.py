"""Cluster files: accelerators, their count, and the tiers of the network between them.

    wattwright: cluster
    accelerator: GB200-NVL72
    count: 100000
    scale_up: {accelerators: 72, bandwidth: 900 GB/s}
    network: {bandwidth: 50 GB/s, pod: 18432, oversubscription: 7}
    campus: {buildings: 4, link: 25 TB/s, latency: 50 us}

All but the first three lines may be left out. Bandwidths are one way: of one accelerator, and of the link
that joins one building to all others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from wattwright.errors import DataError, UnknownNameError
from wattwright.plan.document import Finding, read_document
from wattwright.plan.problems import bullets, findings_of
from wattwright.training.machines import accelerator_entry
from wattwright.training.runs import Fabric

__all__ = ["Cluster", "parse_cluster"]

_SIZES: Final = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15}
_TIMES: Final = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1.0}


def _rate(given: object) -> float:
    """Bytes per second from `400 Gb/s`, `50 GB/s`, `1.6 Tbit/s`."""
    text = str(given).strip()
    found = re.fullmatch(r"([\d.]+)\s*([kMGTP]?)(B|b|bit)(?:/s|ps)", text)
    if not found or found[1].count(".") > 1:
        raise ValueError(f"given {text!r}; allowed: a rate such as 400 Gb/s or 50 GB/s")
    value = float(found[1]) * _SIZES[found[2]] / (1 if found[3] == "B" else 8)
    if value <= 0:
        raise ValueError(f"given {text!r}; a rate above 0 is needed, or leave the line out")
    return value


def _duration(given: object) -> float:
    """Seconds from `50 us`, `1.5 ms`."""
    text = str(given).strip()
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(ns|us|µs|ms|s)", text)
    if not found:
        raise ValueError(f"given {text!r}; allowed: a time such as 50 us or 1.5 ms")
    return float(found[1]) * _TIMES[found[2]]


Rate = Annotated[float, BeforeValidator(_rate)]
Duration = Annotated[float, BeforeValidator(_duration)]
Count = Annotated[int, Field(ge=1, le=100_000_000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class _ScaleUp(_Part):
    accelerators: Count | None = None
    bandwidth: Rate | None = None


class _Network(_Part):
    bandwidth: Rate | None = None
    pod: Count | None = None
    oversubscription: Annotated[float, Field(ge=1, le=1000)] = 1.0


class _Campus(_Part):
    buildings: Count
    link: Rate
    latency: Duration = 0.0


class _File(_Part):
    wattwright: Literal["cluster"]
    accelerator: str
    count: Count
    scale_up: _ScaleUp = _ScaleUp()
    network: _Network = _Network()
    campus: _Campus | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Accelerators of one kind, how many, and the network between them."""

    accelerator: str
    count: int
    fabric: Fabric


def parse_cluster(text: str, name: str = "cluster.yaml") -> Cluster:
    """The cluster in a YAML text; DataError lists every mistake with line, column and caret."""
    document = read_document(text)
    problems, file = list(document.findings), None
    if isinstance(document.value, dict):
        try:
            file = _File.model_validate(document.value)
        except ValidationError as error:
            problems += findings_of(error, document, _File)
        problems += [Finding(document.at(path), path, said) for path, said in _troubles(document.value)]
    elif not problems:
        problems.append(Finding(document.at(()), (), "a cluster file begins with `wattwright: cluster`"))
    if problems or file is None:
        count = len(set(problems))
        raise DataError(
            f"{name}: {count} mistake{'s' if count > 1 else ''}", bullets(document, name, problems)
        )
    campus = file.campus or _Campus(buildings=1, link="1 B/s")
    return Cluster(
        accelerator_entry(file.accelerator),
        file.count,
        Fabric(
            float(file.scale_up.accelerators or 0),
            file.scale_up.bandwidth or 0.0,
            file.network.bandwidth or 0.0,
            float(file.network.pod or 0),
            file.network.oversubscription,
            float(campus.buildings),
            campus.link,
            campus.latency,
        ),
    )


def _troubles(value: dict[str, object]) -> list[tuple[tuple[str, ...], str]]:
    """What no single field can see: unknown accelerators, buildings that share a count unevenly."""
    found: list[tuple[tuple[str, ...], str]] = []
    name, count, campus = value.get("accelerator"), value.get("count"), value.get("campus")
    if isinstance(name, str):
        try:
            accelerator_entry(name)
        except UnknownNameError as error:
            found.append((("accelerator",), f"{error.title}; {'; '.join(error.problems)}"))
    buildings = campus.get("buildings") if isinstance(campus, dict) else None
    if isinstance(count, int) and isinstance(buildings, int) and buildings > 0 and count % buildings:
        nearest = f"{count // buildings * buildings} or {-(-count // buildings) * buildings}"
        found.append(
            (
                ("count",),
                f"{count} accelerators do not stand in {buildings} equal buildings; nearest: {nearest}",
            )
        )
    return found
