"""What a plan file holds. The models are the border: strict, frozen, every quantity with its unit.

Fields stand in the order in which a plan file is written. `None` means "not said": `resolve` fills it from
the catalog or an assumption and records which.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from wattwright.plan.amounts import (
    AcceleratorAmount,
    AreaAmount,
    ComputeAmount,
    DurationAmount,
    HeadAmount,
    HouseholdAmount,
    MoneyAmount,
    ParameterAmount,
    PowerAmount,
    ShareAmount,
    TokenAmount,
)
from wattwright.plan.period import PERIOD_FORMS, read_period

__all__ = [
    "Campus",
    "Claim",
    "Deal",
    "Generation",
    "Layer",
    "Package",
    "Phase",
    "Plan",
    "PlantKind",
    "Spending",
    "Status",
    "TrainingRun",
]

Status = Literal["announced", "contracted", "construction", "projected", "operational", "cancelled"]
"""How firm a figure is; announced, projected and operational are never added up."""

PlantKind = Literal["gas", "nuclear", "solar", "wind", "storage", "grid", "other"]
"""What feeds a site."""

Layer = Literal["site", "lease", "chip contract", "power contract", "financing", "programme"]
"""What an entry with power is: a place, or a contract about one; only sites are ever added up."""

Period = Annotated[
    str,
    BeforeValidator(read_period, json_schema_input_type=str | int),
    PlainSerializer(lambda text: int(text) if text.isdigit() else text),
    Field(description=PERIOD_FORMS, examples=["2026", "2026-Q2", "2026-07-15"]),
]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$", examples=["EUR"])]
Rate = Annotated[float, Field(gt=0)]


class Model(BaseModel):
    """Base of all parts: unknown keys are refused, values cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, str_strip_whitespace=True)


class Phase(Model):
    """Power that a campus has in all from `date` on; without a date, the full build at an unknown time.

    `counts` says what the power counts: IT equipment, the whole facility, or that nobody said. Where only the
    accelerators are known, the power follows from them.
    """

    date: Period | None = None
    power: PowerAmount | None = None
    counts: Literal["it", "facility", "unspecified"] = "unspecified"
    status: Status = "announced"
    accelerators: AcceleratorAmount | None = None
    source: Name | None = None
    note: str | None = None


class Generation(Model):
    """Power plants or contracts for one campus: nameplate power, not delivered energy."""

    kind: PlantKind
    power: PowerAmount
    date: Period | None = None
    status: Status = "announced"
    source: Name | None = None


class Campus(Model):
    """One site. A campus without phases takes them from the catalog, under this name."""

    name: Name
    company: Name | None = None
    place: Name | None = None
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None
    layer: Layer | None = None
    phases: tuple[Phase, ...] = ()
    accelerator: Name | None = None
    load_factor: ShareAmount | None = None
    area: AreaAmount | None = None
    cost: MoneyAmount | None = None
    households: HouseholdAmount | None = None
    generation: tuple[Generation, ...] = ()
    source: Name | None = None


class Spending(Model):
    """Capital expenditure of one period; revenue and cash flow of the same period come from the catalog.

    Without `year`, a sum over several years or an unknown time. `scope` keeps the words that narrow it down.
    """

    year: Period | None = None
    amount: MoneyAmount
    company: Name | None = None
    status: Literal["actual", "guided", "announced"] = "announced"
    scope: str | None = None
    revenue: MoneyAmount | None = None
    operating_cash_flow: MoneyAmount | None = None
    source: Name | None = None


class TrainingRun(Model):
    """A model trained on a campus, or on `count` accelerators; `utilisation` is the share of dense peak."""

    model: Name
    campus: Name | None = None
    share_of_campus: ShareAmount | None = None
    parameters: ParameterAmount | None = None
    tokens: TokenAmount | None = None
    compute: ComputeAmount | None = None
    accelerator: Name | None = None
    count: AcceleratorAmount | None = None
    utilisation: ShareAmount | None = None


class Package(Model):
    """Pay offered or given to a person or group."""

    recipient: Name | None = None
    payer: Name | None = None
    total: MoneyAmount
    years: DurationAmount | None = None
    kind: Literal["package", "signing_bonus", "salary"] = "package"
    status: Literal["reported", "claimed", "denied", "confirmed"] = "reported"
    source: Name | None = None


class Deal(Model):
    """A takeover, a stake, a contract or the financing of a site; the layers are never added up.

    With `price`, `interest` and `term` it is a loan that is paid back in level payments.
    """

    target: Name
    buyer: Name | None = None
    layer: Literal["acquisition", "stake", "contract", "financing"] | None = None
    date: Period | None = None
    price: MoneyAmount | None = None
    stake: ShareAmount | None = None
    people: HeadAmount | None = None
    interest: ShareAmount | None = None
    term: DurationAmount | None = None
    source: Name | None = None


class Claim(Model):
    """A statement of the text that the plan was read from, kept beside the plan with all that was read."""

    id: Name
    span: str
    start: int = 0
    kind: Name
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    qualifier: str | None = None
    period: str | None = None
    entity: str | None = None
    entity_type: str | None = None
    speaker: str | None = None
    modality: str = "fact"
    when: str | None = None
    dup_of: str | None = None
    sentence: str = ""
    topic: str | None = None
    object: str | None = None
    scope: str | None = None
    direction: str | None = None


class Plan(Model):
    """An AI build-out: who builds what by when, with which money, people and models."""

    wattwright: Literal[1] = Field(description="format of the file")
    title: Name
    as_of: date
    language: Literal["de", "en"] | None = None
    company: Name | None = None
    source: Name | None = None
    note: str | None = None
    exchange: dict[Currency, Rate] | None = Field(
        default=None, description="USD for one unit of each other currency in which the plan states amounts"
    )
    campuses: tuple[Campus, ...] = ()
    spending: tuple[Spending, ...] = ()
    training: tuple[TrainingRun, ...] = ()
    packages: tuple[Package, ...] = ()
    deals: tuple[Deal, ...] = ()
    statements: tuple[Claim, ...] = ()

    def package_names(self) -> tuple[str, ...]:
        """What the packages are called in results, each differently, in their order."""
        names = [package.recipient or "unnamed recipient" for package in self.packages]
        return tuple(
            f"{name} {names[:place].count(name) + 1}" if name in names[:place] else name
            for place, name in enumerate(names)
        )
