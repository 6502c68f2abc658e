"""Which kind a quantity is of: unit first, then rate, then the words around it, then what came before."""

from __future__ import annotations

from dataclasses import replace

from wattwright.reading.amounts.measures import Measure, unit_of
from wattwright.reading.names import Owners
from wattwright.reading.structure import Document

__all__ = ["base_unit", "decide", "is_denominator"]

_PRICE_RATES = {
    "/kWh": ("kWh", 1.0),
    "/MWh": ("kWh", 1e-3),
    "/kW": ("kW", 1.0),
    "/MW": ("MW", 1.0),
    "/GW": ("GW", 1.0),
    "/MW-d": ("MW-d", 1.0),
    "/gpu-h": ("h", 1.0),
    "/h": ("h", 1.0),
    "/Mtok": ("Mtok", 1.0),
    "/token": ("Mtok", 1e6),
    "/ktok": ("Mtok", 1e3),
    "/share": ("share", 1.0),
    "/t": ("t", 1.0),
    "/m3": ("m3", 1.0),
    "/m2": ("m2", 1.0),
    "/ft2": ("ft2", 1.0),
    "/acre": ("acre", 1.0),
    "/gpu": ("gpu", 1.0),
    "/rack": ("rack", 1.0),
    "/GB": ("GB", 1.0),
    "/TB": ("TB", 1.0),
    "/server": ("server", 1.0),
    "/query": ("query", 1.0),
    "/kgal": ("kgal", 1.0),
    "/gallon": ("gallon", 1.0),
    "/barrel": ("barrel", 1.0),
    "/seat": ("seat", 1.0),
    "/image": ("image", 1.0),
}
_FLOW_RATES = frozenset({"/d", "/h", "/min", "/s", "/query", "/week", "/token", "/kWh"})
_CAPACITY = frozenset({"/kW", "/MW", "/GW", "/rack", "/gpu", "/server", "/acre"})
_LARGEST_PAY = 3e9
_CROWD = 1000.0
_FEW = 12.0
"""Up to so many persons without a word of work are people of the story."""
_ONLY_COMPUTE = 1e20
_LARGEST_CROWD = 2e4
_LARGEST_PRICE = 5e4


def decide(document: Document, owners: Owners, measure: Measure, before: list[Measure]) -> Measure:
    """The measure with its final kind, in the light of the measures before it."""
    kind = measure.kind
    if kind in ("energy", "water", "mass") and measure.rate is None:
        measure = replace(measure, rate=_flow_rate(document, measure, before))
    if kind == "money":
        return _money(document, owners, measure, before)
    if kind == "mass":
        return replace(measure, kind=_mass(document, measure, before))
    if kind == "factor":
        return replace(measure, kind="count_other")
    if kind == "headcount":
        return replace(measure, kind=_people(document, measure))
    if (
        kind == "count_other"
        and document.at(measure.last - 1, "dweller") is not None
        and measure.high < _CROWD
    ):
        sentence = document.sentence(measure.first)
        return (
            measure
            if document.has(sentence.first, sentence.last, "served_word")
            else replace(measure, kind=None)
        )
    if kind == "count_other" and document.at(measure.last - 1, "generic_noun") is not None:
        sentence = document.sentence(measure.first)
        chips = document.has(sentence.first, measure.last, "noun", "accelerators") or document.has(
            sentence.first, measure.last, "chip"
        )
        return replace(measure, kind="accelerators") if chips else measure
    if measure.unit is None and measure.kind == "count_other" and measure.high >= _ONLY_COMPUTE:
        return replace(measure, kind="compute", unit=unit_of("FLOP"))
    if kind == "energy" and measure.rate == "/h":
        return replace(measure, rate=None)
    return measure


def is_denominator(document: Document, measure: Measure) -> bool:
    """Whether tokens are only what a price is for: `eine Million Token kostet drei Dollar`, `any one token`."""
    if measure.kind not in ("tokens", "parameters"):
        return False
    if measure.high <= 1.0:
        return True
    last = document.sentence(measure.first).last
    priced = document.has(measure.last, min(last, measure.last + 6), "price_cue")
    return measure.high in (1e3, 1e6) and priced and document.has(measure.last, last, "currency")


