"""Wattwright breaks an AI build-out into its parts, from grid to gradient, and says whether it holds."""

from __future__ import annotations

__version__ = "0.1.0"
