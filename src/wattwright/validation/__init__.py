"""Scoreboards against measured tables, and fits to them."""

__all__: list[str] = []