def base_unit(measure: Measure, currency: str) -> tuple[str, float]:
    """Base unit with its rate, and the factor to it. `currency` stands in where cents have none of their own."""
    unit = measure.unit
    if unit is None:
        base, factor = ("x", 1.0) if measure.shape in ("factor",) or measure.noun == "x" else ("1", 1.0)
    else:
        base, factor = (currency if unit.base == "cent" else unit.base), unit.factor
    if measure.kind == "price" and measure.rate in _PRICE_RATES:
        per, times = _PRICE_RATES[measure.rate]
        return f"{base}/{per}", factor * times
    if measure.kind in ("pay", "money") and measure.rate in ("/h", "/d", "/week"):
        return f"{base}/{measure.rate[1:]}", factor
    if measure.kind == "emissions" and measure.rate in ("/gpu", "/share"):
        return f"{base}/unit", factor
    if (
        measure.kind not in ("money", "pay", "price", "power", "share", "parameters")
        and measure.rate in _FLOW_RATES
    ):
        return f"{base}/{measure.rate[1:]}" if base != "1" else f"1/{measure.rate[1:]}", factor
    return base, factor


def _money(document: Document, owners: Owners, measure: Measure, before: list[Measure]) -> Measure:
    """Price per unit, pay of persons, or money."""
    small = measure.scale == 1.0 and measure.high < _LARGEST_PRICE
    if measure.rate in ("/h", "/d", "/week") and _wage(document, measure, before):
        return replace(measure, kind="pay")
    if measure.rate in _PRICE_RATES and (small or measure.rate not in ("/share", "/gpu", "/rack", "/h")):
        if measure.rate in ("/share", "/gpu") and _issue(document, measure):
            return replace(measure, kind="price", rate="/share")
        return replace(measure, kind="price")
    if small and _issue(document, measure) and measure.high < 10000:
        return replace(measure, kind="price", rate="/share")
    if measure.rate is None and not small:
        rate = _capacity_rate(document, measure, before)
        if rate is not None:
            return replace(measure, kind="price", rate=rate)
    if small and measure.rate is None:
        rate = _price_rate(document, measure, before)
        if rate is not None:
            return replace(measure, kind="price", rate=rate or None)
    return replace(measure, kind="pay" if _is_pay(document, owners, measure, before) else "money")


def _capacity_rate(document: Document, measure: Measure, before: list[Measure]) -> str | None:
    """The rate of a large price for a piece or for capacity: `cost per megawatt has risen from $9m to $14m`."""
    clause = document.clause_of[measure.first]
    rate = _per_label(document, clause[0], measure.first)
    if rate is not None:
        return rate if rate in _CAPACITY else None
    other = before[-1] if before else None
    same = other is not None and other.kind == "price" and document.clause_of[other.first] == clause
    if other is None or not same or other.rate not in _CAPACITY:
        return None
    return other.rate if 0.1 < measure.high / other.high < 10 else None


def _price_rate(document: Document, measure: Measure, before: list[Measure]) -> str | None:
    """The rate that a small sum inherits from a price before it; empty for a price without one; None if no price."""
    sentence = document.sentence(measure.first)
    first, last = document.clause_of[measure.first]
    if _per_tokens(document, sentence.first, measure.first):
        return "/Mtok"
    if (
        measure.unit is not None
        and measure.unit.name in ("cent", "pence")
        and document.has(first, last, "energy_price")
    ):
        return "/kWh"
    apiece = _apiece(document, measure, before) or _per_label(document, sentence.first, measure.first)
    if apiece is not None:
        return apiece
    hourly = _hourly(document, sentence.first, measure.first)
    if hourly is not None:
        return hourly
    prices = [other for other in before[-6:] if other.kind == "price"]
    shared = _shared_rate(document, measure)
    if shared is not None:
        return shared
    named = document.has(first, last, "price_head")
    if document.word(first - 1) == ":":
        named = named or document.has(document.clause_of[first - 1][0], first, "price_head")
    wide = named or document.has(sentence.first, sentence.last, "price_head")
    cued = document.has(sentence.first, sentence.last, "price_cue")
    for other in reversed(prices):
        back = sentence.index - document.sentence_of[other.first]
        alike = other.high > 0 and 0.01 < measure.high / other.high < 100
        chips = back <= 2 and document.has(sentence.first, measure.first, "chip")
        if alike and (back == 0 or (back <= 8 and wide) or (back <= 2 and cued) or chips):
            return other.rate or ""
    if named and not document.has(first, last, "company_money") and measure.high < 5000:
        return ""
    return None


