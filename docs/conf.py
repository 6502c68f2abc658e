"""Sphinx settings: MyST pages, nothing fetched from elsewhere, some pages written from the code itself."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import generated

from wattwright import __version__

project = "Wattwright"
author = "The Wattwright authors"
release = version = __version__
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "alabaster"
html_theme_options = {"description": "AI build-outs, from grid to gradient", "fixed_sidebar": True}
html_show_copyright = False
myst_heading_anchors = 3

generated.write(Path(__file__).parent / "_generated")
