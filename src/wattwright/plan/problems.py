"""Turns what is wrong in a plan file into bullets with file, line, column, key, source line and caret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel, ValidationError

from wattwright.errors import nearest_names
from wattwright.plan.document import Document, Finding, Path

__all__ = ["bullets", "findings_of", "key_text"]

_EXPECTED: Final = {
    "string_type": "text, in quotes where it looks like a number",
    "tuple_type": "a list, one '- ' a line",
    "model_type": "a mapping of keys and values",
    "dict_type": "a mapping of keys and values",
    "date_from_datetime_parsing": "a day such as 2025-07-15",
    "date_parsing": "a day such as 2025-07-15",
    "date_type": "a day such as 2025-07-15",
    "float_type": "a number",
    "finite_number": "a finite number",
    "greater_than": "a number above 0",
    "string_too_short": "text that is not empty",
}
_PATTERNS: Final = {
    "^[A-Z]{2}$": "two capital letters such as US, DE or NO",
    "^[A-Z]{3}$": "three capital letters such as EUR or GBP",
}


def key_text(path: Path) -> str:
    """Path as people write it: campuses[1].phases[0].power, counted from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "plan"


def bullets(document: Document, name: str, findings: Iterable[Finding]) -> list[str]:
    """One text a finding, in the order of the file, with the source line and a caret below it."""
    ordered = sorted(set(findings), key=lambda f: (f.position.line, f.position.column, f.message))
    texts = []
    for finding in ordered:
        line, column = finding.position.line, finding.position.column
        text = f"{name}:{line}:{column} {key_text(finding.path)}: {finding.message}"
        if line <= len(document.lines):
            source = document.lines[line - 1]
            start = max(0, column - 80)
            text += f"\n      {line:>4} | {source[start : start + 100]}"
            text += f"\n           | {' ' * (column - 1 - start)}^"
        texts.append(text)
    return texts


def findings_of(error: ValidationError, document: Document, root: type[BaseModel]) -> list[Finding]:
    """Findings of a failed validation, in the words of plan files."""
    found = []
    for item in error.errors(include_url=False):
        path: Path = tuple(item["loc"])
        about_key = item["type"] == "extra_forbidden"
        message = _message(dict(item), path, root)
        found.append(Finding(document.at(path, key=about_key), path, message))
    return found


def _message(item: dict[str, Any], path: Path, root: type[BaseModel]) -> str:
    kind, given, context = item["type"], item["input"], item.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]), sorted(_model_at(path[:-1], root).model_fields))
    if kind == "missing":
        return f"the key {path[-1]!r} is missing here"
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        allowed = [str(choice) for choice in _choices(path, root)]
        close = nearest_names(str(given), allowed, 1)
        hint = f"; nearest: {close[0]}" if close else ""
        return f"given {_shown(given)}; allowed: {', '.join(allowed)}{hint}"
    if kind == "string_pattern_mismatch":
        return f"given {_shown(given)}; allowed: {_PATTERNS[context['pattern']]}"
    expected = _EXPECTED.get(kind, item["msg"][:1].lower() + item["msg"][1:])
    return f"given {_shown(given)}; allowed: {expected}"


def _unknown_key(given: str, known: Sequence[str]) -> str:
    close = nearest_names(given, known)
    hint = f"nearest: {', '.join(close)}; " if close else ""
    return f"unknown key {given!r}; {hint}allowed: {', '.join(known)}"


def _shown(given: object) -> str:
    if isinstance(given, dict):
        return f"a mapping with {', '.join(map(str, given)) or 'nothing'}"
    if isinstance(given, list | tuple):
        return f"a list of {len(given)}"
    return "nothing" if given is None else repr(given)[:80]


def _model_at(path: Path, root: type[BaseModel]) -> type[BaseModel]:
    """Model whose keys stand at `path`."""
    model = root
    for part in path:
        if isinstance(part, str):
            annotation = model.model_fields[part].annotation
            inside = get_args(annotation)[0] if get_origin(annotation) is tuple else annotation
            assert isinstance(inside, type) and issubclass(inside, BaseModel)
            model = inside
    return model


def _choices(path: Path, root: type[BaseModel]) -> tuple[Any, ...]:
    """Allowed values of the field at `path`."""
    return get_args(_model_at(path[:-1], root).model_fields[str(path[-1])].annotation)
