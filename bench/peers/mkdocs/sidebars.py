"""Gives the template of an explainer its sidebars."""

from pathlib import Path

import yaml
from markdown import Markdown

KINDS = ("figures", "quotes", "timeline")

_markdown = Markdown()


def on_env(env, config, files):
    """Let templates print Markdown."""
    env.filters["markdown"] = lambda text: _markdown.reset().convert(text or "")
    return env


def on_page_context(context, page, config, nav):
    """Read the YAML files of a page."""
    folder = Path("sidebars", page.url.rstrip("/"))
    if page.url not in ("", "./"):
        for kind in KINDS:
            text = (folder / f"{kind}.yaml").read_text()
            context[kind] = yaml.load(text, Loader=yaml.CSafeLoader)
    return context
