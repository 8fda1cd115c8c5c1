"""No address that could run comes out of Markdown, whatever stands in what."""

import re
from itertools import cycle, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from justhtml import JustHTML

from factbox.model.prose import Prose, Reference
from factbox.problems import Place
from factbox.reading.markdown import read_article, read_text
from factbox.reading.nodes import Scalar

ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "vbscript:alert(1)",
    "data:text/html,x",
    "data:image/svg+xml;base64,AAAA",
    "file:///etc/hosts",
    "blob:https://example.org/x",
    "javascript://example.org/%0aalert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "&#1;javascript:alert(1)",
    "\x01javascript:alert(1)",
    "\0javascript:alert(1)",
    "&#0;javascript:alert(1)",
    "&nbsp;javascript:alert(1)",
    "\u2028javascript:alert(1)",
    "javascript\\:alert(1)",
    "\\javascript:alert(1)",
    "java%73cript:alert(1)",
    "javascript%3Aalert(1)",
    "javascript:",
    "figure:cost",
    "entry:javascript:alert(1)",
    "entry:",
    "//host/x",
    "\\\\\\\\host/x",
    "/\\\\host/x",
    "http:javascript:alert(1)",
    "images/a.png",
    "https://example.org/",
    "https://x.example/%000%00",
    "mailto:desk@example.org",
    "#a",
    "",
]

# Each puts a text and an address into a form of Markdown. What is defined elsewhere
# comes after the text, in a paragraph of its own.
FORMS = {
    "link": "[{text}]({address})",
    "link in brackets": '[{text}](<{address}> "{text}")',
    "link by reference": "[{text}][r{n}]\n\n[r{n}]: {address}",
    "shortcut": '[r{n}] {text}\n\n[r{n}]: <{address}> "a"',
    "image": '![{text}]({address} "{text}")',
    "image by reference": "![{text}][r{n}]\n\n[r{n}]: {address}",
    "autolink": "<{address}>{text}",
    "emphasis": "*{text}* **<{address}>** `{text}`",
    "footnote": "{text}[^{n}]\n\n[^{n}]: {text} <{address}>",
    "table cell": "| {text} | <{address}> |\n|---|:-:|\n| {text} | [b]({address}) |",
    "heading": "## {text} <{address}>",
    "list": "> - {text} <{address}>\n> - [b]({address})",
}


def nested(*layers: tuple[str, str]) -> str:
    """Each form with its address, standing in the text of the one before it."""
    text = "a"
    for n, (form, address) in reversed(list(enumerate(layers))):
        whole = FORMS[form].format(text=text.partition("\n\n")[0], address=address, n=n)
        text = "\n\n".join([whole, *text.split("\n\n")[1:]])
    return text


# An oracle of its own: how browsers find a scheme (URL Standard, 4.4).
AROUND = "".join(map(chr, range(0x21)))
SAFE = re.compile(r"(?:https?|mailto):|#", re.IGNORECASE)


def refuse_addresses(text: str, prose: Prose) -> None:
    """Fail where the HTML of a text has an address that is not the web's."""
    parts = [part for each in (prose, *prose.footnotes) for part in each.parts]
    said = [part if isinstance(part, str) else "" for part in parts]
    said += [part.html for part in parts if isinstance(part, Reference)]
    html = "".join(said)
    assert "\0" not in html, text
    for element in JustHTML(html, sanitize=False).query("*"):
        assert element.name not in ("img", "script", "style", "iframe"), (text, html)
        for name, value in element.attrs.items():
            assert not name.startswith("on"), (text, html)
            if name in ("href", "src", "srcset", "action", "xlink:href"):
                address = re.sub("[\t\n\r]", "", (value or "").strip(AROUND))
                assert SAFE.match(address), (text, html)


def check(text: str) -> None:
    """Read a text as an article, and as a text in YAML."""
    refuse_addresses(text, read_article(text, "a.md", 1))
    refuse_addresses(text, read_text(Scalar(text, Place("a.yaml", 1), text)))


@pytest.mark.parametrize("form", FORMS)
def test_no_form_has_an_address_that_could_run(form):
    for address in ADDRESSES:
        check(nested((form, address)))


@pytest.mark.parametrize("outermost", FORMS)
def test_no_form_in_a_form_in_a_form_has_an_address_that_could_run(outermost):
    addresses = cycle(ADDRESSES)

    for inner, innermost in product(FORMS, FORMS):
        forms = (outermost, inner, innermost)
        check(nested(*((form, next(addresses)) for form in forms)))


layers = st.tuples(st.sampled_from(list(FORMS)), st.sampled_from(ADDRESSES))


@given(st.lists(st.lists(layers, min_size=1, max_size=3), min_size=1, max_size=3))
def test_no_mixture_of_forms_has_an_address_that_could_run(several):
    text = "\n\n".join(nested(*layers) for layers in several)

    check(text)
    refuse_addresses(text, read_article(text, "a.md", 1, marked=True))
