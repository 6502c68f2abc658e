"""Examples in docstrings give what they say."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

from house.syntax import modules

WITH_EXAMPLES = [module.name for module in modules() if ">>> " in module.text]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    outcome = doctest.testmod(import_module(name))
    assert outcome.attempted, f"{name}: `>>>` stands where doctest does not look"
    assert not outcome.failed, f"{name}: run `python -m doctest -v` on it and mend code or example"
