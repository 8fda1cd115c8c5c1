"""Factbox: explainer microsites from Markdown and YAML, every fact written once."""

__version__ = "0.1.0"
