"""The strict YAML reader of plan files: YAML 1.2 core rules, positions kept, every finding collected.

Against YAML 1.1 habits, `NO` stays text, `1e9` is a number, `12:30` stays text and `010` is ten. Duplicate
keys, tags, merge keys and a second document are findings; size, depth and what aliases expand to are limited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

import yaml

__all__ = ["LIMIT_BYTES", "Document", "Finding", "Path", "Position", "read_document"]

LIMIT_BYTES: Final = 1 << 21
"""Largest plan file that is read."""

_LIMIT_DEPTH: Final = 24
_LIMIT_VALUES: Final = 100_000

Path: TypeAlias = tuple[str | int, ...]


class _Mark(Protocol):
    """Place in the text that the parser reports, counted from 0."""

    line: int
    column: int


_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS: Final = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL: Final = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column of a key or value, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a document: where, under which key, and what."""

    position: Position
    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """Plain values of a YAML text with the position of every key and value by path, and what is wrong."""

    value: object
    lines: tuple[str, ...]
    keys: dict[Path, Position]
    values: dict[Path, Position]
    findings: tuple[Finding, ...]

    def at(self, path: Path, *, key: bool = False) -> Position:
        """Position of the value (or key) at `path`, or of the nearest enclosing thing that has one."""
        while path:
            found = self.keys.get(path) if key else self.values.get(path)
            if found is not None:
                return found
            path, key = path[:-1], False
        return self.values.get((), Position(1, 1))


@dataclass(slots=True)
class _Builder:
    """What the walk over the events has collected so far; lives only inside `read_document`."""

    events: Iterator[yaml.Event]
    keys: dict[Path, Position] = field(default_factory=dict)
    values: dict[Path, Position] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    anchors: dict[str, tuple[object, int]] = field(default_factory=dict)
    size: int = 0


class _LimitError(Exception):
    """The document is larger or deeper than a plan can be."""

    def __init__(self, event: yaml.Event, message: str) -> None:
        self.position = _where(event)
        super().__init__(message)


def read_document(text: str) -> Document:
    """Values and positions of a YAML text; what is wrong stands in `findings`, nothing is raised."""
    lines = tuple(text.splitlines())
    if len(text.encode("utf-8", "replace")) > LIMIT_BYTES:
        message = f"the file has more than {LIMIT_BYTES:,} bytes, which no plan needs"
        return Document(None, lines[:1], {}, {}, (Finding(Position(1, 1), (), message),))
    builder = _Builder(yaml.parse(text, Loader=yaml.CSafeLoader))
    value = None
    try:
        value = _walk(builder)
    except _LimitError as error:
        builder.findings.append(Finding(error.position, (), str(error)))
    except yaml.MarkedYAMLError as error:
        where = _position(error.problem_mark) if error.problem_mark else Position(1, 1)
        context = f" {error.context}" if error.context else ""
        builder.findings.append(Finding(where, (), f"this is not YAML: {error.problem}{context}"))
    except yaml.YAMLError as error:
        builder.findings.append(Finding(Position(1, 1), (), f"this is not YAML: {error}"))
    return Document(value, lines, builder.keys, builder.values, tuple(builder.findings))


def _position(mark: _Mark) -> Position:
    return Position(mark.line + 1, mark.column + 1)


def _where(event: yaml.Event) -> Position:
    mark = event.start_mark
    return Position(1, 1) if mark is None else _position(mark)


def _walk(builder: _Builder) -> object:
    """Value of the first document; a second one is a finding."""
    next(builder.events)
    start = next(builder.events)
    if isinstance(start, yaml.StreamEndEvent):
        return None
    value = _value(builder, next(builder.events), (), 0)
    next(builder.events)
    after = next(builder.events)
    if not isinstance(after, yaml.StreamEndEvent):
        message = "a second document begins here; a plan file holds one"
        builder.findings.append(Finding(_where(after), (), message))
    return value


def _value(builder: _Builder, event: yaml.Event, path: Path, depth: int) -> object:
    """Value that begins with `event`; notes its position and anchor."""
    builder.values.setdefault(path, _where(event))
    if depth > _LIMIT_DEPTH:
        raise _LimitError(event, f"nested deeper than {_LIMIT_DEPTH} levels, which no plan needs")
    if isinstance(event, yaml.AliasEvent):
        return _alias(builder, event, path)
    before = builder.size
    _grow(builder, event, 1)
    tag = getattr(event, "tag", None)
    if tag is not None:
        message = f"tag {tag!r} is not read in plan files; write the plain value"
        builder.findings.append(Finding(_where(event), path, message))
    value: object
    if isinstance(event, yaml.MappingStartEvent):
        value = _mapping(builder, path, depth)
    elif isinstance(event, yaml.SequenceStartEvent):
        value = _sequence(builder, path, depth)
    else:
        assert isinstance(event, yaml.ScalarEvent)
        value = event.value if event.style else _plain(event.value)
    if event.anchor is not None:
        builder.anchors[event.anchor] = (value, builder.size - before)
    return value


def _grow(builder: _Builder, event: yaml.Event, count: int) -> None:
    builder.size += count
    if builder.size > _LIMIT_VALUES:
        message = f"more than {_LIMIT_VALUES:,} values with aliases expanded, which no plan needs"
        raise _LimitError(event, message)


def _alias(builder: _Builder, event: yaml.AliasEvent, path: Path) -> object:
    if event.anchor not in builder.anchors:
        message = f"alias *{event.anchor} has no anchor before it"
        builder.findings.append(Finding(_where(event), path, message))
        return None
    value, size = builder.anchors[event.anchor]
    _grow(builder, event, size)
    return value


def _sequence(builder: _Builder, path: Path, depth: int) -> list[object]:
    items: list[object] = []
    while not isinstance(event := next(builder.events), yaml.SequenceEndEvent):
        items.append(_value(builder, event, (*path, len(items)), depth + 1))
    return items


def _mapping(builder: _Builder, path: Path, depth: int) -> dict[str, object]:
    entries: dict[str, object] = {}
    while not isinstance(event := next(builder.events), yaml.MappingEndEvent):
        where = _where(event)
        key = _key(builder, event, path)
        inside: Path = (*path, key)
        first = builder.keys.get(inside)
        if key == "<<":
            message = "merge keys are not part of YAML 1.2; write the values out"
            builder.findings.append(Finding(where, inside, message))
        elif first is not None:
            message = f"key {key!r} is given twice, in line {first.line} and in line {where.line}"
            builder.findings.append(Finding(where, inside, message))
        else:
            builder.keys[inside] = where
        value = _value(builder, next(builder.events), inside, depth + 1)
        if first is None and key != "<<":
            entries[key] = value
    return entries


def _key(builder: _Builder, event: yaml.Event, path: Path) -> str:
    """Text of a key; a key that is no scalar is a finding and is passed over."""
    if isinstance(event, yaml.ScalarEvent):
        return str(event.value)
    message = "a key must be a plain word"
    builder.findings.append(Finding(_where(event), path, message))
    skipped = _Builder(builder.events, size=builder.size)
    _value(skipped, event, (), 0)
    return ""


def _plain(text: str) -> str | int | float | bool | None:
    """Value of an unquoted scalar by the core schema of YAML 1.2."""
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) < 400 else float(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _SPECIAL.fullmatch(text):
        return float(text.replace(".", ""))
    return text
