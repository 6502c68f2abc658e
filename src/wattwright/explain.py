"""Where a number comes from: the tree of equations and inputs down to sources, in German or English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from math import floor, log10
from typing import Final

import yaml

from wattwright.catalog import load as load_catalog
from wattwright.equations import registered
from wattwright.errors import UnknownNameError
from wattwright.glossary import load as load_glossary
from wattwright.glossary import term
from wattwright.resolve import UNDATED
from wattwright.results import Figure, Results

__all__ = ["explain", "plain_formula", "quantity_named"]

_TREES: Final = 2
"""Figures that are shown with their whole tree; the others follow in one line each."""

_ASPECT: Final = " · "
_DIGITS: Final = 4
_ELEMENTARY: Final = ("own-derivation",)
"""Sources of equations that need no reference."""

_COMMANDS: Final = {
    r"\cdot": "·", r"\phi": "φ", r"\varsigma": "ς", r"\ell": "ℓ", r"\nu": "ν", r"\omega": "ω",
    r"\pi": "π", r"\mu": "μ", r"\Lambda": "Λ", r"\sin": "sin", r"\cos": "cos",
     r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\varepsilon": "ε", r"\lambda": "λ",
    r"\rho": "ρ", r"\sigma": "σ", r"\tau": "τ", r"\Delta": "Δ",
    r"\delta": "δ", r"\Pi": "Π", r"\Phi": "Φ", r"\iota": "ι", r"\kappa": "κ", r"\ln": "ln",
    r"\sum": "Σ", r"\ast": "*",
    r"\left": "", r"\right": "", r"\min": "min", r"\max": "max", r"\eta": "η", r"\bmod": "mod",
}  # fmt: skip
_FRACTION: Final = re.compile(r"\\frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
_WRAPPER: Final = re.compile(r"\\(?:mathrm|text|operatorname)\{([^{}]*)\}")


def explain(quantity: str, results: Results, language: str) -> str:
    """How `quantity` was computed: value with interval, formula, inputs, and the source of every leaf.

    `quantity` is a name of the glossary or a label in either language. Of several figures at most two are
    shown whole, those of the last campus or period that are said with the fewest conditions; the others
    follow in one line each. UnknownNameError offers the nearest names.
    """
    name = quantity_named(quantity, results)
    figures = _distinct(results.find(name))
    shown = _foremost(figures)
    words = _words(language)
    seen: set[int] = set()
    lines: list[str] = []
    for figure in shown:
        lines += [*_tree(figure, language, seen), ""]
    if others := [figure for figure in figures if figure not in shown]:
        lines.append(words["others"])
        lines += [f"  {_about(figure, language)}: {_value(figure, language)}" for figure in others]
    return "\n".join(lines).rstrip() + "\n"


def quantity_named(given: str, results: Results) -> str:
    """The computed quantity that `given`, a name or label, means; UnknownNameError if none does."""
    terms = load_glossary()
    computed = results.names()
    wanted = _folded(given)
    labels = {_folded(label): one.name for one in terms.values() for label in (one.label_de, one.label_en)}
    names = {_folded(name): name for name in terms}
    found = names.get(wanted) or next(
        (name for label, name in labels.items() if label == wanted and name in computed), labels.get(wanted)
    )
    if found in computed and found is not None:
        return found
    known = [*computed, *(label for name in computed for label in (term(name).label_de, term(name).label_en))]
    raise UnknownNameError("quantity", given, dict.fromkeys(known))


def plain_formula(latex: str) -> str:
    r"""A LaTeX formula as one line of plain text.

    >>> plain_formula(r"\frac{P_\mathrm{fac}}{\rho}")
    'P_fac / ρ'
    """
    text = _WRAPPER.sub(r"\1", latex.replace(r"\,", "·"))
    for command, sign in _COMMANDS.items():
        text = re.sub(re.escape(command) + r"(?![A-Za-z])", sign, text)
    text = re.sub(r"\\[ ,;!]", " ", text)
    text = re.sub(r"\\bar\{?\s*(\w)\}?", "\\1\u0304", text)
    while match := _FRACTION.search(text):
        over, under = (_grouped(part.strip()) for part in match.groups())
        text = f"{text[: match.start()]}{over} / {under}{text[match.end() :]}"
    text = re.sub(r"\s*·[\s·]*", " · ", re.sub(r"[{}]", "", text))
    return re.sub(r"(?<=Δ) (?=\w)", "", re.sub(r"\s+", " ", text)).strip()


def _grouped(text: str) -> str:
    """In brackets where more than one factor stands above or below a stroke."""
    return f"({text})" if re.search(r"[ +·-]|\(", text) and not text.startswith("(") else text


def _tree(figure: Figure, language: str, seen: set[int]) -> Iterator[str]:
    """Lines of one figure and all behind it, indented by depth; what stood before is only named."""
    skip_below = -1
    for depth, one in figure.tree():
        if 0 <= skip_below < depth:
            continue
        skip_below = -1
        indent = "   " * depth
        first = "" if depth == 0 else "└─ "
        head = f"{indent[3:]}{first}{_head(one, language)}"
        if id(one) in seen and one.inputs:
            yield f"{head}  ({_words(language)['above']})"
            skip_below = depth
            continue
        seen.add(id(one))
        yield head
        yield from (f"{indent}   {line}" for line in _behind(one, language))


def _head(figure: Figure, language: str) -> str:
    one = term(figure.name)
    return f"{one.label(language)} {one.symbol} = {_value(figure, language)}  [{_about(figure, language)}]"


def _about(figure: Figure, language: str) -> str:
    when = _words(language)["undated"] if figure.when == UNDATED else figure.when
    return ", ".join(part for part in (figure.subject, when) if part)


def _behind(figure: Figure, language: str) -> Iterator[str]:
    """Formula of a derived figure; basis, date, sources and note of a leaf."""
    words = _words(language)
    if figure.equation is not None:
        rule = registered()[figure.equation]
        yield f"{plain_formula(rule.symbol)} = {plain_formula(rule.latex)}   ({rule.name})"
        if rule.source not in _ELEMENTARY:
            yield _source(rule.source)
        return
    known = words["known"].format(date=_day(figure.date, language))
    yield f"{words.get(figure.basis, figure.basis)}, {known}"
    yield from (_source(source) for source in figure.sources)
    if figure.doubtful:
        yield f"⚠ {words['doubtful']}"
    if figure.note:
        yield figure.note


def _source(name: str) -> str:
    title, url = _references().get(name, ("", ""))
    if not title:
        try:
            found = load_catalog().source(name)
        except UnknownNameError:
            return name
        title, url = found.title, found.url
    return " ".join(part for part in (title, url) if part)


def _value(figure: Figure, language: str) -> str:
    unit = "" if figure.unit == "1" else f" {figure.unit}"
    text = f"{_number(figure.value, language)}{unit}"
    if figure.low == figure.high:
        return text
    return f"{text} ({_number(figure.low, language)} … {_number(figure.high, language)})"


def _day(day: date, language: str) -> str:
    return f"{day:%d.%m.%Y}" if language == "de" else day.isoformat()


def _number(value: float, language: str) -> str:
    """Four significant digits, thousands grouped; very large and very small ones as powers of ten."""
    size = abs(value)
    if value == 0:
        return "0"
    if size >= 1e15 or size < 1e-4:
        exponent = floor(log10(size))
        text = f"{value / 10.0**exponent:.3f} × 10^{exponent}"
    else:
        decimals = max(0, _DIGITS - 1 - floor(log10(size)))
        text = f"{round(value, _DIGITS - 1 - floor(log10(size))):,.{decimals}f}"
    text = re.sub(r"(\.\d*?)0+(?!\d)", r"\1", text).replace(". ", " ").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if language == "de" else text


def _distinct(figures: Iterable[Figure]) -> list[Figure]:
    """Figures without repeats of the same subject, period and value."""
    return list({(one.subject, one.when, one.value): one for one in figures}.values())


def _foremost(figures: Sequence[Figure]) -> list[Figure]:
    """The first figures of the last subject and period among those with the fewest aspects."""
    aspects = [figure.subject.count(_ASPECT) for figure in figures]
    plain = [figure for figure, count in zip(figures, aspects, strict=True) if count == min(aspects)]
    last = plain[-1].subject.partition(_ASPECT)[0], plain[-1].when
    return [one for one in plain if (one.subject.partition(_ASPECT)[0], one.when) == last][:_TREES]


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


@cache
def _words(language: str) -> dict[str, str]:
    path = files("wattwright") / "data" / "texts" / f"explain.{'de' if language == 'de' else 'en'}.yaml"
    words: dict[str, str] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return words


@cache
def _references() -> dict[str, tuple[str, str]]:
    """Works behind equations and assumptions: id → title and address."""
    text = (files("wattwright") / "data" / "references.yaml").read_text(encoding="utf-8")
    entries: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {name: (entry["title"], entry["url"]) for name, entry in entries.items()}
