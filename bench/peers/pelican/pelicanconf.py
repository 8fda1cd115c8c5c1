"""A site of nothing but articles and their list."""

from pathlib import Path

import yaml
from markdown import Markdown

SITENAME = "Explainers"
SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_DATE = "fs"
THEME = "theme"
DIRECT_TEMPLATES = ["index"]
ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
SLUGIFY_SOURCE = "basename"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
STATIC_PATHS = ["extra"]
EXTRA_PATH_METADATA = {"extra/style.css": {"path": "style.css"}}
CACHE_CONTENT = LOAD_CONTENT_CACHE = True

_markdown = Markdown()


def _sidebar(slug, kind):
    text = Path("sidebars", slug, f"{kind}.yaml").read_text()
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _inline(text):
    return _markdown.reset().convert(text or "")


JINJA_FILTERS = {"sidebar": _sidebar, "markdown": _inline}
