"""Who and what is spoken of: names in the text, what pronouns stand for, and which name a number belongs to.

`find_names` gives every mention of a company, site, model, person, product or institution; `Owners` says
which of them a number, date, quote or opinion is about.
"""

from __future__ import annotations

from wattwright.reading.names.finder import find_names
from wattwright.reading.names.mentions import Mention, Names
from wattwright.reading.names.owners import Owners

__all__ = ["Mention", "Names", "Owners", "find_names"]