def _shared_rate(document: Document, measure: Measure) -> str | None:
    """The rate that stands behind the last of several prices: `$0.60 in / $2.50 out per 1M`."""
    last = min(measure.last + 9, document.sentence(measure.first).last)
    for place in range(measure.last, last):
        hit = document.at(place, "rate")
        if hit is not None and place > measure.last and hit.payload in _PRICE_RATES:
            return hit.payload
        free = document.tokens[place].kind in ("number", "mark") and document.word(place) not in ".;!?"
        if not free and not document.at(place, "in_out") and not document.at(place, "currency_mark"):
            return None
    return None


def _apiece(document: Document, measure: Measure, before: list[Measure]) -> str | None:
    """The rate of a price that follows what it is for: `1.9M GPU-hours at $2`, `28 million shares at $115`."""
    other = before[-1] if before else None
    if other is None or document.lower(measure.first - 1) not in ("at", "zu", "à", "je"):
        return None
    if measure.first - max(other.last, other.rate_last) > 2:
        return None
    if other.unit is not None:
        return {"GPUh": "/gpu-h", "kWh": "/kWh", "MWh": "/MWh"}.get(other.unit.name)
    return {"accelerators": "/gpu"}.get(other.kind or "")


def _per_label(document: Document, first: int, last: int) -> str | None:
    """The rate that a label or cost noun gives: `Pricing (per 1M tokens): $0.40`, `cost per megawatt rose from $9m`."""
    for hit in document.each(first, last, "rate"):
        if hit.payload not in _PRICE_RATES:
            continue
        free = not any(document.tokens[place].kind == "number" for place in range(hit.last, last))
        opens = hit.first == first or document.word(hit.first - 1) in ("(", "|", ",", ":")
        opens = opens or any(
            document.has(hit.first - 1, hit.first, "head", kind) for kind in ("money", "price")
        )
        if free and (opens or document.has(hit.last, last, "colon")):
            return hit.payload
    return None


def _hourly(document: Document, first: int, last: int) -> str | None:
    """The rate that the subject of a sentence gives: `Eine H100-Stunde kostet`, `An hour on an H200 cost`."""
    for hit in document.each(first, last, "unit"):
        if hit.payload == "GPUh" and document.at(hit.first - 1, "magnitude") is None:
            return "/gpu-h"
        single = (
            document.at(hit.first - 1, "article_one") is not None or document.lower(hit.first - 1) == "one"
        )
        if hit.payload in _SUBJECTS and single and document.has(hit.last, last, "price_cue"):
            chips = document.has(hit.last, last, "chip") or document.has(
                hit.last, last, "noun", "accelerators"
            )
            return "/gpu-h" if chips and hit.payload == "h" else _SUBJECTS[hit.payload]
    rented = document.has(first, last, "rent_word")
    return "/gpu-h" if rented and document.has(first, last, "chip") else None


_SUBJECTS = {"h": "/h", "kWh": "/kWh", "MWh": "/MWh", "m3": "/m3", "tonne": "/t"}


def _per_tokens(document: Document, first: int, last: int) -> bool:
    """Whether a million tokens is named as what is paid for: `Eine Million Token Eingabe kostet`."""
    for hit in document.each(first, last, "unit"):
        if hit.payload == "token" and document.at(hit.first - 1, "magnitude") is not None:
            return document.has(hit.last, last, "price_cue")
    return False


def _wage(document: Document, measure: Measure, before: list[Measure]) -> bool:
    """Whether an hourly or daily sum is what people earn."""
    sentence = document.sentence(measure.first)
    whole = sentence.first, sentence.last
    if document.has(*whole, "chip") or document.has(*whole, "noun", "accelerators"):
        return False
    earlier = any(
        other.kind == "pay" and sentence.index - document.sentence_of[other.first] <= 1
        for other in before[-4:]
    )
    return earlier or document.has(*whole, "pay_strong") or document.has(*whole, "person_word")


def _issue(document: Document, measure: Measure) -> bool:
    """Whether new shares are sold at this price."""
    sentence = document.sentence(measure.first)
    return document.has(sentence.first, sentence.last, "share_issue") and document.has(
        sentence.first, sentence.last, "issue_word"
    )


