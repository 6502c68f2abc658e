"""House limits: small files, small functions, everything annotated and documented."""

from __future__ import annotations

import ast
from statistics import quantiles

from house.syntax import Function, functions, modules, parameters, public, report, tracked

FILE_LINES = 400
FUNCTION_LINES = 60
FUNCTION_LINES_99 = 45
BRANCHES = 12
PARAMETERS = 7
LITERAL_ELEMENTS = 40

FORKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)


def length(node: Function) -> int:
    """Lines from `def` to the end without the docstring."""
    last = node.end_lineno or node.lineno
    lines = last - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def branches(node: ast.AST) -> int:
    """Ways through a function: 1 + every fork, `and`/`or` and condition of a comprehension."""
    total = 1
    for inner in ast.walk(node):
        if isinstance(inner, ast.BoolOp):
            total += len(inner.values) - 1
        elif isinstance(inner, ast.comprehension):
            total += len(inner.ifs)
        else:
            total += isinstance(inner, FORKS)
    return total


def test_no_file_is_longer_than_the_limit() -> None:
    found = [
        f"{path.name}: {lines} lines"
        for path in tracked()
        if path.suffix == ".py" and (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    ]
    assert not found, report(f"split these files by topic, {FILE_LINES} lines at most:", found)


def test_no_function_is_longer_than_the_limit() -> None:
    found = [f"{place}: {length(node)}" for place, node in functions() if length(node) > FUNCTION_LINES]
    assert not found, report(f"split these functions, {FUNCTION_LINES} lines at most:", found)


def test_one_function_in_a_hundred_may_be_long() -> None:
    ordered = sorted(functions(), key=lambda item: -length(item[1]))
    percentile = quantiles([length(node) for _, node in ordered], n=100, method="inclusive")[98]
    longest = [f"{place}: {length(node)}" for place, node in ordered[:8]]
    rule = f"99 % of functions must have ≤ {FUNCTION_LINES_99} lines (now {percentile:.0f}); longest:"
    assert percentile <= FUNCTION_LINES_99, report(rule, longest)


def test_no_function_forks_too_often() -> None:
    found = [f"{place}: {branches(node)}" for place, node in functions() if branches(node) > BRANCHES]
    assert not found, report(f"split these functions, {BRANCHES} branches at most:", found)


def test_no_function_takes_too_many_parameters() -> None:
    found = [
        f"{place}: {len(parameters(node))}"
        for place, node in functions()
        if len(parameters(node)) > PARAMETERS
    ]
    assert not found, report(f"group parameters into a dataclass, {PARAMETERS} at most:", found)


def test_every_parameter_and_return_is_annotated() -> None:
    found = [
        place
        for place, node in functions()
        if any(one.annotation is None for one in parameters(node))
        or (node.returns is None and node.name != "__init__")
    ]
    assert not found, report("annotate every parameter and the return of:", found)


def test_every_public_name_is_documented() -> None:
    found = [module.place for module in modules() if ast.get_docstring(module.tree) is None]
    found += [
        f"{module.place}:{node.lineno} {node.name}"
        for module in modules()
        for node in public(module.tree)
        if ast.get_docstring(node) is None
    ]
    assert not found, report("write a docstring (meaning, units, errors, source) for:", found)


def test_tables_stand_in_data_files_and_not_in_code() -> None:
    found = []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Dict):
                size = len(node.keys)
            elif isinstance(node, ast.List | ast.Tuple | ast.Set):
                size = len(node.elts)
            else:
                continue
            if size > LITERAL_ELEMENTS:
                found.append(f"{module.place}:{node.lineno}: {size} elements")
    rule = f"move literals of more than {LITERAL_ELEMENTS} elements to src/wattwright/data/ as YAML or CSV:"
    assert not found, report(rule, found)
