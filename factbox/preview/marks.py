"""What a page has in preview alone: the client, and the places of its sources.

The published page has neither, so everything here works on its finished HTML.
"""

import re
from collections.abc import Mapping
from html import escape, unescape

from factbox.problems import Place

OWN = ".factbox-preview/"
"""The folder of the preview's own files; no file of a site can be in it."""

_TAG_WITH_ID = re.compile(r'<[a-z][^<>]*? id="([^"<>]+)"')
_MARKED = re.compile(r"<!--(fact|place) ([^<>]+)-->(\s*<[a-z][a-z0-9-]*)")
_POLICY = re.compile(
    r'<meta http-equiv="content-security-policy" content="([^"]*)">', re.IGNORECASE
)


def previewed(
    html: str,
    places: Mapping[str, Place],
    *,
    name: str,
    editor: str,
    origin: str,
    base: str,
) -> str:
    """A page with the preview's client, and with its places marked.

    `places` leads from the ids of elements to their sources, `editor` is the address
    that opens a source, `name` that of the edition. `origin` and `base` are where the
    preview is served.
    """
    html = _TAG_WITH_ID.sub(
        lambda tag: tag[0] + _place(places.get(unescape(tag[1]))), html
    )
    html = _MARKED.sub(lambda mark: mark[3] + _behind(mark[1], mark[2], places), html)
    own = f"{base}{OWN}"
    html = _POLICY.sub(lambda meta: _widened(meta[0], meta[1], origin, own), html)
    client = (
        f'<meta name="factbox-preview" content="{escape(name)}" '
        f'data-editor="{escape(editor)}">'
        f'<script type="module" src="{escape(own)}client.js"></script>'
    )
    head, found, rest = html.partition("</head>")
    return f"{head}{client}{found}{rest}"


def _behind(kind: str, source: str, places: Mapping[str, Place]) -> str:
    """The place that a mark of the Markdown stands for."""
    return f' data-place="{source}"' if kind == "place" else _place(places.get(source))


def _place(place: Place | None) -> str:
    return f' data-place="{escape(str(place))}"' if place else ""


def _widened(meta: str, content: str, origin: str, own: str) -> str:
    """The policy of a page (CSP, level 3), letting in the preview's own files as well.

    All else that the policy keeps out of the published page it keeps out of this one.
    """
    directives = (words.split() for words in unescape(content).split(";"))
    policy = {name.lower(): values for name, *values in filter(None, directives)}
    server = origin.removeprefix("http")
    for name, source in {
        "script-src": f"{origin}{own}",
        "style-src": f"{origin}{own}",
        "connect-src": f"{origin} ws{server}",
    }.items():
        allowed = policy.get(name, policy.get("default-src", ["*"]))
        policy[name] = [each for each in allowed if each != "'none'"] + [source]
    policy.pop("require-trusted-types-for", None)
    text = "; ".join(" ".join([name, *values]) for name, values in policy.items())
    return meta.replace(content, escape(text))