def _is_pay(document: Document, owners: Owners, measure: Measure, before: list[Measure]) -> bool:
    """Whether money goes to a person: salary, bonus, package."""
    unit = measure.unit.factor if measure.unit else 1.0
    if measure.high * unit > _LARGEST_PAY:
        return False
    sentence = document.sentence(measure.first)
    clause = document.clause_of[measure.first]
    if clause[0] > sentence.first and document.word(clause[0] - 1) == ":":
        clause = document.clause_of[clause[0] - 1][0], clause[1]
    whole = (sentence.first, sentence.last)
    if sentence.last - sentence.first <= 5 and sentence.index + 1 < len(document.sentences):
        following = document.sentences[sentence.index + 1]
        if following.line.index == sentence.line.index:
            whole = (sentence.first, following.last)
            clause = clause[0], document.clause_of[following.first][1]
    pay = 3.0 * document.has(*clause, "pay_strong") + 1.5 * document.has(*whole, "pay_strong")
    pay += 1.0 * document.has(*clause, "pay_weak") + 0.7 * document.has(*whole, "pay_weak")
    held = range(sentence.index, document.sentence_of[whole[1] - 1] + 1)
    persons = [one for index in held for one in owners.inside[index] if one.group == "person"]
    spoken = document.has(*whole, "say_verb")
    someone = bool(persons) and not spoken
    pay += 1.5 * (someone or document.has(*clause, "person_word")) + 0.8 * document.has(*whole, "person_word")
    pay += 1.5 * document.has(*clause, "pay_verb")
    if sentence.index:
        earlier = document.sentences[sentence.index - 1]
        pay += 1.0 * document.has(earlier.first, earlier.last, "pay_strong")
    money = 2.5 * document.has(*clause, "company_money") + 1.0 * document.has(*whole, "company_money")
    money += 1.2 * document.has(*clause, "spend_verb")
    for other in reversed(before[-4:]):
        if other.kind in ("pay", "money") and sentence.index - document.sentence_of[other.first] <= 2:
            pay, money = (pay + 1.5, money) if other.kind == "pay" else (pay, money + 1.5)
            break
    if measure.rate == "/person":
        pay += 2.0
    return pay >= 3.0 and pay > money


def _flow_rate(document: Document, measure: Measure, before: list[Measure]) -> str | None:
    """The rate of a flow that stands elsewhere: what one query needs, or the same figure in another unit."""
    sentence = document.sentence(measure.first)
    if document.has(document.clause_of[measure.first][0], measure.first, "yearly_word"):
        return None
    if measure.unit is not None and measure.unit.name in _SMALL_UNITS:
        for hit in document.each(sentence.first, sentence.last, "query_word"):
            near = range(hit.first - 4, hit.first)
            if any(document.at(place, "article_one") or document.at(place, "determiner") for place in near):
                return "/query"
    for other in reversed(before[-4:]):
        back = sentence.index - document.sentence_of[other.first]
        if other.rate not in _FLOW_RATES or back > 2:
            continue
        clause = document.clause_of[measure.first][0]
        same = document.clause_of[other.first][0] == clause
        if same or (other.kind == measure.kind and other.unit == measure.unit and other.rate == "/query"):
            return other.rate
        if other.kind == measure.kind and document.has(sentence.first, measure.first, "conversion"):
            return other.rate
    return None


_SMALL_UNITS = frozenset({"Wh", "ml", "g", "mg", "litre", "kWh", "J", "kJ", "drop"})


def _mass(document: Document, measure: Measure, before: list[Measure]) -> str:
    """Emissions where a gas is named near the mass, else a mass of material."""
    sentence = document.sentence(measure.first)
    near = document.has(measure.last, min(measure.last + 5, sentence.last), "substance", "emissions")
    if near or document.has(sentence.first, sentence.last, "emission_word"):
        return "emissions"
    for other in reversed(before[-6:]):
        if other.kind == "emissions" and sentence.index - document.sentence_of[other.first] <= 10:
            return "emissions"
    return "count_other"


def _people(document: Document, measure: Measure) -> str | None:
    """People served by a grid or a plant are counted, people who work are headcount; a few who do neither are nothing."""
    sentence = document.sentence(measure.first)
    if document.at(measure.last - 1, "people") is None:
        return "headcount"
    if document.has(sentence.first, sentence.last, "work_word"):
        return "headcount"
    served = document.has(sentence.first, sentence.last, "served_word")
    if served or measure.high >= _LARGEST_CROWD:
        return "count_other"
    return "headcount" if measure.high > _FEW else None
